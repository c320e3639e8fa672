"""The steps of the self-check's tab, from what the page holds to HTML; no Gradio here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from app import texts
from app import texts_selfcheck as said
from app.cited import Bibliography
from app.export.selfcheck_application import to_application
from app.export.selfcheck_book import comparison_book, to_book
from app.tools.selfcheck import NOTHING, Check, from_plain, joined, tidy, to_plain
from app.tools.selfcheck_compare import compare
from app.tools.selfcheck_desk import Desk
from app.tools.selfcheck_read import Reading, read_check
from app.tools.selfcheck_view import View, pages
from app.web import selfcheck_html as shown
from app.web import selfcheck_results as results
from app.web.guarded import Written
from app.web.parts import failure, folded_sources, save_bar
from app.web.passage import escape
from app.web.selfcheck_guard import place_of, warnings, written
from app.web.shelf import Offer, Shelf
from app.web.turn import Marks
from indexer.errors import HimitsuError

# Prefix of the anchors of the suggestion's citations.
ANCHOR = "scmenu"


@dataclass(frozen=True)
class Shown:
    """A page of items: the labels of all pages, which one it is, its HTML."""

    labels: Sequence[str]
    at: int
    html: str


@dataclass(frozen=True)
class Steps:
    """What the tab does. `box` is the self-check as JSON, as the page holds it."""

    desk: Desk
    shelf: Shelf

    def check(self, box: str, place: str = "") -> Check:
        """Read what the page holds; what is strange in it counts as not marked."""
        return replace(from_plain(_data(box), self.desk.catalogue), place=tidy(place, "place"))

    def edited(self, box: str) -> bool:
        """Whether the user changed something since the box was filled by us."""
        return _data(box).get("edited") is True

    def agreed(self, box: str) -> dict[str, str]:
        """Return the texts, by item and field, that the user chose to keep in spite of a warning."""
        table = _data(box).get("agreed")
        rows = table.items() if isinstance(table, dict) else ()
        return {key: text for key, text in rows if isinstance(text, str)}

    def written(self, box: str, place: str) -> list[Written]:
        """Return what goes into a file and was not agreed to where it stands."""
        check = self.check(box, place)
        return [place_of(check), *(one for *_, one in written(check, self.desk.catalogue, self.agreed(box)))]

    def warnings(self, box: str) -> str:
        """Return the paste guard's warnings, each to be put under its field."""
        return warnings(self.check(box), self.desk.catalogue, self.agreed(box))

    def start(self, box: str, checklists: Sequence[str]) -> tuple[str, str]:
        """Return the box with all items of the chosen checklists, and what is said. Raises HimitsuError."""
        check = joined(self.check(box), self.desk.catalogue, checklists)
        return _box(check, self.agreed(box)), shown.told(said.STARTED.format(count=len(check.marks)))

    def load(self, path: str) -> tuple[str, Check, str]:
        """Return box, self-check and what is said of a file that was read in. Raises HimitsuError."""
        reading, name = self._read(path)
        kept = reading.check
        checklists = {self.desk.catalogue.items[key].checklist for key in kept.marks}
        check = joined(kept, self.desk.catalogue, sorted(checklists))
        sentence = said.READ.format(file=name, count=len(kept.marks))
        return _box(check), check, shown.told(sentence, reading.problems)

    def page(self, box: str, view: View, at: int) -> Shown:
        """Return one page of a view; the nearest one where there are fewer."""
        check = self.check(box)
        found = pages(check, self.desk.catalogue, view)
        at = min(max(at, 0), max(len(found) - 1, 0))
        page = found[at] if found else None
        body = shown.form(page, check, self.desk.catalogue, self.desk.citations, view.today)
        return Shown([shown.page_label(each) for each in found], at, body)

    def progress(self, box: str) -> tuple[str, str]:
        """Return how far it has come, in all and by chapter."""
        check = self.check(box)
        return shown.overall(check, edited=self.edited(box)), shown.by_chapter(check, self.desk.catalogue)

    def save(self, box: str, place: str) -> str:
        """Offer the self-check as an Excel file."""
        check, day = self.check(box, place), date.today()
        if not check.marks:
            return failure(said.NO_CHECK)
        desk = self.desk
        offer = Offer(
            said.STEM.format(date=day.isoformat()),
            {"xlsx": lambda: to_book(check, desk.catalogue, day, desk.cite)},
        )
        marked = sum(mark != NOTHING for mark in check.marks.values())
        label = said.SAVE_LINK.format(count=len(check.marks), marked=marked)
        return shown.told(said.READY) + save_bar(self.shelf.put(offer), {"xlsx": label})

    def compare(self, box: str, path: str) -> str:
        """Compare with an older file; offer the comparison as an Excel file. Raises HimitsuError."""
        check, day, catalogue = self.check(box), date.today(), self.desk.catalogue
        if not check.marks:
            return failure(said.NO_CHECK)
        older, _ = self._read(path)
        found = compare(older.check, check, older.lost)
        title = said.compared(older.check.day)
        offer = Offer(
            said.COMPARE_STEM.format(date=day.isoformat()),
            {"xlsx": lambda: comparison_book(found, catalogue, title, day)},
        )
        bar = save_bar(self.shelf.put(offer), {"xlsx": said.COMPARE_LINK})
        return results.comparison(found, catalogue, title) + bar

    def propose(self, box: str, place: str, country: str) -> str:
        """Suggest support, with its sources; offer the draft of an application. Raises HimitsuError."""
        check, day, desk = self.check(box, place), date.today(), self.desk
        if not check.marks:
            return failure(said.NO_CHECK)
        found, cited, marks = desk.suggest(check, country), Bibliography(desk.sources), Marks(ANCHOR)
        facts = "".join(
            f"<p>{escape(desk.sources.says(ref))}{marks.html([cited.cite(ref)])}</p>"
            for ref in (desk.menu.limit_section, desk.menu.required_section, desk.menu.countries_section)
        )
        menu = results.suggestion(found, desk.catalogue, marks, lambda line: cited.cite(line.item.section))
        offer = Offer(
            said.APPLICATION_STEM.format(country=found.country.name, date=day.isoformat()),
            {"xlsx": lambda: to_application(desk, check, country, day)},
        )
        bar = save_bar(self.shelf.put(offer), {"xlsx": said.APPLICATION_LINK})
        note = f"<p>{said.NOT_THE_FORM}</p>"
        head = f"<h3>{said.APPLICATION_HEAD}</h3>"
        cards = folded_sources(cited.citations, ANCHOR, texts.DIGEST_USED)
        return f'<div class="hn-result">{head}{menu}{facts}{note}{bar}{cards}</div>'

    def _read(self, path: str) -> tuple[Reading, str]:
        """Read a file that Gradio put into the temporary folder, and delete it there."""
        file = Path(path)
        try:
            data = file.read_bytes()
        except OSError as error:
            raise HimitsuError("selfcheck_file", file=file.name) from error
        finally:
            file.unlink(missing_ok=True)
        return read_check(data, self.desk.catalogue, file.name), file.name


def _data(box: str) -> dict[str, Any]:
    try:
        data = json.loads(box or "{}")
    except (ValueError, RecursionError):
        data = {}
    return data if isinstance(data, dict) else {}


def _box(check: Check, agreed: Mapping[str, str] | None = None) -> str:
    return json.dumps({**to_plain(check), "agreed": dict(agreed or {})}, ensure_ascii=False)
