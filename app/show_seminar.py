"""A seminar as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from app import texts_seminar as say
from app.export.seminar_lines import answer_lines, footnote, outline_lines, with_marks
from app.tools.seminar import Seminar


def seminar_text(seminar: Seminar) -> str:
    """Return the outline, the slides, the cases and the questions with their sources."""
    return "\n".join(_lines(seminar))


def _lines(seminar: Seminar) -> Iterator[str]:
    yield f"{seminar.topic}　{say.SUBTITLE.format(audience=seminar.audience, minutes=seminar.minutes)}"
    yield from remarks(seminar)
    yield f"\n■ {say.OUTLINE}"
    yield from outline_lines(seminar.parts, seminar.minutes)
    for at, slide in enumerate(seminar.slides, 1):
        yield f"\n{at}. {slide.title}"
        yield from (f"  ・{with_marks(line)}" for line in slide.lines)
    for case in seminar.cases:
        yield f"\n■ {say.CASE}：{case.title}"
        yield from (f"  ・{with_marks(line)}" for line in case.facts)
        yield from (f"  ？{asked}" for asked in case.discuss)
        yield from (f"  →{with_marks(line)}" for line in case.says)
    yield f"\n■ {say.QUIZ_COUNT.format(count=len(seminar.questions))}"
    for at, question in enumerate(seminar.questions, 1):
        yield f"\n{say.QUIZ_NUMBER.format(number=at)}　{question.ask}"
        yield from (
            f"  {letter}　{option}" for letter, option in zip(say.LETTERS, question.options, strict=True)
        )
        yield from (f"  {line}" for line in answer_lines(question))
    yield f"\n■ {say.SOURCES}"
    yield from map(footnote, seminar.citations)
    yield f"\n■ {say.BEFORE_USE}"
    yield from seminar.notes


def remarks(seminar: Seminar) -> list[str]:
    """Return what is to be said of the whole: where it comes from, and what there is too little of."""
    found = [say.READY_NOTE if seminar.ready else say.FREE_NOTE]
    if not seminar.questions:
        found.append(say.NO_QUESTIONS)
    elif len(seminar.questions) < say.TEN:
        found.append(say.FEWER.format(count=len(seminar.questions)))
    if not seminar.cases:
        found.append(say.NO_CASE)
    elif all(part.key != "case" for part in seminar.parts):
        found.append(say.CASE_AT_HOME)
    return found
