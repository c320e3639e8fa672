"""The diagnosis: every path of its interview, every rule, every citation, and real cases."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from app import texts_diagnose as said
from app.cited import Sources
from app.engine import Engine
from app.export.diagnose_word import to_word
from app.tools.diagnose import Condition, Interview, Question
from app.tools.diagnose_change import decide
from app.tools.diagnose_load import FOLDER, load_diagnosis
from app.tools.diagnose_report import Report, report
from app.tools.diagnose_result import diagnose
from app.tools.diagnose_rules import REQUIREMENTS, VERDICTS
from app.tools.diagnose_state import LARGEST, from_state, to_state
from app.web.diagnose_html import outcome as outcome_html
from indexer.checklists import load_items
from indexer.errors import CorpusInvalid, HimitsuError

DIAGNOSIS = load_diagnosis()
INTERVIEW, RULES = DIAGNOSIS.interview, DIAGNOSIS.rules
CASES = tomllib.loads(Path(__file__).with_name("diagnose_cases.toml").read_text("utf-8"))["case"]
DAY = date(2026, 11, 26)
Answers = dict[str, frozenset[str]]
# Choices from the best management to the worst; what is not known is left out.
BETTER_FIRST = {
    "decided": ("written", "oral", "general", "mind", "none"),
    "who": ("named", "unit", "all"),
    "mark": ("all", "part", "none"),
    "pledge": ("specific", "general", "none"),
    "told": ("yes", "no"),
    "aware": ("yes", "some", "no"),
    "cloud_kept": ("yes", "no"),
    "partner": ("after", "before"),
    "lawful": ("no", "yes"),
    "product": ("hard", "easy"),
    "patent": ("no", "waiting", "open"),
    "combine": ("hard", "easy"),
}
# Where everything is done well.
BEST = {
    name: frozenset(chosen)
    for name, chosen in {
        "kind": ["technique"],
        "owner": ["own"],
        "country": ["japan"],
        "decided": ["written"],
        "who": ["named"],
        "mark": ["all"],
        "apart": ["yes"],
        "pledge": ["specific"],
        "told": ["yes"],
        "aware": ["yes"],
        "copies": ["none"],
        "rare": ["no"],
        "storage": ["server"],
        "ai": ["none"],
        "partner": ["none"],
        "use": ["used"],
        "lawful": ["no"],
        "published": ["no"],
        "patent": ["no"],
        "product": ["none"],
    }.items()
}


def answers_of(case: dict[str, object]) -> Answers:
    rows = {name: [value] if isinstance(value, str) else value for name, value in case.items()}
    return INTERVIEW.checked(rows)


def kinds(question: Question) -> list[frozenset[str]]:
    """One answer for each way in which a question's choices steer later ones; of many, pairs too."""
    singles = [frozenset({choice.id}) for choice in question.choices]
    answers = singles + ([singles[0] | singles[1], singles[2] | singles[3]] if question.many else [])
    tables = [other.condition for other in INTERVIEW.questions]
    steering: dict[tuple[bool, ...], frozenset[str]] = {}
    for answer in answers:
        named = [row for table in tables for row in table.names() if row[0] == question.id]
        steering.setdefault(tuple(bool(answer & choices) for _, choices in named), answer)
    return list(steering.values())


def walk(given_answers: Answers) -> Iterator[Answers]:
    """Go down every branch of the interview, one answer of each kind, to its end."""
    left = INTERVIEW.open(given_answers)
    if not left:
        yield given_answers
        return
    for chosen in kinds(left[0]):
        yield from walk({**given_answers, left[0].id: chosen})


def filled(wanted: Answers, chance: random.Random) -> Answers:
    """Complete some answers by chance."""
    made: Answers = {}
    while left := INTERVIEW.open(made):
        question = left[0]
        made[question.id] = wanted.get(question.id) or frozenset({chance.choice(question.choices).id})
    return made


@st.composite
def complete(draw: st.DrawFn) -> Answers:
    made: Answers = {}
    while left := INTERVIEW.open(made):
        ids = [choice.id for choice in left[0].choices]
        if left[0].many:
            made[left[0].id] = left[0].settled(draw(st.frozensets(st.sampled_from(ids), min_size=1)))
        else:
            made[left[0].id] = frozenset({draw(st.sampled_from(ids))})
    return made


def written(case: dict[str, object], engine: Engine) -> Report:
    return report(DIAGNOSIS, diagnose(DIAGNOSIS, answers_of(case), "配合表"), engine.index)


# ------------------------------------------------------------------------------------------------ paths


def test_every_branch_ends_in_a_verdict_on_each_requirement_with_its_rule() -> None:
    paths = list(walk({}))
    assert len(paths) == 160
    assert max(map(len, paths)) <= len(INTERVIEW.questions)
    for path in paths:
        assert INTERVIEW.counted(path) == path
        for requirement in REQUIREMENTS:
            verdict, rule = decide(RULES, requirement, path)
            assert rule is not None, (requirement, path)
            assert rule.verdict == verdict


def test_every_question_is_asked_on_some_branch_and_every_choice_can_be_taken() -> None:
    asked = {question.id for path in walk({}) for question in INTERVIEW.asked(path)}
    assert asked == {question.id for question in INTERVIEW.questions}


def test_conditions_name_earlier_questions_alone() -> None:
    seen: set[str] = set()
    for question in INTERVIEW.questions:
        assert {name for name, _ in question.condition.names()} <= seen
        seen.add(question.id)


@given(complete())
def test_every_complete_interview_has_an_outcome(answers: Answers) -> None:
    outcome = diagnose(DIAGNOSIS, answers)
    assert [finding.requirement for finding in outcome.findings] == list(REQUIREMENTS)
    assert all(finding.decided for finding in outcome.findings)
    assert len(outcome.steps) == 3
    assert len(outcome.likenesses) <= 3
    assert len(outcome.answered) == len(INTERVIEW.asked(answers))
    assert (outcome.abroad is None) is (answers["country"] == {"japan"})


@given(complete(), st.randoms(use_true_random=False))
def test_managing_worse_never_betters_a_verdict(answers: Answers, chance: random.Random) -> None:
    names = [n for n in BETTER_FIRST if answers.get(n, frozenset()) & set(BETTER_FIRST[n][:-1])]
    if not names:
        return
    name = chance.choice(names)
    place = BETTER_FIRST[name].index(next(iter(answers[name])))
    worse = {**answers, name: frozenset({chance.choice(BETTER_FIRST[name][place + 1 :])})}
    if INTERVIEW.open(worse):
        return
    worse = INTERVIEW.counted(worse)
    for requirement in REQUIREMENTS:
        before, after = decide(RULES, requirement, answers)[0], decide(RULES, requirement, worse)[0]
        assert VERDICTS.index(after) >= VERDICTS.index(before), (requirement, name, worse[name])


# ------------------------------------------------------------------------------------------------ rules


def reaches(condition: Condition, chance: random.Random) -> Iterator[Answers]:
    """Try complete interviews in which a condition holds."""
    for table in condition.any or ((),):
        for _ in range(40):
            wanted = {name: frozenset({chance.choice(sorted(choices))}) for name, choices in condition.when}
            wanted |= {name: frozenset({chance.choice(sorted(choices))}) for name, choices in table}
            for name, choices in list(wanted.items()):
                if not INTERVIEW.question(name).many:
                    wanted[name] = choices
            wanted |= parents(wanted)
            answers = filled(wanted, chance)
            if condition.holds(answers):
                yield answers


def parents(wanted: Answers) -> Answers:
    """Answers that make the wanted questions be asked."""
    needed: Answers = {}
    for name in wanted:
        for parent, choices in INTERVIEW.question(name).condition.when:
            if parent not in wanted:
                needed[parent] = frozenset({sorted(choices)[0]})
    return {**parents(needed), **needed} if needed else {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_speaks_and_decides_in_some_interview(rule) -> None:
    chance = random.Random(rule.id)  # noqa: S311
    found = list(reaches(rule.condition, chance))
    assert found
    if rule.verdict:
        assert any(decide(RULES, rule.requirement, answers)[1] == rule for answers in found)


def shown(answers: Answers) -> set[str]:
    outcome = diagnose(DIAGNOSIS, answers)
    rulings = {likeness.ruling.id for likeness in outcome.likenesses}
    return rulings | {step.action.id for step in outcome.steps}


@pytest.mark.parametrize("holder", [*DIAGNOSIS.rulings, *DIAGNOSIS.actions], ids=lambda holder: holder.id)
def test_every_ruling_and_action_is_shown_where_little_else_is(holder) -> None:
    wanted = {name: frozenset({sorted(choices)[0]}) for name, choices in holder.condition.when}
    answers = filled({**BEST, **parents(wanted), **wanted}, random.Random(1))  # noqa: S311
    assert holder.condition.holds(answers)
    assert holder.id in shown(answers)


def test_a_mark_alone_is_neither_enough_nor_needed() -> None:
    well = next(case for case in CASES if case["id"] == "well-kept-process")["answers"]
    for change, verdict in (
        ({"mark": "all", "aware": "no", "who": "all", "pledge": "none", "told": "no"}, "lacking"),
        ({"mark": "none", "size": "more", "rare": "no"}, "met"),
    ):
        assert decide(RULES, "secrecy", answers_of({**well, **change}))[0] == verdict


def test_every_section_that_is_quoted_is_there(engine: Engine) -> None:
    sources = Sources(engine.index)
    for ref in DIAGNOSIS.refs():
        assert sources.says(ref), ref
        assert sources.citation(ref).quote, ref


def test_every_checklist_item_and_country_sheet_is_there(engine: Engine) -> None:
    items = {f"{item.checklist}/{item.id}" for item in load_items()}
    assert [a.id for a in DIAGNOSIS.actions if a.item and a.item not in items] == []
    countries = {choice.id for choice in INTERVIEW.question("countries").choices} - {"other"}
    assert {country.choice for country in DIAGNOSIS.countries} == countries
    for country in DIAGNOSIS.countries:
        assert {ref.document for ref in country.says} == {country.sheet}


def test_every_ruling_of_the_slides_is_named_where_it_stands(engine: Engine) -> None:
    sources = Sources(engine.index)
    for ruling in DIAGNOSIS.rulings:
        if re.search("[地高][判裁].+日", ruling.name) and ruling.about == "requirement":
            quoted = "".join(sources.says(ref) for ref in ruling.says)
            assert re.sub("判決$", "", ruling.name)[2:] in quoted.replace("の令和", "令和"), ruling.id


# ------------------------------------------------------------------------------------------------ cases


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_real_case_comes_out_as_expected(case, engine: Engine) -> None:
    answers = answers_of(case["answers"])
    assert set(answers) == set(INTERVIEW.counted(answers)), "an answer to a question that is not asked"
    outcome = diagnose(DIAGNOSIS, answers)
    assert {f.requirement: f.verdict for f in outcome.findings} == case["verdicts"]
    assert [likeness.ruling.id for likeness in outcome.likenesses] == case["rulings"]
    assert [step.action.id for step in outcome.steps] == case["steps"]
    sheets = [country.sheet for country, _ in outcome.abroad.countries] if outcome.abroad else []
    assert sheets == case.get("sheets", [])
    assert_is_cited(written(case["answers"], engine))


def assert_is_cited(made: Report) -> None:
    """Every quotation has its number, every number its citation, and no verdict is a bare yes or no."""
    numbers = {citation.number for citation in made.citations}
    quotes = [made.three, *made.cautions]
    for part in made.parts:
        quotes += part.quotes
        assert part.quotes
        assert part.changes
        quotes += [quote for weight in part.weights for quote in weight.quotes]
    quotes += [quote for pointer in (*made.steps, *made.likenesses, *made.sheets) for quote in pointer.quotes]
    for line in quotes:
        assert line.numbers
        assert set(line.numbers) <= numbers
    used = {n for line in quotes for n in line.numbers}
    used |= {n for part in made.parts for line in part.changes for n in line.numbers}
    used |= {n for line in made.abroad for n in line.numbers}
    assert used == numbers
    assert not any(re.fullmatch(r"(はい|いいえ|営業秘密で(す|はありません))。?", s) for s in made.overall)
    assert made.desks


def test_there_are_ten_cases_and_every_verdict_comes_up() -> None:
    assert len(CASES) >= 10
    found = {(name, verdict) for case in CASES for name, verdict in case["verdicts"].items()}
    assert {verdict for _, verdict in found} == set(VERDICTS)


def test_a_proposed_change_does_what_it_says() -> None:
    case = next(case for case in CASES if case["id"] == "small-shop-recipe")["answers"]
    answers = answers_of(case)
    finding = diagnose(DIAGNOSIS, answers).findings[0]
    assert finding.changes
    for change in finding.changes:
        new = dict(answers)
        for question, text in change.answers:
            new[question.id] = frozenset(c.id for c in question.choices if c.text == text)
        assert decide(RULES, "secrecy", INTERVIEW.counted(new))[0] == change.verdict == "met"


def test_where_nothing_can_be_changed_it_says_so(engine: Engine) -> None:
    case = next(case for case in CASES if case["id"] == "pasted-into-ai")["answers"]
    assert written(case, engine).parts[0].changes[0].text == said.NO_CHANGE


def test_foreign_law_is_pointed_to_and_japanese_law_named(engine: Engine) -> None:
    case = next(case for case in CASES if case["id"] == "site-in-vietnam")["answers"]
    made = written(case, engine)
    told = "".join(line.text for line in made.abroad)
    assert "日本の不正競争防止法" in told
    assert "専ら日本国外で事業に使われる営業秘密" in told
    assert [sheet.name for sheet in made.sheets] == ["ベトナム：ベトナムの営業秘密制度（国別シート）"]
    assert any("JETRO" in desk.name for desk in made.desks)


# ------------------------------------------------------------------------------------------------ files


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_word_file_holds_the_verdicts_the_quotations_and_their_sources(case, engine: Engine) -> None:
    made = written(case["answers"], engine)
    word = Document(BytesIO(to_word(made, DAY)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    for part in made.parts:
        assert f"{part.title}\n{part.label}" in text
        for line in part.quotes:
            assert line.text in text
    for citation in made.citations:
        assert f"[{citation.number}]" in text
        assert citation.title in text
    assert "配合表" in text
    assert said.LIMITS in text


def test_markup_in_a_name_is_text(engine: Engine) -> None:
    answers = answers_of(CASES[0]["answers"])
    made = report(DIAGNOSIS, diagnose(DIAGNOSIS, answers, "<script>alert(1)</script>"), engine.index)
    assert "<script>" not in outcome_html(made, "")
    assert "&lt;script&gt;" in outcome_html(made, "")


@given(complete(), st.text(max_size=said.NAME_LENGTH))
def test_answers_are_read_as_they_were_saved(answers: Answers, name: str) -> None:
    assert from_state(to_state(name, INTERVIEW, answers), "a.json", INTERVIEW) == (name.strip(), answers)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[1]",
        b"[" * 100_000,
        b'{"kind": "other"}',
        b'{"kind": "himitsu-diagnose", "version": 2, "answers": {}}',
        b'{"kind": "himitsu-diagnose", "version": 1, "name": 3, "answers": {}}',
        b'{"kind": "himitsu-diagnose", "version": 1, "answers": {"kind": "price"}}',
        b'{"kind": "himitsu-diagnose", "version": 1, "answers": {"kind": [3]}}',
        b"{" + b" " * LARGEST,
    ],
)
def test_a_file_that_holds_no_answers_is_refused(data: bytes) -> None:
    with pytest.raises(HimitsuError) as caught:
        from_state(data, "答え.json", INTERVIEW)
    assert caught.value.key == "diagnosis_file"
    assert caught.value.values["file"] == "答え.json"


@pytest.mark.parametrize(
    ("question", "chosen"),
    [("nothing", ["x"]), ("kind", ["x"]), ("kind", ["price", "trade"]), ("storage", ["paper", "unknown"])],
)
def test_an_answer_that_cannot_be_is_refused_by_name(question: str, chosen: list[str]) -> None:
    with pytest.raises(HimitsuError) as caught:
        INTERVIEW.checked({question: chosen})
    assert caught.value.key == "diagnosis_answer"
    assert caught.value.values["question"] == question


def test_an_open_question_is_named() -> None:
    with pytest.raises(HimitsuError) as caught:
        diagnose(DIAGNOSIS, {"kind": frozenset({"price"})})
    assert caught.value.key == "diagnosis_open"
    assert "だれの情報か" in str(caught.value.values["questions"])


# ------------------------------------------------------------------------------------------------ data


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("rules.toml", 'aware = ["no"]', 'aware = ["never"]'),
        ("rules.toml", 'verdict = "lacking"', 'verdict = "maybe"'),
        ("rules.toml", 'leans = "for"', 'leans = "up"'),
        ("rules.toml", 'id = "mark-all"', 'id = "mark-lacks"'),
        ("questions.toml", 'when = { owner = ["entrusted"] }', 'when = { published = ["self"] }'),
        ("questions.toml", 'step = "info"', 'step = "nowhere"'),
        ("rulings.toml", 'about = "event"', 'about = "rumour"'),
        ("actions.toml", 'label = "見られる人を限る"', ""),
        ("countries.toml", 'choice = "cn"', 'choice = "xx"'),
    ],
)
def test_data_that_does_not_hold_together_is_refused_by_file(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    for path in FOLDER.glob("*.toml"):
        text = path.read_text("utf-8")
        if path.name == file:
            assert old in text
            text = text.replace(old, new, 1)
        (tmp_path / path.name).write_text(text, "utf-8")
    with pytest.raises(CorpusInvalid) as caught:
        load_diagnosis(tmp_path)
    assert caught.value.values["file"] == file


def test_an_unless_keeps_a_condition_from_holding() -> None:
    condition = Condition((("a", frozenset("x")),), (), (("b", frozenset("y")),))
    assert condition.holds({"a": frozenset("x")})
    assert not condition.holds({"a": frozenset("x"), "b": frozenset("y")})
    assert not condition.holds({})


def test_answers_to_questions_no_longer_asked_do_not_count() -> None:
    interview: Interview = INTERVIEW
    answers = answers_of({"kind": "price", "owner": "own", "promise": "nda", "country": "japan"})
    assert "promise" not in interview.counted(answers)
