"""A question cut into phrases (文節): a noun or a predicate with the particles that follow it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from indexer.japanese import morphemes

Morpheme = tuple[str, tuple[str, ...]]
BOUND = frozenset({"助詞", "助動詞", "接尾辞", "補助記号", "空白", "記号"})
NOMINAL = frozenset({"名詞", "代名詞", "接頭辞", "接尾辞", "形状詞"})
PREDICATE = frozenset({"動詞", "形容詞", "助動詞"})
MARKS = frozenset({"補助記号", "空白", "記号"})
OPEN = frozenset("「『（(")
JOINING = OPEN | {"・"}
# After a question word these make it indefinite: 何か, 誰でも, いつも.
INDEFINITE = frozenset({"か", "も", "でも"})


@dataclass(frozen=True)
class Phrase:
    """`lead` is an opening bracket, `name` the noun ("" for none), `tail` the rest: together `text`."""

    name: str
    tail: str
    nouns: tuple[str, ...] = ()
    predicate: bool = False
    verb: str = ""
    asks: bool = False
    lead: str = ""

    @property
    def text(self) -> str:
        """The phrase as written."""
        return self.lead + self.name + self.tail

    @property
    def particle(self) -> str:
        """The tail without marks and white space."""
        return self.tail.strip("　 、。，．,.？?！!…・~〜～「」『』（）()")


def phrases(text: str, interrogatives: Collection[str]) -> list[Phrase]:
    """Cut a question into phrases; joined, their texts are the question."""
    groups: list[list[Morpheme]] = []
    for morpheme in morphemes(text):
        if not groups or _begins(groups[-1], morpheme):
            groups.append([])
        groups[-1].append(morpheme)
    return [_phrase(group, interrogatives) for group in groups]


def text_of(found: Sequence[Phrase]) -> str:
    """Return phrases as one text."""
    return "".join(phrase.text for phrase in found)


def _begins(group: list[Morpheme], morpheme: Morpheme) -> bool:
    """Whether a morpheme begins a phrase after those of the group."""
    (surface, kind), (last, before) = morpheme, group[-1]
    if kind[0] in MARKS:
        return surface in OPEN
    if before[0] in MARKS:
        return last not in JOINING
    if kind[0] in BOUND:
        return False
    if kind[0] in ("名詞", "形状詞"):
        return before[0] not in ("名詞", "接頭辞", "接尾辞", "形状詞") or _is_adverb(before)
    if kind[0] == "動詞":
        return not (before[0] == "動詞" or (kind[1] == "非自立可能" and _is_stem(before)))
    if kind[0] == "形容詞":
        return not (kind[1] == "非自立可能" and before[0] == "助詞" and before[1] != "格助詞")
    return True


def _is_nominal(surface: str, kind: tuple[str, ...]) -> bool:
    return kind[0] in NOMINAL or surface == "・"


def _is_adverb(kind: tuple[str, ...]) -> bool:
    return kind[0] == "名詞" and kind[2] == "副詞可能"


def _is_stem(kind: tuple[str, ...]) -> bool:
    """Whether する, いる, くる, なる after it belong to it: a noun of action, て, どう."""
    return kind[0] in ("名詞", "副詞", "助動詞", "接尾辞") or kind[:2] == ("助詞", "接続助詞")


def _phrase(group: list[Morpheme], interrogatives: Collection[str]) -> Phrase:
    opened = next((at for at, (surface, _) in enumerate(group) if surface not in OPEN), 0)
    ends = (at for at in range(opened, len(group)) if not _is_nominal(*group[at]))
    size = next(ends, len(group))
    head, rest = group[opened:size], group[size:]
    verb = next((surface for surface, kind in rest if kind[0] in ("動詞", "形容詞")), "")
    return Phrase(
        name="".join(surface for surface, _ in head),
        tail="".join(surface for surface, _ in rest),
        nouns=tuple(s for s, kind in head if kind[0] in ("名詞", "形状詞") and kind[1] != "数詞"),
        predicate=any(kind[0] in PREDICATE for _, kind in rest),
        verb=verb,
        asks=_asks(group, interrogatives),
        lead="".join(surface for surface, _ in group[:opened]),
    )


def _asks(group: list[Morpheme], interrogatives: Collection[str]) -> bool:
    for at, (surface, kind) in enumerate(group):
        counted = surface.startswith(("何", "なん")) and kind[0] in ("名詞", "代名詞")
        if not (surface in interrogatives or counted):
            continue
        following = group[at + 1][0] if at + 1 < len(group) else ""
        if following not in INDEFINITE or at + 2 == len(group):
            return True
    return False
