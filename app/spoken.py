"""What a model says aloud: its thoughts and characters that nobody should see are left out."""

from __future__ import annotations

import re

# How models mark what they think before they answer, where their server does not take it out itself:
# Qwen, DeepSeek and others; Magistral.
THOUGHTS = {"<think>": "</think>", "<thinking>": "</thinking>", "[THINK]": "[/THINK]"}
# Control characters, halves of characters (they cannot be written to a file), and marks that show a text
# in another order than it is read in.
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")


class Spoken:
    """Hears a model's text piece by piece; pieces may be cut anywhere."""

    def __init__(self) -> None:
        self._held = ""
        self._closing = ""
        self._aloud = False

    def hear(self, piece: str) -> str:
        """Return what may be shown of all that was heard and not yet returned."""
        piece = UNSEEN.sub("", piece)
        if self._aloud:
            return piece
        self._held += piece
        while self._held:
            if self._closing:
                if not self._leave_thought():
                    return ""
            elif not self._enter_thought():
                return self._speak()
        return ""

    def rest(self) -> str:
        """Return what was held back at the end; of a thought that never ended, nothing."""
        return "" if self._closing else self._held

    def _enter_thought(self) -> bool:
        self._held = self._held.lstrip()
        for opening, closing in THOUGHTS.items():
            if self._held.startswith(opening):
                self._held = self._held[len(opening) :]
                self._closing = closing
                return True
        return False

    def _leave_thought(self) -> bool:
        thought, mark, after = self._held.partition(self._closing)
        if mark:
            self._held, self._closing = after, ""
        else:
            # Long thoughts are not kept, only what may be the beginning of the mark.
            self._held = thought[-len(self._closing) :]
        return bool(mark)

    def _speak(self) -> str:
        if any(opening.startswith(self._held) for opening in THOUGHTS):
            return ""
        said, self._held, self._aloud = self._held, "", True
        return said
