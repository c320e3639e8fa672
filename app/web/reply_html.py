"""A draft of a reply as HTML: what was found, what to check, the letter, its sources."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from app import texts_reply as own
from app import texts_web as web
from app.tools.reply_data import Draft, Reply
from app.tools.reply_letter import Block, checks
from app.web.parts import save_bar, sources
from app.web.passage import escape
from app.web.turn import Marks

TAB = "reply"
# The wording searched for stands beside its question.
WORDING = own.CHECK_WORDING.split("{", 1)[0]
TAGS = {
    "answered": "hn-tag hn-tag-good",
    "unsure": "hn-tag",
    "partial": "hn-tag",
    "refused": "hn-tag hn-tag-lack",
}


def result(draft: Draft, blocks: Sequence[Block], plain: str, token: str) -> str:
    """Return all that is shown of a draft."""
    return (
        f'<div class="hn-result hn-reply">{_summary(draft)}{_questions(draft)}'
        f"{_masked(draft)}{_checks(draft)}{actions(plain, token)}{_letter(blocks)}"
        f"{sources(draft.citations, TAB)}</div>"
    )


def _summary(draft: Draft) -> str:
    answered = len(draft.answered)
    said = own.SUMMARY.format(
        found=len(draft.replies), answered=answered, unsupported=len(draft.replies) - answered
    )
    return f'<p class="hn-reply-summary" role="status">{escape(said)}</p>'


def _questions(draft: Draft) -> str:
    rows = "".join(_question(reply, checks(reply, draft.citations)) for reply in draft.replies)
    return f'<ol class="hn-reply-questions">{rows}</ol>'


def _question(reply: Reply, noted: Sequence[str]) -> str:
    status = (
        "refused" if not reply.told else "unsure" if reply.less_sure or reply.is_case else reply.answer.status
    )
    searched = "".join(f"<small>{escape(said)}</small>" for said in noted if said.startswith(WORDING))
    return (
        f'<li><span class="{TAGS[status]}">{own.STATUS[status]}</span> {escape(reply.shown)}{searched}</li>'
    )


def _masked(draft: Draft) -> str:
    letter = (
        f'<details class="hn-whole"><summary>{own.LETTER_SHOWN}</summary>'
        f'<div class="hn-passage">{_lines(draft.letter)}</div></details>'
    )
    if not draft.hidden:
        return f"<h3>{own.MASKED_TITLE.format(count=0)}</h3><p>{own.MASKED_NONE}</p>{letter}"
    rows = "".join(
        f"<li>{escape(own.MASKS[one.kind])}<span>{escape(one.value)}</span></li>" for one in draft.hidden
    )
    return (
        f"<h3>{own.MASKED_TITLE.format(count=len(draft.hidden))}</h3><p>{own.MASKED_NOTE}</p>"
        f'<ul class="hn-reply-masked">{rows}</ul>{letter}'
    )


def _lines(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())


def _checks(draft: Draft) -> str:
    """Return what to check before sending, each with the questions it is about."""
    about: dict[str, list[str]] = {}
    for reply in draft.replies:
        for said in checks(reply, draft.citations):
            if not said.startswith(WORDING):
                about.setdefault(said, []).append(own.NUMBER.format(number=reply.number))
    rows = "".join(f"<li>{escape(''.join(numbers))}{escape(said)}</li>" for said, numbers in about.items())
    if not rows:
        return ""
    return (
        f'<section class="hn-box hn-warnings" aria-label="{own.CHECKS_TITLE}">'
        f"<h3>{own.CHECKS_TITLE}</h3><ul>{rows}</ul><p>{own.CHECKS_NOTE}</p></section>"
    )


def actions(plain: str, token: str) -> str:
    """Return copying and saving; the text to copy travels inside the page."""
    copy = (
        f'<div class="hn-actions"><button type="button" data-copy="{TAB}-text" data-done="{web.COPIED}"'
        f' data-failed="{web.COPY_FAILED}">{own.COPY}</button>'
        f'<textarea id="{TAB}-text" hidden readonly aria-hidden="true" tabindex="-1">'
        f"\n{escape(plain)}</textarea></div>"
    )
    saving = save_bar(token, {"docx": own.SAVE_WORD, "txt": own.SAVE_TEXT})
    return f'<div class="hn-reply-actions">{copy}{saving}</div>'


def _letter(blocks: Sequence[Block]) -> str:
    marks = Marks(TAB)
    parts = []
    # The sources stand below as cards.
    shown = [block for block in blocks if block.kind != "source"]
    shown = shown[:-1] if shown[-1].kind == "heading" else shown
    for kind, run in groupby(shown, key=lambda block: block.kind):
        made = [_block(block, marks) for block in run]
        if kind in ("item", "quote"):
            parts.append(f'<ul class="hn-reply-{kind}">{"".join(f"<li>{one}</li>" for one in made)}</ul>')
        else:
            parts += made
    return (
        f"<h3>{own.LETTER_SECTION}</h3>"
        f'<article class="hn-reply-letter" aria-label="{own.LETTER_SECTION}">{"".join(parts)}</article>'
    )


def _block(block: Block, marks: Marks) -> str:
    text = f"{block.bullet}{_filled(block.text)}{marks.html(block.marks)}"
    tags = {"heading": "h4", "question": "h5"}
    if block.kind in ("item", "quote"):
        return text
    tag = tags.get(block.kind, "p")
    return f'<{tag} class="hn-reply-{block.kind}">{text}</{tag}>'


def _filled(text: str) -> str:
    """Return text with what is to be filled in marked."""
    return escape(text).replace("〔", "<mark>〔").replace("〕", "〕</mark>")
