"""Which questions tell of a leak that happened and ask what to do; above all, which do not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.tools.incident_rules import FOLDER
from app.tools.incident_story import load_story_cues, read_story
from eval.questions import FOLDER as QUESTIONS
from indexer.errors import CorpusInvalid

CUES = load_story_cues()
# Those of the stories that tell of a leak and ask what to do, by our own reading.
RIGHT = {"st010", "st085", "st142", "st163"}


def fires(question: str) -> bool:
    return read_story(question, CUES).wants_plan


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("元社員が図面を持ち出したようです。どうすればいいですか", "now"),
        ("うちの図面が競合に漏れたらしい。まず何をすればいいか", "now"),
        ("社員がＵＳＢで顧客データを持ち出していました。誰に相談すればいいですか", "now"),
        ("サーバーから設計データが抜かれた可能性があります。何から始めればよいですか", "now"),
        ("中途採用の社員が前の会社の図面を持ち込んでいました。どうすればいいですか", "now"),
        ("顧客データの入ったUSBを置き忘れました。どうしたらいいですか", "now"),
        ("図面が流出したそうです。どう動けばいいですか", "now"),
        ("中国へ漏れたかもしれない、日本で話せる窓口は", "now"),
        ("取引先に見積書を誤送信してしまいました", "nothing"),
        ("辞める人が図面を持ち出した", "nothing"),
        ("元社員がうちの顧客名簿を使って営業しているらしい", "nothing"),
        ("昨日、退職した社員が顧客名簿をコピーして持ち出したことが分かりました", "nothing"),
    ],
)
def test_a_leak_that_happened_is_told(question: str, asked: str) -> None:
    story = read_story(question, CUES)
    assert story.act
    assert (story.wants_plan, story.asked) == (True, asked)


@pytest.mark.parametrize(
    "question",
    [
        "持ち出した場合の罰則は？",
        "元役員が退任後に入札情報を話した。営業秘密侵害になりますか",
        "販売店の店長が仕入値の一覧を競合に送った。差止めを求められますか",
        "退職者が顧客名簿を持ち出した事例はありますか",
        "退職者が持ち出すのを防ぐには",
        "もし図面が漏れたらどうすればいいですか",
        "情報が漏れたときの対応を教えて",
        "漏えい時の初動対応を教えてください",
        "営業秘密が漏れたら警察に行くべき？",
        "図面を持ち出した社員は罪になりますか",
        "会社の図面を盗んだ人の刑は？",
        "技術が流出した会社の例は",
        "営業秘密を持ち出されたら何年以内に訴えないといけませんか",
        "図面を持ち出された。損害賠償はいくら取れる？",
        "若手が試作品の写真を投稿してしまいました。二度と起きないようにするには？",
        "競合が当社の技術者を引き抜いたようです。どうすればいいですか",
        "相談先リストを社内に貼りたい",
        "営業秘密とは何ですか",
        "十年前に元社員が製法を盗んだ。今は和解していて、社史に書くつもりである。",
        "",
    ],
)
def test_rules_cases_and_what_would_be_are_left_alone(question: str) -> None:
    assert not fires(question)


@pytest.mark.parametrize(
    "case",
    [
        "元役員が退任後に入札情報を話した。",
        "技術者が競合会社に転職し、前職の製造条件を話した。どう対応できるか",
        "元従業員が在職中に得た価格表を新会社で使っていた。会社はどうしたらいいか",
        "甲社の従業員が乙社に配合表を渡した。甲社はまず何をすべきか",
        "派遣社員が夜間に製造条件の画面を撮影し、SNSに投稿した。",
        "退任した監査役が取締役会の資料を株主に渡した。企業はどう対応すべきか",
    ],
)
def test_a_case_that_nothing_says_is_the_askers_is_told_and_wants_no_plan(case: str) -> None:
    story = read_story(case, CUES)
    assert story.is_told
    assert not story.wants_plan
    # The same of the asker's own.
    assert read_story(f"弊社の話です。先週、{case}", CUES).wants_plan


@pytest.mark.parametrize(
    "story",
    [
        "お客様の名簿を誤送信しました",
        "会社のパソコンから図面が抜かれていた",
        "技術資料が競合に流出しました。まず何をすべきですか",
        "派遣社員が試作品の写真をインスタに上げていました。まずどうすれば？",
        "退職した工場長にレシピを持ち出されました",
    ],
)
def test_an_act_suffered_or_ones_own_needs_no_word_of_whose_it_is(story: str) -> None:
    assert fires(story)


def test_of_the_stories_only_the_right_ones_fire() -> None:
    rows = [json.loads(line) for line in (QUESTIONS / "story-dev.jsonl").read_text("utf-8").splitlines()]
    found = {row["id"] for row in rows if fires(row["question"])}
    assert found <= RIGHT
    assert len(found) >= 3


def test_hardly_any_question_of_the_training_sets_fires() -> None:
    files = sorted(QUESTIONS.glob("train-*.jsonl"))
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    assert len(rows) > 5000
    found = [row for row in rows if fires(row["question"])]
    assert 3 <= len(found) <= 12
    # What the corpus does not answer is asked about other matters than a leak.
    assert [row["question"] for row in found if not row["answerable"]] == []


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    story = read_story(text, CUES)
    assert story.asked in {"now", "nothing", "other"}
    assert not story.wants_plan or story.act


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    path = Path(shutil.copy(FOLDER / "story.toml", tmp_path / "story.toml"))
    path.write_text(path.read_text("utf-8").replace("later = [", "sooner = ["), "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_story_cues(path)
    assert caught.value.values["file"] == "story.toml"
