"""Write the font of one box that PDFs without embedded fonts are measured by: see `indexer.read.pdf_fonts`.

`python tests/box_font.py indexer/read/fonts/box.ttf`, and whenever the metrics below change.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

EM = 1000
# Where Japanese fonts put a full-width character, of 1,000: above and below the line, room at the sides.
ASCENT, DESCENT, SIDE = 880, -120, 30
# All of Unicode but controls and spaces, which have no ink.
DRAWN = ((0x21, 0x7E), (0xA1, 0x1FFF), (0x2010, 0x2FFF), (0x3001, 0xFFFD), (0x10000, 0x3FFFD))
# Bits of OS/2: Shift_JIS, GBK, Korean, Big5, Johab. Not Latin, for which pdfium has fonts of its own.
EAST_ASIAN = sum(1 << bit for bit in range(17, 22))
NOTHING, BOX = ".notdef", "box"


def write(path: Path) -> None:
    """Write the font; the same bytes every time."""
    builder = FontBuilder(EM, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.updateHead(created=0, modified=0)
    builder.setupGlyphOrder([NOTHING, BOX])
    builder.setupCharacterMap({})
    builder.setupGlyf({NOTHING: TTGlyphPen(None).glyph(), BOX: _box()})
    builder.setupHorizontalMetrics({NOTHING: (EM, 0), BOX: (EM, SIDE)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Himitsu Box", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=ASCENT,
        sTypoDescender=DESCENT,
        usWinAscent=ASCENT,
        usWinDescent=-DESCENT,
        ulCodePageRange1=EAST_ASIAN,
    )
    builder.setupPost()
    builder.font["cmap"].tables = [_all_to_one()]
    builder.save(path)


def _box() -> object:
    pen = TTGlyphPen(None)
    corners = [(SIDE, DESCENT), (SIDE, ASCENT), (EM - SIDE, ASCENT), (EM - SIDE, DESCENT)]
    pen.moveTo(corners[0])
    for corner in corners[1:]:
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()


def _all_to_one() -> object:
    """A character map of format 13: whole ranges of characters share one glyph."""
    table = CmapSubtable.newSubtable(13)
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.cmap = {code: BOX for first, last in DRAWN for code in range(first, last + 1)}
    return table


if __name__ == "__main__":
    write(Path(sys.argv[1]))
