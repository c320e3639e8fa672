"""What the paste guard found, as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from app import texts_guard as t
from app.guard import Finding


def findings_text(findings: Sequence[Finding]) -> str:
    """Return the findings in lines, or that there are none."""
    if not findings:
        return f"{t.NOTHING}\n※ {t.LIMITS}"
    lines = []
    for one in findings:
        excerpt = f"（{t.EXCERPT}：{one.excerpt}）" if one.excerpt else ""
        lines += [f"・{one.name}：{one.why}{excerpt}", f"  {t.HINT}：{one.hint}"]
    return "\n".join([*lines, f"※ {t.LIMITS}"])


def notice(findings: Sequence[Finding]) -> str:
    """Return the warning of a command that goes on all the same; "" where there is nothing to say."""
    if not findings:
        return ""
    return f"{t.NOTICE.format(title=t.TITLE)}\n{findings_text(findings)}\n{t.WENT_ON}"
