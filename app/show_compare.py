"""A comparison of countries for the terminal: as text, as JSON, and what can be compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby

from app import texts
from app import texts_compare as own
from app.labels import authority_label, kind_label
from app.tools.compare import Cell, Compared, Said, named
from app.tools.differences import BETWEEN, differences, differs
from indexer.compare import Plan


def plan_text(plan: Plan) -> str:
    """Return the countries and rows that can be chosen."""
    lines = [f"{own.COUNTRIES}：{'、'.join(country.name for country in plan.countries)}", ""]
    for group, rows in groupby(plan.rows, key=lambda row: row.group):
        lines.append(f"{group}：{'、'.join(row.name for row in rows)}")
    return "\n".join(lines)


def compared_text(compared: Compared) -> str:
    """Return the comparison as the terminal shows it: row by row, country by country."""
    lines = list(_table(compared))
    for one in differences(compared):
        heads = [own.DIFFERENCES] if own.DIFFERENCES not in lines else []
        lines += [*heads, f"■ {one.name}{f'（{one.note}）' if one.note else ''}"]
        lines += [f"  {g.label}：{'、'.join(name for name, _ in g.countries)}" for g in one.groups]
    for title, told in compared.remarks:
        lines += ["", title, *(f"・{named(name, one)}{_said(one)}" for name, one in told)]
    lines += ["", texts.SOURCES]
    for c in compared.citations:
        page = texts.PAGE.format(pages=c.pages) if c.pages else ""
        marks = f"{authority_label(c.authority)}・{kind_label(c.kind)}"
        lines.append(f"[{c.number}] {c.title}（{marks}）{c.section} {page}".rstrip())
        lines += [f"    {c.url}"] if c.url else []
    return "\n".join([*lines, "", *(f"※ {warning}" for warning in compared.warnings)])


def _table(compared: Compared) -> Iterator[str]:
    for line in compared.lines:
        yield f"■ {line.row.name}{f'（{own.DIFFERS}）' if differs(line) else ''}"
        if line.row.note:
            yield f"  {line.row.note}"
        for cell in line.cells:
            yield f"  {cell.country}{_state(cell)}"
            yield from (f"    {_said(one)}" for one in cell.said)
        yield ""


def _state(cell: Cell) -> str:
    state = "" if cell.state == "told" else f"【{own.STATES[cell.state]}】"
    return state + (f"　{BETWEEN.join(cell.points)}" if cell.points else "")


def _said(one: Said) -> str:
    return f"{one.text} [{one.number}]"


def compared_json(compared: Compared) -> str:
    """Return the comparison as JSON."""
    rows = [
        {
            "id": line.row.id,
            "name": line.row.name,
            "kind": line.row.kind,
            "note": line.row.note,
            "differs": differs(line),
            "cells": [_cell(cell) for cell in line.cells],
        }
        for line in compared.lines
    ]
    found = {
        "countries": compared.countries,
        "rows": rows,
        "differences": [asdict(one) for one in differences(compared)],
        "notices": [{"country": name, **_sentence(one)} for name, one in compared.notices],
        "leads": [{"country": name, **_sentence(one)} for name, one in compared.leads],
        "coverage": dict(compared.coverage()),
        "citations": [{**asdict(s.citation), "checked": s.checked} for s in compared.sources],
        "warnings": compared.warnings,
    }
    return json.dumps(found, ensure_ascii=False, indent=1)


def _cell(cell: Cell) -> dict[str, object]:
    sentences = [_sentence(one) for one in cell.said]
    return {"country": cell.country, "state": cell.state, "sentences": sentences}


def _sentence(one: Said) -> dict[str, object]:
    return {"text": one.text, "point": one.point, "citations": [one.number]}
