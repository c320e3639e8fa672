"""Articles, laws, rulings and documents that a claim names and its quotation does not."""

from __future__ import annotations

import re

from indexer.japanese import ARTICLE, articles
from indexer.numerals import KANJI, kanji_value

BRACKETS = re.compile(r"\([^()]*\)")
PART = re.compile(rf"第?([0-9]+|(?<=第)[{KANJI}]+)(項|号|章|節|編|版|回|類|部)")
DOCUMENT = re.compile(
    r"[一-鿿々ァ-ヶーa-z0-9・&]*?(?:法律|[一-鿿ァ-ヶー](?:法(?![人令律定的廷務域案院学外則律])|条約|協定|指令|規則|条例|政令|省令|告示|指針|指令|判決|決定|白書|通達|協約)"
    r"|施行令|施行規則|ガイドライン|ハンドブック|ガイダンス|マニュアル|報告書|手引き?|てびき|基本方針|q&a|パンフレット|リーフレット|チェックリスト|ひな形|様式)"
)
# What stands before the name of a law or ruling: a place, a date.
LEADING = re.compile(
    r"^(?:[0-9]+[年月日]|令和|平成|昭和|中国|韓国|米国|英国|日本|ドイツ|ベトナム|タイ|インドネシア|インド|シンガポール|メキシコ|eu)+"
)
# Words that end like a law and are none.
NO_LAW = re.compile(
    r"(?:方|手|司|立|違|合|適|不|技|療|用|商|加|製|工|寸|文|作|筆|論|魔|同|本|各|当|旧|新|現行|国内|外国|現地|次|裁判|民事|刑事|語|新しい|関係|関連|この|その|労働|知財)法$|商業|^法$|^方法$|の法$|^(?:決定|判決|法律|連邦法|条約|規則|報告書|手引き?|様式|マニュアル|協定)$|意思決定|仮決定|人事決定"
)
ALIASES = (
    ("不競法", "不正競争防止法"), ("外為法", "外国為替及び外国貿易法"), ("個情法", "個人情報の保護に関する法律"),
    ("個人情報保護法", "個人情報の保護に関する法律"), ("取適法", "中小受託取引適正化法"), ("下請法", "下請代金支払遅延等防止法"),
    ("独禁法", "独占禁止法"), ("独占禁止法", "私的独占の禁止及び公正取引の確保に関する法律"), ("管理指針", "営業秘密管理指針"),
    ("ハンドブック", "秘密情報の保護ハンドブック"), ("ガイドライン", "指針"), ("てびき", "手引き"), ("てびき", "手引"),
    ("フリーランス法", "特定受託事業者に係る取引の適正化等に関する法律"), ("dtsa", "営業秘密保護法"), ("dtsa", "連邦営業秘密防衛法"),
)  # fmt: skip


def lacking(claim: str, whole: str) -> list[str]:
    """Return the articles and documents of a folded claim that a folded text does not name."""
    plain = BRACKETS.sub("", whole)
    held = {*articles(whole), *articles(plain)}
    alone = set(_parts(ARTICLE.sub(" ", plain)))
    missing = [name for name in articles(claim) if name not in held and not _in_table(name, held, alone)]
    parts = set(_parts(whole))
    missing += [part for part in _parts(claim) if part not in parts]
    squeezed = re.sub(r"\s", "", whole)
    missing += [name for name in documents(claim) if not _is_named(name, squeezed)]
    return missing


def _parts(text: str) -> list[str]:
    """Return paragraphs, items, chapters and the like by number, whatever the numerals."""
    return [
        f"{number if number.isascii() else kanji_value(number)}{unit}" for number, unit in PART.findall(text)
    ]


def _in_table(name: str, held: set[str], alone: set[str]) -> bool:
    """Whether an item of an article stands by itself below it: | 第21条第1項 |, then | 第3号 |."""
    match = re.fullmatch(r"(=.+[条項])([0-9]+[項号])", name)
    return bool(match and match[1] in held and match[2] in alone)


def documents(text: str) -> list[str]:
    """Return the laws, rulings and documents that a folded text names."""
    found = [LEADING.sub("", match[0]) for match in DOCUMENT.finditer(text)]
    return [name for name in found if len(name) > 1 and not NO_LAW.search(name)]


def _is_named(name: str, text: str) -> bool:
    if name in text:
        return True
    for one, other in ALIASES:
        for a, b in ((one, other), (other, one)):
            if a in name and name.replace(a, b) in text:
                return True
    # 「中国の反不正当競争法」 or 「改正不正競争防止法」: what is named is its longest end of four or more.
    return any(name[at:] in text for at in range(1, len(name) - 3)) and len(name) > 4
