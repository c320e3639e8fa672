"""One turn of the conversation as HTML: the question, and its answer, refusal or failure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from app import texts
from app import texts_web as web
from app.lines import Line, lines_of
from app.model import Answer, Claim
from app.preface import preface
from app.web.cards import checklist_box, citation_cards, desks_box, warnings_box
from app.web.passage import escape


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
        label = web.MARK_LABEL.format(number=number)
        return (
            # A word joiner: a mark must not stand alone on the next line.
            f'&#8288;<a class="hn-mark"{anchor} href="#{target}" data-target="{target}"'
            f' aria-label="{label}">[{number}]</a>'
        )


def searching(question: str, number: int) -> str:
    """Return a turn whose answer is on its way."""
    return _frame(question, number, _waiting(web.SEARCHING))


def _waiting(said: str) -> str:
    return f'<p class="hn-searching" role="status">{escape(said)}<span aria-hidden="true"></span></p>'


def failed(question: str, number: int, sentence: str) -> str:
    """Return a turn that ended in an error: one sentence, in place of the answer."""
    banner = _banner("failed", web.FAILED, f"<p>{escape(sentence)}</p>", role="alert")
    return _frame(question, number, banner)


def turn(answer: Answer, number: int, actions: str = "", shown: int | None = None, status: str = "") -> str:
    """Return a turn; `shown` claims of it while it streams, all of it when `shown` is None.

    `status` says above it what is still going on.
    """
    if answer.status == "refused":
        return _refused(answer, number, actions)
    anchor = f"t{number}"
    lines = lines_of(answer)
    said = [line for line in lines if line.claim is not None]
    notes = [line for line in lines if line.claim is None]
    left = _body(said if shown is None else said[:shown], Marks(anchor))
    cited = {n for claim in answer.claims[:shown] for n in claim.citations}
    citations = [c for c in answer.citations if shown is None or c.number in cited]
    right = citation_cards(citations, anchor, note=_digest_note(answer))
    if shown is None:
        left += _banner("partial", notes[0].text, _plain(notes[1:])) if notes else ""
        left += warnings_box(_warnings(answer)) + checklist_box(answer.checklist, anchor) + actions
        right += desks_box(answer.desks)
    columns = _columns(left, right, busy=shown is not None)
    above = _waiting(status) if status else ""
    return _frame(answer.question, number, above + _preface(answer) + columns)


def _preface(answer: Answer) -> str:
    said = "".join(f'<p class="hn-preface">{escape(one)}</p>' for one in preface(answer))
    label = web.OPEN_TOOL.get(answer.tool, "")
    opening = f'<button type="button" data-tab="{answer.tool}">{label}</button>' if label else ""
    return said + (f'<div class="hn-to-tool">{opening}</div>' if opening else "")


def _refused(answer: Answer, number: int, actions: str) -> str:
    """Say what is not there, what is nearby, and whom to ask."""
    lines = lines_of(answer)
    title = lines[0].text if lines else texts.CANNOT_ANSWER
    left = _banner("refused", title, _body(lines[1:], Marks(f"t{number}")))
    left += warnings_box(_warnings(answer)) + checklist_box(answer.checklist, f"t{number}") + actions
    near = citation_cards(answer.citations, f"t{number}", note=_digest_note(answer))
    columns = _columns(left, near + desks_box(answer.desks), busy=False)
    return _frame(answer.question, number, _preface(answer) + columns)


def _warnings(answer: Answer) -> list[str]:
    """Return what stands in the way of using the answer; the page says the rest elsewhere."""
    elsewhere = {texts.NOT_ADVICE, texts.DIGEST_USED}
    return [warning for warning in answer.warnings if warning not in elsewhere]


def _digest_note(answer: Answer) -> str:
    return texts.DIGEST_USED if texts.DIGEST_USED in answer.warnings else ""


def actions_bar(anchor: str, token: str, markdown: str) -> str:
    """Return copy and save for one answer; the Markdown to copy travels inside the page."""
    return (
        f'<div class="hn-actions" role="group" aria-label="{web.ACTIONS}">'
        f'<button type="button" data-copy="{anchor}-md" data-done="{web.COPIED}"'
        f' data-failed="{web.COPY_FAILED}">{web.COPY}</button>'
        f'<a href="export/{token}.md" download>{web.SAVE_MARKDOWN}</a>'
        f'<a href="export/{token}.docx" download>{web.SAVE_WORD}</a>'
        f'<textarea id="{anchor}-md" hidden readonly aria-hidden="true" tabindex="-1">'
        f"\n{escape(markdown)}</textarea></div>"
    )


def _frame(question: str, number: int, inside: str) -> str:
    label = web.TURN_LABEL.format(number=number)
    return (
        f'<article class="hn-turn" id="t{number}" aria-label="{label}">'
        f'<h2 class="hn-question"><span class="hn-role">{web.QUESTION_ROLE}</span>'
        f'<span class="hn-asked">{escape(question)}</span></h2>{inside}</article>'
    )


def _columns(left: str, right: str, *, busy: bool) -> str:
    return (
        f'<div class="hn-columns"><div class="hn-answer" aria-busy="{str(busy).lower()}">'
        f'<h3>{web.ANSWER_ROLE}</h3><div class="hn-body">{left}</div></div>'
        f'<div class="hn-beside">{right}</div></div>'
    )


def _body(lines: Sequence[Line], marks: Marks) -> str:
    """Return lines as paragraphs; neighbouring list items share a list."""
    parts = []
    for listed, group in groupby(lines, key=lambda line: line.listed):
        sentences = ["".join(_sentence(line, marks) for line in one) for one in _paragraphs(group)]
        if listed:
            parts.append(f"<ul>{''.join(f'<li>{one}</li>' for one in sentences)}</ul>")
        else:
            parts += [f"<p>{one}</p>" for one in sentences]
    return "".join(parts)


def _paragraphs(lines: Iterable[Line]) -> list[list[Line]]:
    """Return lines with those that go on in the paragraph of the line before them."""
    made: list[list[Line]] = []
    for line in lines:
        if line.joined and made:
            made[-1].append(line)
        else:
            made.append([line])
    return made


def _plain(lines: Sequence[Line]) -> str:
    return _body(lines, Marks(""))


def _sentence(line: Line, marks: Marks) -> str:
    if line.claim is None:
        return escape(line.text)
    return f"{escape(line.text)}{_flag(line.claim)}{marks.html(line.claim.citations)}"


def _flag(claim: Claim) -> str:
    if claim.support != "unverified":
        return ""
    return f'<span class="hn-unverified" title="{web.UNVERIFIED_HINT}">{web.UNVERIFIED}</span>'


def _banner(state: str, title: str, inside: str, role: str = "note") -> str:
    return (
        f'<div class="hn-banner hn-{state}" role="{role}">'
        f'<p class="hn-banner-title">{escape(title)}</p>{inside}</div>'
    )
