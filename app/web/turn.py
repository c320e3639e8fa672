"""One turn of the conversation as HTML: the question, and its answer, refusal or failure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from app import texts_web as texts
from app.model import Answer, Claim
from app.web.cards import checklist_box, citation_cards, desks_box, warnings_box
from app.web.passage import escape

LIST_MARKS = ("- ", "* ", "・")


class Marks:
    """The [1] marks of one turn; the first of each number is where its card leads back to."""

    def __init__(self, turn: str) -> None:
        self._turn = turn
        self._seen: set[int] = set()

    def html(self, numbers: Iterable[int]) -> str:
        """Return the marks of one claim."""
        return "".join(self._mark(number) for number in numbers)

    def _mark(self, number: int) -> str:
        anchor = "" if number in self._seen else f' id="{self._turn}-m{number}"'
        self._seen.add(number)
        target = f"{self._turn}-c{number}"
        label = texts.MARK_LABEL.format(number=number)
        return (
            f'<a class="hn-mark"{anchor} href="#{target}" data-target="{target}"'
            f' aria-label="{label}">[{number}]</a>'
        )


def shape(claim: Claim) -> str:
    """Return what a claim is on the page: a table row, a list item or a paragraph."""
    text = claim.text.strip()
    if "\t" in text:
        return "row"
    return "item" if text.startswith(LIST_MARKS) else "paragraph"


def body(claims: Sequence[Claim], turn: str) -> str:
    """Return the claims with their marks; neighbours of one shape share a table or a list."""
    marks = Marks(turn)
    parts = []
    for kind, group in groupby(claims, key=shape):
        members = list(group)
        if kind == "row":
            parts.append(_table(members, marks))
        elif kind == "item":
            items = "".join(f"<li>{_sentence(claim, marks)}</li>" for claim in members)
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.extend(f"<p>{_sentence(claim, marks)}</p>" for claim in members)
    return "".join(parts)


def _sentence(claim: Claim, marks: Marks) -> str:
    text = claim.text.strip()
    for mark in LIST_MARKS:
        text = text.removeprefix(mark)
    return f"{escape(text)}{_flag(claim)}{marks.html(claim.citations)}"


def _flag(claim: Claim) -> str:
    if claim.support != "unverified":
        return ""
    return f'<span class="hn-unverified" title="{texts.UNVERIFIED_HINT}">{texts.UNVERIFIED}</span>'


def _table(claims: Sequence[Claim], marks: Marks) -> str:
    rows = []
    for claim in claims:
        cells = "".join(f"<td>{escape(cell.strip())}</td>" for cell in claim.text.split("\t"))
        rows.append(f"<tr>{cells}<td>{_flag(claim)}{marks.html(claim.citations)}</td></tr>")
    return f'<div class="hn-table"><table>{"".join(rows)}</table></div>'


def frame(question: str, number: int, inside: str) -> str:
    """Return a turn: the question as its heading, and what stands below it."""
    label = texts.TURN_LABEL.format(number=number)
    return (
        f'<article class="hn-turn" id="t{number}" aria-label="{label}">'
        f'<h2 class="hn-question"><span class="hn-role">{texts.QUESTION_ROLE}</span>'
        f'<span class="hn-asked">{escape(question)}</span></h2>{inside}</article>'
    )


def searching(question: str, number: int) -> str:
    """Return a turn whose answer is on its way."""
    return frame(
        question,
        number,
        f'<p class="hn-searching" role="status">{texts.SEARCHING}<span aria-hidden="true"></span></p>',
    )


def failed(question: str, number: int, sentence: str) -> str:
    """Return a turn that ended in an error: one sentence, in place of the answer."""
    return frame(question, number, _banner("failed", texts.FAILED, f"<p>{escape(sentence)}</p>"))


def turn(answer: Answer, number: int, actions: str = "", shown: int | None = None) -> str:
    """Return a turn; `shown` claims of it while it streams, all of it when `shown` is None."""
    anchor = f"t{number}"
    done = shown is None
    claims = answer.claims if done else answer.claims[:shown]
    refused = answer.status == "refused"
    cited = {number for claim in claims for number in claim.citations}
    citations = [c for c in answer.citations if done or refused or c.number in cited]
    left = _lead(answer) if refused or not claims else body(claims, anchor)
    if answer.status == "partial":
        left = _banner("partial", texts.PARTIAL, "") + left
    if refused:
        left = _banner("refused", texts.REFUSED, left)
    if done:
        left += warnings_box(answer.warnings)
        left += desks_box(answer.desks) if refused else ""
        left += checklist_box(answer.checklist, anchor)
        left += "" if refused else desks_box(answer.desks)
        left += actions
    right = citation_cards(citations, anchor, nearby=refused)
    return frame(
        answer.question,
        number,
        f'<div class="hn-columns"><div class="hn-answer" aria-busy="{str(not done).lower()}">'
        f'<h3 class="hn-role">{texts.ANSWER_ROLE}</h3><div class="hn-body">{left}</div></div>'
        f"{right}</div>",
    )


def actions_bar(anchor: str, token: str, markdown: str) -> str:
    """Return copy and save for one answer; the Markdown to copy travels inside the page."""
    return (
        f'<div class="hn-actions" role="group" aria-label="{texts.ACTIONS}">'
        f'<button type="button" data-copy="{anchor}-md" data-done="{texts.COPIED}"'
        f' data-failed="{texts.COPY_FAILED}">{texts.COPY}</button>'
        f'<a href="export/{token}.md" download>{texts.SAVE_MARKDOWN}</a>'
        f'<a href="export/{token}.docx" download>{texts.SAVE_WORD}</a>'
        f'<textarea id="{anchor}-md" hidden readonly aria-hidden="true" tabindex="-1">'
        f"{escape(markdown)}</textarea></div>"
    )


def _lead(answer: Answer) -> str:
    lines = [line.strip() for line in answer.answer.splitlines() if line.strip()]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _banner(state: str, title: str, inside: str) -> str:
    return f'<div class="hn-banner hn-{state}"><p class="hn-banner-title">{title}</p>{inside}</div>'
