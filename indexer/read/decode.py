"""Bytes to text, by proof rather than by guess.

A wrong guess is quoted to a user as an official sentence, a refusal is not: where two encodings
fit and nothing decides, the file is `Unreadable`. Statistical detectors (chardet and the like)
are not used because they always answer.
"""

from __future__ import annotations

import codecs
import re

from indexer.errors import Unreadable

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\uf8f0-\uf8f3\ufffe\uffff]")
# One stray control character (an old ^Z) is no proof of a binary; one in a hundred is.
_CONTROLS_ALLOWED = 0.01

# What Japanese and English texts are made of; random UTF-16 is spread over all planes.
_ORDINARY = re.compile("[\t\n\r\f\x20-\x7e\u2000-\u206f\u2190-\u25ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_ORDINARY_SHARE = 0.9

# Kana and Japanese punctuation: absent from a wrong EUC-JP reading of half-width katakana.
_JAPANESE = re.compile("[\u3001-\u3011\u3041-\u3096\u30a1-\u30fc]")
_WIDE = re.compile("[^\x00-\x7f]")
_JAPANESE_SHARE = 0.2


def decode(data: bytes) -> str:
    """Return the text of `data`, whichever of the encodings of Japanese files it is in.

    UTF-8, UTF-16 and UTF-32 (marked), UTF-16 (unmarked, when it shows), ISO-2022-JP, CP932 and
    EUC-JP. Raises `Unreadable("undecodable", reason=...)` with reason "broken" (the mark
    promises an encoding the rest breaks), "binary", "unknown" or "ambiguous".
    """
    text = _decode(data)
    if len(_CONTROLS.findall(text)) > len(text) * _CONTROLS_ALLOWED:
        raise Unreadable("undecodable", reason="binary")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _required(data, encoding)
    if b"\0" in data:
        return _unmarked_utf16(data)
    if b"\x1b$" in data and data.isascii():
        return _required(data, "iso2022_jp")
    text = strict(data, "utf-8")
    return _legacy(data) if text is None else text


def strict(data: bytes, encoding: str) -> str | None:
    """Decode without tolerating a single wrong byte; None where there is one."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _required(data: bytes, encoding: str) -> str:
    text = strict(data, encoding)
    if text is None:
        raise Unreadable("undecodable", reason="broken")
    return text


def _unmarked_utf16(data: bytes) -> str:
    """Without a mark, UTF-16 shows by its NULs; the byte order that gives ordinary text wins."""
    readings = [strict(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    fitting = [text for text in readings if text and _is_ordinary(text)]
    if len(fitting) != 1:
        raise Unreadable("undecodable", reason="binary")
    return fitting[0]


def _is_ordinary(text: str) -> bool:
    return len(_ORDINARY.findall(text)) >= len(text) * _ORDINARY_SHARE


def _legacy(data: bytes) -> str:
    """CP932 or EUC-JP: the few bytes valid in both must be decided by what they spell."""
    cp932 = strict(data, "cp932")
    # EUC-JP with the ①-type characters of Windows, which Python's "euc_jp" lacks.
    euc = strict(data, "euc_jp") or strict(data, "euc_jis_2004")
    if cp932 is None or euc is None:
        text = cp932 or euc
        if text is None:
            raise Unreadable("undecodable", reason="unknown")
        return text
    # Valid in both: half-width katakana in CP932, or two-byte characters in EUC-JP.
    wide = len(_WIDE.findall(euc))
    if len(_JAPANESE.findall(euc)) >= wide * _JAPANESE_SHARE:
        return euc
    raise Unreadable("undecodable", reason="ambiguous")
