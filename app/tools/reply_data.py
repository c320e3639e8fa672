"""What a draft of a reply consists of: questions with their answers, facts to ask for, the whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from app import texts
from app.model import Answer, Citation, Claim, DeskPointer
from app.tools.enquiry import Asked, Enquiry
from app.tools.missing import Rule
from app.tools.personal import Hidden, mark
from app.tools.wording import LISTED, Wording

ADDED = re.compile(
    r"^(?:また|それから|さらに|更に|加えて|あわせて|併せて|なお|あと|まず|次に|つきましては|そこで)[、,]?"
)
# これは営業秘密の侵害になりますか
JUDGES = re.compile(
    r"(?:侵害|違反|違法|犯罪|罪|秘密|対象|処罰)(?:に|と|が|を)?(?:も|は|して|した(?:こと)?に)?"
    r"(?:なり|なる|なら|当た|該当|言え|いえ|認め|され|問われ|問える)|罰せ"
)


@dataclass(frozen=True)
class Reply:
    """One question with its answer; `asked` is how it was searched, `claims` carry the draft's numbers.

    `doubted` tells that the quotations hold something else than what is asked for.
    """

    number: int
    question: Asked
    wording: Wording
    asked: str
    answer: Answer
    claims: tuple[Claim, ...]
    doubted: bool = False

    @property
    def shown(self) -> str:
        """The question as the letter repeats it: with the sentence it refers to, without its opening word."""
        text = LISTED.sub("", ADDED.sub("", self.question.text).rstrip("、 　\n"))
        before = self.question.context[-1:] if self.question.empty else ()
        return "".join((*before, text))

    @property
    def refused(self) -> bool:
        """Whether the collected documents do not answer it."""
        return self.answer.status == "refused"

    @property
    def told(self) -> tuple[Claim, ...]:
        """The sentences that answer."""
        return () if self.refused else tuple(one for one in self.claims if one not in self.untold)

    @property
    def untold(self) -> tuple[Claim, ...]:
        """The sentences that say what could not be confirmed; all of a refusal's."""
        return tuple(one for one in self.claims if self.refused or texts.UNCONFIRMED_MARK in one.text)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The parts of an answered question that were not found."""
        if self.answer.status != "partial":
            return ()
        _, _, rest = self.answer.answer.rpartition(texts.PARTIAL)
        return tuple(line.removeprefix("- ") for line in rest.splitlines() if line.startswith("- "))

    @property
    def has_premise(self) -> bool:
        """Whether figures that the enquiry believes in differ from the quotation."""
        return bool(self.answer.premise) and self.answer.premise != texts.PREMISE_CHECK

    @property
    def is_case(self) -> bool:
        """Whether it asks to judge what happened, or what to do with somebody it names: no quotation does."""
        if any(mark(kind) in self.question.text for kind in ("company", "name")):
            return True
        told = any(said in self.asked for said in self.question.context) or bool(self.wording.plain)
        return told and bool(JUDGES.search(self.question.text))

    @property
    def less_sure(self) -> bool:
        """Whether the answer may not be what was asked for."""
        return self.doubted or texts.LESS_SURE in self.answer.warnings


@dataclass(frozen=True)
class Lack:
    """A fact to ask the enquirer for: the rule, the questions it matters to, its citations' numbers."""

    rule: Rule
    questions: tuple[int, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True)
class Draft:
    """All that a reply says. Nothing in it but `hidden` holds what was masked in the enquiry."""

    letter: str
    enquiry: Enquiry
    hidden: tuple[Hidden, ...]
    replies: tuple[Reply, ...]
    lacks: tuple[Lack, ...]
    citations: tuple[Citation, ...]
    desks: tuple[DeskPointer, ...]

    @property
    def answered(self) -> tuple[Reply, ...]:
        """The questions that quotations answer, at least in part."""
        return tuple(reply for reply in self.replies if reply.told)

    @property
    def unsupported(self) -> tuple[Reply, ...]:
        """The questions that are not answered, or not wholly."""
        return tuple(one for one in self.replies if not one.told or one.unanswered or one.untold)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the answers warn of, each once."""
        return tuple(dict.fromkeys(said for reply in self.replies for said in reply.answer.warnings))

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of `himitsu reply --json`; masked values are counted, not named."""
        kinds = [one.kind for one in self.hidden]
        return {
            "masked": {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)},
            "questions": [
                {
                    "number": reply.number,
                    "question": reply.question.text,
                    "asked": reply.asked,
                    "countries": list(reply.wording.countries),
                    "status": reply.answer.status,
                    "premise": reply.answer.premise,
                    "claims": [{"text": c.text, "citations": list(c.citations)} for c in reply.claims],
                    "not_found": list(reply.unanswered) or ([reply.question.text] if reply.refused else []),
                    "warnings": list(reply.answer.warnings),
                }
                for reply in self.replies
            ],
            "missing": [
                {
                    "id": lack.rule.id,
                    "ask": lack.rule.ask,
                    "questions": list(lack.questions),
                    "citations": list(lack.citations),
                }
                for lack in self.lacks
            ],
            "citations": [
                {
                    name: getattr(citation, name)
                    for name in ("number", "document", "title", "edition", "kind", "section", "pages", "url")
                }
                for citation in self.citations
            ],
            "desks": [{"name": desk.name, "contact": desk.contact, "why": desk.why} for desk in self.desks],
        }
