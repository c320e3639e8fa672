"""A small law of our own, written in the standard law XML schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import Unreadable
from indexer.passages import make_passages
from indexer.read import read
from indexer.structure import recover


def sentence(text: str) -> str:
    return f"<Sentence>{text}</Sentence>"


def paragraph(number: str, text: str, rest: str = "") -> str:
    return (
        f"<Paragraph Num='1'><ParagraphNum>{number}</ParagraphNum>"
        f"<ParagraphSentence>{sentence(text)}</ParagraphSentence>{rest}</Paragraph>"
    )


def article(title: str, caption: str, *paragraphs: str) -> str:
    head = f"<ArticleCaption>{caption}</ArticleCaption>" if caption else ""
    return f"<Article>{head}<ArticleTitle>{title}</ArticleTitle>{''.join(paragraphs)}</Article>"


ITEMS = """
<Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Column Num="1"><Sentence>図面</Sentence></Column>
<Column Num="2"><Sentence>紙に書かれたもの</Sentence></Column></ItemSentence>
<Subitem1 Num="1"><Subitem1Title>イ</Subitem1Title>
<Subitem1Sentence><Sentence>機械の図面</Sentence></Subitem1Sentence></Subitem1></Item>
<Item Num="2"><ItemTitle>二</ItemTitle>
<ItemSentence><Sentence>顧客の<Ruby>名簿<Rt>めいぼ</Rt></Ruby></Sentence></ItemSentence></Item>
"""
TABLE = """
<TableStruct><Table><TableRow><TableColumn><Sentence>違反</Sentence></TableColumn>
<TableColumn><Sentence>罰</Sentence></TableColumn></TableRow>
<TableRow><TableColumn><Sentence>第五条</Sentence></TableColumn>
<TableColumn><Sentence>三年以下</Sentence></TableColumn></TableRow></Table></TableStruct>
"""
LAW = f"""<?xml version="1.0" encoding="UTF-8"?>
<Law Era="Reiwa" Lang="ja" LawType="Act" Num="1" Year="7"><LawNum>令和七年法律第一号</LawNum><LawBody>
<LawTitle>見本秘密管理法</LawTitle>
<TOC><TOCLabel>目次</TOCLabel><TOCChapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle></TOCChapter></TOC>
<MainProvision>
<Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>
{article("第一条", "（目的）", paragraph("", "この法律は、見本の秘密を守ることを目的とする。"))}
{
    article(
        "第二条の二",
        "（定義）",
        paragraph("", "見本の秘密とは、次に掲げるものをいう。", ITEMS),
        paragraph("２", "前項の秘密を示された者は、これを漏らしてはならない。"),
    )
}
</Chapter>
<Chapter Num="2"><ChapterTitle>第二章　罰則</ChapterTitle>
<Section Num="1"><SectionTitle>第一節　刑</SectionTitle>
{article("第十条", "", paragraph("", "次の表による。", TABLE))}</Section></Chapter>
</MainProvision>
<SupplProvision AmendLawNum="令和八年法律第二号"><SupplProvisionLabel>附　則</SupplProvisionLabel>
{paragraph("", "この法律は、公布の日から施行する。")}</SupplProvision>
</LawBody></Law>
"""


def law(tmp_path: Path, text: str = LAW, name: str = "law.xml") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_each_article_is_a_section_with_its_path(tmp_path: Path) -> None:
    reading = read(law(tmp_path))
    assert reading.title == "見本秘密管理法"
    paths = [section.path for section in recover(reading).sections]
    assert ("見本秘密管理法", "第一章 総則", "第一条（目的）") in paths
    assert ("見本秘密管理法", "第一章 総則", "第二条の二（定義）", "第二条の二第二項") in paths
    assert ("見本秘密管理法", "第二章 罰則", "第一節 刑", "第十条")[:2] in [path[:2] for path in paths]
    assert any(path[-1] == "第十条" for path in paths)


def test_words_are_kept_as_the_law_writes_them(tmp_path: Path) -> None:
    text = read(law(tmp_path)).pages[0].text
    assert "- 一　図面　紙に書かれたもの" in text
    assert "- イ　機械の図面" in text
    assert "- 二　顧客の名簿" in text
    assert "２　前項の秘密を示された者は、これを漏らしてはならない。" in text
    assert "第五条\t三年以下" in text
    assert "## 附則（令和八年法律第二号）" in text
    assert "めいぼ" not in text
    assert "目次" not in text


def test_a_passage_never_joins_two_articles(tmp_path: Path) -> None:
    made = make_passages(recover(read(law(tmp_path))), "law", "1", "original")
    held = [[a for a in ("目的とする", "漏らしてはならない", "次の表") if a in p.text] for p in made]
    assert max(map(len, held)) == 1
    assert {p.path[2] for p in made if "漏らして" in p.text} == {"第二条の二（定義）"}


def test_the_answer_of_the_older_interface_is_read_too(tmp_path: Path) -> None:
    body = LAW.split("?>", 1)[1]
    wrapped = f"<DataRoot><ApplData><LawFullText>{body}</LawFullText></ApplData></DataRoot>"
    assert read(law(tmp_path, wrapped)).title == "見本秘密管理法"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<Other/>", "content_mismatch"),
        ("<Law><LawNum>x</LawNum></Law>", "content_mismatch"),
        ("<Law", "damaged"),
    ],
)
def test_what_is_no_law_is_said_to_be_none(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(law(tmp_path, text))
    assert caught.value.key == key
    assert caught.value.values["file"] == "law.xml"


def test_an_entity_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("ひみつのことば", "utf-8")
    evil = LAW.replace(
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<?xml version="1.0"?><!DOCTYPE Law [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>',
    ).replace("見本の秘密を守る", "&x;を守る")
    assert "ひみつのことば" not in read(law(tmp_path, evil)).pages[0].text
