"""What of a text can be checked against its source: figures, dates, articles, addresses."""

from __future__ import annotations

import re

from indexer.curate.numerals import ERA, arabic, numbers, numbers_of_source
from indexer.japanese import ERAS, fold

Fact = tuple[str, str]
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
# What follows a figure that counts something: 第22条の500万元 is no article 22の500.
COUNTED = r"[\d.,]|[万億年倍元円か箇月日人件%만억]"
PHONE = re.compile(r"(?<!\d)0\d{1,4}-\d{1,4}-\d{3,4}(?!\d)")
DATE = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})(?:日|(?!\d))")
MONTHS = "januar februar märz april mai juni juli august september oktober november dezember".split()
GERMAN_DATE = re.compile(rf"(\d{{1,2}})\.\s*({'|'.join(MONTHS)})\s*((?:19|20)\d{{2}})")
# 第21条の2, 21条の2, 第219条之1, 제9조의2, § 23, article 5.
ARTICLE = re.compile(
    rf"(?:第|제)?(\d+)\s*(?:条|조)(?:[の之의]\s*(\d+)(?!{COUNTED}))?|(?:§{{1,2}}|article|art\.|sec(?:tion|\.))\s*(\d+)"
)


def facts(text: str) -> set[Fact]:
    """Return the facts a digest states."""
    return _marked(_western(fold(text))) | {("number", n) for n in numbers(text)}


def facts_of_source(text: str) -> set[Fact]:
    """Return the facts of a source, however it writes its numerals."""
    folded = _western(fold(text))
    marked = _marked(folded) | _marked(re.sub(r"\s", "", folded)) | _marked(_western(arabic(text)))
    return marked | {("number", n) for n in numbers_of_source(text)}


def _western(folded: str) -> str:
    return ERA.sub(lambda m: str(ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))), folded)


def _marked(text: str) -> set[Fact]:
    found: set[Fact] = {("mail", m) for m in MAIL.findall(text)}
    found |= {("phone", m) for m in PHONE.findall(text)}
    found |= {("date", f"{y}-{int(m):02}-{int(d):02}") for y, m, d in DATE.findall(text)}
    found |= {("date", f"{y}-{MONTHS.index(m) + 1:02}-{int(d):02}") for d, m, y in GERMAN_DATE.findall(text)}
    for number, branch, sign in ARTICLE.findall(text):
        found.add(("article", f"{number}の{branch}" if branch else number or sign))
    return found
