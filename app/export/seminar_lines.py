"""The lines that the files, the terminal and the notes of a seminar share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app import texts_seminar as say
from app.labels import kind_label, place_label, safe_url
from app.model import Citation
from app.tools.seminar import Part, Question, Said, Slide, cited


def with_marks(said: Said) -> str:
    """Return a sentence with the numbers of its sources."""
    return said.text + marks_of(said)


def footnote(citation: Citation) -> str:
    """Return title with edition, place, page and kind of a source."""
    return say.FOOTNOTE.format(
        number=citation.number,
        title=citation.title,
        place=place_label(citation),
        kind=kind_label(citation.kind),
    )


def source_line(citation: Citation) -> str:
    """Return a source with its address."""
    url = safe_url(citation.url)
    return footnote(citation) + (f"　{url}" if url else "")


def desk_line(name: str, contact: str, checked: str) -> str:
    """Return a desk with the day its contact was checked."""
    return f"{name}：{contact}{say.DESK_CHECKED.format(date=checked) if checked else ''}"


def part_line(part: Part) -> str:
    """Return what a part is called."""
    return say.PARTS[part.key].format(count=part.count)


def outline_lines(parts: Sequence[Part], minutes: int) -> list[str]:
    """Return the outline as lines: part and minutes, and the sum."""
    lines = [f"{part_line(part)}　{say.MINUTES_OF.format(minutes=part.minutes)}" for part in parts]
    return [*lines, f"{say.TOTAL}　{say.MINUTES_OF.format(minutes=minutes)}"]


def answer_lines(question: Question) -> list[str]:
    """Return the right answer, the sentence that says so, and where the other options come from."""
    right = say.RIGHT.format(letter=say.LETTERS[question.right], option=question.options[question.right])
    why = say.WHY.format(quote=question.why.text) + marks_of(question.why)
    return [
        right,
        why,
        *(
            say.CONFUSION.format(option=one.option, quote=one.said.text) + marks_of(one.said)
            for one in question.confusions
        ),
    ]


def marks_of(said: Said) -> str:
    """Return the numbers of a sentence's sources as they are written behind it, never alone on a line."""
    return "".join(f"{say.GLUE}[{mark}]" for mark in said.marks)


def speaker_notes(slide: Slide, minutes: float, sources: Mapping[int, Citation]) -> list[str]:
    """Return the notes of a slide: time, what else the section says, what is not confirmed, questions."""
    lines = [say.NOTE_TIME.format(minutes=f"{minutes:g}"), "", say.NOTE_SAY, with_marks(slide.lines[0])]
    for head, sayings in ((say.NOTE_MORE, slide.more), (say.NOTE_UNCONFIRMED, slide.unconfirmed)):
        if sayings:
            lines += ["", head, *(f"・{with_marks(one)}" for one in sayings)]
    if slide.asked:
        lines += ["", say.NOTE_ASKED]
        for one in slide.asked:
            lines += [
                say.NOTE_Q.format(question=one.question),
                say.NOTE_A.format(answer=with_marks(one.answer)),
            ]
    marks = cited([*slide.lines, *slide.more, *(one.answer for one in slide.asked)])
    return [*lines, "", say.NOTE_SOURCE, *(source_line(sources[mark]) for mark in marks)]
