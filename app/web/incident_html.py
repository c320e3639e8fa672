"""A plan of the incident tool as HTML: what the screen shows, and the page that is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from app import texts, texts_tools
from app import texts_incident as said
from app import texts_web as web
from app.tools.incident import DeskLine, Line, Plan, Said
from app.tools.incident_page import RECORD, Printed, printed, source_lines
from app.tools.incident_words import situation
from app.web.parts import folded_sources, with_marks
from app.web.passage import escape
from app.web.turn import Marks

TURN = "incident"


def result(plan: Plan, countries: Mapping[str, str], day: date, note: str, actions: str) -> str:
    """Return the whole result; `actions` is the HTML of the save bar."""
    marks = Marks(TURN)
    left = f"{_foreign(plan)}{_stages(plan, marks)}"
    right = f"{_desks(plan.desks, marks)}{_avoid(plan.avoid, marks)}{_open(plan.open, marks)}"
    chosen = escape(situation(plan.case, countries))
    return (
        f'<div class="hn-result hn-incident"><div class="hn-onscreen">'
        f'<p class="hn-chosen"><strong>{said.SITUATION}</strong> {chosen}</p>'
        f'<p class="hn-note">{said.EDITION_NOTE}</p>{actions}'
        f'<div class="hn-columns"><div class="hn-answer">{left}</div>'
        f'<div class="hn-beside">{right}</div></div>'
        f"{folded_sources(plan.citations, TURN, texts.DIGEST_USED)}</div>"
        f"{sheet(printed(plan, note), plan, countries, day, note)}</div>"
    )


def _foreign(plan: Plan) -> str:
    return f'<div class="hn-banner" role="note"><p>{said.FOREIGN}</p></div>' if plan.foreign else ""


def _stages(plan: Plan, marks: Marks) -> str:
    parts = []
    for number, stage in enumerate(plan.stages, 1):
        steps = "".join(f"<li>{_line(step, marks)}</li>" for step in stage.steps)
        parts.append(
            f'<h3><span class="hn-order">{number}</span>{escape(stage.title)}</h3>'
            f'<ul class="hn-steps">{steps}</ul>'
        )
    return "".join(parts)


def _line(line: Line, marks: Marks) -> str:
    """Return a heading, its first sentence, and the others folded."""
    rest = line.says[1:]
    more = (
        f"<details><summary>{said.READ.format(count=len(rest))}</summary>"
        f"{''.join(_sentence(one, marks) for one in rest)}</details>"
        if rest
        else ""
    )
    first = _sentence(line.says[0], marks)
    return f"<strong>{escape(line.heading)}</strong>{first}{more}"


def _sentence(one: Said, marks: Marks) -> str:
    tag = f'<span class="hn-unverified">{texts_tools.UNCONFIRMED}</span>' if one.unconfirmed else ""
    return f"<p>{with_marks(one.text, [one.number], marks)}{tag}</p>"


def _avoid(lines: Sequence[Line], marks: Marks) -> str:
    if not lines:
        return ""
    rows = "".join(f"<li>{_line(line, marks)}</li>" for line in lines)
    return (
        f'<section class="hn-box hn-warnings" aria-label="{said.AVOID}"><h3>{said.AVOID}</h3>'
        f'<ul class="hn-avoid">{rows}</ul></section>'
    )


def _open(unknown: Sequence[Said], marks: Marks) -> str:
    rows = "".join(f"<li>{with_marks(one.text, [one.number], marks)}</li>" for one in unknown)
    return (
        f'<section class="hn-box" aria-label="{said.OPEN}"><h3>{said.OPEN}</h3>'
        f'<ul class="hn-open">{rows}</ul>'
        f'<p class="hn-note">{said.OPEN_NOTE}</p></section>'
    )


def _desks(desks: Sequence[DeskLine], marks: Marks) -> str:
    rows = "".join(
        f"<li><strong>{escape(desk.name)}</strong>"
        f'<span class="hn-contact">{with_marks(desk.contact, [desk.number], marks)}</span>'
        f'<span class="hn-why">{escape(desk.purpose)}</span>'
        f"<small>{escape(web.DESK_CHECKED.format(date=desk.checked))}</small></li>"
        for desk in desks
    )
    return (
        f'<section class="hn-box hn-desks" aria-label="{said.DESKS}"><h3>{said.DESKS}</h3>'
        f"<ul>{rows}</ul></section>"
    )


def actions(save: str) -> str:
    """Return the save bar with a button that prints beside its links."""
    button = f'<button type="button" data-print>{said.PRINT}</button></div>'
    return save.removesuffix("</div>") + button


def sheet(page: Printed, plan: Plan, countries: Mapping[str, str], day: date, note: str) -> str:
    """Return the printed page: hidden on the screen, alone on paper."""
    head = said.HEAD.format(date=said.DATE.format(date=day.isoformat()))
    memo = f"<p>{escape(said.NOTE_LABEL.format(note=note))}</p>" if note else ""
    return (
        f'<section class="hn-sheet"><h4>{said.TITLE}<small>{escape(head)}</small></h4>'
        f"<p><b>{said.SITUATION}：{escape(situation(plan.case, countries))}</b></p>{memo}"
        f"<p>{said.EDITION_NOTE}</p>{_sheet_steps(page)}{_sheet_cautions(page, plan)}"
        f"{_sheet_desks(page)}{_sheet_record(page)}{_sheet_sources(page)}</section>"
    )


def _sheet_steps(page: Printed) -> str:
    rows = []
    for stage in page.stages:
        for at, step in enumerate(stage.steps):
            phase = f'<th rowspan="{len(stage.steps)}">{escape(stage.title)}</th>' if at == 0 else ""
            rows.append(
                f"<tr>{phase}<td><b>{escape(step.heading)}</b><br>{_quoted(step.says[0])}</td>"
                f"<td>{said.BOX}</td><td></td></tr>"
            )
    heads = "".join(f"<th>{head}</th>" for head in (said.PHASE, said.STEPS, said.DONE, said.WHEN))
    more = f"<small>{said.MORE.format(count=page.left_out)}</small>" if page.left_out else ""
    return (
        f'<table class="hn-todo"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>{more}'
    )


def _sheet_cautions(page: Printed, plan: Plan) -> str:
    avoid = "".join(f"<p>✕ <b>{escape(one.heading)}</b>　{_quoted(one.says[0])}</p>" for one in page.avoid)
    unknown = "".join(f"<p>・{_quoted(one)}</p>" for one in page.open)
    last = said.FOREIGN if plan.foreign else said.OPEN_NOTE
    return f"<h5>{said.AVOID}</h5>{avoid}<h5>{said.OPEN}</h5>{unknown}<p>{last}</p>"


def _sheet_desks(page: Printed) -> str:
    rows = "".join(
        f"<p><b>{escape(d.name)}</b>　{escape(d.contact)} <i>[{d.number}]</i></p>" for d in page.desks
    )
    return f"<h5>{said.DESKS}</h5>{rows}"


def _sheet_record(page: Printed) -> str:
    heads = "".join(
        f'<th style="width:{share:.0%}">{title}</th>'
        for title, share in zip(said.RECORD_COLUMNS, RECORD, strict=True)
    )
    cells = "<td></td>" * len(said.RECORD_COLUMNS)
    rows = f"<tr>{cells}</tr>" * page.rows
    return (
        f'<h5>{said.RECORD}</h5><table class="hn-record"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _sheet_sources(page: Printed) -> str:
    rows = "".join(
        f"<p><b>{escape(title)}：</b>{escape(places)}</p>" for title, places in source_lines(page.citations)
    )
    return f'<h5>{texts.SOURCES}</h5><div class="hn-small">{rows}</div><footer>{texts_tools.FOOT}</footer>'


def _quoted(one: Said) -> str:
    return f"{escape(one.text)} <i>[{one.number}]</i>"
