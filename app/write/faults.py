"""What is wrong with a sentence before it is compared with any quotation, and when to stop listening."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from app.write.orders import is_order
from app.write.sentences import Draft
from indexer.japanese import fold

# Japanese prose has kana. Of the 7,426 sentences of our corpus with that many characters all but table
# rows and addresses have some; a sentence of this length without any is of another language.
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
    """Whether a model has begun to say the same again and again."""
    said = Counter(fold(draft.text) for draft in drafts)
    return any(count >= LOOPS for count in said.values())
