"""A second reading of some pages by another library: where the two differ, the text is doubtful.

pdfium gives text for fonts without a Unicode map that looks right and is not; nothing in its
own answer shows that. pypdf maps such fonts otherwise, so agreement is evidence.
"""

from __future__ import annotations

import signal
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from pypdf import PdfReader

from indexer.read.clean import clean
from indexer.read.limits import Limits
from indexer.read.reading import Page

Warning_ = tuple[str, dict[str, str]]

# Below this share of common characters the page is flagged. Sound pages score above 0.9; lost
# tables and page numbers cost a little, a wrong character map nearly everything.
_AGREEMENT = 0.6
# Fewer characters (a cover, a divider) say nothing either way.
_ENOUGH = 20


class _OutOfTime(BaseException):
    """Not an Exception: pypdf catches those here and there and goes on."""


def second_opinion(
    path: Path, pages: Sequence[Page], candidates: Sequence[int], limits: Limits
) -> list[Warning_]:
    """Compare a sample of `candidates` (0-based pages) with pypdf's text of them.

    Returns `("page_disagreement", {"page": label, "overlap": "0.31"})` for each page that
    differs widely, and `("second_opinion_failed", {"reason": ...})` if pypdf raised, ran out of
    its time or cannot open the file: never a reason to lose what pdfium has read.
    """
    found: list[Warning_] = []
    sampled = sample(candidates, limits.second_opinion_pages)
    if not sampled:
        return found
    try:
        with _deadline(limits.second_opinion_seconds), path.open("rb") as file:
            reader = PdfReader(file, strict=False)
            for index in sampled:
                share = overlap(pages[index].text, clean(reader.pages[index].extract_text()))
                if share < _AGREEMENT:
                    label = pages[index].label
                    found.append(("page_disagreement", {"page": label, "overlap": f"{share:.2f}"}))
    except (_OutOfTime, Exception) as error:
        reason = "timeout" if isinstance(error, _OutOfTime) else type(error).__name__
        found.append(("second_opinion_failed", {"reason": reason}))
    return found


def sample(candidates: Sequence[int], most: int) -> list[int]:
    """Return at most `most` of the candidates, spread evenly, always the same ones."""
    if len(candidates) <= most:
        return list(candidates)
    return [candidates[at * len(candidates) // most] for at in range(most)]


def overlap(one: str, other: str) -> float:
    """Return the share of characters common to both texts, 0 to 1, whatever their order.

    1 where both have too few to compare.
    """
    ours, theirs = _characters(one), _characters(other)
    if max(ours.total(), theirs.total()) < _ENOUGH:
        return 1.0
    return (ours & theirs).total() / (ours | theirs).total()


def _characters(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Raise `_OutOfTime` in the block after `seconds`, where the system has timers.

    Elsewhere (Windows, or not the main thread) the wall time of the whole child is the bound.
    """

    def expire(_signal: int, _frame: FrameType | None) -> None:
        raise _OutOfTime

    try:
        previous = signal.signal(signal.SIGALRM, expire)
    except (AttributeError, ValueError):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
