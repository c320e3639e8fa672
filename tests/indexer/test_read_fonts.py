"""The font that characters are measured by where a PDF does not bring its own."""

from __future__ import annotations

from pathlib import Path

import box_font
import pdfs
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont

from indexer.read import pdf  # noqa: F401 - starts pdfium as the reader does
from indexer.read.pdf_fonts import FONT
from indexer.read.pdf_visible import _IDENTITY, _box


def test_the_font_is_what_its_script_writes(tmp_path: Path) -> None:
    box_font.write(tmp_path / "box.ttf")
    stored, made = TTFont(FONT), TTFont(tmp_path / "box.ttf")
    assert all(stored.getTableData(table) == made.getTableData(table) for table in ("glyf", "hmtx", "cmap"))
    assert stored["OS/2"].ulCodePageRange1 == made["OS/2"].ulCodePageRange1


def inked(character: str) -> bool:
    font = ImageFont.truetype(str(FONT), box_font.EM)
    return font.getmask(character).getbbox() is not None


@pytest.mark.parametrize("character", "漢かア、ーａ①가𠮷!")
def test_every_character_is_drawn(character: str) -> None:
    assert inked(character)


@pytest.mark.parametrize("space", " \u3000\u00a0\u2003")
def test_spaces_have_no_ink(space: str) -> None:
    assert not inked(space)


@pytest.mark.parametrize("font", [pdfs.MINCHO, pdfs.GOTHIC])
def test_pdfium_measures_by_it_and_not_by_a_font_of_this_machine(tmp_path: Path, font: str) -> None:
    """A full stop has little ink in any real font."""
    document = pdfium.PdfDocument(pdfs.pdf(tmp_path / "a.pdf", pdfs.lines("。", font=font, left=60, top=700)))
    page = document[0]
    box = _box(pdfium_c.FPDFPage_GetObject(page.raw, 0), _IDENTITY)
    assert box is not None
    size = 11 / box_font.EM
    wanted = (60 + box_font.SIDE * size, 700 + box_font.DESCENT * size)
    assert box[:2] == pytest.approx(wanted, abs=0.2)
    assert box[3] - box[1] == pytest.approx((box_font.ASCENT - box_font.DESCENT) * size, abs=0.3)
