"""Personal data of a letter, masked before anything is searched or drafted.

A value that is found once is masked wherever it stands. What looks like a value and is public (the number
of a desk, the site of an authority) may stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.texts_reply import MASKS
from app.tools.firms import firms, titled
from app.tools.names import companies, people
from app.tools.signature import signature_lines

# Full-width forms and dashes as their narrow ones, character by character: offsets stay.
NARROW: dict[int, int | str | None] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)},
    0x3000: " ",
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
MAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,120}[A-Za-z0-9]")
LINK = re.compile(r"(?:https?://|www\.)[^\s、。「」<>()（）]+")
OFFICIAL = re.compile(r"^(?:https?://)?[\w.-]*\.go\.jp(?:[/:?#]|$)")
PHONE = re.compile(
    r"(?<![\d-])(?:\+\d{1,3}[- ]?\(?\d{1,4}\)?|\(0\d{1,4}\)|0\d{1,4})[- ]?\(?\d{1,4}[-) ]\d{3,4}(?![\d-])"
    r"|(?<![\d-])0\d{9,10}(?![\d-])|(?<=内線)[:( ]{0,3}\d{2,6}"
)
POST = re.compile(r"(?<=〒)\s?\d{3}-?\d{4}(?!\d)|(?<=郵便番号)[: ]{0,3}\d{3}-?\d{4}(?!\d)")
# An address is found from its number backwards: within a bound, so that no text takes long.
NUMBERED = re.compile(
    r"\d{1,5}(?:丁目|番地?|-\d|号(?!条))[\d\-の丁目番地号 ]{0,24}"
    r"(?: ?[^\s、。]{1,20}(?:ビルヂング|ビル|館|棟|タワー|マンション|センター)[^\s、。]{0,6})?"
)
TOWN = re.compile(
    r"(?:(?:北海道|東京都|京都府|大阪府|[一-龠]{2,3}県)[一-龠々ぁ-んァ-ヶ]{1,24}"
    r"|[一-龠々ァ-ヶ]{1,7}[市区町村郡][一-龠々ぁ-んァ-ヶ]{0,16})$"
)
BEFORE_NUMBER = 32
# A label and its value to the end of the line: a form, or the head of a mail.
LABELS = {
    "address": "ご?住所|所在地",
    "company": "(?:御社|貴社|会社|団体|法人|企業|勤務先|組織)名?|社名|所属",
    "name": "(?:お|ご)?(?:氏名|名前|担当者名?)|差出人|送信者|宛先|宛名|From|To|Cc|Bcc",
}
LABELLED = {
    kind: re.compile(rf"^[ >]*[【\[■●・]?(?:{names})[】\]]?[ ]*[:】][ ]*(\S[^\n]*?)[ ]*$", re.MULTILINE)
    for kind, names in LABELS.items()
}
# What follows a value in the same field, and is none.
HONORIFIC = re.compile(r"[ ]*(?:様|殿|さん|氏)$")
MARK = "〔{name}〕"
SHORTEST = 2
# Letters of a name that published text may hold: a shorter one stands in other words.
NAMEABLE = 4
# A full line that goes on in the next.
WRAPPED = re.compile(
    r"(?<=[^\n]{24})(?<![\s。?？!！:：」=*_━─―-])\n(?=[^\s・･●○■□◆◇※(（【\[0-9０-９①-⑳>＞=*_━─―-])"
)


@dataclass(frozen=True)
class Hidden:
    """A value that was masked; `kind` is a key of `app.texts_reply.MASKS`."""

    kind: str
    value: str


@dataclass(frozen=True)
class Masked:
    """A letter without its personal data. No value of `hidden` occurs in `text`."""

    text: str
    hidden: tuple[Hidden, ...]


def mask(letter: str, public: Collection[str] = (), told: str = "") -> Masked:
    """Return a letter with marks (〔氏名〕) in place of personal data, and its signature as one mark.

    Args:
        letter: What somebody wrote, of any form.
        public: Addresses and numbers that may stay, as of consultation desks.
        told: Published text; what only looks like a firm's name and stands there (a case's name) stays.
    """
    narrow = letter.translate(NARROW)
    start, end = signature_lines(narrow)
    known = "\n".join(public).translate(NARROW)
    found: dict[str, Hidden] = {}
    whole = WRAPPED.sub("", letter)
    for text, spans in (
        (letter, _found(narrow, start, end, told)),
        # A mail program may have cut a name in two.
        (whole, _found(whole.translate(NARROW), len(whole), len(whole), told)),
    ):
        for kind, at, to in spans:
            value = text[at:to].strip()
            plain = value.translate(NARROW)
            if len(value) >= SHORTEST and plain not in known and "\n" not in value and not _is_mark(value):
                found.setdefault(value, Hidden(kind, value))
    hidden = tuple(found.values())
    parts = [letter[:start], letter[start:end], letter[end:]]
    kept = [without(part, hidden) for part in parts]
    if letter[start:end].strip():
        tail = "\n" if letter[start:end].endswith("\n") else ""
        kept[1] = mark("signature") + tail
    return Masked("".join(kept), hidden)


def mark(kind: str) -> str:
    """Return what stands in place of a value."""
    return MARK.format(name=MASKS[kind])


def _is_mark(value: str) -> bool:
    return any(value in MARK.format(name=name) for name in MASKS.values()) or bool(re.search("[〔〕]", value))


def without(text: str, hidden: Collection[Hidden]) -> str:
    """Return a text with marks in place of the values that were hidden, the longest first."""
    if not hidden:
        return text
    marks = {one.value: mark(one.kind) for one in hidden}
    longest = sorted(marks, key=lambda value: (-len(value), value))
    pattern = "|".join("\n?".join(map(re.escape, value)) for value in longest)
    return re.sub(pattern, lambda match: marks[match[0].replace("\n", "")], text)


def _found(narrow: str, start: int, end: int, told: str) -> Iterator[tuple[str, int, int]]:
    """Yield the kind and the range of each value; `start`..`end` is the signature."""
    for at, to in _addresses(narrow):
        yield "address", at, to
    for kind, pattern in (("mail", MAIL), ("phone", PHONE), ("post", POST)):
        for match in pattern.finditer(narrow):
            begin = match.start() + len(match[0]) - len(match[0].lstrip(" :("))
            yield kind, begin, match.end()
    for match in LINK.finditer(narrow):
        if not OFFICIAL.match(match[0]):
            yield "link", match.start(), match.end()
    for kind, pattern in LABELLED.items():
        for match in pattern.finditer(narrow):
            to = match.end(1) - len((HONORIFIC.search(match[1]) or [""])[0])
            yield kind, match.start(1), to
    yield from _named(narrow, told)
    yield from people(narrow, start, end)


def _named(narrow: str, told: str) -> Iterator[tuple[str, int, int]]:
    for at, to in companies(narrow):
        yield "company", at, to
    for at, to in firms(narrow):
        if to - at < NAMEABLE or narrow[at:to] not in told:
            yield "company", at, to
    for at, to in titled(narrow):
        yield "name", at, to


def _addresses(narrow: str) -> Iterator[tuple[int, int]]:
    for number in NUMBERED.finditer(narrow):
        floor = max(0, number.start() - BEFORE_NUMBER)
        town = TOWN.search(narrow[floor : number.start()])
        if town:
            yield floor + town.start(), number.end()
