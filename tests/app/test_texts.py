"""Every failure that can be raised has a Japanese sentence that its values fill."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from app import texts
from indexer.errors import HimitsuError, Unreadable

ROOT = Path(__file__).resolve().parents[2]
ERRORS = {"HimitsuError", "Unreadable", "IndexUnusable", "ModelUnavailable", "CorpusInvalid"}
# Values that a caller adds on the way up: `read` names the file.
ADDED = {"Unreadable": {"file"}}


def calls() -> list[ast.Call]:
    found = []
    for room in ("indexer", "app"):
        for path in (ROOT / room).rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            found += [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return found


def raised() -> list[tuple[str, str, frozenset[str], bool]]:
    """Error class, key, names of the values, and whether more come with ** of every raise."""
    found = []
    for call in calls():
        if isinstance(call.func, ast.Name) and call.func.id in ERRORS and call.args:
            key = call.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                names = frozenset(k.arg for k in call.keywords if k.arg)
                found.append((call.func.id, key.value, names, any(k.arg is None for k in call.keywords)))
    return found


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def japanese(text: str) -> bool:
    return any("\u3041" <= c <= "\u30f6" for c in text)


def test_errors_are_raised_in_many_places() -> None:
    assert len(raised()) > 25
    assert len({key for _, key, _, _ in raised()}) > 20


@pytest.mark.parametrize("key", sorted({key for _, key, _, _ in raised()}))
def test_every_raised_key_has_a_sentence_that_its_values_fill(key: str) -> None:
    template = texts.ERRORS[key]
    for kind, other, names, more in raised():
        if other == key and not more:
            assert fields(template) <= names | ADDED.get(kind, set()), kind
    values = {name: "x" for name in fields(template)}
    assert japanese(texts.error(HimitsuError(key, **values)))
    assert "{" not in texts.error(HimitsuError(key, **values)).replace('{"id"', "").replace("{#id", "")


def test_every_sentence_says_what_to_do_and_ends() -> None:
    for key, sentence in texts.ERRORS.items():
        assert japanese(sentence), key
        assert sentence.rstrip().endswith(("。", "}")), key


def test_readers_warnings_have_sentences() -> None:
    keys = set()
    for path in (ROOT / "indexer" / "read").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            pair = isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[1], ast.Dict)
            if pair and isinstance(node.elts[0], ast.Constant) and isinstance(node.elts[0].value, str):
                keys.add(node.elts[0].value)
    assert keys
    assert keys <= set(texts.WARNINGS)


@pytest.mark.parametrize("key", sorted(texts.WARNINGS))
def test_a_warning_is_filled_and_names_its_file(key: str) -> None:
    values = {name: "7" for name in fields(texts.WARNINGS[key]) - {"file"}}
    sentence = texts.warning(key, values, "a.pdf")
    assert "a.pdf" in sentence
    assert japanese(sentence)


def test_an_unknown_warning_is_still_said() -> None:
    assert texts.warning("new_kind", {}, "a.pdf") == "a.pdf：new_kind"


def test_an_unknown_error_names_its_key() -> None:
    assert "brand_new" in texts.error(Unreadable("brand_new", file="a.pdf"))


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    assert "{x}.pdf" in texts.error(HimitsuError("no_such_file", file="{x}.pdf"))


def test_every_authority_and_kind_has_a_name() -> None:
    from indexer.catalog import AUTHORITIES

    assert set(texts.AUTHORITY) == set(AUTHORITIES)
    assert set(texts.KIND) == {"original", "digest", "listed"}
    assert set(texts.STATUS) == {"answered", "partial", "refused"}


def test_no_sentence_is_left_in_the_other_modules() -> None:
    """What a user reads lives in `app.texts` and `app.texts_web` alone: nothing is raised in Japanese."""
    for call in calls():
        if isinstance(call.func, ast.Name) and call.func.id in ERRORS:
            assert not any(japanese(ast.unparse(arg)) for arg in call.args)
