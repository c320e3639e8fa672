"""Names of persons and firms in a letter, as ranges; by their form, and by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.tools.firms import employer
from indexer.japanese import morphemes

FORM = r"(?:株式会社|有限会社|合同会社|合資会社|合名会社|㈱|㈲|\(株\)|\(有\)|\(同\))"
WORD = r"[一-龠々〆ァ-ヴーA-Za-z0-9&・.\-]"
STARTS = r"(?:^|(?<=[\s、。,:>「(【]))"
COMPANIES = (
    # 株式会社北斗精密工業; a name in hiragana ends at a particle.
    re.compile(
        rf"(?<!{WORD}){FORM} ?(?!設立|法|化|等|組織|形態|制度|間)"
        rf"(?:{WORD}{{2,24}}|[ぁ-ん]{{2,8}}?(?=[のではがを、\s]))"
    ),
    # 中央精機株式会社, みどり食品(株)
    re.compile(rf"(?:{STARTS}[ぁ-ん]{{1,6}})?{WORD}{{2,24}} ?{FORM}", re.MULTILINE),
    re.compile(
        r"\b[A-Z][\w&.-]*(?: [\w&.-]+){0,4},? "
        r"(?:Co\.,? ?Ltd\.?|Inc\.?|GmbH|LLC|Pte\.? Ltd\.?|Corp\.?|Corporation)"
    ),
)
BARE = re.compile(rf"^{FORM} ?| ?{FORM}$")
# Who writes: 〜の佐々木です, 〜の小川と申します.
SAYS = re.compile(r"と申し|でございます|です(?=[。\n]|$)|より(?=[。\n]|ご)")
INTRODUCED = re.compile(
    r"(?P<before>[^\n、。]*?)(?P<name>[一-龠々ァ-ヶー]{1,8}(?: [一-龠々ぁ-んァ-ヶー]{1,5})?|[ぁ-ん]{2,6})$"
)
# Characters before them in which who writes is named.
REACH = 60
ORGANISATION = re.compile(r"(?:^|[\s、。」])?(?P<name>[一-龠々ァ-ヴーA-Za-z0-9&・]{2,20})(?:の|、| )*$")
GENERIC = re.compile(
    r"^(?:弊社|当社|私|私ども|小職|本社|大学|会社|企業|団体|当方|担当|標記|本件)$"
    r"|(?:部|課|室|係|部門|担当|事務所|支店|センター|グループ|チーム|支社|工場|本部|事業部|相談員|窓口|者)$"
)
ADDRESSED = re.compile(
    r"(?P<name>[一-龠々ァ-ヶー]{1,6}(?: [一-龠々ぁ-んァ-ヶー]{1,5})?) ?(?:様|殿|さん|氏|先生)"
)
DEPARTMENT = re.compile(
    r"(?:部|課|室|係|グループ|チーム|支店|支社|事務所|営業所|工場|本部|センター|会社"
    r"|長|役員|担当|主任|代表|監査役|取締役|直通|携帯|電話)$"
)
PERSONAL = re.compile(r"^[一-龠々]{1,4}[ぁ-んァ-ヶー一-龠々]{0,5}$|^[ァ-ヶー]{2,8}$|^[ぁ-ん]{2,6}$")
# Whom an enquiry is addressed to.
OFFICES = frozenset({"ジェトロ", "経産省", "特許庁"})
# A word of a signature, with a given name behind it.
WORDS = re.compile(r"[^\s:/|()・,]+(?: [^\s:/|()・,0-9A-Za-z@〒]{1,5}(?=\s|$))?")
# Introductions stand at the top.
TOP = 12


def companies(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of firms' names with their form, and without it."""
    for pattern in COMPANIES:
        for match in pattern.finditer(text):
            yield match.span()
            bare = BARE.sub("", match[0]).strip()
            if len(bare) >= 3 and bare != match[0]:
                at = match.start() + match[0].index(bare)
                yield at, at + len(bare)


def people(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the ranges of persons' names, and of firms named beside them; the signature is `start`..`end`."""
    yield from _introduced(text)
    for match in ADDRESSED.finditer(text):
        # 安田 and 長野 are places too.
        if at := _name_in(match["name"], addressed=True):
            yield "name", match.start("name") + at[0], match.start("name") + at[1]
    yield from _beside_companies(text)
    yield from _full_names(text)
    yield from _signed(text, start, end)


def _introduced(text: str) -> Iterator[tuple[str, int, int]]:
    offset = 0
    for line in text.splitlines(keepends=True)[:TOP]:
        for says in SAYS.finditer(line):
            floor = max(0, says.start() - REACH)
            match = INTRODUCED.search(line[floor : says.start()])
            if not match:
                continue
            begun = offset + floor
            name, at = match["name"], begun + match.start("name")
            inner = _name_in(name)
            if says[0] == "と申し" and not inner:
                inner = (0, len(name))
            if not inner:
                continue
            yield "name", at + inner[0], at + inner[1]
            if " " in name[slice(*inner)]:
                yield "name", at + inner[0], at + inner[0] + name[slice(*inner)].index(" ")
            before = match["before"] + name[: inner[0]]
            begin = begun + match.start("before")
            firm = ORGANISATION.search(before)
            if firm and not GENERIC.search(firm["name"]):
                yield "company", begin + firm.start("name"), begin + firm.end("name")
            elif span := employer(before):
                yield "company", begin + span[0], begin + span[1]
        offset += len(line)


def _name_in(run: str, *, addressed: bool = False) -> tuple[int, int] | None:
    """Return the range of the person's name at the end of a run of characters, None for none."""
    at, first = len(run), -1
    for surface, kind in reversed(morphemes(run)):
        at -= len(surface)
        named = kind[2] == "人名" or (addressed and kind[1] == "固有名詞" and surface not in OFFICES)
        if named or (surface == " " and first >= 0):
            first = at if surface != " " else first
        else:
            break
    return (first, len(run)) if first >= 0 else None


def _beside_companies(text: str) -> Iterator[tuple[str, int, int]]:
    """Names directly behind a firm in the same line: (株)東海ガラス長野."""
    for pattern in COMPANIES[:2]:
        for match in pattern.finditer(text):
            rest = text[match.end() :].split("\n", 1)[0]
            behind = re.match(r"[ (]*([一-龠々]{2,5})\)?[ 。]*$", rest)
            if behind and _name_in(behind[1]):
                yield "name", match.end() + behind.start(1), match.end() + behind.end(1)


def _full_names(text: str) -> Iterator[tuple[str, int, int]]:
    """A family name with a given name behind it, wherever they stand."""
    offset = 0
    for line in text.splitlines(keepends=True):
        at, family = offset, -1
        for surface, kind in morphemes(line):
            if kind[2] == "人名" and kind[3] == "姓":
                family = at
            elif family >= 0 and kind[2] == "人名" and kind[3] == "名":
                yield "name", family, at + len(surface)
                family_end = family + len(text[family:at].rstrip())
                if family_end - family > 1:
                    yield "name", family, family_end
                family = -1
            elif surface.strip():
                family = -1
            at += len(surface)
        offset += len(line)


def _signed(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Names in the signature: what is no department, title or way to reach."""
    for match in WORDS.finditer(text, start, end):
        words = match[0].split(" ")
        for word in {match[0], *words}:
            titled = any(DEPARTMENT.search(part) for part in word.split(" "))
            if len(word) > 1 and PERSONAL.match(word.replace(" ", "")) and not titled:
                at = match.start() + match[0].index(word)
                yield "name", at, at + len(word)
