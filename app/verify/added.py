"""What a claim adds in words of grammar: a comparison, a reason, "whatever it is", "only then".

Each is told by form in the claim, and refused where the quotation has no such form at all: what it adds
cannot stand there, however well the words are held.
"""

from __future__ import annotations

import re

_MORE = r"(?:高|低|長|短|重|軽|多|少な|大き|小さ|厳し|緩|早|遅|強|弱|広|狭|新し|古|有利|不利|容易|困難|深刻)"
COMPARES = re.compile(
    rf"(?:より|よりも|に比べ(?:て)?|比べると|方が|ほうが|以上に).{{0,16}}?{_MORE}|上回|下回|勝る|劣る|(?:と|に)同(?:じ|様|等|一|水準)|共通|(?:と|は)(?:違|異な)|半減|倍増|最(?:も|多|少|高|低|大|小|長|短)|一番"
)
COMPARED = re.compile(
    rf"より(?!良い|よい).{{0,16}}?{_MORE}|比べ|比較|方が|ほうが|上回|下回|超え|同じ|同様|同等|同一|共通|違|異な|いずれも|どちらも|差|倍|半|最|増|減|加え|上乗せ|引き?上げ|引き?下げ|上が|下が|まで|ともに|対し|一方|第?1位|\|"
)
RANKS = re.compile(rf"(?:より|よりも|に比べ(?:て)?|比べると|方が|ほうが).{{0,20}}?{_MORE}|上回|下回")
RANKED = re.compile(
    rf"(?:より|以上に|最も).{{0,24}}?{_MORE}|比べ|方が|ほうが|上回|下回|超え|以上に|{_MORE}(?:く|い方|いほう)|大きい|引き?上げ|引き?下げ|上が|下が|増|減"
)
CLEFT = re.compile(
    r"(?:のは|理由は|原因は|背景(?:は|には?)|きっかけは)、?(.{2,60}?)(?:ため|から(?=で|だ)|による|によ(?:り|る)もの)(?:で(?:す|ある|あり|あった|した)|だ|と|。|$)"
)
REASONED = re.compile(
    r"ため|ので|から(?!の|は)|理由|原因|背景|きっかけ|結果|に伴|受けて|踏まえ|によ(?:り|っ|る)|ことで|目的|狙い|ねらい|趣旨|もの(?:で|だ)|なかった"
)
WHATEVER = re.compile(
    r"(?:を|は)?問わ(?:ず|れ|な)|にかかわ(?:り|ら)|に関係なく|に関わら|無条件|無制限|の有無|いかんを"
)
WHATEVERS = re.compile(
    r"問わ|かかわ|関わ|関係な|なくても|なくとも|限ら(?:れ)?(?:ない|ず|ま)|でも.{0,12}でも|だけでな|ほか|も(?:含|対象|同じ)|要件に(?:は)?(?:挙げ|し)|必要(?:は|が)?な|要しな|しなくて|いない|なく|なければ|書かれて|ても|とき以外|ことなく|不要"
)
INSTEAD = re.compile(r"に代わ(?:り|って)|に替わ|の代わりに")
INSTEADS = re.compile(r"代わ|替わ|代え")

# Something beside what the quotation says is all.
BESIDE = re.compile(r"のほか(?:に|、)|に加え|だけでなく|のみならず|ばかりか")
ALONE = re.compile(
    r"だけ(?:が|で(?!は?な|も)|を|に(?!限ら)|の(?!で))|のみ(?!なら)|に限(?:ら(?:れる|れて)|る|り|って)"
)
BESIDES = re.compile(r"ほか|加え|だけで(?:は)?な|のみならず|及び|並び|かつ")


def comparison(claim: str, whole: str) -> list[str]:
    """Return the comparison of a claim where a text compares nothing."""
    return _lacking(COMPARES, COMPARED, claim, whole) or _lacking(RANKS, RANKED, claim, whole)


def reason(claim: str, whole: str) -> list[str]:
    """Return the reason that a claim gives where a text gives none."""
    return _lacking(CLEFT, REASONED, claim, whole)


def reason_of(claim: str) -> str:
    """Return the reason that a claim is about: 〜のは, reason, ためである; "" where it gives none so."""
    match = CLEFT.search(claim)
    return match[1] if match else ""


def whatever(claim: str, whole: str) -> list[str]:
    """Return the condition that a claim sets aside where a text sets none aside."""
    found = _lacking(WHATEVER, WHATEVERS, claim, whole) or _lacking(INSTEAD, INSTEADS, claim, whole)
    return found or (_lacking(BESIDE, BESIDES, claim, whole) if ALONE.search(whole) else [])


def _lacking(pattern: re.Pattern[str], needed: re.Pattern[str], claim: str, whole: str) -> list[str]:
    match = pattern.search(claim)
    return [match[0]] if match and not needed.search(whole) else []
