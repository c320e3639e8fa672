"""The self-check at work on an opened index: guidance of items, drafts for an application."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from app import texts_selfcheck as said
from app.cited import Sources
from app.engine import Engine
from app.labels import place_label
from app.model import Citation
from app.tools.selfcheck import Check
from app.tools.selfcheck_guidance import Guidance
from app.tools.selfcheck_items import Catalogue, load_catalogue
from app.tools.selfcheck_menu import Menu, Suggestion, load_menu, suggest
from indexer.errors import HimitsuError


@dataclass(frozen=True)
class Desk:
    """What the tab and the command share."""

    engine: Engine

    @cached_property
    def catalogue(self) -> Catalogue:
        """The checklists."""
        return load_catalogue()

    @cached_property
    def menu(self) -> Menu:
        """JETRO's support menu."""
        return load_menu()

    @cached_property
    def sources(self) -> Sources:
        """The sections of the index in use."""
        return Sources(self.engine.index)

    @cached_property
    def guidance(self) -> Guidance:
        """Where the guidance of items stands."""
        return Guidance(self.engine.index, self.engine.searcher.lexicon)

    def citations(self, key: str) -> list[Citation]:
        """Return the guidance of an item; nothing where the index does not hold it."""
        try:
            return self.guidance.citations(self.catalogue.items[key])
        except HimitsuError:
            return []

    def cite(self, key: str) -> str:
        """Name the guidance of an item for a cell of a table."""
        found = self.citations(key)
        return f"{found[0].title} {place_label(found[0])}" if found else said.NO_SOURCE

    @property
    def valid_until(self) -> str:
        """The ISO date until which the programme's document holds; "" where it has none."""
        return self.engine.index.entry(self.sources.passage(self.menu.limit_section)).valid_until

    def suggest(self, check: Check, country: str) -> Suggestion:
        """Suggest rows of the support menu. Raises HimitsuError "selfcheck_country"."""
        return suggest(self.menu, check, self.menu.country(country))
