"""Claims made by machine from the digests, to learn from beside those written by hand.

Right ones: a sentence as it is, in another style, two sentences in one. Wrong ones: the same with one thing
changed (a figure, an actor, a negation, a contrary, all or only, must for should, a clause of another
sentence), and claims written by hand laid beside another quotation on the same matter. They teach that a
copied sentence stands and that one word may undo it; they are never measured on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.verify.figures import figures
from app.verify.names import places
from app.verify.terms import load_terms
from eval.claims import Pair
from indexer.digests import Digest, load_digests
from indexer.japanese import fold, sentences

SEED = 20261126
SENTENCES = (1, 4)
Edit = Callable[[str, random.Random, Sequence[str]], str]


def _figure(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    found = [m for m in re.finditer(r"[0-9][0-9,]*", claim)]
    if not found:
        return ""
    match = lot.choice(found)
    digits = match[0].replace(",", "")
    changed = str(max(1, int(digits) + lot.choice([-2, -1, 1, 2, 5, 10])))
    return claim[: match.start()] + changed + claim[match.end() :] if changed != digits else ""


def _other_figure(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    mine = figures(fold(claim))
    theirs = [f for other in others for f in figures(fold(other))]
    choices = [(a, b) for a in mine for b in theirs if a.unit == b.unit and a.value != b.value]
    if not choices:
        return ""
    one, other = lot.choice(choices)
    text = fold(claim)
    return text[: one.start] + other.surface + text[one.end :]


def _negation(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    turns = [
        (r"できる。", "できない。"), (r"できない。", "できる。"), (r"である。", "ではない。"), (r"ではない。", "である。"), (r"される。", "されない。"), (r"されない。", "される。"),
        (r"がある。", "はない。"), (r"はない。", "がある。"), (r"する。", "しない。"), (r"しない。", "する。"), (r"していない。", "している。"), (r"れている。", "れていない。"), (r"れていない。", "れている。"),
        (r"含まれる。", "含まれない。"), (r"含む。", "含まない。"), (r"定めている。", "定めていない。"), (r"必要がある。", "必要はない。"), (r"当たる。", "当たらない。"), (r"当たらない。", "当たる。"),
        (r"を除き、", "を含め、"), (r"でなければ、", "であれば、"), (r"いない。", "いる。"), (r"ない。", "る。"),
    ]  # fmt: skip
    fits = [(a, b) for a, b in turns if re.search(a, claim)]
    return re.sub(*fits[0], claim) if fits else ""


def _contrary(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    pairs = [
        (a, b) for a, bs in load_terms().opposites.items() for b in sorted(bs) if len(a) > 1 and a in claim
    ]
    if not pairs:
        return ""
    one, other = lot.choice(sorted(pairs))
    return claim.replace(one, other, 1)


SWAPS = ("会社 企業 従業員 退職者 取引先 役員 裁判所 警察 検察 税関 経済産業省 特許庁 公正取引委員会 ジェトロ 弁護士 被告 原告 保有者 "
         "委託者 受託者 親会社 子会社 現地法人 競合他社 派遣従業員 経営者 管理者 政府 大学 研究者 技術者 権利者 侵害者 事業者 労働者").split()  # fmt: skip


def _actor(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    here = [word for word in SWAPS if word in claim]
    if not here:
        return ""
    there = [
        word for word in SWAPS if word not in claim and (lot.random() < 0.5 or any(word in o for o in others))
    ]
    return claim.replace(lot.choice(here), lot.choice(there)) if there else ""


def _place(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    names = [place.names[0] for place in places().places]
    here = [name for name in names if name in claim]
    return claim.replace(lot.choice(here), lot.choice([n for n in names if n not in claim])) if here else ""


def _scope(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    turns = [(r"(?<=[一-鿿])を", "のみを"), (r"(?<=[一-鿿])は、", "は必ず、"), (r"(?<=[一-鿿])は、", "はすべて、"), (r"(?<=[一-鿿])に(?=[一-鿿])", "だけに"),
             (r"などの?", ""), (r"等(?=[をがはの])", "のすべて"), (r"原則として", "例外なく"), (r"ことがある。", "のが常である。")]  # fmt: skip
    fits = [(a, b) for a, b in turns if re.search(a, claim)]
    if not fits:
        return ""
    one, other = lot.choice(fits[-3:])
    return re.sub(one, other, claim, count=1)


def _modality(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    turns = [(r"することができる。", "しなければならない。"), (r"できる。", "なければならない。"), (r"することが望ましい。", "しなければならない。"), (r"が望ましい。", "が義務である。"),
             (r"おそれがある。", "ことになる。"), (r"可能性がある。", "ことになる。"), (r"ことがある。", "。"), (r"場合がある。", "。"), (r"と考えられる。", "。"), (r"とされている。", "。"),
             (r"有効である。", "義務付けられている。"), (r"重要である。", "法律で義務付けられている。"), (r"求められる。", "法律上の義務である。")]  # fmt: skip
    fits = [(a, b) for a, b in turns if re.search(a, claim)]
    return re.sub(*fits[0], claim) if fits else ""


def _extra(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    tails = [
        clause
        for other in others
        for clause in re.split("、", other.rstrip("。"))[1:]
        if 6 <= len(clause) <= 30
    ]
    if not tails:
        return ""
    head, last = claim.rsplit("、", 1) if "、" in claim else ("", claim)
    return (
        f"{head}、{lot.choice(tails)}、{last}" if head else f"{claim.rstrip('。')}が、{lot.choice(tails)}。"
    )


def _cause(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    tails = [
        clause
        for other in others
        for clause in re.split("[、は]", other.rstrip("。"))[:2]
        if 6 <= len(clause) <= 25
    ]
    return f"{lot.choice(tails)}ため、{claim}" if tails else ""


def _topic(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    mine = re.match(r"^(.{3,30}?)は、?", claim)
    theirs = [
        m[1] for other in others if (m := re.match(r"^(.{3,30}?)は、?", other)) and mine and m[1] != mine[1]
    ]
    return lot.choice(theirs) + claim[mine.end(1) :] if mine and theirs else ""


def _crossed(claim: str, lot: random.Random, others: Sequence[str]) -> str:
    if "、" not in claim or not others:
        return ""
    other = lot.choice(others)
    return f"{claim.split('、')[0]}、{other.rsplit('、', 1)[-1]}" if "、" in other else ""


EDITS: dict[str, Edit] = {
    "number": _figure, "merged": _other_figure, "negation": _negation, "comparison": _contrary, "subject": _actor,
    "name": _place, "scope": _scope, "modality": _modality, "extra": _extra, "cause": _cause, "topic": _topic, "crossed": _crossed,
}  # fmt: skip
POLITE = (
    (r"である。$", "です。"),
    (r"する。$", "します。"),
    (r"される。$", "されます。"),
    (r"できる。$", "できます。"),
    (r"ない。$", "ません。"),
    (r"いる。$", "います。"),
    (r"ある。$", "あります。"),
    (r"た。$", "ました。"),
)


@dataclass(frozen=True)
class Place:
    """Neighbouring sentences of a section, and its other ones."""

    document: str
    section: str
    quotation: str
    parts: tuple[str, ...]
    others: tuple[str, ...]


def drawn(digests: Sequence[Digest], number: int, lot: random.Random) -> Iterator[Place]:
    """Yield quotations drawn by lot, as the pairs written by hand have them."""
    every = [(digest, section) for digest in digests for section in digest.text.sections]
    for digest, section in lot.sample(every, min(number, len(every))):
        body = "".join(
            digest.text.body[u.start : u.end] + ("\n" if u.kind != "paragraph" else "") for u in section.units
        )
        parts = [body[a:b].strip() for a, b in sentences(body)]
        if not 2 <= len(parts) or any("|" in part for part in parts):
            continue
        size = lot.randint(2, SENTENCES[1])
        at = lot.randint(0, max(0, len(parts) - size))
        chosen = parts[at : at + size]
        yield Place(digest.document, section.id, "".join(chosen), tuple(chosen), tuple(parts))


def made(number: int, without: frozenset[tuple[str, str]] = frozenset()) -> list[Pair]:
    """Return claims made from some sections: right ones and, of each, wrong ones."""
    lot, found = random.Random(SEED), []  # noqa: S311  # repeats itself, as it should
    for place in drawn(load_digests(), number, lot):
        if (place.document, place.section) in without:
            continue
        for n, claim in enumerate(_right(place, lot)):
            pair = Pair(
                f"{place.document}#{place.section}",
                place.document,
                place.section,
                place.quotation,
                claim,
                True,
                "made",
            )
            found.append(pair)
            if n < 2:
                found += edited(pair, lot, place.others, 2)
    return found


def edited(pair: Pair, lot: random.Random, others: Sequence[str], number: int) -> list[Pair]:
    """Return a right claim with one thing changed, in some ways drawn by lot."""
    found = []
    for kind in lot.sample(list(EDITS), len(EDITS)):
        claim = EDITS[kind](pair.claim, lot, [other for other in others if other != pair.claim])
        if claim and claim != pair.claim and fold(claim).rstrip("。") not in fold(pair.quotation):
            found.append(replace(pair, claim=claim, stands=False, kind=f"made, {kind}"))
        if len(found) == number:
            break
    return found


def _right(place: Place, lot: random.Random) -> list[str]:
    one = lot.choice(place.parts).lstrip("- ")
    found = [one]
    for pattern, polite in POLITE:
        if re.search(pattern, one) and not re.search(r"[しく]ない。$", one):
            found.append(re.sub(pattern, polite, one))
            break
    at = lot.randrange(len(place.parts) - 1)
    first, second = (part.lstrip("- ") for part in place.parts[at : at + 2])
    if len(first) + len(second) < 160:
        found.append(
            f"{first.rstrip('。')}が、{second}"
            if lot.random() < 0.3
            else f"{first.rstrip('。')}。また、{second}"
        )
    return found


def crossed(pairs: Sequence[Pair], near: Callable[[Pair], Sequence[Pair]]) -> list[Pair]:
    """Return right claims beside other quotations on the same matter, which `near` finds."""
    return [
        replace(
            pair,
            quotation=other.quotation,
            document=other.document,
            section=other.section,
            stands=False,
            kind="made, elsewhere",
        )
        for pair in pairs
        if pair.stands
        for other in near(pair)
    ]
