"""Answers as a file: written when the user asks for it, and made sure of when it is read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeGuard

from app.texts_diagnose import NAME_LENGTH, WHY
from app.tools.diagnose import Answers, Interview
from indexer.errors import HimitsuError

KIND, VERSION = "himitsu-diagnose", 1
# Bytes. A file of answers has some 2,000.
LARGEST = 1_000_000


def to_state(name: str, interview: Interview, answers: Answers) -> bytes:
    """Return answers as the bytes of a JSON file, those of questions that are asked, in their order."""
    counted = interview.counted(answers)
    rows = {
        question.id: [choice.id for choice in question.choices if choice.id in counted[question.id]]
        for question in interview.asked(counted)
        if question.id in counted
    }
    state = {"kind": KIND, "version": VERSION, "name": name.strip()[:NAME_LENGTH], "answers": rows}
    return (json.dumps(state, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def from_state(data: bytes, file: str, interview: Interview) -> tuple[str, dict[str, frozenset[str]]]:
    """Return the name and the answers of a file.

    Raises HimitsuError "diagnosis_file" for another kind of file, and "diagnosis_answer" for an answer that
    the interview does not know.
    """
    if len(data) > LARGEST:
        raise HimitsuError("diagnosis_file", file=file, why=WHY["large"])
    try:
        state: Any = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise HimitsuError("diagnosis_file", file=file, why=WHY["json"]) from error
    if not isinstance(state, Mapping) or state.get("kind") != KIND:
        raise HimitsuError("diagnosis_file", file=file, why=WHY["kind"])
    if state.get("version") != VERSION:
        raise HimitsuError("diagnosis_file", file=file, why=WHY["version"])
    name, answers = state.get("name", ""), state.get("answers")
    if not isinstance(name, str) or not _are_answers(answers):
        raise HimitsuError("diagnosis_file", file=file, why=WHY["answers"])
    return name.strip()[:NAME_LENGTH], interview.checked(answers)


def _are_answers(answers: object) -> TypeGuard[dict[str, list[str]]]:
    return isinstance(answers, dict) and all(
        isinstance(chosen, list) and all(isinstance(choice, str) for choice in chosen)
        for chosen in answers.values()
    )
