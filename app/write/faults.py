"""What is wrong with a sentence before it is compared with any quotation, and when to stop listening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.write.orders import is_order
from app.write.sentences import Draft
from indexer.japanese import fold

# Japanese prose has kana: of 7,170 pieces of that many characters in our index with originals 201 have none,
# and those are table rows, captions, headings, addresses and bare nouns of lists, no sentence.
KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
FOREIGN_LENGTH = 8
# The same sentence for the third time is a loop; twice may be a summary.
LOOPS = 3


def fault_of(draft: Draft) -> str:
    """Return "foreign" or "orders" for a sentence that cannot be a claim, else ""."""
    if is_foreign(draft.text):
        return "foreign"
    return "orders" if is_order(draft.text) else ""


def is_foreign(text: str) -> bool:
    """Whether a sentence is of another language than Japanese."""
    return len(text) >= FOREIGN_LENGTH and not KANA.search(text)


def loops(drafts: Sequence[Draft]) -> bool:
    """Whether the last of a model's sentences is one that it says again and again."""
    last = fold(drafts[-1].text)
    return sum(fold(draft.text) == last for draft in drafts) >= LOOPS
