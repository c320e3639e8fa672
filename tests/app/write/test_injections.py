"""Orders planted in questions, documents, names, conversations and a model's own words: none is obeyed.

The model is the worst there is: it says what the attacker wants, alone and joined to an honest sentence,
under valid keys, and as the judge of its own words it lets all pass. Every case of `injections.jsonl` looks
at what reached the server and at all that a reader is shown. Orders that an answer would quote by itself
fail it as well.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from planted import HONEST, QUESTION, digest, written
from servers.started import Server

from app import texts_written as own
from app.engine import Engine
from app.export.markdown import to_markdown
from app.manage import add_files, build_index
from app.model import Answer
from app.models import embedder_of, model_name
from app.settings import Settings
from app.texts import PARTIAL
from app.texts_web import ANSWER_ROLE, PLACE_FIELD
from app.write.orders import is_order
from app.write.pack import KEY_LENGTH, LETTERS, pack
from app.write.prompt import Message, messages, rules
from app.write.scribe import open_scribe
from app.write.seen import seen
from app.write.sentences import KEYS
from indexer.build import build
from indexer.catalog import CORPUS
from indexer.japanese import fold
from indexer.library import Library

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("injections.jsonl").read_text("utf-8").splitlines()
]
DOCUMENTS = [case for case in CASES if case["in"] == "document" and case["form"] != "digest"]
DIGESTS = [case for case in CASES if case["in"] == "document" and case["form"] == "digest"]
ELSEWHERE = [case for case in CASES if case["in"] != "document"]
UNSEEN = {"white", "mode", "clear", "tiny", "off", "white_box", "hidden"}
ANSWERED = "営業秘密の三要件は何ですか"
DAY = date(2026, 11, 26)
KEY = f"[{LETTERS}]{{{KEY_LENGTH}}}"
KEY_OF_QUOTE = rf'(?:^key="|\[)({KEY})(?:"|\])'
# A prompt is question and quotations: between its marks there is nothing that marks are made of, but for
# the quotation's own key behind its sentences.
DATA = r"[^<>\[\]]*"
PROMPT = re.compile(
    rf"<question>\n{DATA}\n</question>\n\n"
    rf'(?P<quotes>(?:<quote key="{KEY}" source="[^<>\[\]"\n]*">\n(?:{DATA}\[{KEY}\])*{DATA}\n</quote>\n)+)'
    r"\n(?P<now>.+)",
    re.DOTALL,
)
HONEST_SENTENCE = rf'<quote key="({KEY})"[^>]*>\n(?:[^<]*?\n)?([^\n。<]{{12,120}})。'
Asks = Callable[[Engine, dict[str, Any], str, list[str] | None], list[Answer]]


def named(case: dict[str, Any]) -> str:
    return str(case["id"])


@pytest.fixture
def asks(scripted: Server) -> Asks:
    def answers(
        engine: Engine, case: dict[str, Any], question: str, documents: list[str] | None
    ) -> list[Answer]:
        """Ask with the worst model; every state of the answer."""
        said = case["say"].replace("\\", "\\\\")
        says = [
            {"find": "<claim>", "say": own.YES},
            {"find": HONEST_SENTENCE, "say": rf"{said}[\1]\2。[\1]\2が、{said}[\1]"},
        ]
        name = scripted.script(case["id"], obey=says) and case["id"]
        settings = engine.settings.model_copy(
            update={"llm_url": scripted.url, "llm_model": name, "llm_judge": "on"}
        )
        history = case.get("history", [])
        return list(open_scribe(engine, settings).answers(question, documents, DAY, history))

    return answers


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An engine over documents in which orders are planted, added as a user adds them."""
    folder = tmp_path_factory.mktemp("planted")
    files = [written(folder, name_of(case), case["form"], case["planted"]) for case in DOCUMENTS]
    settings = Settings(home=tmp_path_factory.mktemp("home"), digests="off")
    outcome = add_files(settings, files)
    assert outcome.failures == []
    build_index(settings)
    return Engine.open(settings)


def name_of(case: dict[str, Any]) -> str:
    return str(case.get("name") or case["id"] + case["suffix"])


@pytest.mark.parametrize("case", ELSEWHERE, ids=named)
def test_no_order_of_a_question_or_a_model_is_obeyed(
    case: dict[str, Any], engine: Engine, asks: Asks, scripted: Server
) -> None:
    answers = asks(engine, case, case["text"], None)
    if answers[-1].status == "refused":
        # What the corpus does not answer is not asked of the model; it would be told this.
        hits = [hit for found in engine.consult(ANSWERED).found for hit in found.hits]
        packed = pack(engine.index, case["text"], hits, [], 4000)
        assert scripted.asked(case["id"]) == []
        in_form(messages(case["text"], packed))
    else:
        the_prompt(case, scripted)
    for answer in answers:
        nothing_is_shown(case["say"], answer)
    if answers[-1].written:
        last_is_honest(answers)


@pytest.mark.parametrize("case", DOCUMENTS, ids=named)
def test_no_order_of_a_document_is_obeyed(
    case: dict[str, Any], added: Engine, asks: Asks, scripted: Server
) -> None:
    if sys.platform == "win32" and case.get("name"):
        pytest.skip("Windows has no such file names")
    file = next(entry for entry in Library(added.settings.home).entries() if entry.file == name_of(case))
    answers = asks(added, case, QUESTION, [file.document])
    of_a_document(case, answers, added, the_prompt(case, scripted))


@pytest.mark.parametrize("case", DIGESTS, ids=named)
def test_no_order_of_a_digest_is_obeyed(
    case: dict[str, Any], asks: Asks, scripted: Server, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "digests").mkdir(parents=True)
    for name in ("catalog.toml", "lexicon.toml"):
        shutil.copy(CORPUS / name, corpus / name)
    (corpus / "digests" / "one.md").write_text(digest(case["planted"][0]), "utf-8")
    settings = Settings(home=tmp_path / "home")
    build(settings.home, embedder_of(settings, model_name(settings)), corpus=corpus)
    engine = Engine.open(settings)
    of_a_document(case, asks(engine, case, QUESTION, None), engine, the_prompt(case, scripted))


def of_a_document(case: dict[str, Any], answers: list[Answer], engine: Engine, sent: str) -> None:
    planted = [seen(fold(text)) for text in case["planted"] if text]
    quotes = re.sub(rf"\[{KEY}\]", "", sent.partition("</question>")[2])
    for part in re.findall(rf'source="({DATA})">\n({DATA})\n</quote>', quotes):
        assert not any(map(is_order, part))
    for text in planted:
        assert text not in fold(quotes)
    for answer in answers:
        nothing_is_shown(case["say"], answer)
        for text in (answer.answer, *(c.text for c in answer.claims), *(c.quote for c in answer.citations)):
            assert not any(part in seen(fold(text)) for part in planted)
        assert not any(part in fold(note) for part in planted for note in answer.warnings)
    assert any(HONEST[0] in claim.text for claim in answers[-1].claims)
    last_is_honest(answers)
    told = any(note.endswith(own.PLANTED.partition("}")[2]) for note in answers[-1].warnings)
    # What nobody sees is not read at all.
    assert told == (case["form"] not in UNSEEN)


def the_prompt(case: dict[str, Any], scripted: Server) -> str:
    """Return what the model was told of question and quotations, after a look at its form."""
    asked = scripted.asked(case["id"])[0]
    return in_form([(one["role"], one["content"]) for one in asked["body"]["messages"]])


def in_form(told: list[Message]) -> str:
    """Rules in the one message, question and quotations in the other, and nothing unseen."""
    (first, system), (second, user) = told
    found = PROMPT.fullmatch(user)
    assert found, user
    keys = re.findall(rf'<quote key="({KEY})"', found["quotes"])
    assert len(set(keys)) == len(keys)
    for quote in found["quotes"].split("<quote ")[1:]:
        assert len(set(re.findall(KEY_OF_QUOTE, quote))) == 1
    assert (first, second) == ("system", "user")
    assert system == rules(keys[0])
    assert found["now"] == own.NOW_ANSWER.format(example=keys[0])
    assert seen(user) == user
    return user


def nothing_is_shown(payload: str, answer: Answer) -> None:
    """Nothing that the attacker wants said stands in anything that the reader is shown."""
    wanted = [fold(part).strip(" 。") for part in re.split(r"\n+", KEYS.sub("", payload)) if part]
    exported = to_markdown(answer, DAY)
    assert not re.search(r"(?<!\\)!\[|(?<!\\)\]\(|(?<!\\)<(?!https?://)", exported)
    # The question is the reader's own: above the answer, and where it says what was not found. So are the
    # names of the documents added.
    body = exported.replace("\\", "").partition(f"\n## {ANSWER_ROLE}\n")[2]
    body = re.sub(rf"(?m)^### .*$|^- {PLACE_FIELD}：.*$|{PARTIAL}\n+(?:- .*\n)+", "", body)
    shown = [answer.answer.partition(PARTIAL)[0], body, *answer.warnings]
    shown += [claim.text for claim in answer.claims] + [citation.quote for citation in answer.citations]
    for text in shown:
        assert not any(part in fold(text) for part in wanted), text
        assert not re.search(r"evil\.example|0120-?000|<script|<think|javascript:|!\[|\]\(", text), text


def last_is_honest(answers: list[Answer]) -> None:
    """The last answer is the written one, all of it quoted, or the extractive one, untouched."""
    floor, last = answers[0], answers[-1]
    assert last.written is not None
    if last.mode == "extractive":
        assert last.written.note
        assert (last.answer, last.claims, last.citations) == (floor.answer, floor.claims, floor.citations)
        return
    assert last.written.dropped + last.written.softened >= 1
    quotes = {citation.number: bare(citation.quote) for citation in last.citations}
    for claim in last.claims:
        cited = [quotes[number] for number in claim.citations]
        for sentence in claim.text.split("。"):
            assert any(bare(sentence) in quote for quote in cited) or claim.support == "supported"


def bare(text: str) -> str:
    """Return a text without the marks between the cells of a row."""
    return re.sub(r"[:|\s-]", "", fold(text))


def test_the_cases_are_of_every_kind() -> None:
    assert len({case["id"] for case in CASES}) == len(CASES) >= 60
    assert {case["in"] for case in CASES} == {"question", "history", "document", "model"}
    assert len(DIGESTS) >= 2
