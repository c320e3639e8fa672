"""The diagnosis as HTML: progress, outcome. Pure functions; everything passes through `escape`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app import texts_diagnose as said
from app import texts_tools
from app.tools.diagnose import Answers, Interview
from app.tools.diagnose_report import Line, Part, Pointer, Report, Weight
from app.tools.diagnose_rules import LEANINGS
from app.web import parts
from app.web.cards import desks_box
from app.web.passage import escape
from app.web.turn import Marks

TAB = "diagnose"
TAGS = {"met": "hn-tag hn-tag-good", "lacking": "hn-tag hn-tag-lack", "unclear": "hn-tag"}


def progress(interview: Interview, answers: Answers, at: int) -> str:
    """Return where the user is: the step, and how many of the questions are answered."""
    titles = [step.title for step in interview.steps] + [said.RESULT_STEP]
    counted = interview.counted(answers)
    asked = interview.asked(counted)
    share = round(100 * len(counted) / len(asked))
    step = said.PROGRESS.format(at=at + 1, of=len(titles), title=titles[at])
    count = said.COUNT.format(of=len(asked), done=len(counted))
    return (
        f'<div class="hn-diagnose-progress"><p role="status"><strong>{escape(step)}</strong>'
        f"<span>{escape(count)}</span></p>"
        f'<div class="hn-bar" aria-hidden="true"><span style="width:{share}%"></span></div></div>'
    )


def outcome(report: Report, bar: str) -> str:
    """Return the whole outcome; `bar` are its links that save."""
    marks = Marks(TAB)
    pieces = [
        _overall(report, marks),
        bar,
        f"<h3>{said.FINDINGS}</h3>",
        *(_part(part, marks) for part in report.parts),
        _steps(report.steps, marks),
        _likenesses(report, marks),
        _abroad(report, marks),
        desks_box(report.desks),
        _answers(report),
        parts.folded_sources(report.citations, TAB, said.SECONDARY),
    ]
    return f'<div class="hn-result">{"".join(pieces)}</div>'


def _overall(report: Report, marks: Marks) -> str:
    subject = said.SUBJECT.format(name=report.name or said.UNNAMED)
    rows = "".join(
        f'<li><span class="hn-diagnose-name">{escape(part.title)}</span>{_tag(part)}</li>'
        for part in report.parts
    )
    sentences = "".join(f"<p>{escape(sentence)}</p>" for sentence in report.overall)
    return (
        f'<section class="hn-diagnose-overall" aria-label="{said.OVERALL}"><h3>{said.OVERALL}</h3>'
        f'<p class="hn-note">{escape(subject)}</p><ul>{rows}</ul>{sentences}'
        f'<p>{_marked(report.three, marks)}</p><p class="hn-note">{said.LIMITS}</p></section>'
    )


def _tag(part: Part) -> str:
    return f'<span class="{TAGS[part.verdict]}">{escape(part.label)}</span>'


def _part(part: Part, marks: Marks) -> str:
    """Return one requirement: verdict, passages, answers, what would change it, what weighs in."""
    quotes = _list(part.quotes, marks)
    unsaid = _unsaid(part.unsaid)
    answers = _small(f"{said.YOUR_ANSWERS}：{'／'.join(part.answers)}") if part.answers else ""
    weights = "".join(_leaning(part.weights, leans, marks) for leans in LEANINGS)
    changes = f"<h5>{escape(part.changes_title)}</h5>{_list(part.changes, marks)}"
    return (
        f'<section class="hn-diagnose-part" data-requirement="{part.requirement}"'
        f' data-verdict="{part.verdict}"><h4>{escape(part.title)}{_tag(part)}</h4>'
        f"{quotes}{unsaid}{answers}{weights}{changes}</section>"
    )


def _leaning(weights: Sequence[Weight], leans: str, marks: Marks) -> str:
    """Return what weighs in one way, folded, the passages being many; what is lacking is open."""
    own = [weight for weight in weights if weight.leans == leans]
    if not own:
        return ""
    rows = "".join(
        f"<li><strong>{escape(weight.answers)}</strong> {_sentences(weight.quotes, marks)}"
        f"{_unsaid(weight.unsaid)}</li>"
        for weight in own
    )
    title = f"{said.LEANINGS[leans]}（{len(own)}）"
    shown = " open" if leans == "against" else ""
    return f"<details{shown}><summary>{escape(title)}</summary><ul>{rows}</ul></details>"


def _steps(steps: Sequence[Pointer], marks: Marks) -> str:
    rows = "".join(
        f"<li><strong>{escape(step.name)}</strong><br>{_sentences(step.quotes, marks)}"
        f"{_small(step.note)}</li>"
        for step in steps
    )
    return f'<section class="hn-diagnose-steps"><h3>{said.STEPS}</h3><ol>{rows}</ol></section>'


def _likenesses(report: Report, marks: Marks) -> str:
    if not report.likenesses:
        return f"<h3>{said.LIKENESSES}</h3><p>{said.NO_LIKENESS}</p>"
    rows = "".join(
        f"<li><strong>{escape(like.name)}</strong>（{escape(like.kind)}）<br>"
        f"{_sentences(like.quotes, marks)}{_small(like.note)}</li>"
        for like in report.likenesses
    )
    cautions = "".join(f"<p>{_marked(line, marks)}</p>" for line in report.cautions)
    return (
        f'<section class="hn-diagnose-likenesses"><h3>{said.LIKENESSES}</h3><ul>{rows}</ul>{cautions}'
        f"{_small(said.LIKENESS_NOTE)}</section>"
    )


def _abroad(report: Report, marks: Marks) -> str:
    if not report.abroad:
        return ""
    lines = "".join(f"<p>{_marked(line, marks)}</p>" for line in report.abroad)
    rows = "".join(
        f"<li><strong>{escape(sheet.name)}</strong><br>{_sentences(sheet.quotes, marks)}</li>"
        for sheet in report.sheets
    )
    listed = f"<ul>{rows}</ul>" if rows else ""
    return f'<section class="hn-diagnose-abroad"><h3>{said.ABROAD}</h3>{lines}{listed}</section>'


def _answers(report: Report) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(answer)}</td></tr>'
        for label, answer in report.answers
    )
    return (
        f"<details><summary>{said.ANSWERS}</summary>"
        f'<div class="hn-wide"><table><tbody>{rows}</tbody></table></div></details>'
    )


def _list(lines: Sequence[Line], marks: Marks) -> str:
    return f"<ul>{''.join(f'<li>{_marked(line, marks)}</li>' for line in lines)}</ul>"


def _sentences(lines: Iterable[Line], marks: Marks) -> str:
    return "".join(_marked(line, marks) for line in lines)


def _marked(line: Line, marks: Marks) -> str:
    return parts.with_marks(line.text, line.numbers, marks)


def _unsaid(text: str) -> str:
    return f'<p class="hn-note">{texts_tools.UNCONFIRMED}：{escape(text)}</p>' if text else ""


def _small(text: str) -> str:
    return f'<p class="hn-note">{escape(text)}</p>' if text else ""
