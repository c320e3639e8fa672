"""Exports: complete, readable by others, and no data of theirs or ours becomes markup."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app import texts
from app.export.docx import to_docx
from app.export.markdown import escape_markdown, quoted, to_markdown
from app.model import Answer, ChecklistPointer, Citation, Claim, DeskPointer

DAY = date(2026, 11, 21)
CITATION = Citation(
    number=1,
    document="guidance",
    title="技術流出対策ガイダンス 第1版",
    edition="2025-05",
    authority="guidance",
    kind="digest",
    section="第2章 1.⑤ 研修",
    pages="57",
    url="https://www.meti.go.jp/a_b/(1).pdf",
    quote="年\t件数\n令和6年\t22",
    passage="年\t件数\n令和6年\t22",
    passage_id="p1",
    score=0.9,
    start=0,
    end=10,
)
ANSWER = Answer(
    question="研修は必要ですか\n<img src=x onerror=alert(1)>",
    status="answered",
    answer="研修を行う。 [1]\n\n- 年1回とする。 [1]",
    claims=(Claim("研修を行う。", (1,)), Claim("年1回とする。", (1,), "unverified")),
    citations=(CITATION,),
    checklist=(ChecklistPointer("c2", "1-a", "研修をしているか。", "ch2", "チェックリスト"),),
    desks=(DeskPointer("INPIT 窓口", "ip_1@example.jp", "漏えいの相談", "2026-11-21"),),
    warnings=("旧版の資料が含まれています", texts.NOT_ADVICE),
)
REFUSED = Answer(
    question="株価は",
    status="refused",
    answer=f"{texts.CANNOT_ANSWER}\n\n{texts.NEARBY}\n- ガイダンス「研修」\n\n{texts.ASK_DESK}",
    desks=ANSWER.desks,
    warnings=(texts.NOT_ADVICE,),
)
FOLLOW = replace(ANSWER, understood="<b>中国</b>の研修は必要ですか")
TRICKS = [
    "<img src=x onerror=alert(1)>",
    "[押してください](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "https://evil.example www.evil.example a@evil.example",
    "# 見出し",
    "- 項目",
    "+ 項目",
    "1. 項目",
    "12) 項目",
    "---",
    "===",
    "> 引用",
    "```\ncode\n```",
    "`code` *強調* _強調_ ~~取消~~ **太字**",
    "| a | b |\n|---|---|",
    "&lt;b&gt; &copy;",
    "\\*",
    "[^1]: 注",
    "[x]: https://evil.example",
    "$x$",
    "\tcode",
]
ANY = st.one_of(st.text(max_size=80), st.sampled_from(TRICKS))
RENDER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TAG = re.compile(r"<[^>]*>")


def rendered_text(html: str) -> str:
    return unescape(TAG.sub("", html))


def solid(text: str) -> str:
    """Text without white space and control characters: those may be folded."""
    return "".join(c for c in text if not c.isspace() and c.isprintable())


@given(ANY)
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    html = RENDER.render(escape_markdown(text))
    assert set(TAG.findall(html)) <= {"<p>", "</p>"}
    assert solid(rendered_text(html)) == solid(text)


@given(ANY)
def test_quoted_text_stays_inside_its_quotation(text: str) -> None:
    html = RENDER.render(quoted(text))
    assert set(TAG.findall(html)) <= {"<blockquote>", "</blockquote>", "<p>", "</p>", "<br />"}
    assert solid(rendered_text(html)) == solid(text)


@given(ANY, ANY, ANY)
def test_nothing_in_an_answer_becomes_markdown(one: str, two: str, three: str) -> None:
    hostile = replace(CITATION, title=one, edition=two, section=three, pages=one, url=two, quote=three)
    answer = replace(
        ANSWER,
        question=one,
        answer=f"{two}\n\n- {three}",
        claims=(Claim(two or "。", (1,)),),
        citations=(hostile,),
        checklist=(ChecklistPointer(one, two, three, one, two),),
        desks=(DeskPointer(one, two, three),),
        warnings=(one,),
        understood=two,
    )
    tags = set(TAG.findall(RENDER.render(to_markdown(answer, DAY))))
    allowed = "h1 h2 h3 p blockquote ul li strong br".split()
    assert {re.sub(r"[</>\s]", "", tag) for tag in tags} <= set(allowed)


def test_markdown_holds_everything_a_reader_needs_to_check_the_answer() -> None:
    markdown = to_markdown(ANSWER, DAY)
    html = RENDER.render(markdown)
    text = rendered_text(html)
    for shown in (
        "2026-11-21",
        "研修を行う。 [1]",
        "年1回とする。（要確認） [1]",
        "技術流出対策ガイダンス 第1版",
        "2025年5月版",
        "ガイダンス",
        "要約",
        "第2章 1.⑤ 研修 p.57",
        "令和6年 22",
        "旧版の資料が含まれています",
        "研修をしているか。",
        "ip_1@example.jp",
        texts.NOT_ADVICE,
    ):
        assert shown in text
    assert '<a href="https://www.meti.go.jp/a_b/(1).pdf">' in html
    assert "<img" not in html
    assert text.count(texts.NOT_ADVICE) == 1
    assert html.count("<a ") == 1


def test_markdown_of_a_refusal_says_so_and_names_the_desk() -> None:
    text = rendered_text(RENDER.render(to_markdown(REFUSED, DAY)))
    for shown in (texts.CANNOT_ANSWER, "ガイダンス「研修」", "INPIT 窓口"):
        assert shown in text
    assert texts.SOURCES not in text


def test_both_files_say_how_a_follow_up_was_understood(tmp_path: Path) -> None:
    said = texts.UNDERSTOOD.format(question=FOLLOW.understood)
    (tmp_path / "a.docx").write_bytes(to_docx(FOLLOW, DAY))
    shown = (rendered_text(RENDER.render(to_markdown(FOLLOW, DAY))), word_text(tmp_path / "a.docx"))
    assert all(said in text for text in shown)
    assert texts.UNDERSTOOD[:8] not in to_markdown(ANSWER, DAY)


def test_markdown_is_the_same_for_the_same_day() -> None:
    assert to_markdown(ANSWER, DAY) == to_markdown(ANSWER, DAY)


def word_text(path: Path | BytesIO) -> str:
    word = Document(path if isinstance(path, BytesIO) else str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_word_holds_everything_a_reader_needs_to_check_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "answer.docx"
    path.write_bytes(to_docx(ANSWER, DAY))
    text = word_text(path)
    for shown in (
        "2026-11-21",
        "<img src=x onerror=alert(1)>",
        "研修を行う。 [1]",
        "年1回とする。（要確認） [1]",
        "技術流出対策ガイダンス 第1版",
        "2025年5月版・ガイダンス・要約",
        "第2章 1.⑤ 研修 p.57",
        "令和6年\t22",
        "旧版の資料が含まれています",
        "研修をしているか。",
        "ip_1@example.jp",
        texts.NOT_ADVICE,
    ):
        assert shown in text


def test_word_sets_a_japanese_font_where_word_looks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "answer.docx"
    path.write_bytes(to_docx(ANSWER, DAY))
    word = Document(str(path))
    for name in ("Normal", "Title", "Heading 1"):
        fonts = word.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == "Yu Gothic"
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    assert (word.core_properties.author, word.core_properties.language) == ("秘密ナビ", "ja-JP")
    assert word.sections[0].page_width.cm == pytest.approx(21.0, abs=0.01)


def test_word_links_only_to_web_pages(tmp_path: Path) -> None:
    for url, linked in ((CITATION.url, True), ("javascript:alert(1)", False), ("file:///x", False)):
        path = tmp_path / "answer.docx"
        path.write_bytes(to_docx(replace(ANSWER, citations=(replace(CITATION, url=url),)), DAY))
        with zipfile.ZipFile(path) as package:
            relations = package.read("word/_rels/document.xml.rels").decode()
        assert ('TargetMode="External"' in relations) is linked


def test_word_of_a_refusal_has_no_empty_table() -> None:
    made = to_docx(REFUSED, DAY)
    assert not Document(BytesIO(made)).tables
    assert texts.CANNOT_ANSWER in word_text(BytesIO(made))


@given(ANY, st.text(st.characters(), max_size=40))
def test_word_opens_whatever_the_text_is(one: str, two: str) -> None:
    hostile = replace(CITATION, title=two, section=one, quote=two, url=one)
    answer = replace(ANSWER, question=two, answer=one, claims=(Claim(two, (1,)),), citations=(hostile,))
    assert solid(one) in solid(word_text(BytesIO(to_docx(answer, DAY))))
