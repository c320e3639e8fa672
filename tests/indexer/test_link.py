"""Digest sections find the original passage they summarise, and its sentences."""

from __future__ import annotations

import pytest

from indexer.digests import load_digests
from indexer.index import Index
from indexer.link import link, overlap
from indexer.passages import Expected, Passage, make_passages, with_questions
from indexer.read.reading import Page, Reading
from indexer.structure import recover

ORIGINAL = """１．研修の実施
情報管理に関する研修は、役職や部署に応じた内容とし、定期的に繰り返し実施することが重要である。
本項は一般的な説明であり、個別の事情によって異なる場合がある。
２．退職時の対応
退職者のアカウントは速やかに停止し、貸与した端末と記録媒体を回収する。
３．展示会
展示会では来訪者の撮影を制限し、公表する資料を事前に確認する。
"""


def separate() -> list[Passage]:
    """Three passages: one a page, so that none is joined."""
    pages = [
        "１．" + part for part in ORIGINAL.replace("２．", "１．").replace("３．", "１．").split("１．")[1:]
    ]
    text = recover(Reading(tuple(Page(str(at), page) for at, page in enumerate(pages, 5))))
    found = make_passages(text, "doc", "1", "original")
    assert len(found) == 3
    return found


def digest(title: str, body: str, pages: str, *questions: str) -> Passage:
    made = make_passages(recover(Reading((Page(pages, body), Page("", "")))), "doc", "1", "digest")[0]
    made = Passage(**{**vars(made), "path": (title,), "section_ids": ("sec",)})
    return with_questions(made, tuple(Expected(q, "sec") for q in questions))


def test_a_digest_stands_for_its_original_and_keeps_its_questions() -> None:
    about = digest(
        "2. 退職時の対応",
        "辞める人のアカウントは速やかに停止し、端末と記録媒体を回収する。",
        "6",
        "辞める人のPCは？",
    )
    found, sections = link(separate(), [about])
    assert [aid.stands_for for aid in sections] == [found[1].id]
    assert sections[0].questions[0].text == "辞める人のPCは？"
    assert sections[0].text == about.text
    assert [p.section_ids for p in found] == [(), ("sec",), ()]
    assert not any(p.questions for p in found)


def test_the_focus_names_the_sentences_the_digest_speaks_of() -> None:
    about = digest(
        "1. 研修の実施", "研修は役職や部署に応じた内容とし、定期的に繰り返し実施する。", "5", "研修は？"
    )
    found, sections = link(separate(), [about])
    focus = sections[0].focus
    assert [found[0].quote(found[0].sentences[at]) for at, _ in focus] == [
        "情報管理に関する研修は、役職や部署に応じた内容とし、定期的に繰り返し実施することが重要である。"
    ]


LAW = """### 第二十一条（罰則）
#### 第二十一条第一項
不正の手段により取得した営業秘密を使用した者は、十年以下の拘禁刑に処する。
#### 第二十一条第二項
営業秘密を示された者が、その任務に背いて営業秘密を使用したときは、十年以下の拘禁刑に処する。
### 第二十二条（両罰）
法人の従業者が営業秘密を使用する罪を犯したときは、その法人に対して五億円以下の罰金刑を科する。
"""


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("第21条第1項 営業秘密侵害罪", "不正の手段"),
        ("第21条第2項第3号 在職者", "任務に背いて"),
        ("第22条 両罰", "その法人"),
    ],
)
def test_a_digest_of_a_law_finds_its_article_by_number(title: str, words: str) -> None:
    """The body is of no help: every article speaks of the use of trade secrets."""
    parts = [f"### {part}" for part in LAW.replace("#### ", "### ").split("### ") if part.strip()]
    pages = tuple(Page("", part) for part in parts)
    made = make_passages(recover(Reading(pages)), "doc", "1", "original")
    about = digest(title, "営業秘密を使用した者に拘禁刑や罰金がある。", "", "罰は？")
    found, sections = link(made, [about])
    stood_for = next(p for p in found if p.id == sections[0].stands_for)
    assert words in stood_for.text


def test_a_digest_of_something_else_stays_unmatched() -> None:
    about = digest("9. 天気", "明日は晴れ、ところにより雨が降るでしょう。", "88", "天気は？")
    assert link(separate(), [about]) == (separate(), [about])


def test_nothing_to_match() -> None:
    assert link([], []) == ([], [])
    assert link(separate(), []) == (separate(), [])


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        ("57", "57-58", True),
        ("57", "58", False),
        ("5-6", "6-9", True),
        ("5-6", "7-9", False),
        ("", "5", False),
        ("5", "", False),
        ("60", "5-600", True),
    ],
)
def test_page_labels_overlap(a: str, b: str, shared: bool) -> None:
    assert overlap(a, b) is shared
    assert overlap(b, a) is shared


def test_most_digest_sections_find_their_original(full_engine) -> None:
    index: Index = full_engine.index
    entries = [e for e in index.entries if e.kind == "digest"]
    assert sum(e.matched + e.passages for e in entries) == sum(len(d.text.sections) for d in load_digests())
    original = {e.document for e in index.entries if e.kind == "original"}
    entries = [e for e in entries if e.document in original]
    matched, kept = sum(e.matched for e in entries), sum(e.passages for e in entries)
    assert len(original) == 5
    assert matched >= 0.9 * (matched + kept)


def test_matched_sections_with_a_page_lie_on_that_page(full_engine) -> None:
    index: Index = full_engine.index
    pages = {s.id: s.pages for d in load_digests() for s in d.text.sections if s.pages}
    found = [
        overlap(pages[section], p.pages)
        for p in index.passages
        if p.kind == "original" and p.pages
        for section in p.section_ids
        if section in pages
    ]
    assert len(found) > 100
    assert sum(found) >= 0.95 * len(found)


def test_a_known_section_finds_its_page(full_engine) -> None:
    index: Index = full_engine.index
    found = [p for p in index.passages if p.kind == "original" and "ch2-1-5.a" in p.section_ids]
    assert [p.pages for p in found] == ["57"]


def test_every_focus_names_a_sentence_of_its_passage(full_engine) -> None:
    index: Index = full_engine.index
    aids = [
        (p, index.passages[t]) for p, t in zip(index.passages, index.targets, strict=True) if p.stands_for
    ]
    assert sum(bool(aid.focus) for aid, _ in aids) > len(aids) / 2
    assert all(0 <= at < len(p.sentences) for aid, p in aids for at, _ in aid.focus)
    assert all(0 <= own < len(aid.sentences) for aid, _ in aids for _, own in aid.focus)
    assert all(p.sentences[at].kind != "heading" for aid, p in aids for at, _ in aid.focus)


def test_every_aid_stands_for_an_original_of_its_document_that_names_its_section(full_engine) -> None:
    index: Index = full_engine.index
    aids = [
        (p, index.passages[t]) for p, t in zip(index.passages, index.targets, strict=True) if p.stands_for
    ]
    assert len(aids) > 400
    for aid, original in aids:
        assert (aid.kind, original.kind) == ("digest", "original")
        assert (aid.document, aid.edition) == (original.document, original.edition)
        assert set(aid.section_ids) <= set(original.section_ids)


def test_no_question_is_lost_or_doubled(full_engine) -> None:
    index: Index = full_engine.index
    written = sorted(q.text for d in load_digests() for asked in d.questions.values() for q in asked)
    assert sorted(q.text for p in index.passages for q in p.questions) == written
