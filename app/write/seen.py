"""What of a text is seen: characters that are drawn as nothing may carry orders, or cut them in pieces."""

from __future__ import annotations

import re

# Control characters but the line feed and the tab, directions, joiners, tags, and the other characters that
# Unicode says are ignored where they are not known (Default_Ignorable_Code_Point). Variation selectors are
# among them: they carry whole texts, and a 異体字 without its selector is the same character.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)


def seen(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return UNSEEN.sub("", text)
