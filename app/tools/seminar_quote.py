"""Sections to slides and cases: sentences quoted and cited, nothing added."""

from __future__ import annotations

import re

from app import texts
from app.cited import Bibliography, Ref, Sources
from app.tools.seminar import Asked, Case, Said, Slide
from app.tools.seminar_data import CaseRef, SlideRef
from indexer.passages import WHOLE, Passage

# Questions to expect on one slide.
EXPECTED = 2
# A question that puts a premise would be read as a statement; words without a question mark are a search.
PREMISE = re.compile(r"(?:です|ます|ました|ません)(?:よね|ね)|合って|本当|^いや|一覧")
DASH = re.compile(r" ?― ")
# The number of a chapter's item stands above the heading: 第2章 1.⑬ / 退職時のアクセス制限.
NUMBERED = re.compile(r"^(第[0-9０-９]+章 [0-9０-９]+\.[①-⑳]?) ?(.+)$")
# Numbers within a section: a slide that shows ④ alone looks as if others were missing.
COUNTED = re.compile(r"^ポイント[0-9]+ |[①-⑳] ?")
# Letters before a figure or a bracket; fewer name no message without what stands above (考え方, 期間).
NAME = re.compile(r"^[^ 　（(0-9]*")
SHORT_NAME = 8


class Quoter:
    """Quotes sections for one seminar and numbers their citations: a section keeps its number."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.cited = Bibliography(sources)

    def said(self, ref: Ref) -> Said:
        """Return one sentence with the number of its section."""
        number = self.cited.cite(Ref(ref.document, ref.section))
        return Said(row_text(self.sources.says(ref)), (number,))

    def slide(self, chosen: SlideRef) -> Slide:
        """Return a section as a slide, what it leaves out for the speaker."""
        passage = self.sources.passage(chosen.whole)
        kicker, title = heading(passage)
        rest = [
            self.said(Ref(chosen.document, chosen.section, at))
            for at, sentence in enumerate(passage.sentences)
            if at not in chosen.at and sentence.kind != "row"
        ]
        return Slide(
            kicker,
            title,
            tuple(self.said(ref) for ref in chosen.refs),
            tuple(one for one in rest if texts.UNCONFIRMED_MARK not in one.text),
            tuple(one for one in rest if texts.UNCONFIRMED_MARK in one.text),
            self._asked(chosen, passage),
        )

    def case(self, chosen: CaseRef) -> Case:
        """Return a case exercise."""
        facts, says = (tuple(self.said(ref) for ref in refs) for refs in (chosen.facts, chosen.says))
        return Case(chosen.title, facts, chosen.discuss, says)

    def _asked(self, chosen: SlideRef, passage: Passage) -> tuple[Asked, ...]:
        """Return questions to expect, one a sentence, that a sentence of the section answers."""
        found: dict[int, Asked] = {}
        for expected in passage.questions:
            asked = expected.section == chosen.section and expected.text.endswith(("？", "?", "か"))
            if not asked or expected.at == WHOLE or expected.at in found or PREMISE.search(expected.text):
                continue
            ref = Ref(chosen.document, chosen.section, expected.at)
            if texts.UNCONFIRMED_MARK not in self.sources.says(ref):
                found[expected.at] = Asked(expected.text, self.said(ref))
        return tuple(found[at] for at in sorted(found)[:EXPECTED])


def heading(passage: Passage) -> tuple[str, str]:
    """Return a section's heading as what stands above it and what it says."""
    whole = passage.path[-1] if passage.path else ""
    above, *below = DASH.split(whole, maxsplit=1)
    if below:
        # 35.5%（2020年は5.2%） alone tells nothing.
        return _below(above, below[0])
    numbered = NUMBERED.match(whole)
    return (numbered[1], numbered[2]) if numbered else ("", whole)


def _below(above: str, leaf: str) -> tuple[str, str]:
    if leaf[:1].isdecimal():
        return "", f"{above}　{leaf}"
    leaf = COUNTED.sub("", leaf)
    if len(NAME.match(leaf)[0]) > SHORT_NAME:  # type: ignore[index]  # it matches any text
        return above, leaf
    numbered = NUMBERED.match(above)
    kicker, above = (numbered[1], numbered[2]) if numbered else ("", above)
    return kicker, f"{above}：{leaf}"


def row_text(text: str) -> str:
    """Write a row of a table as one line: label：value."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    return "：".join(cells) if len(cells) == 2 else " ／ ".join(cells)
