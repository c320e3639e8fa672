"""Countries side by side: every cell is a quotation, or says that the corpus does not tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app import texts
from app.answer import japanese_date, notes, updated
from app.cited import Bibliography, Sources
from app.model import Citation
from app.texts_compare import LEADS, NOT_YET, NOTICES
from indexer.compare import Country, Plan, Quote, Row
from indexer.errors import HimitsuError
from indexer.index import Entry, Index
from indexer.passages import Passage
from indexer.updates import Update

State = Literal["told", "partly", "unconfirmed", "absent"]
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
# How the digests say where to find out what they could not confirm.
LEAD = re.compile(r"(を調べるには、.+|で調べる|問い合わせられる|[でにも]確かめる)。$")

Remarks = tuple[tuple[str, "Said"], ...]


@dataclass(frozen=True)
class Said:
    """A quoted sentence, the number of its citation, and the part of it to compare."""

    text: str
    number: int
    point: str = ""

    @property
    def unconfirmed(self) -> bool:
        """Whether the sentence says that something could not be confirmed."""
        return texts.UNCONFIRMED_MARK in self.text


@dataclass(frozen=True)
class Cell:
    """What the corpus says of one matter in one country."""

    country: str
    said: tuple[Said, ...]

    @property
    def state(self) -> State:
        """How much the corpus tells."""
        if not self.said:
            return "absent"
        if all(one.unconfirmed for one in self.said):
            return "unconfirmed"
        return "partly" if any(one.unconfirmed for one in self.said) else "told"

    @property
    def points(self) -> tuple[str, ...]:
        """The parts to compare."""
        return tuple(one.point for one in self.said if one.point)


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Source:
    """A citation with what the index knows of its document.

    `checked` is the day on which a country's sheet was checked, as the sheet says; "" for others.
    """

    citation: Citation
    entry: Entry
    checked: str = ""


@dataclass(frozen=True)
class Compared:
    """A finished comparison.

    By country, `notices` are sentences on its editions, `leads` those that say where to find out what is
    unconfirmed.
    """

    countries: tuple[str, ...]
    lines: tuple[Line, ...]
    notices: Remarks
    leads: Remarks
    sources: tuple[Source, ...]
    warnings: tuple[str, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All citations, by number."""
        return tuple(source.citation for source in self.sources)

    @property
    def remarks(self) -> tuple[tuple[str, Remarks], ...]:
        """What stands below the table, under headings; a heading without a sentence is left out."""
        return tuple((title, said) for title, said in ((LEADS, self.leads), (NOTICES, self.notices)) if said)

    def coverage(self) -> Mapping[State, int]:
        """Count the cells by how much they tell."""
        return Counter(cell.state for line in self.lines for cell in line.cells)


def named(country: str, told: Said) -> str:
    """Return what stands before a remark: its country, where the sentence does not name it."""
    return "" if country in told.text else f"{country}："


class Comparer:
    """Quotes from one index; made once, asked often."""

    def __init__(self, index: Index, plan: Plan, updates: Sequence[Update] = ()) -> None:
        self._index, self._plan, self._updates = index, plan, updates
        self._sources = Sources(index)
        self._passages = {passage.id: passage for passage in index.passages}

    def compare(self, countries: Sequence[str], rows: Sequence[Row], today: date) -> Compared:
        """Return the table of the countries and rows.

        Raises HimitsuError "compare_nothing" where either is empty, "section_missing" or
        "compare_moved" where the index does not hold the sentence that a cell quotes.
        """
        if not countries or not rows:
            raise HimitsuError("compare_nothing")
        made = Bibliography(self._sources)
        lines = tuple(Line(row, tuple(self._cell(made, row, name) for name in countries)) for row in rows)
        known = {country.name: country for country in self._plan.countries}
        chosen = [known[name] for name in countries]
        leads = tuple(self._leads(made, countries, rows))
        notices = tuple((c.name, self._said(made, quote)) for c in chosen for quote in c.notices)
        said = [one.text for line in lines for cell in line.cells for one in cell.said]
        said += [one.text for _, one in (*leads, *notices)]
        checked = self._checked(chosen)
        passages = [self._passages[citation.passage_id] for citation in made]
        sources = tuple(
            Source(citation, self._index.entry(passage), checked.get(citation.document, ""))
            for citation, passage in zip(made, passages, strict=True)
        )
        cited = list(dict.fromkeys(passages))
        warnings = self._warnings(cited, said, today)
        return Compared(tuple(countries), lines, notices, leads, sources, warnings)

    def _cell(self, made: Bibliography, row: Row, country: str) -> Cell:
        return Cell(country, tuple(self._said(made, quote) for quote in row.cells.get(country, ())))

    def _leads(
        self, made: Bibliography, countries: Sequence[str], rows: Sequence[Row]
    ) -> Iterator[tuple[str, Said]]:
        """Find, beside each sentence that leaves something unconfirmed, those that say where to look."""
        seen: set[str] = set()
        for country in countries:
            for quote in (quote for row in rows for quote in row.cells.get(country, ())):
                if texts.UNCONFIRMED_MARK not in self._sentence(quote):
                    continue
                beside = self._sources.passage(quote.ref)
                for ref in (replace(quote.ref, at=at) for at in range(len(beside.sentences))):
                    text = self._sources.says(ref)
                    if country in text and LEAD.search(text) and text not in seen:
                        seen.add(text)
                        yield country, Said(text, made.cite(ref))

    def _said(self, made: Bibliography, quote: Quote) -> Said:
        return Said(self._sentence(quote), made.cite(quote.ref), quote.point)

    def _sentence(self, quote: Quote) -> str:
        sentence = self._sources.says(quote.ref)
        if not quote.holds(sentence):
            raise HimitsuError("compare_moved", ref=str(quote.ref))
        return sentence

    def _checked(self, countries: Sequence[Country]) -> dict[str, str]:
        """Return by document the day on which it says that it was checked."""
        found = {country.checked.ref.document: self._sentence(country.checked) for country in countries}
        return {document: day[0] for document, text in found.items() if (day := DAY.search(text))}

    def _warnings(self, cited: Sequence[Passage], said: Sequence[str], today: date) -> tuple[str, ...]:
        entries = list(dict.fromkeys(map(self._index.entry, cited)))
        coming = [
            NOT_YET.format(title=e.title, edition=e.edition_name, date=japanese_date(e.in_force))
            for e in entries
            if e.in_force > today.isoformat()
        ]
        differing = [updated(self._index, "", update, cited) for update in self._updates]
        return (*coming, *filter(None, differing), *notes(self._index, cited, said, today))
