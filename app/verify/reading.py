"""A text as the checks read it: statements with their words, figures, predicates.

A statement is a sentence, a list item or a table row. An item has the line before its list, a row the
head of its table as `lead`: words of the lead may stand in a claim beside those of the statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.verify.figures import Figure, figures
from indexer.japanese import STOP, fold, plain, sentences, words

# What stands for a figure among the words: the checks of words leave figures to the check of figures.
FIGURE = "〓"
ITEM = re.compile(r"\s*(?:[-*+・●○■□◆◇▪➢※]|[(（]?[0-9０-９]{1,2}[)）.．]|[①-⑳])\s*")
RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")
MARKS = re.compile(r"[\[【［]\s*(?:[0-9０-９]+|[a-zA-Z]{1,3}[0-9]+)(?:\s*[,、]\s*[0-9０-９]+)*\s*[\]】］]")
# The marks that are a citation's key and not a part of the sentence.
KEY = re.compile(r"[\[【［][A-Za-z0-9,\s]+[\]】］]", re.ASCII)
NUMBER = re.compile(r"[0-9０-９①-⑳]")
# What folding may drop from a claim: emphasis, white space, the angle brackets of an address.
UNSEEN = re.compile(r"[*\s<>]")
# Words of grammar that Sudachi counts as content.
GRAMMAR = STOP | frozenset(
    "無い そう 得る 行く 来る 置く 見る 頂く 因る 取る 基づく 於ける 就く 当たる 際 上 中 下 前 後 為 物 者 的 性 等 "
    "場合 必要 通り 例えば 又 及び 並びに 若しくは 或いは 且つ 尚 但し 即ち 其の外 外 他 以上 以下 未満 以内 超 約 "
    "全て 必ず 常に のみ 行う 成す 致す 出来る 可能 様 以外 とく 特に 更に 先ず 先 此方 各 同 当該 第 様々 "
    "挙げる 述べる 示す 含む 設ける 定める".split()
) - frozenset(
    "場合 必要 前 後 超 未満 以下 以上 以内 可能 全て 必ず 常に のみ 以外 含む 中 上 下 設ける 定める 示す 行う 外".split()
)
CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接頭辞", "接尾辞")


@dataclass(frozen=True)
class Word:
    """A word: as written, normalised, its part of speech; for a stand-in, the number of its figure."""

    surface: str
    form: str
    kind: tuple[str, ...]
    figure: int = -1

    @property
    def is_content(self) -> bool:
        """Whether the word says something of the matter."""
        if self.kind[0] == "名詞" and self.kind[1] == "数詞":
            return False
        return self.figure < 0 and self.kind[0] in CONTENT and self.form not in GRAMMAR

    @property
    def is_noun(self) -> bool:
        """Whether the word is a noun or a part of one."""
        return self.kind[0] in ("名詞", "接尾辞", "接頭辞", "形状詞")


@dataclass(frozen=True)
class Statement:
    """A sentence, item or row of a text at `start`..`end`, folded to one line."""

    start: int
    end: int
    text: str
    lead: str = ""

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures, in order."""
        return tuple(figures(self.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, a stand-in for each figure."""
        return _words(self.text, self.figures)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """Where its words of content stand."""
        return tuple(at for at, word in enumerate(self.words) if word.is_content)


def claim_statement(claim: str) -> Statement:
    """Read a claim as one statement, whatever it holds, with every number that the reader sees.

    Marks of citations in ASCII are left out: they are cut from what is shown.
    """
    text = MARKS.sub(lambda mark: "" if KEY.fullmatch(mark[0]) else mark[0], claim)
    item = ITEM.match(text)
    return Statement(0, len(claim), _folded(text) if item and NUMBER.search(item[0]) else _line(text))


def context_statement(context: str) -> Statement:
    """Read a title and headings as one statement, without their numbers."""
    return Statement(0, len(context), _line(MARKS.sub("", context)))


def hidden(claim: str) -> str:
    """Return the first stretch of a claim that folding drops and a reader sees: a tag, a link's target."""
    shown, read = UNSEEN.sub("", claim), UNSEEN.sub("", plain(claim))
    if shown == read:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(shown, read, strict=False)) if a != b), len(read))
    return shown[at : at + len(shown) - len(read)]


@lru_cache(maxsize=256)
def statements(text: str) -> tuple[Statement, ...]:
    """Split a quotation into statements. Line breaks inside a sentence are passed over."""
    found: list[Statement] = []
    lead, head = "", ""
    for start, end, kind in _pieces(text):
        line = _line(text[start:end])
        if kind == "row":
            if RULE.fullmatch(text[start:end]):
                continue
            if not head:
                head = line
                found.append(Statement(start, end, line, lead))
            else:
                found.append(Statement(start, end, line, f"{head} {lead}"))
            continue
        head = ""
        found.append(Statement(start, end, line, lead if kind == "item" else ""))
        if kind != "item":
            lead = line
    return tuple(one for one in found if one.text)


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what may be a statement: lines of lists and tables apart, running text by its sentences."""
    at, run = 0, 0
    lines = text.splitlines(keepends=True)
    for line in lines:
        bare = line.strip()
        kind = "row" if bare.startswith("|") else "item" if ITEM.match(line) and not _is_figure(bare) else ""
        if kind or not bare:
            yield from _sentences(text, run, at)
            run = at + len(line)
        if kind == "row":
            yield at, at + len(line.rstrip()), kind
        elif kind == "item":
            yield from ((a, b, "item") for a, b, _ in _sentences(text, at, at + len(line.rstrip())))
        at += len(line)
    yield from _sentences(text, run, at)


def _is_figure(line: str) -> bool:
    """Whether a line begins with a figure that its sentence was broken before (…の罰金は⏎10.5億円)."""
    return bool(re.match(r"[0-9０-９]+[.．][0-9０-９]", line))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for a, b in sentences(text[start:end]):
        yield start + a, start + b, ""


def _line(text: str) -> str:
    """Fold a text to one line without the marks of lists, tables and emphasis."""
    return _folded(ITEM.sub("", text, count=1) if ITEM.match(text) and not _is_figure(text.strip()) else text)


def _folded(text: str) -> str:
    """Fold a text to one line without the marks of tables and emphasis."""
    text = re.sub(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])", "", text)
    text = fold(text.replace("|", " ").replace(FIGURE, " ")).replace("__", "").replace("`", "").lstrip("# ")
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def _analysis(masked: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple(words(masked))


def _words(text: str, found: tuple[Figure, ...]) -> tuple[Word, ...]:
    parts, at = [], 0
    for figure in found:
        parts += [text[at : figure.start], FIGURE]
        at = figure.end
    parts.append(text[at:])
    made: list[Word] = []
    number = 0
    for surface, form, kind in _analysis("".join(parts)):
        count = surface.count(FIGURE)
        if not count:
            made.append(Word(surface, form, kind))
        for _ in range(count):
            made.append(Word(FIGURE, FIGURE, kind, number))
            number += 1
    return tuple(made)
