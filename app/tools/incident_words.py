"""A case in words, for the screen, the page and the command."""

from __future__ import annotations

from collections.abc import Mapping

from app import texts_incident as said
from app.tools.incident_case import HOME, WHAT, Case


def choices(countries: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the choices of each question: id to label, in order."""
    return {
        "who": dict(said.WHO_CHOICES),
        "what": {key: said.WHAT_CHOICES[key] for key in WHAT},
        "certain": dict(said.CERTAIN_CHOICES),
        "where": {HOME: said.HOME, **countries},
        "going": dict(said.GOING_CHOICES),
    }


def situation(case: Case, countries: Mapping[str, str]) -> str:
    """Return a case as one line."""
    labels = choices(countries)
    what = "・".join(labels["what"][key] for key in WHAT if key in case.what) or said.NO_WHAT
    parts = (
        labels["who"][case.who],
        what,
        labels["certain"][case.certain],
        labels["where"][case.where],
        said.GOING_LABEL.format(going=labels["going"][case.going]),
    )
    return "／".join(parts)
