"""Web pages: what is dropped, what is marked, and how they are decoded."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from indexer.errors import Unreadable
from indexer.read.html import html_text
from indexer.read.inprocess import read_here

PAGE = """<!DOCTYPE html>
<html><head><title>営業秘密
 | 経済産業省</title><style>p{}</style></head>
<body>
<header><p>サイト名</p></header><nav><ul><li>ホーム</li></ul></nav>
<main><header><h1>営業秘密<br>管理指針</h1></header>
<p>従業員は、秘密を
   <b>漏えい</b>しては<!-- 注 -->ならない。
Trade
secret</p>
<h2>1. 定義</h2>
<ul><li><p>有用性</p><p>続き</p><ul><li>内側</li></ul></li><li>非公知性</li></ul>
<table><caption>表1</caption><tr><th>区分<th>例</tr>
<tr><td><p>物理</p><p>対策</p><td>施錠<br>保管</td></tr>
<tr><td colspan="2">共通</td></tr></table>
<p hidden>隠し</p><p style="color:red; Display : none">隠し</p><div>一行目<br>二行目</div>
<p><ruby>漏洩<rp>(</rp><rt>ろうえい</rt><rp>)</rp></ruby></p>
</main><aside>関連</aside><script>alert(1)</script><footer>著作権</footer></body></html>
"""


def text_of(source: str) -> list[str]:
    return html_text(BeautifulSoup(source, "lxml")).split("\n")


def test_a_page() -> None:
    assert text_of(PAGE) == [
        "# 営業秘密 管理指針",
        "従業員は、秘密を漏えいしてはならない。 Trade secret",
        "## 1. 定義",
        "- 有用性",
        "続き",
        "- 内側",
        "- 非公知性",
        "表1",
        "区分\t例",
        "物理 対策\t施錠 保管",
        "共通",
        "一行目",
        "二行目",
        "漏洩",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(PAGE.encode(encoding))
    reading = read_here(path)
    assert reading.title == "営業秘密 | 経済産業省"
    assert reading.pages[0].text.split("\n") == text_of(PAGE)


def test_the_declared_encoding_decides_where_bytes_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes('<meta charset="Shift_JIS"><p>ｱｲｳｴ</p>'.encode("cp932"))
    assert read_here(path).pages[0].text == "ｱｲｳｴ"
    path.write_bytes("<p>ｱｲｳｴ</p>".encode("cp932"))
    with pytest.raises(Unreadable, match="undecodable"):
        read_here(path)


def test_tables_in_tables_stay_in_their_cell() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    assert text_of(f"<table><tr><td>外{inner}</td><td>右</td></tr></table>") == ["外 甲 乙\t右"]


def test_old_pages_without_closing_tags() -> None:
    assert text_of("<p>一<p>二<ul><li>三<li>四</ul><table><tr><td>五<td>六<tr><td>七</table>") == [
        "一",
        "二",
        "- 三",
        "- 四",
        "五\t六",
        "七",
    ]


def test_deep_nesting_is_read() -> None:
    assert text_of("<div>" * 5000 + "深い" + "</div>" * 5000 + "<p>後</p>") == ["深い", "後"]


def test_a_page_of_furniture_has_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<nav>ホーム</nav><script>1</script>", encoding="utf-8")
    with pytest.raises(Unreadable, match="no_text"):
        read_here(path)
