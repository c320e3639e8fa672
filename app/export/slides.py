"""Blocks of a PowerPoint file: 16:9, Japanese fonts, boxes of text. What fits into them: `fitting`."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from app import texts
from app.export.word import clean

# On every Windows and Mac with Office; elsewhere another Japanese font falls in.
FONT = "Yu Gothic"
WIDTH, HEIGHT = 960, 540
NAVY, INK, GREY = RGBColor(0x1F, 0x3A, 0x6E), RGBColor(0x1B, 0x22, 0x33), RGBColor(0x55, 0x60, 0x7A)
WHITE, TINT, LINE = RGBColor(0xFF, 0xFF, 0xFF), RGBColor(0xEA, 0xEF, 0xF7), RGBColor(0xD5, 0xDB, 0xE5)
# Height of a line and of the space before a paragraph in ems. Lines have a fixed height, so that every
# program sets them alike.
LEADING, BEFORE = 1.4, 0.35
INSET = 6
# The layout of the template that has a title and nothing else.
TITLE_ONLY = 5


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Style:
    """How text is set; sizes in points."""

    size: float
    bold: bool = False
    color: RGBColor = INK
    bullet: bool = False
    fill: RGBColor | None = None
    middle: bool = False
    right: bool = False


def deck(title: str, day: date) -> Any:
    """Return an empty 16:9 presentation with its properties set."""
    made = Presentation()
    stretch = Pt(WIDTH) / made.slide_width
    made.slide_width, made.slide_height = Pt(WIDTH), Pt(HEIGHT)
    # The template is 4:3: a slide that the user adds should fit ours.
    master = made.slide_master
    for shape in (s for owner in (master, *master.slide_layouts) for s in owner.placeholders):
        shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    core = made.core_properties
    core.author, core.title, core.language = texts.NAME, clean(title), "ja-JP"
    core.created = core.modified = datetime.combine(day, time())
    core.last_modified_by = texts.NAME
    return made


def saved(made: Any) -> bytes:
    """Return a presentation as the bytes of its file."""
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def blank(made: Any, notes: str) -> Any:
    """Add a slide with nothing but a title to be written and its speaker notes."""
    slide = made.slides.add_slide(made.slide_layouts[TITLE_ONLY])
    slide.notes_slide.notes_text_frame.text = clean(notes)
    for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
        for run in paragraph.runs:
            _font(run)
    return slide


def put(slide: Any, box: Box, lines: Sequence[str], style: Style, name: str = "") -> Any:
    """Write paragraphs into a box. What does not fit is the caller's fault: see `fitting`."""
    shape = slide.shapes.add_textbox(*_points(box))
    if name:
        shape.name = name
    _fill(shape, lines, style)
    return shape


def title(slide: Any, box: Box, line: str, style: Style) -> None:
    """Write the slide's title: what outlines and screen readers name the slide by."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = _points(box)
    _fill(shape, [line], style)


def _points(box: Box) -> tuple[Any, ...]:
    return tuple(Pt(value) for value in (box.left, box.top, box.width, box.height))


def _fill(shape: Any, lines: Sequence[str], style: Style) -> None:
    if style.fill is not None:
        shape.fill.solid()
        shape.fill.fore_color.rgb = style.fill
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if style.middle else MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(INSET)
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        _write(paragraph, clean(line), style, first=at == 0)


def bar(slide: Any, box: Box, color: RGBColor) -> None:
    """Add a filled bar or rule, without text."""
    shape = slide.shapes.add_textbox(*_points(box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = color
    shape.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    shape.name = "bar"


def _write(paragraph: Any, text: str, style: Style, *, first: bool) -> None:
    paragraph.alignment = PP_ALIGN.RIGHT if style.right else PP_ALIGN.LEFT
    paragraph.line_spacing = Pt(style.size * LEADING)
    paragraph.space_before = Pt(0 if first else style.size * BEFORE)
    paragraph.space_after = Pt(0)
    run = paragraph.add_run()
    run.text = text.replace("\n", " ")
    run.font.size, run.font.bold, run.font.color.rgb = Pt(style.size), style.bold, style.color
    _font(run)
    properties = paragraph._p.get_or_add_pPr()
    if style.bullet:
        indent = int(Pt(style.size * 1.2))
        properties.set("marL", str(indent))
        properties.set("indent", str(-indent))
        properties.append(parse_xml(f'<a:buChar {nsdecls("a")} char="•"/>'))
    else:
        properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))


def _font(run: Any) -> None:
    """Set the font for Japanese too: python-pptx sets it for Latin letters alone."""
    run.font.name = FONT
    properties = run._r.get_or_add_rPr()
    properties.set("lang", "ja-JP")
    latin = properties.find(qn("a:latin"))
    for script in ("cs", "ea"):
        if properties.find(qn(f"a:{script}")) is None:
            other = deepcopy(latin)
            other.tag = qn(f"a:{script}")
            latin.addnext(other)


def number(slide: Any, box: Box, style: Style) -> None:
    """Write the slide's number: a field, so that it stays right when slides are moved."""
    shape = put(slide, box, [""], style, "slide number")
    paragraph = shape.text_frame.paragraphs[0]._p
    for run in paragraph.findall(qn("a:r")):
        paragraph.remove(run)
    size, color = int(style.size * 100), style.color
    paragraph.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="ja-JP" sz="{size}"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
            f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/></a:rPr><a:t>‹#›</a:t></a:fld>'
        )
    )
