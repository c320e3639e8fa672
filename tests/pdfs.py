"""PDF files for the reader tests, drawn here so that none has to be stored or fetched."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import DictionaryObject, IndirectObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

A4 = (595, 842)
SLIDE = (960, 540)
MINCHO = "HeiseiMin-W3"  # not embedded: the reader needs the CMap of Adobe-Japan1
GOTHIC = "HeiseiKakuGo-W5"
EMBEDDED = "IPAexGothic"

# reportlab embeds TrueType outlines only, which rules out Noto CJK (CFF).
TRUETYPE = next(
    filter(
        Path.exists,
        map(
            Path,
            (
                "/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf",
                "/usr/share/fonts/truetype/ipaexfont-gothic/ipaexg.ttf",
                "/usr/share/fonts/truetype/fonts-japanese-gothic.ttf",
                "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf",
                "C:/Windows/Fonts/ipaexg.ttf",
            ),
        ),
    ),
    None,
)

pdfmetrics.registerFont(UnicodeCIDFont(MINCHO))
pdfmetrics.registerFont(UnicodeCIDFont(GOTHIC))
if TRUETYPE:
    pdfmetrics.registerFont(TTFont(EMBEDDED, str(TRUETYPE)))
# Japanese fonts lack ⚫ ➢ ✓; slide decks take them from a symbol font, and so does `slide`.
SYMBOLS = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
if SYMBOLS.exists():
    pdfmetrics.registerFont(TTFont("Symbols", str(SYMBOLS)))

Draw = Callable[[Canvas], None]


def pdf(path: Path, *pages: Draw, size: tuple[float, float] = A4, title: str = "") -> Path:
    """Write one page for each drawing function."""
    canvas = Canvas(str(path), pagesize=size)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, font: str = MINCHO, left: float = 60, top: float = 780) -> Draw:
    """Draw one text a line, 20 points apart."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 11)
        for number, text in enumerate(texts):
            canvas.drawString(left, top - 20 * number, text)

    return draw


def both(*draws: Draw) -> Draw:
    """Draw several things on one page, in order."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            canvas.saveState()
            one(canvas)
            canvas.restoreState()

    return draw


def footer(text: str, font: str = MINCHO) -> Draw:
    """Draw a centred page number at the bottom."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 9)
        canvas.drawCentredString(A4[0] / 2, 30, text)

    return draw


def unseen(text: str, how: str) -> Draw:
    """Draw text that nobody sees: how is mode, white, clear, tiny, off or white_box."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(MINCHO, 0.5 if how == "tiny" else 11)
        if how == "white_box":
            canvas.setFillColorRGB(1, 1, 1)
            canvas.rect(50, 390, 400, 30, stroke=0, fill=1)
        if how.startswith("white"):
            canvas.setFillColorRGB(1, 1, 1)
        if how == "clear":
            canvas.setFillAlpha(0)
        run = canvas.beginText(60, A4[1] + 50 if how == "off" else 400)
        if how == "mode":
            run.setTextRenderMode(3)
        run.textOut(text)
        canvas.drawText(run)

    return draw


def banner(text: str) -> Draw:
    """Draw a white title on a dark band, as slide decks have: white, and seen."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.4)
        canvas.rect(0, 700, A4[0], 60, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.setFont(GOTHIC, 20)
        canvas.drawString(40, 720, text)

    return draw


def picture(width: float = A4[0], height: float = A4[1]) -> Draw:
    """Draw a grey picture from the lower left corner; by default over the whole page."""

    def draw(canvas: Canvas) -> None:
        image = ImageReader(Image.new("L", (60, 80), 200))
        canvas.drawImage(image, 0, 0, width, height)

    return draw


def slide(title: str, bullets: Sequence[tuple[str, str]], caption: str, number: int, font: str) -> Draw:
    """Draw a page as ministries lay out their decks. A bullet is its mark and its text."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, 24)
        canvas.drawString(40, 480, title)
        for row, (mark, text) in enumerate(bullets):
            canvas.setFont("Symbols", 16)
            canvas.drawString(60, 430 - 30 * row, mark)
            canvas.setFont(font, 16)
            canvas.drawString(84, 430 - 30 * row, text)
        canvas.rect(560, 200, 320, 180)
        canvas.setFont(font, 10)
        canvas.drawString(640, 180, caption)
        canvas.drawRightString(930, 20, str(number))

    return draw


def table_pdf(path: Path, rows: Sequence[Sequence[str]], font: str = MINCHO) -> Path:
    """Write a ruled table with reportlab's layout engine."""
    table = Table([list(row) for row in rows], style=[("FONT", (0, 0), (-1, -1), font, 10)])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black")])
    SimpleDocTemplate(str(path), pagesize=A4).build([table])
    return path


def encrypted(path: Path, source: Path, user: str, owner: str = "owner") -> Path:
    """Write `source` encrypted (RC4, which needs no extra library to write)."""
    writer = PdfWriter(clone_from=source)
    writer.encrypt(user_password=user, owner_password=owner, algorithm="RC4-128")
    writer.write(path)
    return path


def labelled(path: Path, source: Path, roman: int) -> Path:
    """Write `source` with its first `roman` pages labelled i, ii, ... and the rest 1, 2, ..."""
    writer = PdfWriter(clone_from=source)
    count = len(PdfReader(source).pages)
    writer.set_page_label(0, roman - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(roman, count - 1, style=PageLabelStyle.DECIMAL)
    writer.write(path)
    return path


def outlined(path: Path, source: Path, entries: Sequence[tuple[int, str, int]]) -> Path:
    """Write `source` with an outline of (level from 1, title, 0-based page)."""
    writer = PdfWriter(clone_from=source)
    parents: dict[int, IndirectObject] = {}
    for level, title, page in entries:
        parents[level] = writer.add_outline_item(title=title, page_number=page, parent=parents.get(level - 1))
    writer.write(path)
    return path


def cropped(path: Path, source: Path, box: tuple[float, float, float, float]) -> Path:
    """Write `source` with a crop box (left, bottom, right, top) on every page."""
    writer = PdfWriter(clone_from=source)
    for page in writer.pages:
        page.cropbox.lower_left = box[:2]
        page.cropbox.upper_right = box[2:]
    writer.write(path)
    return path


def unmapped(path: Path, source: Path) -> Path:
    """Write `source` without the Unicode maps of its fonts: it looks right and says nothing."""
    writer = PdfWriter(clone_from=source)
    for page in writer.pages:
        for font in cast(DictionaryObject, page["/Resources"])["/Font"].get_object().values():  # type: ignore[union-attr]
            font.get_object().pop("/ToUnicode", None)
    writer.write(path)
    return path


def pageless(path: Path) -> Path:
    """Write a valid PDF of no pages by hand: no library agrees to."""
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(
        (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), start=1
    ):
        offsets.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 3\n0000000000 65535 f \n")
    out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.write(b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start)
    path.write_bytes(out.getvalue())
    return path
