"""Whether a sentence asks, and where it asks twice."""

from __future__ import annotations

import re

from app.tools.cues_of_letters import LetterCues
from app.tools.personal import NARROW
from indexer.japanese import morphemes

MARKS = '　 、。，．,.？?！!…・「」『』"“”（）()\n\t'
# 〜は可能か、また期間はどの程度が妥当か、ご教示ください
BETWEEN = re.compile(
    r"か[、,](?=\S)|べきか(?=また|及び|および|並びに|さらに)"
    r"|(?:条件|要件|有無|可否|要否|上限|内容|方法|罰則|定義|期間|金額|項目|事項|注意点|留意点|時期|期限|費用|手続き?)(?:と、|[、,](?:及び|および|並びに|ならびに|また)?)(?=\s?\S)"
)
# A part must be able to stand as a question.
SHORTEST = 8
# A request behind these has no object.
UNNAMED = ("早めに", "早急に", "至急", "前に", "ここで", "うえで", "上で", "機会に", "ため", "ので", "から")
TALK = re.compile(r"\s*(?:と|という|といった|について心配|が心配|それとも|あるいは|又は|または|参考)")
CONTENT = frozenset({"名詞", "動詞", "形容詞", "形状詞"})


def trimmed(said: str) -> str:
    """Return a sentence without the marks around it."""
    return said.strip(MARKS)


def is_question(said: str, cues: LetterCues) -> bool:
    """Whether a sentence (narrow) ends as a question and names something."""
    bare = said.strip('　 、。，．,.…・「」『』"“”\n\t')
    if not bare or not cues.ends.search(bare) or cues.procedural.search(bare):
        return False
    return not is_bare_request(bare, cues)


def is_request(said: str, cues: LetterCues) -> bool:
    """Whether a sentence asks to be told something that it names."""
    bare = trimmed(said)
    if not cues.requests.search(bare) or not cues.pleases.search(bare) or cues.procedural.search(bare):
        return False
    return not is_bare_request(bare, cues)


def is_bare_request(said: str, cues: LetterCues) -> bool:
    """Whether a sentence only asks to be told: 以下の点についてご教示いただけますでしょうか."""
    found = list(cues.requests.finditer(said))
    if not found or has_content(said[found[-1].end() :], cues):
        return False
    before = said[: found[-1].start()]
    # その前に確認させてください names nothing, whatever was said before it.
    named = before.rstrip("、, ごおも").endswith(UNNAMED)
    return named or not has_content(before, cues)


def has_content(said: str, cues: LetterCues) -> bool:
    """Whether a sentence names something besides politeness and 以下の点."""
    left = cues.nothing.sub(" ", said)
    return any(
        kind[0] in CONTENT and kind[1] not in ("非自立可能", "数詞", "助数詞可能") and len(surface) > 1
        for surface, kind in morphemes(left)
        if surface.strip()
    )


def clauses(text: str, cues: LetterCues) -> list[tuple[int, int]]:
    """Return the ranges of the questions that a sentence asks; the whole of it where it asks one."""
    narrow = text.translate(NARROW)
    cuts = [0]
    for match in BETWEEN.finditer(narrow):
        before, after = narrow[cuts[-1] : match.end()], narrow[match.end() :]
        if len(before.strip()) >= SHORTEST and _stands(after, cues) and not TALK.match(after):
            cuts.append(match.end())
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _stands(after: str, cues: LetterCues) -> bool:
    """Whether what follows a cut asks something of its own, and is not the request alone."""
    bare = trimmed(after)
    if not (is_question(bare, cues) or is_request(bare, cues)):
        return False
    return len(bare) >= SHORTEST and not is_bare_request(bare, cues)
