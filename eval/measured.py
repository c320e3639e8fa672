"""What measuring a suite gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Measured:
    """Figures by name (setup/questions/measure), and details for the report, ready for JSON.

    `skipped` says of figures that were not measured, by the beginning of their names, why.
    """

    figures: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    skipped: Mapping[str, str] = field(default_factory=dict)


def absent(why: str) -> Measured:
    """Return what a suite gives that cannot run here at all."""
    return Measured(skipped={"": why})


def named(scope: str, figures: Mapping[str, float]) -> dict[str, float]:
    """Return figures under the names of their setup and questions."""
    return {f"{scope}/{name}": value for name, value in figures.items()}
