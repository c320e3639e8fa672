"""Japanese text as searchable words: folding, tokens, sentences.

Sudachi (mode A, normalised forms) unifies 漏えい/漏洩, サーバ/サーバー, 打合せ/打ち合わせ; the
lexicon keeps domain words whole beside their parts, so that 秘密管理性 matches both itself and
秘密. Particles, auxiliaries and punctuation carry no topic and are dropped.
"""

from __future__ import annotations

import re
import sys
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from indexer.numerals import KANJI, kanji_value

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, MorphemeList, Tokenizer

# Texts whose words are kept, with the lexicon's and without, about 0.7 KiB each: a question has some forty
# sentences embedded and forty expected questions compared, and the next one often the same; a build embeds
# what it has just analysed.
REMEMBERED = 10_000
# Texts whose folded form is kept: several things are asked of a text in turn.
FOLDED = 64
# Sudachi refuses longer input; cut at a line or sentence end below it (bytes in UTF-8).
SUDACHI_LIMIT = 40_000
DROPPED = frozenset({"助詞", "助動詞", "補助記号", "空白", "記号"})
# Parts of speech that make up compounds (秘密 + 保持 + 義務).
CHAINED = frozenset({"名詞", "接頭辞", "接尾辞", "形状詞"})
# Words that stand in nearly every question and tell no topic. With them kept R@1 is .69 for .70
# over the originals alone, .87 for .86 with digests (`python -m eval.sweep`).
STOP = frozenset(
    "為る 居る 有る 成る 出来る 良い 事 物 時 場合 何 何れ 此れ 其れ 此の 其の 御 下さる 呉れる 言う 付く "
    "教える 知る 貰う 仕舞う 様 所 訳 等 に付いて 於く 因る 対する 関する 々 さん 人 方 こと 私 うち 内 "
    "聞く".split()
)
ENDS = "。！？!?"
HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "r": 2018, "h": 1988}
YEAR = re.compile(
    r"(令和|平成|昭和|(?<![a-z])[rh])\s*(元|[0-9]{1,2})(?=年|年度|\.)|((?:19|20)[0-9]{2})(?=年|年度|[/.-][0-9])"
)
_N = rf"([0-9]+|[{KANJI}]+)"
# Between 条, 項 and 号: の, or the line break of a law set out in headings ("### 第2条", "#### 第1項").
_ON = r"(?:の|\n[\s#]*(?=第))?"
ARTICLE = re.compile(
    rf"第?{_N}条(?:の{_N}(?![0-9年月日万億円%]))?(?:{_ON}第?{_N}項)?(?:{_ON}第?{_N}号)?|§\s*([0-9]+)"
)
DASH = re.compile(r"[‐‑‒–—―−ｰ]")
OPEN, CLOSE = "（(「『【〔［[", "）)」』】〕］]"


@lru_cache(maxsize=FOLDED)
def fold(text: str) -> str:
    """Return text for matching: NFKC, lower case, wave dashes unified, Markdown marks dropped."""
    return DASH.sub("-", unicodedata.normalize("NFKC", plain(text)).lower())


def plain(text: str) -> str:
    """Return text without Markdown emphasis, HTML tags and the targets of named links."""
    if "*" not in text and "[" not in text and "<" not in text:
        return text
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<(https?://[^<>\s]+)>", r"\1", text)
    text = re.sub(r"</?[a-z][^>]*>", " ", text)
    return re.sub(r"\*\*|\*(?=\S)", "", text)


_local = threading.local()


@lru_cache(maxsize=1)
def _dictionary() -> Dictionary:
    from sudachipy import Dictionary

    return Dictionary(dict="core")


def _tokenizer() -> Tokenizer:
    """One tokenizer per thread, since Sudachi's is not safe to share, over one dictionary."""
    if not hasattr(_local, "tokenizer"):
        from sudachipy import SplitMode

        _local.tokenizer = _dictionary().tokenizer(mode=SplitMode.A)
    tokenizer: Tokenizer = _local.tokenizer
    return tokenizer


def _entries(word: str) -> list[Morpheme]:
    return list(_dictionary().lookup(word))


def dictionary_version() -> str:
    """Return tokenizer and dictionary versions, for the manifest of an index."""
    from importlib.metadata import version

    return f"sudachipy {version('sudachipy')} / sudachidict_core {version('sudachidict_core')}"


def tokens(text: str, words: frozenset[str] = frozenset()) -> list[str]:
    """Split text into normalised content words, plus the lexicon words it contains."""
    return list(_with_words(text, words) if words else _own(text))


@lru_cache(maxsize=REMEMBERED)
def _own(text: str) -> tuple[str, ...]:
    folded = fold(text)
    found = [token for part in _parts(YEAR.sub(" ", folded)) for token in _content(part)]
    return (*found, *_years(folded), *articles(folded))


@lru_cache(maxsize=REMEMBERED)
def _with_words(text: str, words: frozenset[str]) -> tuple[str, ...]:
    return (*_own(text), *_lexicon_hits(fold(text), words))


def forget() -> None:
    """Forget the words of texts met so far: for who changes a setting of this module (`eval.sweep`)."""
    _own.cache_clear()
    _with_words.cache_clear()


def _years(folded: str) -> Iterator[str]:
    """One token for a year however it is written: 令和6年 and 2024年 both give "=2024年"."""
    for era, number, western in YEAR.findall(folded):
        yield f"={western}年" if western else f"={ERAS[era] + (1 if number == '元' else int(number))}年"


def articles(folded: str) -> list[str]:
    """One token for an article of a law however it is written, and one for its paragraph and item.

    第二十一条第二項第三号, 21条2項3号 and § 23 give "=21条", "=21条2項", "=21条2項3号" and "=23条".
    """
    found: list[str] = []
    for number, branch, paragraph, item, sign in ARTICLE.findall(folded):
        name = f"={_arabic(number or sign)}条" + (f"の{_arabic(branch)}" if branch else "")
        found.append(name)
        if paragraph:
            found.append(f"{name}{_arabic(paragraph)}項")
        if item:
            found.append(f"{found[-1]}{_arabic(item)}号")
    return found


def _arabic(numeral: str) -> str:
    return numeral if numeral.isascii() else str(kanji_value(numeral))


def _content(text: str) -> Iterator[str]:
    kept = (m.normalized_form() for m in _analysed(text) if m.part_of_speech()[0] not in DROPPED)
    return (sys.intern(form) for form in kept if form not in STOP and not form.isspace())


def _analysed(text: str) -> MorphemeList:
    """Sudachi's analysis; the last one is kept, since words and readings of a text are asked for in turn."""
    if getattr(_local, "text", None) != text:
        _local.morphemes = _tokenizer().tokenize(text)
        _local.text = text
    found: MorphemeList = _local.morphemes
    return found


def morphemes(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the morphemes of a text as written, with their parts of speech."""
    return [(m.surface(), tuple(m.part_of_speech())) for part in _parts(text) for m in _analysed(part)]


def words(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return the words of a folded text: as written, normalised, and their parts of speech."""
    return [
        (m.surface(), m.normalized_form(), tuple(m.part_of_speech()))
        for part in _parts(text)
        for m in _analysed(part)
    ]


def nouns(text: str) -> dict[str, str]:
    """Return the nouns of a text (normalised) with their kind: "place", "name" or "common"."""
    found: dict[str, str] = {}
    for part in _parts(fold(text)):
        for morpheme in _analysed(part):
            kind = morpheme.part_of_speech()
            form = morpheme.normalized_form()
            if kind[0] == "名詞" and kind[1] != "数詞" and form not in STOP:
                named = "place" if kind[2] == "地名" else "name" if kind[1] == "固有名詞" else "common"
                found[form] = named
    return found


def readings(text: str) -> dict[str, str]:
    """Return the kana readings of a text's nouns (three morae or more, in hiragana) with the nouns."""
    found: dict[str, str] = {}
    for part in _parts(fold(text)):
        for morpheme in _analysed(part):
            if morpheme.part_of_speech()[0] != "名詞":
                continue
            reading, form = hiragana(morpheme.reading_form()), morpheme.normalized_form()
            if len(reading) >= 3 and form not in STOP and form != reading and not reading.isascii():
                found[reading] = sys.intern(form)
    return found


@lru_cache(maxsize=20_000)
def is_word(text: str) -> bool:
    """Whether a folded text stands in the tokenizer's dictionary as one word."""
    return bool(_entries(text))


@lru_cache(maxsize=5_000)
def sounds(kanji: str) -> frozenset[str]:
    """Return how one kanji is read where it stands alone or as a part of a word, in hiragana."""
    return frozenset(hiragana(entry.reading_form()) for entry in _entries(kanji))


def noun_chains(text: str) -> Iterator[list[tuple[str, str]]]:
    """Yield runs of neighbouring nouns and affixes, each a list of (surface, reading in hiragana)."""
    chain: list[tuple[str, str]] = []
    for part in _parts(fold(text)):
        for morpheme in _analysed(part):
            kind = morpheme.part_of_speech()
            if kind[0] in CHAINED and kind[1] != "数詞":
                chain.append((morpheme.surface(), hiragana(morpheme.reading_form())))
            elif chain:
                yield chain
                chain = []
    if chain:
        yield chain


@lru_cache(maxsize=REMEMBERED)
def hiragana(text: str) -> str:
    """Return text with katakana as hiragana."""
    return text.translate(HIRAGANA)


def kana_words(text: str, known: Mapping[str, str]) -> list[str]:
    """Find words written in kana where others write kanji (ふくぎょう → 副業), longest first.

    `known` maps readings to words. A run of katakana counts as a whole (ﾊﾞｯｷﾝ → 罰金), since a part
    of a loanword is no word.
    """
    heard = [hiragana(run) for run in re.findall(r"[ァ-ヶー]{3,}", fold(text))]
    found = [known[run] for run in heard if run in known]
    for run in re.findall(r"[ぁ-ゖー]{3,}", fold(text)):
        at = 0
        while at < len(run) - 2:
            size = next((n for n in range(min(12, len(run) - at), 2, -1) if run[at : at + n] in known), 0)
            if size:
                found.append(known[run[at : at + size]])
            at += size or 1
    return found


def _parts(text: str) -> Iterator[str]:
    while len(text.encode()) > SUDACHI_LIMIT:
        cut = max(text.rfind(mark, 0, SUDACHI_LIMIT // 4) for mark in "。\n ") + 1
        cut = cut if cut > 0 else SUDACHI_LIMIT // 4
        yield text[:cut]
        text = text[cut:]
    yield text


def _lexicon_hits(folded: str, words: frozenset[str]) -> list[str]:
    squeezed = re.sub(r"\s", "", folded)
    return ["=" + match for match in _matcher(words).findall(squeezed)]


@lru_cache(maxsize=4)
def _matcher(words: frozenset[str]) -> re.Pattern[str]:
    ordered = sorted({fold(word) for word in words}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)))


def bigrams(text: str) -> list[str]:
    """Split text into character bigrams of the folded text, white space and marks dropped."""
    squeezed = re.sub(r"[\s、。，．・「」（）()\[\]?!]", "", fold(text))
    return [squeezed[i : i + 2] for i in range(len(squeezed) - 1)] or ([squeezed] if squeezed else [])


def sentences(text: str) -> list[tuple[int, int]]:
    """Split text into sentences, as offsets: a mark ends one outside brackets only.

    A bracket left open is ignored, so that a slip in the source cannot swallow a page.
    """
    depth_ok = all(text.count(o) == text.count(c) for o, c in zip(OPEN, CLOSE, strict=True))
    found: list[tuple[int, int]] = []
    start = depth = 0
    for at, char in enumerate(text):
        if depth_ok and char in OPEN:
            depth += 1
        elif depth_ok and char in CLOSE:
            depth = max(0, depth - 1)
        elif char in ENDS and depth == 0 and not text[at + 1 : at + 2].strip().startswith(tuple(ENDS)):
            end = at + 1
            while end < len(text) and text[end] in CLOSE + "*":
                end += 1
            found.append((start, end))
            start = end
    found.append((start, len(text)))
    return [(_skip(text, a, b), b) for a, b in found if text[a:b].strip()]


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
