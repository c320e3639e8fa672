"""A seminar as HTML: outline, slides with their notes, case, questions with folded answers."""

from __future__ import annotations

from collections.abc import Sequence

from app import texts_seminar as say
from app.export.seminar_lines import desk_line
from app.show_seminar import remarks
from app.tools.seminar import Asked, Case, Confusion, Question, Said, Seminar, Slide
from app.web.parts import save_bar, sources, with_marks
from app.web.passage import escape
from app.web.turn import Marks

ANCHOR = "seminar"


def seminar_html(seminar: Seminar, token: str) -> str:
    """Return the whole preview; `token` is that of the files to save."""
    marks = Marks(ANCHOR)
    head = say.SUBTITLE.format(audience=seminar.audience, minutes=seminar.minutes)
    remarked = "".join(f"<li>{escape(remark)}</li>" for remark in remarks(seminar))
    saving = save_bar(token, {"pptx": say.SAVE_SLIDES, "docx": say.SAVE_HANDOUT, "csv": say.SAVE_QUIZ})
    desks = "".join(f"<li>{escape(desk_line(d.name, d.contact, d.checked))}</li>" for d in seminar.desks)
    notes = "".join(f"<li>{escape(note)}</li>" for note in seminar.notes)
    return (
        f'<h3>{escape(seminar.topic)} <span class="hn-tag">{escape(head)}</span></h3>'
        f"<ul>{remarked}</ul>{saving}"
        f"<h3>{say.OUTLINE}</h3>{_outline(seminar)}"
        f"<h3>{say.SLIDES_COUNT.format(count=len(seminar.slides))}</h3>"
        f"{''.join(_slide(at, slide, marks) for at, slide in enumerate(seminar.slides, 1))}"
        f"{''.join(_case(case, marks) for case in seminar.cases)}"
        f"{_quiz(seminar, marks)}"
        f"{sources(seminar.citations, ANCHOR)}"
        f"<h3>{say.DESKS}</h3><ul>{desks}</ul><h3>{say.BEFORE_USE}</h3><ul>{notes}</ul>"
    )


def _outline(seminar: Seminar) -> str:
    rows = [
        (say.PARTS[part.key].format(count=part.count), say.MINUTES_OF.format(minutes=part.minutes))
        for part in seminar.parts
    ]
    rows.append((say.TOTAL, say.MINUTES_OF.format(minutes=seminar.minutes)))
    body = "".join(f"<tr><td>{escape(label)}</td><td>{minutes}</td></tr>" for label, minutes in rows)
    head = "".join(f'<th scope="col">{title}</th>' for title in say.OUTLINE_HEAD)
    return f'<div class="hn-wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _slide(at: int, slide: Slide, marks: Marks) -> str:
    kicker = f'<p class="hn-slide-kicker">{escape(slide.kicker)}</p>' if slide.kicker else ""
    first, *rest = slide.lines
    body = _list(rest, marks)
    return (
        f'<section class="hn-slide"><p class="hn-slide-number">{at}</p><div>{kicker}'
        f"<h4>{escape(slide.title)}</h4>"
        f'<p class="hn-slide-message">{_said(first, marks)}</p>{body}{_notes(slide, marks)}</div></section>'
    )


def _notes(slide: Slide, marks: Marks) -> str:
    parts = [_headed(say.NOTE_MORE, _list(slide.more, marks)) if slide.more else ""]
    if slide.unconfirmed:
        parts.append(_headed(say.NOTE_UNCONFIRMED, _list(slide.unconfirmed, marks)))
    if slide.asked:
        parts.append(_headed(say.NOTE_ASKED, "".join(_asked(one, marks) for one in slide.asked)))
    inside = "".join(parts)
    return f"<details><summary>{say.PREVIEW_NOTES}</summary>{inside}</details>" if inside else ""


def _headed(head: str, body: str) -> str:
    return f"<p><strong>{escape(head)}</strong></p>{body}"


def _asked(asked: Asked, marks: Marks) -> str:
    question = say.NOTE_Q.format(question=asked.question)
    return f"<p>{escape(question)}<br>{escape(say.NOTE_A.format(answer=''))}{_said(asked.answer, marks)}</p>"


def _case(case: Case, marks: Marks) -> str:
    asked = "".join(f"<li>{escape(question)}</li>" for question in case.discuss)
    return (
        f"<h3>{say.CASE}：{escape(case.title)}</h3>"
        f"<h4>{say.CASE_FACTS}</h4>{_list(case.facts, marks)}"
        f"<h4>{say.CASE_DISCUSS}</h4><ul>{asked}</ul>"
        f"<details><summary>{say.CASE_SAYS}</summary>{_list(case.says, marks)}</details>"
    )


def _quiz(seminar: Seminar, marks: Marks) -> str:
    if not seminar.questions:
        return ""
    count = len(seminar.questions)
    note = say.QUIZ_IN_CLASS.format(count=seminar.in_class) if seminar.in_class < count else ""
    questions = "".join(_question(question, marks) for question in seminar.questions)
    return (
        f"<h3>{say.QUIZ_COUNT.format(count=count)}</h3>"
        + (f"<p>{escape(note)}</p>" if note else "")
        + f'<ol class="hn-quiz">{questions}</ol>'
    )


def _question(question: Question, marks: Marks) -> str:
    options = "".join(
        f"<li>{letter}　{escape(option)}</li>"
        for letter, option in zip(say.LETTERS, question.options, strict=True)
    )
    right = say.RIGHT.format(letter=say.LETTERS[question.right], option=question.options[question.right])
    why = f"{escape(say.WHY.format(quote=question.why.text))}{marks.html(question.why.marks)}"
    others = "".join(_confusion(one, marks) for one in question.confusions)
    return (
        f'<li><p>{escape(question.ask)}</p><ul class="hn-options">{options}</ul>'
        f"<details><summary>{say.SHOW_ANSWER}</summary><p><strong>{escape(right)}</strong></p>"
        f"<ul><li>{why}</li>{others}</ul></details></li>"
    )


def _confusion(one: Confusion, marks: Marks) -> str:
    said = say.CONFUSION.format(option=one.option, quote=one.said.text)
    return f"<li>{escape(said)}{marks.html(one.said.marks)}</li>"


def _list(lines: Sequence[Said], marks: Marks) -> str:
    return f"<ul>{''.join(f'<li>{_said(line, marks)}</li>' for line in lines)}</ul>" if lines else ""


def _said(said: Said, marks: Marks) -> str:
    return with_marks(said.text, said.marks, marks)
