"""The one font that pdfium measures characters by where a file names its font and does not embed it.

Left alone, pdfium looks for a substitute among the fonts of the machine. What is read then depends on
what happens to be installed (without a Japanese font, text that nobody sees goes unnoticed), and the
outlines of such fonts take nine tenths of the time: 300 pages of HeiseiMin-W3 took 6.6 s of the processor
with Noto CJK and take 0.7 s with ours, to the same text. Ours draws every character as the same box
of one em (`tests/box_font.py`); the text itself comes from the character maps of the file.
"""

from __future__ import annotations

import ctypes
from pathlib import Path

import pypdfium2.raw as pdfium_c

FONT = Path(__file__).resolve().parent / "fonts" / "box.ttf"
_Text = ctypes.POINTER(ctypes.c_char)
# Kept for as long as pdfium may look at it.
_name = ctypes.create_string_buffer(str(FONT.parent).encode("utf-8", "surrogateescape"))


def use_own_font() -> None:
    """Start pdfium anew with our folder as its only one; no document may be open.

    Windows pays no heed to the folder, and reads as it would without this. So does an installation that
    has lost the file: with no font at all, text that nobody sees would go unnoticed.
    """
    if not FONT.exists():
        return
    folders = (_Text * 2)()  # the second one, null, ends the list
    folders[0] = ctypes.cast(_name, _Text)
    pdfium_c.FPDF_DestroyLibrary()
    pdfium_c.FPDF_InitLibraryWithConfig(pdfium_c.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
