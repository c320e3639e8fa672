"""The paste guard: what it notices, what it leaves alone, what it shows, and that it stays quick."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import texts_guard
from app.guard import EXCERPT, MASK, inspect, masked
from app.guard_rules import load_guard
from app.guard_text import findings_text, notice
from app.web.guarded import warning
from eval.guard import MEASURED, ORDINARY, TUNED, others, sample
from indexer.catalog import CORPUS
from indexer.errors import CorpusInvalid

# Keys in two parts, so that no scanner takes a made-up one for one that leaked.
SERVICES = (
    "AKIA" + "ABCDEFGHIJKLMNOP",
    "ghp_" + "a1" * 18,
    "xoxb-" + "1234567890-abc",
    "sk_live_" + "a" * 24,
)
CUSTOMERS = "氏名,電話,メール\n" + "\n".join(f"佐藤{n},090-0000-000{n},s{n}@example.com" for n in range(3))
SIGNED = """お世話になっております。ジェトロ大阪の北です。
ベトナムでの営業秘密の保護について、参考になる資料を教えてください。

北 明
〒000-0000 大阪府大阪市中央区本町0-0-0
TEL 06-0000-2255 / FAX 06-0000-2256
kita@example.go.jp
"""


def kinds(text: str) -> set[str]:
    return {one.kind for one in inspect(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("【社外秘】\n来期の価格表\n主力品は据え置き", "mark"),
        ("ＣＯＮＦＩＤＥＮＴＩＡＬ\nThe plant will move in May.\nDo not tell the staff.", "mark"),
        (CUSTOMERS, "people"),
        ("材質 SUS304\n全長 120±0.05\nφ12H7 深さ20", "drawing"),
        ("配合比は樹脂４５％、溶剤３０％、顔料２５％です", "recipe"),
        ("def f(x):\n    y = x * 0.62\n    return y", "code"),
        ("パスワードは kogane2026 です", "key"),
        ("postgres://app:pa55word@db.example.com/erp", "key"),
        ("-----BEGIN PRIVATE KEY-----\nabc", "key"),
        ("取締役会議事録\n日時 9月1日\n出席 5名\n借入を承認した。", "meeting"),
        ("氏名 月給 賞与\n大西 520,000 1,900,000\n宮本 410,000 1,350,000", "pay"),
        ("甲は乙に製品の開発を委託し、乙は甲に成果を納める。", "contract"),
        ("品番 売上 原価\nA-1 182,400 121,300\nA-2 95,700 70,200", "figures"),
        ("工場の移転について検討した。" * 60, "long"),
        *((f"鍵は {key} です", "key") for key in SERVICES),
    ],
)
def test_a_paste_is_noticed_by_its_kind(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "社外秘と書けば営業秘密になりますか",
        "【社外秘】と【関係者外秘】ではどちらが厳しい扱いですか？",
        "表紙に社外秘、各ページの右上に㊙と入れています。これで足りますか？",
        "懲役10年以下・罰金2000万円以下、法人は5億円以下で正しいですか",
        "質問\n・懲役10年以下\n・罰金2,000万円以下\n・法人5億円以下\nこれで合ってますか",
        "パスワードは8文字以上にすべきですか",
        "第21条第1項第1号と第2項第3号の違いは何ですか",
        "ソースコードを自宅のパソコンに送ったら罪になりますか",
        SIGNED,
    ],
)
def test_a_question_is_left_alone(text: str) -> None:
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("当社の新製品の接着剤は、A剤30部にB剤12部を混ぜて80度で2時間練ってから出荷しています。", "recipe"),
        ("試料R-12は500時間たっても強度が落ちませんでした。これは営業秘密ですか。", "recipe"),
        ("樹脂に可塑剤を18部混ぜていますが、辞めた社員が話したら訴えられますか", "recipe"),
        ("来期に大東精機を買収する予定で、価格は12億円で話がついています。", "figures"),
        ("来年4月に工場を閉める方針で、従業員80人が移ることに決まりました。まだ話していません。", "figures"),
        ("アルプス薬品には1キロ2,300円で卸していますが、他社には3,000円です。", "figures"),
        ("うちの田中係長は月給38万円で、同業より高めにしています。", "pay"),
    ],
)
def test_a_secret_told_in_a_sentence_is_noticed(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        # What is asked about is not told.
        "A剤30部にB剤12部を混ぜて80度で2時間練るという条件は営業秘密ですか。",
        "来期に競合を買収する予定があるとき、価格が12億円なら届け出は必要ですか",
        "取引先から単価を5%下げるよう言われました。原価の資料を見せろとも言われています。断れますか。",
        "新製品の発売を来年に予定しています。発表までの情報管理で気をつけることを教えてください。",
        "当社の営業部長が来月退職し、競合に移るそうです。顧客情報を消させるにはどうすればいいですか。",
        "工場の見学を年に4回受け入れています。製造の様子を見せても秘密のままですか。",
        "海外の展示会に試作機を出す予定です。写真を撮られるのを防ぐ方法はありますか。",
    ],
)
def test_a_situation_that_tells_no_secret_is_left_alone(text: str) -> None:
    assert kinds(text) == set()


def test_secrets_told_in_prose_are_noticed_and_everyday_questions_left_alone() -> None:
    told = [q.question for q in sample(MEASURED).prose]
    assert len(told) == 30
    assert sum(map(bool, map(inspect, told))) >= 0.3 * len(told)
    everyday = [*others(MEASURED), *others(TUNED)]
    assert sum(bool(inspect(q.question)) for q in everyday) <= 0.005 * len(everyday)


def test_the_measuring_set_is_noticed_and_ordinary_questions_are_not_bothered() -> None:
    found = sample(MEASURED)
    pastes = [q.question for one in found.pastes.values() for q in one]
    assert (len(pastes), len(found.ordinary), len(found.pastes)) == (60, ORDINARY, 10)
    assert sum(map(bool, map(inspect, pastes))) >= 0.9 * len(pastes)
    assert sum(bool(inspect(q.question)) for q in found.ordinary) <= 0.05 * ORDINARY


def test_the_sets_share_no_text_and_measure_on_no_training_question() -> None:
    tuned, measured = sample(TUNED), sample(MEASURED)
    texts = [
        {q.question for q in (*one.ordinary, *one.prose, *(q for k in one.pastes.values() for q in k))}
        for one in (tuned, measured)
    ]
    assert not texts[0] & texts[1]
    assert not {q.question for q in others(MEASURED)} & {q.question for q in others(TUNED)}


def test_a_finding_names_what_was_seen_and_shows_it_masked() -> None:
    (found,) = [one for one in inspect(CUSTOMERS) if one.kind == "people"]
    assert "3" in found.why
    assert found.excerpt.startswith("s0@")
    assert MASK in found.excerpt
    assert "example" not in found.excerpt
    assert len(found.excerpt) <= EXCERPT
    (mark,) = inspect("【社外秘】\n来期の価格の案です。\n主力品は据え置きます。")
    assert mark.excerpt == "【社外秘】"


def test_kinds_can_be_left_out() -> None:
    text = "工場の移転について検討した。" * 60
    assert "long" not in {one.kind for one in inspect(text, leave={"long"})}
    assert not inspect(CUSTOMERS, leave={kind.id for kind in load_guard()})


@given(st.text(max_size=60))
def test_masking_keeps_the_length_and_hides_all_but_the_beginning(text: str) -> None:
    hidden = masked(text)
    assert len(hidden) == len(text)
    assert not any(char.isalnum() for char in hidden[2:])


@given(st.text(alphabet=" \n\t,;:.|-=()[]{}@/\"'0159aAzZあ社外秘様円条％第φ±〒●", max_size=400))
def test_any_text_is_looked_at_without_an_error(text: str) -> None:
    for one in inspect(text):
        assert one.why
        assert "{" not in one.why
        assert one.hint


SEEDS = (
    "1",
    "a",
    "あ",
    " ",
    "\n",
    "\n1",
    "1,",
    "1.",
    "1-",
    "a@",
    "a.",
    "(",
    "様",
    "1円",
    "第1条",
    "a:b@",
    ",",
    "\t",
)
LAST = "\nパスワードは kogane2026"


# A shape that backtracks would take minutes for such a text, or never end.
@pytest.mark.timeout(60)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_long_text_is_looked_at_to_its_end(seed: str) -> None:
    assert "key" in kinds((seed * 40_000)[:40_000] + LAST)


@pytest.mark.timeout(200)
@settings(max_examples=40)
@given(
    st.lists(st.sampled_from((*SEEDS, "社外秘", "password=", "AKIA", "{", '"a":')), min_size=1, max_size=4)
)
def test_any_repetition_is_looked_at_to_its_end(pieces: list[str]) -> None:
    assert "key" in kinds(("".join(pieces) * 20_000)[:20_000] + LAST)


def test_every_kind_says_how_to_ask_and_every_reason_can_be_filled() -> None:
    found = load_guard()
    assert len({kind.id for kind in found}) == len(found) >= 10
    for kind in found:
        assert kind.hint.endswith("。")
        assert kind.rules
        for rule in kind.rules:
            assert rule.why.format(count=1, length=2)
            assert rule.signs or rule.characters > 1, "a rule without a sign would bother every question"


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("phone = '", "phone = '(", "phone"),
        ('why = "秘密鍵や証明書の本体があります"\n', "", "key"),
        ('[[kind]]\nid = "long"\nname', '[[kind]]\nid = "long"\ntitle', "long"),
    ],
)
def test_a_broken_rule_is_named(tmp_path: Path, old: str, new: str, entry: str) -> None:
    text = (CORPUS / "guard.toml").read_text("utf-8")
    assert text.count(old) == 1
    broken = tmp_path / "guard.toml"
    broken.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_guard(broken)
    assert caught.value.values["entry"] == entry


def test_the_terminal_and_the_page_say_the_same_and_escape_it() -> None:
    findings = inspect("社外秘 <b>\n来期の価格の案です。\n主力品は据え置きます。")
    shown = findings_text(findings)
    for one in findings:
        assert one.name in shown
        assert one.hint in shown
    assert texts_guard.TITLE in notice(findings)
    assert notice(()) == ""
    assert texts_guard.NOTHING in findings_text(())
    made = warning(findings, 7)
    assert "<b>" not in made
    assert "&lt;b&gt;" in made
    assert 'data-guard="7"' in made
