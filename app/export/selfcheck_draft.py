"""What a draft of JETRO's application says, drawn from a self-check and from the programme's document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app import texts_selfcheck as said
from app.cited import Bibliography, Ref
from app.tools.selfcheck import Check, Status, by_gap, tally
from app.tools.selfcheck_desk import Desk
from app.tools.selfcheck_menu import Line, Suggestion

# Items listed in a draft: a field of the application is to be filled in briefly.
LISTED = 12
REASONS = 6


@dataclass(frozen=True)
class Draft:
    """What a draft is made of."""

    desk: Desk
    check: Check
    suggestion: Suggestion
    day: date

    def said(self, cited: Bibliography, ref: Ref) -> str:
        """Return what a section says, with the number of its citation."""
        return f"{self.desk.sources.says(ref)}[{cited.cite(ref)}]"

    def quoted(self, cited: Bibliography, use: str) -> list[str]:
        """Return the sentences that a draft quotes for some use."""
        return [self.said(cited, ref) for ref in self.desk.menu.quoted[use]]

    def text(self, key: str) -> str:
        """Return the text of a checklist item."""
        return self.desk.catalogue.items[key].text


def reason(line: Line, draft: Draft) -> str:
    """Return the gaps that a row of the menu was suggested for, or why it was not."""
    shown = [f"・{draft.text(key)}" for key in line.gaps[:REASONS]]
    if len(line.gaps) > REASONS:
        shown.append(said.MORE_GAPS.format(count=len(line.gaps) - REASONS))
    return "\n".join([said.CROWDED, *shown] if line.crowded else shown)


def hours(line: Line) -> str:
    """Return the reference hours of a row of the menu as they are told."""
    if not line.item.hours:
        return said.NO_HOURS
    return (said.HOURS_UPTO if line.item.upto else said.HOURS).format(hours=line.item.hours)


def own(draft: Draft) -> list[str]:
    """Return the items on how secrets are managed, the largest gaps first."""
    return [key for key in by_gap(draft.check) if draft.desk.menu.counts(key)]


def listed(draft: Draft, statuses: tuple[Status, ...], head: str) -> str:
    """Return the items that stand so as a list, cut to what a field of the application takes."""
    found = [key for key in own(draft) if draft.check.marks[key].status in statuses]
    if not found:
        return ""
    lines = [head.format(count=len(found)), *(f"・{draft.text(k)}" for k in found[:LISTED])]
    if len(found) > LISTED:
        lines.append(said.DRAFT_MORE.format(count=len(found) - LISTED))
    return "\n".join(lines)


def by_checklist(draft: Draft) -> list[str]:
    """Return how far each checklist has come, one line each."""
    managed = own(draft)
    lines = []
    for checklist, title in draft.desk.catalogue.checklists.items():
        counted = tally(draft.check, [key for key in managed if key.startswith(f"{checklist}/")])
        if counted.counts:
            lines.append(f"・{title}：{said.counts(counted)}{said.excluded(counted)}")
    return lines


def expired(draft: Draft) -> list[str]:
    """Warn where the programme's document has run out."""
    until = draft.desk.valid_until
    return [said.EXPIRED.format(day=until)] if until and until < draft.day.isoformat() else []
