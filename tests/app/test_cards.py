"""Cards: what a reader sees of a citation, and that no data of ours or theirs becomes markup."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import texts
from app.labels import authority_label, edition_label, kind_label, pages_label, safe_url
from app.lines import lines_of
from app.model import Answer, ChecklistPointer, Citation, Claim, DeskPointer
from app.web.cards import checklist_box, citation_card, citation_cards, desks_box, warnings_box
from app.web.passage import highlighted
from app.web.turn import actions_bar, failed, searching, turn

PASSAGE = "退職前に面談を行う。持ち出していないことを確認する。ログも確認する。"
QUOTE = "持ち出していないことを確認する。"
CITATION = Citation(
    number=1,
    document="guidance",
    title="技術流出対策ガイダンス 第1版",
    edition="2025-05",
    authority="guidance",
    kind="original",
    section="第2章 1.⑤ 研修",
    pages="57",
    url="https://www.meti.go.jp/guidance.pdf",
    quote=QUOTE,
    passage=PASSAGE,
    passage_id="p1",
    score=0.9,
    start=10,
    end=26,
)
ANSWER = Answer(
    question="面談で何を確認しますか",
    status="answered",
    answer=f"{QUOTE} [1]\n\n- ログも確認する。 [1]",
    claims=(Claim(QUOTE, (1,)), Claim("ログも確認する。", (1,), "unverified")),
    citations=(CITATION,),
    checklist=(ChecklistPointer("c2", "1-a", "確認しているか。", "ch2", "チェックリスト"),),
    desks=(DeskPointer("INPIT 窓口", "ip@example.jp", "漏えいの相談", "2026-11-21"),),
    warnings=("旧版の資料が含まれています", texts.NOT_ADVICE),
)
# Text that would do harm if any of it were taken as markup, and anything else at all.
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "<img src=x onerror=alert(1)>",
            "</textarea><script>alert(1)</script>",
            '" onmouseover="alert(1)',
            "' autofocus onfocus=alert(1) x='",
            "</mark></li><iframe src=//evil.example>",
            "&lt;b&gt; &amp; ${alert(1)} {{value}}",
            "javascript:alert(1)",
        ]
    ),
)
TAGS = frozenset(
    "a article blockquote button details div h2 h3 h4 input label li mark ol p section small span"
    " strong summary table td textarea tr ul".split()
)


class Reader(HTMLParser):
    """Collects the elements, attributes and text that a browser would make of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.said = ""
        self.marked = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._depth += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.said += data
        if self._depth:
            self.marked += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def harmless(html: str) -> Reader:
    reader = read(html)
    assert reader.tags <= TAGS
    assert not [name for name, _ in reader.attributes if name.startswith("on")]
    for name, value in reader.attributes:
        if name == "href":
            assert value.startswith(("https://", "http://", "#", "export/"))
    return reader


def test_card_names_its_source_and_marks_the_quotation_in_its_passage() -> None:
    reader = read(citation_card(CITATION, "t1"))
    assert reader.marked == QUOTE
    assert "退職前に面談を行う。" in reader.said
    for shown in ("技術流出対策ガイダンス 第1版", "2025年5月版", "原文", "ガイダンス", "p.57"):
        assert shown in reader.said
    assert ("rel", "noopener noreferrer") in reader.attributes
    assert ("target", "_blank") in reader.attributes
    assert ("href", CITATION.url) in reader.attributes


def test_digest_is_never_shown_as_the_original() -> None:
    card = citation_card(replace(CITATION, kind="digest"), "t1")
    assert "要約" in card
    assert "原文" not in read(card).said
    assert "hn-kind-original" not in card
    assert kind_label("something new") == "要約"


def test_quotation_that_is_not_in_the_passage_is_shown_alone() -> None:
    reader = read(highlighted(PASSAGE, "別の文。"))
    assert (reader.marked, reader.said) == ("別の文。", "別の文。")


def test_table_rows_stay_a_table_and_only_the_quoted_cells_are_marked() -> None:
    passage = "推移は次のとおり。\n年\t件数\n令和5年\t26\n令和6年\t22\n以上。"
    html = highlighted(passage, "令和5年\t26")
    assert html.count("<table>") == 1
    assert html.count("<tr>") == 3
    assert "<td><mark>令和5年</mark></td><td><mark>26</mark></td>" in html
    assert read(html).marked == "令和5年26"


def test_long_passage_is_cut_around_the_quotation_and_kept_whole_below() -> None:
    passage = "前。" * 200 + QUOTE + "後。" * 200
    excerpt = read(highlighted(passage, QUOTE, 70)).said
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")
    assert QUOTE in excerpt
    card = citation_card(replace(CITATION, passage=passage), "t1")
    assert "<details" in card
    assert passage in read(card).said
    assert "<details" not in citation_card(CITATION, "t1")


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=80), st.none() | st.just(5))
def test_the_mark_covers_the_quotation_and_nothing_else(
    before: str, quote: str, after: str, context: int | None
) -> None:
    passage = before + quote + after
    reader = harmless(highlighted(passage, quote, context))

    def solid(text: str) -> str:
        return "".join(text.split())

    assert solid(reader.marked.replace("\x00", "")) == solid(quote.replace("\x00", ""))


@given(HOSTILE, HOSTILE, HOSTILE, st.sampled_from(["answered", "partial", "refused"]))
def test_nothing_in_an_answer_becomes_markup(one: str, two: str, three: str, status: str) -> None:
    citation = replace(
        CITATION,
        title=one,
        edition=two,
        authority=three,
        kind=one,
        section=two,
        pages=three,
        url=one,
        quote=two,
        passage=f"{one}{two}{three}",
    )
    answer = Answer(
        question=one,
        status=status,  # type: ignore[arg-type]
        answer=f"{two}\n- {three}",
        claims=(Claim(two, (1,)), Claim(three, (1, 2), "unverified")),
        citations=(citation,),
        checklist=(ChecklistPointer(one, two, three, one, two),),
        desks=(DeskPointer(one, two, three, one),),
        warnings=(one, two),
    )
    for html in (
        turn(answer, 1, actions_bar("t1", "token", one)),
        turn(answer, 1, shown=1),
        searching(one, 1),
        failed(one, 1, two),
    ):
        harmless(html)


def test_answer_marks_lead_to_cards_and_cards_lead_back() -> None:
    html = turn(ANSWER, 3)
    assert 'data-target="t3-c1"' in html
    assert 'id="t3-c1"' in html
    assert html.count('id="t3-m1"') == 1
    assert 'data-target="t3-m1"' in html


def test_answer_keeps_lists_and_flags_what_is_not_supported() -> None:
    html = turn(ANSWER, 1)
    assert "<ul><li>ログも確認する。" in html
    assert read(html).said.count("要確認") == 1


def test_streaming_shows_the_first_claims_and_their_cards_only() -> None:
    second = replace(CITATION, number=2, title="別の資料")
    answer = replace(
        ANSWER,
        claims=(Claim(QUOTE, (1,)), Claim("ログも確認する。", (2,))),
        citations=(CITATION, second),
    )
    html = turn(answer, 1, shown=1)
    assert "別の資料" not in html
    assert "ログも確認する。</li>" not in html
    assert 'aria-busy="true"' in html
    assert "別の資料" in turn(answer, 1)


def test_partial_answer_says_what_is_missing() -> None:
    body = f"{QUOTE} [1]\n\n{texts.PARTIAL}\n- 株価は？"
    answer = replace(ANSWER, status="partial", answer=body, claims=ANSWER.claims[:1])
    html = turn(answer, 1)
    assert "hn-partial" in html
    assert texts.PARTIAL in html
    assert "<li>株価は？</li>" in html


def test_refusal_says_what_is_missing_what_is_near_and_whom_to_ask() -> None:
    body = f"{texts.CANNOT_ANSWER}\n\n{texts.NEARBY}\n- ガイダンス「研修」\n\n{texts.ASK_DESK}"
    answer = Answer("株価は", "refused", body, desks=ANSWER.desks)
    html = turn(answer, 1)
    assert "hn-refused" in html
    assert f'hn-banner-title">{texts.CANNOT_ANSWER}' in html
    assert "<li>ガイダンス「研修」</li>" in html
    assert "INPIT 窓口" in html
    assert "hn-sources" not in html


def test_warnings_come_without_the_note_that_the_page_shows_anyway() -> None:
    html = turn(ANSWER, 1)
    assert "旧版の資料が含まれています" in html
    assert texts.NOT_ADVICE not in html


def test_note_on_summaries_stands_with_the_cards_not_among_the_warnings() -> None:
    html = turn(replace(ANSWER, warnings=(texts.DIGEST_USED, texts.NOT_ADVICE)), 1)
    assert "hn-warnings" not in html
    assert html.index("hn-sources") < html.index(texts.DIGEST_USED)


def test_boxes_are_real_controls_and_absent_when_empty() -> None:
    assert '<input type="checkbox" id="t1-k0" data-tick="c2/1-a">' in checklist_box(ANSWER.checklist, "t1")
    assert "2026-11-21" in desks_box(ANSWER.desks)
    assert [checklist_box((), "t1"), desks_box(()), warnings_box(())] == ["", "", ""]
    assert citation_cards((), "t1") == ""


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "https://", ""]
)
def test_addresses_that_are_not_web_pages_are_not_links(url: str) -> None:
    assert safe_url(url) is None
    assert 'href="javascript' not in citation_card(replace(CITATION, url=url), "t1")
    assert "hn-official" not in citation_card(replace(CITATION, url=url), "t1")


def test_labels() -> None:
    assert [edition_label(e) for e in ("2025-05", "2025", "令和7年3月改訂")] == [
        "2025年5月版",
        "2025年版",
        "令和7年3月改訂",
    ]
    assert [pages_label(p) for p in ("57", "57-58", "")] == ["p.57", "pp.57-58", ""]
    assert [authority_label(a) for a in ("law", "handbook", "new")] == [
        "法律",
        "ハンドブック",
        "資料",
    ]


@given(st.lists(st.text(min_size=1, max_size=20), max_size=5), st.text(max_size=60))
def test_no_claim_is_lost_whatever_the_answer_says(sentences: list[str], answer: str) -> None:
    claims = tuple(Claim(text, (1,)) for text in sentences)
    lines = lines_of(Answer("q", "answered", answer, claims))
    assert [line.claim for line in lines if line.claim] == list(claims)
