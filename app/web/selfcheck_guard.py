"""What the paste guard looks at in a self-check: what was written to its items, and of which site it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app import texts_guard
from app import texts_selfcheck as said
from app.tools.selfcheck import Check, Mark
from app.tools.selfcheck_items import Catalogue
from app.web.guarded import Written, findings_in, listed
from app.web.passage import escape

# The fields of an item that hold free text, and the kinds each is meant for.
MEANT: Mapping[str, tuple[str, ...]] = {
    # Who is responsible: names and telephone extensions, several of them where a group is.
    "owner": ("people", "long"),
    # What was seen on the spot, in short lines without verbs, as long as the field allows.
    "note": ("notes", "long"),
    # Which documents prove it: their titles are those of minutes, pledges and contracts.
    "evidence": ("notes", "meeting", "contract", "long"),
}
# A site or a department; as short as a title.
MEANT_PLACE = ("long",)
# Characters of an item's text by which a warning names it.
NAMED = 24
LABELS = {"owner": said.OWNER, "note": said.NOTE, "evidence": said.EVIDENCE_SHORT}

Agreed = Mapping[str, str]


def written(check: Check, catalogue: Catalogue, agreed: Agreed) -> Iterator[tuple[str, str, Written]]:
    """Yield item, field and text of what was written and not agreed to where it stands."""
    for key, mark in check.marks.items():
        for name, text in _texts(mark):
            if text and agreed.get(f"{key}/{name}", "").strip() != text:
                item = catalogue.items[key].text
                named = item if len(item) <= NAMED else f"{item[: NAMED - 1]}…"
                where = said.WHERE.format(item=named, field=LABELS[name])
                yield key, name, Written(text, MEANT[name], where)


def warnings(check: Check, catalogue: Catalogue, agreed: Agreed) -> str:
    """Return the warnings of all fields as HTML that is not shown: the script puts each under its field."""
    return "".join(
        f'<div hidden data-sc-for="{escape(key)}" data-sc-in="{name}" data-sc-text="{escape(one.text)}">'
        f"{_warning(one)}</div>"
        for key, name, one in written(check, catalogue, agreed)
        if findings_in([one])
    )


def place_of(check: Check) -> Written:
    """Return the name of the site as the guard looks at it."""
    return Written(check.place, MEANT_PLACE, said.PLACE_SHORT if check.place else "")


def _texts(mark: Mark) -> tuple[tuple[str, str], ...]:
    return ("owner", mark.owner), ("note", mark.note), ("evidence", mark.evidence)


def _warning(one: Written) -> str:
    rows = listed(findings_in([Written(one.text, one.leave)]), texts_guard.HINT_NOTE)
    return (
        f'<div class="hn-box hn-warnings" role="alert"><h4>{escape(said.WARNED)}</h4><ul>{rows}</ul>'
        f'<p class="hn-note">{escape(texts_guard.LIMITS)}</p>'
        '<div class="hn-guard-choice">'
        f'<button type="button" class="hn-go" data-sc-rewrite>{escape(texts_guard.REWRITE)}</button>'
        f'<button type="button" class="hn-quiet" data-sc-agree>{escape(said.KEEP)}</button>'
        "</div></div>"
    )
