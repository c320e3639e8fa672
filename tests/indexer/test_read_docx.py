"""Word files: order, headings in both languages of Office, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.errors import Unreadable
from indexer.read import Limits
from indexer.read.inprocess import read_here

OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")


def saved(document: Document, path: Path) -> list[str]:
    document.save(str(path))
    return read_here(path).pages[0].text.split("\n")


def add_xml(document: Document, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))


def refused(path: Path, limits: Limits | None = None) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_here(path, limits or Limits())
    return caught.value


def test_blocks_in_the_order_of_the_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("営業秘密管理指針", 0)
    document.add_heading("第1章", 1)
    document.add_paragraph("本文です。\n改行の後。")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "区分", "例"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "共通\n事項"
    document.add_paragraph("有用性", style="List Bullet")
    document.add_paragraph("非公知性", style="List Number")
    document.add_heading("1. 定義", 2)
    assert saved(document, tmp_path / "a.docx") == [
        "# 営業秘密管理指針",
        "# 第1章",
        "本文です。",
        "改行の後。",
        "区分\t例",
        "共通 事項",
        "- 有用性",
        "- 非公知性",
        "## 1. 定義",
    ]
    assert read_here(tmp_path / "a.docx").title == "営業秘密管理指針"


@pytest.mark.parametrize(
    ("name", "prefix"),
    [("見出し 1", "# "), ("見出し\uff12", "## "), ("箇条書き", "- "), ("表題", "# "), ("本文", "")],
)
def test_japanese_styles(tmp_path: Path, name: str, prefix: str) -> None:
    document = docx.Document()
    document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("秘密管理性", style=name)
    assert saved(document, tmp_path / "a.docx") == [f"{prefix}秘密管理性"]


def test_styles_based_on_headings_and_outline_levels(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("当社の章", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("章", style="当社の章")
    properties = document.add_paragraph("節")._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    assert saved(document, tmp_path / "a.docx") == ["## 章", "### 節"]


def test_insertions_stay_and_deletions_hidden_text_and_ruby_go(tmp_path: Path) -> None:
    document = docx.Document()
    add_xml(
        document,
        "<w:p><w:r><w:t>秘密を</w:t></w:r>"
        "<w:ins><w:r><w:t>厳に</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>時々</w:delText><w:t>時々</w:t></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隠し</w:t></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>まも</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>守</w:t></w:r></w:rubyBase></w:ruby><w:t>る。</w:t></w:r></w:p>",
    )
    assert saved(document, tmp_path / "a.docx") == ["秘密を厳に守る。"]


def test_content_controls_and_text_boxes_are_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    word = nsdecls("w")
    choice = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:txbxContent><w:p><w:r><w:t>枠内</w:t></w:r></w:p></w:txbxContent>"
    add_xml(
        document,
        f"<w:sdt {word}><w:sdtContent><w:p><w:r><w:t>様式</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    )
    add_xml(
        document,
        f'<w:p><w:r><w:t>本文</w:t><m:AlternateContent xmlns:m="{choice}">'
        f"<m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r></w:p>",
    )
    assert saved(document, tmp_path / "a.docx") == ["様式", "本文", "枠内"]


def test_table_inside_a_cell_stays_there(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "外", "右"
    inner = table.cell(0, 0).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "甲", "乙"
    assert saved(document, tmp_path / "a.docx") == ["外 甲 乙\t右"]


def test_encrypted_and_old_word(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64)
    assert refused(path).key == "docx_encrypted"
    path = tmp_path / "a.doc"
    path.write_bytes(OLE2 + b"\0" * 600)
    assert (refused(path).key, refused(path).values["suffix"]) == ("unsupported", ".doc")


def test_corrupt(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert refused(path).key == "damaged"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<broken")
    assert refused(path).key == "damaged"


def test_other_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    assert (refused(path).key, refused(path).values["suffix"]) == ("unsupported", ".xlsx")


def test_decompression_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 8_000_000)
    assert refused(path, Limits(file_bytes=1_000_000)).key == "too_large"


def test_a_document_without_text(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    assert refused(path).key == "no_text"
