"""Firms named without their legal form are masked; words that look like them stay."""

from __future__ import annotations

import pytest

from app.tools.firms import firms, titled
from app.tools.personal import mask


@pytest.mark.parametrize(
    ("letter", "names"),
    [
        ("北斗精密の高橋です。", ["北斗精密", "高橋"]),
        ("マルヤマ電機で知財を担当しております小島と申します。", ["マルヤマ電機", "小島"]),
        (
            "転職先のサイアムモールド社に、東海技研さんの図面が渡りました。",
            ["サイアムモールド社", "東海技研"],
        ),
        ("前職のオオタ計器時代の資料です。", ["オオタ計器"]),
        ("取引先のカナメ電子に渡しました。", ["カナメ電子"]),
        ("タイに子会社（Hokuto Seimitsu Thailand）があります。", ["Hokuto Seimitsu Thailand"]),
        ("上司の西川部長が反対しています。", ["西川"]),
        ("ご相談です。\n（三栄化成　法務　野口）", ["三栄化成", "野口"]),
    ],
)
def test_a_firm_without_its_form_and_a_person_with_a_title_are_masked(letter: str, names: list[str]) -> None:
    masked = mask(letter)
    assert [name for name in names if name in masked.text] == []
    assert {one.value for one in masked.hidden} >= set(names)


@pytest.mark.parametrize(
    "letter",
    [
        "自動車工業や化学工業、電子機器メーカー、精密機器の会社の例はありますか。",
        "子会社、親会社、グループ会社、出版社、商社、大阪本社、東京支社に開示します。",
        "ライセンシー社とベンダー社、A社とB社、メーカー各社との契約です。",
        "リバースエンジニアリングと工作機械の設備について、総務部長と工場長に伺いました。",
        "日本食品の輸出と、取引先の機械の塗装について教えてください。",
        "秘密保持契約を結んだ委託先で、製造設備の図面が使われています。",
    ],
)
def test_ordinary_words_are_no_names(letter: str) -> None:
    assert [letter[start:end] for start, end in (*firms(letter), *titled(letter))] == []
    assert mask(letter).hidden == ()


def test_where_somebody_writes_from_is_no_firm() -> None:
    assert {one.value for one in mask("タイで工場長をしております高橋と申します。").hidden} == {"高橋"}


def test_the_name_of_a_published_case_stays() -> None:
    asked = "富士電子工業事件ではどのような判断がされましたか。富士電子工業の例を知りたいです。"
    assert "富士電子工業の例" in mask(asked, told="富士電子工業事件の判決").text
    assert "富士電子工業の例" not in mask(asked).text
