"""What short fields are meant to hold is left alone by the paste guard, what is not is warned of."""

from __future__ import annotations

import json

import pytest

from app.engine import Engine
from app.guard import inspect
from app.guard_rules import load_guard
from app.tools.selfcheck import Mark, new_check, to_plain
from app.tools.selfcheck_desk import Desk
from app.web.guarded import LISTED, Written, digest, findings_in, listed
from app.web.selfcheck_guard import MEANT, MEANT_PLACE
from app.web.selfcheck_steps import Steps
from app.web.shelf import Shelf

PASTE = "配合は樹脂A 62.5%、硬化剤B 31.0%、添加剤C 6.5%、145℃で30分"
KEY = "three-requirements/secrecy-a"
# As they are really filled in, by the field.
ORDINARY = {
    "owner": (
        "総務部 佐藤",
        "情報システム部（内線 4412）",
        "法務部 佐藤様、総務部 田中様、情報システム部 鈴木様、製造部 高橋様",
        "タイ工場長 ソムチャイ氏",
        "人事課長",
        "知財G 山本／製造部 各課長",
        "sato@example.co.jp",
        "外部の弁護士に依頼",
    ),
    "note": (
        "表示は一部の図面だけ",
        "施錠は済み\n鍵の台帳は総務が保管\n入退室の記録は6か月分\n来月、部長会で再確認の予定",
        "対象者45名のうち40名が受講。残りは12月に実施する。",
        "現在、共有フォルダの権限を見直しています。来期の予算で入退室の管理を入れる予定です。",
        "佐藤さんに確認中。規程は2023年4月改定。",
        "研修は年2回（4月、10月）",
        "派遣社員12名の誓約書が未回収。11月末までに取る。",
        "CAD端末は3台。USBの使用を禁止した。",
        "取引先から預かった図面は別の棚に保管。返却の記録がない。",
        "退職者面談のひな形はあるが、使っていない部署がある。",
        "規程第5条に定めあり。別表1に秘密区分。",
        "海外拠点は未確認。タイ・ベトナムに問い合わせ中（回答期限 12/15）",
        "クラウドの契約条件を確認した。学習には使われない設定。",
        "営業秘密管理規程を改定する方針だが、役員会に諮るのは来年3月。",
        "見学コースを変更し、製造ラインが見えないようにした。",
        "台帳に載せたのは全体の3割くらい。残りは部門ごとに洗い出し中。",
        "新製品の開発部門だけが対象。ほかの部門は来年度に広げる。",
        "議事録に秘密と書く運用を始めた。",
        "NDAは締結済み。委託先3社のうち1社は更新待ち。",
        "監視カメラ2台、保存は30日。",
        "社長の了承済み\n規程案は法務で確認\n施行は4月1日\n説明会は3回に分けて行う",
    ),
    "evidence": (
        "秘密情報管理規程 第3条、別表2",
        "秘密保持誓約書（2026/4/1）、情報セキュリティ委員会の議事録：9/3",
        "総務部の共有フォルダ\\規程\\2026",
        "入退室記録（2026年1月〜6月）",
        "取締役会議事録（第45回）",
        "業務委託契約書 第8条、NDA（2025/10）",
        "社外秘スタンプの運用手順 v2.1",
        "研修の受講者名簿（人事システム）",
        "ISMS審査報告書 2025-11",
        "図面管理台帳 No.1〜No.350",
        "就業規則 第12条・第40条",
    ),
}
NAMES = (
    "A製品の配合表",
    "顧客名簿（関東）",
    "焼入れの条件",
    "2026年度の販売計画",
    "部品メーカー向けの仕入価格の一覧",
    "新型ポンプの図面一式",
    "検査装置のソースコード",
    "X-200の試作データ",
    "退職者の人事評価",
    "社内の技術マニュアル 第3版",
)
PLACES = ("タイ工場　製造部", "本社 総務部・法務部", "大阪支店", "第2工場（愛知県）", "全社")


@pytest.mark.parametrize("field", ORDINARY)
def test_what_a_field_is_meant_for_is_left_alone(field: str) -> None:
    warned = [text for text in ORDINARY[field] if inspect(text, MEANT[field])]
    assert warned == []


def test_names_and_places_are_left_alone() -> None:
    assert [text for text in NAMES if inspect(text)] == []
    assert [text for text in PLACES if inspect(text, MEANT_PLACE)] == []


@pytest.mark.parametrize("field", MEANT)
@pytest.mark.parametrize(
    "text", [PASTE, "パスワードは kogane2026", "氏名 月給\n大西 520,000\n宮本 410,000\n森 380,000"]
)
def test_what_no_field_is_meant_for_is_warned_of(field: str, text: str) -> None:
    assert inspect(text, MEANT[field])


def test_only_kinds_that_there_are_are_left_out() -> None:
    every = {kind.id for kind in load_guard()}
    assert {kind for kinds in (*MEANT.values(), MEANT_PLACE) for kind in kinds} <= every


def test_what_was_agreed_to_is_not_found_again() -> None:
    found = findings_in([Written(PASTE, where="メモ"), Written(PASTE, where="証拠")])
    assert len({one.name for one in found}) == len(found) > 2
    assert "（メモ）" in found[0].name
    assert findings_in([Written(f" {PASTE}\n")], {digest(PASTE)}) == []
    assert listed(found * LISTED).count("<li>") == LISTED + 1
    assert "6.5" not in listed(found)


@pytest.fixture(scope="module")
def steps(engine: Engine) -> Steps:
    return Steps(Desk(engine), Shelf())


def box_of(steps: Steps, mark: Mark, **more: object) -> str:
    check = new_check(steps.desk.catalogue, ["three-requirements"])
    plain = to_plain(check)
    plain["marks"] |= to_plain(check.only([KEY]))["marks"]
    plain["marks"][KEY] = {"note": mark.note, "owner": mark.owner, "evidence": mark.evidence}
    return json.dumps({**plain, **more})


def test_a_warning_belongs_to_its_field_and_escapes_what_it_repeats(steps: Steps) -> None:
    html = steps.warnings(box_of(steps, Mark(note=f'"><img src=x>{PASTE}', owner="総務部 佐藤")))
    assert html.count("data-sc-for=") == 1
    assert f'data-sc-for="{KEY}" data-sc-in="note"' in html
    assert "<img" not in html


def test_what_was_agreed_to_where_it_stands_goes_into_the_file_unasked(steps: Steps) -> None:
    mark = Mark(note=PASTE)
    agreed = {"agreed": {f"{KEY}/note": f"{PASTE}\n"}}
    assert findings_in(steps.written(box_of(steps, mark), ""))
    assert not findings_in(steps.written(box_of(steps, mark, **agreed), ""))
    assert steps.warnings(box_of(steps, mark, **agreed)) == ""
    other = {"agreed": {f"{KEY}/note": PASTE[:-1]}}
    assert findings_in(steps.written(box_of(steps, mark, **other), ""))
    assert findings_in(steps.written(box_of(steps, mark, **agreed), "パスワードは kogane2026"))


@pytest.mark.parametrize("agreed", [3, [1], {"a": 1}, None])
def test_what_is_no_agreement_agrees_to_nothing(steps: Steps, agreed: object) -> None:
    assert steps.agreed(json.dumps({"agreed": agreed})) == {}


def test_a_self_check_begun_again_keeps_what_was_agreed_to(steps: Steps) -> None:
    box, _ = steps.start(box_of(steps, Mark(note=PASTE), agreed={f"{KEY}/note": PASTE}), ["first-response"])
    assert steps.agreed(box) == {f"{KEY}/note": PASTE}
    assert steps.warnings(box) == ""
