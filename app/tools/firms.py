"""Firms named without their legal form (北斗精密, オオタ計器), and persons by their title.

A firm's name looks like an ordinary word (精密機器, 工作機械, ライセンシー社). It is taken for a name only
with a sign: a proper noun before a word of trade, a word of trade that ordinary words do not end in,
somebody who writes from it, or 社 and さん behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.japanese import morphemes

LETTER = r"[一-龠々〆ァ-ヴーA-Za-z]"
# Words of trade that end firms' names and ordinary words alike.
TRADES = (
    "精密|電機|電気|電子|電器|電装|計器|計測|機械|工機|製作|工業|産業|実業|商会|商店|物流|運輸|運送|倉庫|化学"
    "|薬品|製薬|樹脂|ゴム|硝子|ガラス|金属|鉄工|製鋼|鋼業|鋳造|金型|食品|製粉|飲料|醸造|建設|設備|塗装|印刷"
    "|紙業|繊維|紡績|染色|製紙|システムズ?|ソリューションズ?|エンジニアリング|グループ|ケミカル|マテリアル"
)
# Words of trade that hardly any ordinary word ends in.
SIGNS = (
    "精機|精工|重工|製作所|鉄工所|工務店|商事|物産|技研|興業|興産|化成|化工|製菓|酒造|フーズ|テクノ"
    "|ホールディングス|インダストリーズ?|ファーマ|モーターズ|エレクトロニクス|コーポレーション"
)
# What a firm does: ベンダー社 names nobody.
ROLES = frozenset(
    "メーカー ベンダー サプライヤー サプライヤ パートナー グループ ライセンシー ライセンサー クライアント"
    " ユーザー コンサル コンサルティング ベンチャー スタートアップ ホスト オーナー プロバイダー プロバイダ"
    " バイヤー ディーラー メンバー フランチャイズ ライバル ターゲット フォロワー".split()
)
NAMED = re.compile(
    rf"(?<!{LETTER})(?P<name>{LETTER}{{1,12}}(?:{TRADES}|{SIGNS}))(?P<behind>さん|様|殿|社(?![員長内外会風史屋]))?"
    rf"(?:(?=時代|出身|側)|(?!{LETTER}))"
)
TRADE = re.compile(rf"(?:{TRADES})$")
SIGN = re.compile(rf"(?:{SIGNS})$")
# サイアムモールド社, スピード便社; not 出版社, 東京支社, 子会社, A社.
COMPANY = re.compile(
    rf"(?<!{LETTER})(?P<name>[ァ-ヴー]{{2,16}}[一-龠]{{0,2}}|[A-Z][a-z]{{2,16}})"
    r"(?<![本支商他同会公分弊当貴御自各数個全出聞版])社(?![員長内外会風史屋])"
)
# 取引先のカナメ電子, 提携先ハンビット化学: where a firm is expected, katakana and a word of trade name it.
RELATED = re.compile(
    r"(?:先|競合|同業|元請け?|下請け?|前職|合弁相手|親会社|ライバル)(?:の|である)?"
    rf"(?P<name>[ァ-ヴー]{{2,10}}(?:{TRADES}))(?!{LETTER})"
)
# トキワ樹脂で海外営業をしております(矢島と申します): what an introduction begins with.
EMPLOYER = re.compile(rf"^[ ]*(?P<name>(?:[ぁ-ん]{{1,6}})?{LETTER}{{2,16}})(?=で|の|に(?:て|勤|所属|おり))")
# ニッコウ薬品 知財部 大谷: a line of its own, or in brackets.
SIGNED = re.compile(
    rf"(?:^|(?<=[(（]))(?P<name>{LETTER}{{2,14}}) (?:[一-龠ァ-ヴー]{{1,10}} ){{0,2}}"
    r"(?P<person>[一-龠々]{2,5})[ ]*(?:$|(?=[)）]))",
    re.MULTILINE,
)
ABROAD = re.compile(
    r"(?:子会社|現地法人|関連会社|会社|法人|拠点|工場)[(（「]"
    r"(?P<name>[A-Z][A-Za-z]{2,}(?: [A-Z][A-Za-z.&,]+){0,5})[)）」]"
)
TITLED = re.compile(
    r"(?<![一-龠々])(?P<name>[一-龠々]{2,3})"
    r"(?=部長|課長|係長|次長|室長|社長|会長|専務|常務|取締役|主任|弁護士|マネージャー|リーダー)"
)
NOT_FIRMS = re.compile(
    r"^(?:弊社|当社|私|私ども|小職|本社|大学|会社|企業|団体|当方|担当|標記|本件|同社|自社|現在|以前|今回|先日|昨年)$"
    r"|(?:部|課|室|係|部門|担当|担当者|事務所|支店|センター|チーム|支社|本社|工場|本部|事業部|窓口|者|業界|大学|関係|件|上|中|元)$"
)
# 西日本 and 中国 are where somebody writes from.
LAND = re.compile(r"^(?:[東西南北]?日本|国内|海外|現地|地方|[一-龠]{1,3}(?:地方|都|道|府|県|市|区|町|村))")


def firms(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of firms' names without their form in a narrow text."""
    for match in NAMED.finditer(text):
        name = match["name"]
        head = TRADE.sub("", SIGN.sub("", name))
        if head and (match["behind"] or SIGN.search(name) or _proper(name)):
            yield match.span("name")
    for match in COMPANY.finditer(text):
        if morphemes(match["name"])[-1][0] not in ROLES:
            yield match.start("name"), match.end()
    for match in SIGNED.finditer(text):
        if is_firm(match["name"]) and _named(morphemes(match["person"])[0][1]):
            yield match.span("name")
    for pattern in (RELATED, ABROAD):
        for match in pattern.finditer(text):
            yield match.span("name")


def employer(before: str) -> tuple[int, int] | None:
    """Return the range of the firm in what stands before a name that is introduced, None for none."""
    match = EMPLOYER.match(before)
    return match.span("name") if match and is_firm(match["name"]) else None


def is_firm(name: str) -> bool:
    """Whether a name beside a person's may be a firm's: no department, no place."""
    return not NOT_FIRMS.search(name) and not _place(name)


def titled(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of family names before a title (西川部長), and of who signs behind a firm."""
    for match in TITLED.finditer(text):
        if all(_named(kind) for _, kind in morphemes(match["name"])):
            yield match.span("name")
    for match in SIGNED.finditer(text):
        if is_firm(match["name"]) and _named(morphemes(match["person"])[0][1]):
            yield match.span("person")


def _named(kind: tuple[str, ...]) -> bool:
    return kind[1] == "固有名詞" and kind[3] != "国"


def _proper(name: str) -> bool:
    """Whether a name begins with a proper noun that is no country: 東海技研, not 日本食品."""
    return _named(morphemes(name)[0][1])


def _place(name: str) -> bool:
    """Whether a name is only a place, or where somebody is."""
    return bool(LAND.search(name)) or all(kind[2] == "地名" for _, kind in morphemes(name))
