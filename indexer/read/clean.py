"""Characters that no reader may pass on, and characters that mean another one."""

from __future__ import annotations

import re
import unicodedata

# What extracted text uses to break a line: CRLF (pdfium, Windows), CR, vertical tab (Word and
# PowerPoint soft break), NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR.
_LINE_BREAKS = re.compile("\r\n|[\r\v\u0085\u2028\u2029]")

# C0 (including pdfium's U+0002 at a hyphenated line end), DEL and C1, but not tab and newline;
# byte order marks, noncharacters that pdfium emits, and lone surrogates, which no file can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")

# CJK Radicals Supplement characters that fonts substitute for whole characters of Japanese text
# (民 長 西 ...). Unicode gives NFKC mappings for two of this block only, hence this table.
_SUPPLEMENT = dict(
    zip(
        "⺒⺓⺝⺠⺩⺫⺬⺮⺻⺼⺽⻁⻄⻆⻇⻊⻏⻑⻗⻘⻝⻡⻣⻤⻨⻩⻫⻭⻯⻱⻲",
        "巳幺月民王目示竹聿肉臼虎西角角足邑長雨青食首骨鬼麦黄斉歯竜龜亀",
        strict=True,
    )
)
_RADICALS = re.compile("[\u2e80-\u2eff\u2f00-\u2fdf]")


def _ordinary(match: re.Match[str]) -> str:
    radical = match.group()
    return _SUPPLEMENT.get(radical) or unicodedata.normalize("NFKC", radical)


def fold_radicals(text: str) -> str:
    """Replace radical code points by the ideographs they stand for; change nothing else.

    Some Japanese PDFs map glyphs to U+2F00-2FDF (⾓ for 角): they look right and never match.
    """
    return _RADICALS.sub(_ordinary, text)


def clean(text: str) -> str:
    """Return `text` with LF line breaks, no control characters and no radical code points."""
    return fold_radicals(_FORBIDDEN.sub("", _LINE_BREAKS.sub("\n", text)))


_WRAP = re.compile(r"[ \t\n\f\u00a0]+")
# Between two full-width characters a source line break is not a space in Japanese.
_WIDE = r"[\u2e80-\u9fff\uff01-\uff60]"
_WIDE_WRAP = re.compile(rf"(?<={_WIDE})[ \t]*\n\s*(?={_WIDE})")


def one_line(text: str) -> str:
    """Join a wrapped run of text to one line: no space inside Japanese, one elsewhere."""
    return _WRAP.sub(" ", _WIDE_WRAP.sub("", text)).strip(" ")
