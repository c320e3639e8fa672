"""A question of a letter as it is searched: short, with its country and what it points back to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.followup import Reader
from app.tools.cues_of_letters import LetterCues
from app.tools.enquiry import Asked
from app.tools.personal import NARROW
from indexer.japanese import fold
from indexer.places import HOME, Places

TOLD = "について教えてください。"
TAIL = re.compile(
    r"(?:(?:の)?記載|情報)?(?:について|に関して|に関する|につきまして|につき)?(?:も|は|を|の|が)?[、,]?(?:(?:情報|記載)が)?(?:あれば|ありましたら|ございましたら)?[、,]?"
    r"(?:併せて|あわせて|具体的に|だけでも|だけで|ご存じでしたら|ご存知でしたら)?[、,]?$"
)
# What stands for a name that was masked.
STANDS_FOR = {"〔会社名〕": "会社", "〔氏名〕": "担当者"}
MARK = re.compile(r"〔[^〔〕]*〕")
# A writer's being at a loss, before what is asked.
LOST = re.compile(
    r"^[^。]{0,40}(?:分からず|わからず|分からないため|わからないため|迷っており|困っており)[、,]"
)
WISH = re.compile(
    r"^[^。]{0,12}(?:伺い|お尋ねし|お聞きし|質問し|確認し|お教えいただき)たい(?:の|ん|こと|点)?"
    r"(?:です|ございます)?(?:が|けれど)[、,]"
)
LISTED = re.compile(r"(?<=[限容法義間額件無否要則目項点期用続き])と$")
BOTH = re.compile(r"両国|両方の国|双方の国|各国|それぞれの国")
DEICTIC = re.compile(
    r"(?:この|その|こうした|そうした|こういう|そのような|このような|上記の?)(?:よう(?:な|に))?"
    r"(?:場合|行為|事案|ケース|とき|際)"
)
# Characters of a question that says little besides whom it is about.
BRIEF = 20
# Characters of the background that a pointing question takes with it.
DEED = 120
POINTS = re.compile(
    r"^(?:その|それ|これ|この|同じ|なる|ある|ない|当たる|該当する|可能な|認められ|上記|[1１]の|①の)"
    r"|その(?:場合|際|期間|内容|刑罰)"
)
OURSELVES = re.compile(
    r"^(?:弊社|当社|私ども|私|当方)は.{0,60}(?:メーカー|会社|商社|業者|製造|販売|経営|ございます)"
)
BELIEVED = re.compile(
    r"(?:と(?:いう)?(?:理解|認識|解釈|承知)(?:で|し|を)?.{0,6}"
    r"|と(?:聞い|伺っ|存じ|考え|思っ)て.{0,4}ます|とのことです|です"
    r"|という認識で(?:おりますが|いますが)?[、,]?)$"
)
BELIEF = "という認識で合っていますか。"
YOUR_OFFICE = re.compile(r"(?:貴|御)(?:機構|所|センター|事務所|団体)")
OFFICE = "ジェトロ"
JOINED = "と"


def opened(said: str, cues: LetterCues) -> str:
    """Return a sentence without its opening words and masks."""
    text = said.translate(NARROW).strip(' 「」『』"')
    for name, word in STANDS_FOR.items():
        text = text.replace(name, word)
    text = YOUR_OFFICE.sub(OFFICE, MARK.sub("", text)).strip("、, ")
    text = WISH.sub("", LOST.sub("", text))
    shortened = True
    while shortened:
        shortened = False
        for opener in cues.openers:
            if text.startswith(opener) and len(text) > len(opener) + 4:
                text, shortened = text[len(opener) :].lstrip("、, に"), True
                break
    return text


def spoken(question: str, cues: LetterCues) -> str:
    """Return a question without its opening words, masks, and ways of asking to be told."""
    text = opened(question, cues)
    found = list(cues.requests.finditer(text))
    if found and cues.pleases.search(text.strip("。.、 ")):
        kept = text[: found[-1].start()].rstrip("ごお御、, ")
        kept = TAIL.sub("", kept).rstrip("、, ")
        if len(kept) >= 4:
            return kept if kept.endswith("か") else kept + TOLD
    text = LISTED.sub("", text.rstrip("、, "))
    if re.search(r"[か?？。]$", text):
        return text
    return text + ("か" if text.endswith("の") else TOLD)


def countries(
    asked: Asked, before: Sequence[str], setting: str, places: Places, cues: LetterCues
) -> tuple[tuple[str, ...], str]:
    """Return the foreign jurisdictions a question is about, and a country that is in no document here.

    The question's own words decide, then the nearest sentence that names a country, last the questions
    before it. A question on our own law, on a document of ours or on practice is about none.
    """
    own = asked.text
    if named := _foreign(own, places):
        return named, ""
    if unknown := _unknown(own, cues):
        return (), unknown
    if HOME in places.named(own) or cues.home.search(own) or not cues.legal.search(own):
        return (), ""
    for said in (*reversed(asked.context), *reversed(setting.splitlines()), *reversed(before)):
        named, unknown = _foreign(said, places), _unknown(said, cues)
        if named or unknown:
            return (named, "") if named else ((), unknown)
    return (), ""


def _unknown(said: str, cues: LetterCues) -> str:
    found = cues.elsewhere.search(said)
    return found[0] if found else ""


def _foreign(said: str, places: Places) -> tuple[str, ...]:
    """Return the foreign jurisdictions that a sentence names itself, in its order."""
    text = fold(said)
    found = {
        place.jurisdiction: min(at for name in place.names if (at := text.find(fold(name))) >= 0)
        for place in places.places
        if place.jurisdiction != HOME
        and place.jurisdiction in places.named(said)
        and any(fold(name) in text for name in place.names)
    }
    # A member state says more than its union.
    unions = {name for place in places.places if place.jurisdiction in found for name in place.also}
    return tuple(sorted(found.keys() - unions, key=lambda name: found[name]))


@dataclass(frozen=True)
class Wording:
    """A question to search for, the foreign jurisdictions it is about, and its text without background.

    `plain` is "" where no background was added. `elsewhere` is a country that no document here is about.
    """

    text: str
    countries: tuple[str, ...]
    plain: str = ""
    elsewhere: str = ""


def searched(
    asked: Asked, previous: Sequence[str], setting: str, reader: Reader, cues: LetterCues, limit: int
) -> Wording:
    """Return the question to answer for one of a letter.

    Args:
        asked: The question with its background.
        previous: The letter's earlier questions as searched.
        setting: What else the letter says.
        reader: Reads follow-ups.
        cues: Expressions of letters.
        limit: Characters a question may have.
    """
    bare = spoken(asked.text, cues)
    named, elsewhere = countries(asked, previous, setting, reader.places, cues)
    told = replace(asked, context=tuple(opened(said, cues) for said in asked.context))
    full = _complete(bare, told, previous, reader)
    text, plain = (_placed(one, named, reader.places)[-limit:] for one in (full, bare))
    told_before = full != bare and full.endswith(bare) and bool(DEICTIC.search(bare))
    return Wording(text, named, plain if told_before else "", elsewhere)


def _complete(bare: str, asked: Asked, previous: Sequence[str], reader: Reader) -> str:
    """Return a question with what it leaves to the sentence or the question before it."""
    deed = _deed(asked.context)
    if asked.empty and asked.context:
        believed = BELIEVED.sub("", asked.context[-1].rstrip("。 "))
        return f"{believed}{BELIEF}"
    if DEICTIC.search(bare) and deed and not (previous and not asked.fresh):
        return f"{deed}{bare}"
    if deed and len(bare) <= BRIEF and MARK.search(asked.text):
        # Whether to tell 〔会社名〕 depends on what happened.
        return f"{deed}{bare}"
    before = previous[-1] if previous else ""
    if before and not asked.fresh and POINTS.search(bare):
        return reader.resolve(bare, before) or bare
    if (
        (asked.fresh or asked.listed or not before)
        and asked.context
        and reader.resolve(bare, asked.context[-1])
    ):
        return f"{asked.context[-1].rstrip('。 ')}。{bare}"
    return bare


def _placed(text: str, named: Sequence[str], places: Places) -> str:
    """Return a question that names the countries it is about."""
    said = places.named(text)
    if not named or all(name in said for name in named):
        return text
    if both := BOTH.search(text):
        return text.replace(both[0], JOINED.join(named), 1)
    return text if said - {HOME} else f"{JOINED.join(named)}で、{text}"


def _deed(context: Sequence[str]) -> str:
    """Return the sentence of the background that tells what happened: the longest not about the writer."""
    told = [said for said in context if not OURSELVES.search(said)] or list(context)
    return max(told, key=len, default="")[-DEED:]
