"""What a question asks for, and what a sentence that answers it must hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.japanese import fold

NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
ERA_YEAR = rf"(?:令和|平成|昭和)(?:{NUMBER}|元)年|(?:19|20)[0-9]{{2}}年"
# Counters that may follow 何; the answer must hold a number with the same counter.
COUNTERS = (
    "社|件|人|名|か国|カ国|ヶ国|箇国|点|個|回|種類|倍|位|%|パーセント|割|ページ|項目|"
    "万円|億円|号|条|章|時間|分|対"
)


# A sentence that says what to do.
ADVISES = re.compile(
    r"(?:する|させる|行う|図る|定める|設ける|おく|講じる|確認|重要|有効|有用|望ましい|必要|検討)(?:こと|である|だ|する)?[。」]?$"
)


@dataclass(frozen=True)
class Kind:
    """A kind of question: `asks` recognises it, `answers` the sentence that could answer it."""

    name: str
    asks: re.Pattern[str]
    answers: re.Pattern[str]


def _kind(name: str, asks: str, answers: str) -> Kind:
    return Kind(name, re.compile(asks), re.compile(answers))


KINDS: tuple[Kind, ...] = (
    _kind("phone", r"電話|tel\b|でんわ|何番にかけ", r"[0-9+(]{2,}[-)][0-9()]+-?[0-9]{3,}"),
    _kind("mail", r"メールアドレス|メアド|メルアド|e-?mail|メール.*(送り|出し|宛)", r"[\w.]+@[\w.]+"),
    _kind("address", r"住所|所在地", r"〒|[0-9]+丁目|[0-9]+-[0-9]+-[0-9]+"),
    _kind(
        "link",
        r"url|リンク|ホームページ|サイト|どこ(で|から).*(見|ダウンロード|手に入)",
        r"https?://|[\w.-]+\.go\.jp|ホームページ|hp",
    ),
    _kind(
        "money",
        r"いくら|何円|何万円|何億円|金額|料金|値段|費用|罰金|着手金|上限額|お金",
        rf"{NUMBER}\s*(?:万|億|千|百)*円|無料|有料|費用",
    ),
    _kind(
        "date",
        r"いつ(?!まで|でも|も)|何年何月|何月|何日(?!間|以内)|年月日|日付|何年(?!間|以下|まで|以内)",
        rf"{ERA_YEAR}|{NUMBER}月{NUMBER}日",
    ),
    _kind(
        "until",
        r"いつまで|期限|締め?切|締切|期間|有効期限",
        rf"(?:{ERA_YEAR}|{NUMBER}月|{NUMBER}日|{NUMBER}年).*(?:まで|期間|以内|~|～)|まで|達する",
    ),
    _kind(
        "duration",
        r"何年間?(?:以下|まで|以内|入れ|くらい)?|何か月|何ヶ月|何カ月|何日(?:間|以内|前)|何時間|何分|懲役|刑期|どのくらいの期間",
        rf"{NUMBER}\s*(?:年|か月|ヶ月|カ月|月|日|時間|分)|半年",
    ),
    _kind(
        "share",
        r"何割|何%|何パーセント|割合|比率|どれくらいの会社",
        rf"{NUMBER}\s*(?:%|割)|半[分減]|約?{NUMBER}倍|過半",
    ),
    _kind(
        "penalty",
        r"罰(?!金)|刑(?=に|は|が|を|罰|期|で|$)|捕ま|つかま|逮捕|懲役|刑務所|牢屋|犯罪になる|罪になる",
        r"拘禁刑|懲役|自由刑|有期|罰金|罰する|罰せ|処罰|過料|犯罪|の罪",
    ),
    _kind("court", r"どこの裁判所|どの裁判所|判決|裁判例|判例", r"[地高最]裁?判|裁判所|知財高"),
    _kind(
        "country",
        r"どの国|何カ国|何か国|どこの国|対象国|国はどこ",
        r"中国|タイ|ベトナム|韓国|シンガポール|インドネシア|インド|メキシコ|米国|アメリカ|ドイツ",
    ),
    _kind(
        "office",
        r"どこに(?:相談|電話|連絡|聞)|誰に(?:相談|電話|連絡|聞)|相談(?:先|窓口)|問い合わせ先?|連絡先",
        r"窓口|警察|inpit|ipa|ジェトロ|jetro|経済産業省|知的財産|[0-9]{2,4}-[0-9]{2,4}-[0-9]{3,4}",
    ),
    _kind(
        "how",
        r"どう(?:すれ|した|やっ|すべ|防|対応|守)|どんな(?:対策|備え|工夫|点)|どのような(?:点|対策|工夫|ルール|取組|こと)|対策|方法|やり方|手順|ポイント|何を(?:すれ|確認|説明|返|決め)|仕組み|べきですか",
        ADVISES.pattern,
    ),
    _kind("story", r"事例|ケース|どうなった|どう決着|結局|の話|実際に", r"た[。」]?$"),
    _kind(
        "reason",
        r"なぜ|どうして|理由|(?:なん|何)で(?!す|し[たょ]|あ|は|も)",
        r"ため|から|ので|おそれ|理由|原因|恐れ",
    ),
    _kind(
        "law", r"何条|条文|どの法律|根拠法|法律の名|何という法律", r"第?[0-9]+条|法(?:律|$|[。、」（(])|指令"
    ),
)
# People in a hurry write it in kana.
KANA = re.compile("何ねん|なん年|なんねん")
_COUNTED = re.compile(rf"何({COUNTERS})")
# A word whose meaning is asked, and how a sentence begins and ends that tells it.
_MEANT = re.compile(
    r"([^\s、。「」『』はがをのにでへ]{2,20})」?(?:(?:とは|って)、?(?:何|なに|なん|どんなもの|どういう(?:意味|もの|こと)|[?？。]?$)"
    r"|の(?:定義|意味))"
)
MEANS = (
    r"(?:をいう|のことである|を(?:意味する|指す)|と(?:呼ぶ|いう|呼ばれる)"
    r"|(?:情報|もの|こと|行為|制度|方法|人|者|データ|義務|仕組み|目的)である)[。」）]?$"
)


@lru_cache(maxsize=512)
def kinds(question: str) -> tuple[Kind, ...]:
    """Return the kinds a question is of; none for an open question."""
    text = KANA.sub("何年", fold(question))
    found = [kind for kind in KINDS if kind.asks.search(text)]
    for counter in dict.fromkeys(_COUNTED.findall(text)):
        unit = {"人": "[人名]", "名": "[人名]", "社": "[社件者]", "%": "%", "対": "[:対]", "位": "位"}.get(
            counter, re.escape(counter)
        )
        unit = "(?:か国|カ国|ヶ国|箇国|国)" if "国" in counter else unit
        found.append(_kind(f"count:{counter}", "", rf"{NUMBER}\s*{unit}"))
    for word in _MEANT.findall(text):
        found.append(_kind("meaning", "", rf"{re.escape(word)}」?(?:とは|は、?).*{MEANS}"))
    return tuple(found)


def fits(question_kinds: Sequence[Kind], sentence: str) -> float:
    """Share of the asked kinds that a sentence could answer; 0 where nothing particular is asked."""
    if not question_kinds:
        return 0.0
    text = _folded(sentence)
    return sum(bool(kind.answers.search(text)) for kind in question_kinds) / len(question_kinds)


@lru_cache(maxsize=20_000)
def _folded(sentence: str) -> str:
    return fold(sentence)


def parts(question: str) -> list[str]:
    """Split two questions asked in one breath; a single question comes back alone."""
    pieces = [p.strip() for p in re.split(r"(?<=[？?。])\s*(?!$)", question.strip()) if len(p.strip()) >= 6]
    asked = [p for p in pieces if re.search(r"[？?]$|か。?$|教えて|何|どこ|いつ|誰|どう", p)]
    return asked if len(asked) >= 2 else [question.strip()]
