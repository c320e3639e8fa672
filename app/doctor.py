"""Checks of the installation, each with what to do."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from app import texts, texts_llm
from app.endpoint import endpoint_of
from app.engine import Engine
from app.llm_errors import ModelError
from app.models import model_name
from app.settings import Settings
from indexer.embed import NONE
from indexer.errors import HimitsuError
from indexer.japanese import dictionary_version, tokens

FONT_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
FONT_NAMES = ("noto*cjk*", "*hiragino*", "ヒラギノ*", "yugoth*", "meiryo*", "ipa*", "takao*", "vl-*")
NEEDED = (
    "gradio",
    "llama_index.core",
    "openai",
    "sentence_transformers",
    "faiss",
    "bm25s",
    "pypdf",
    "pypdfium2",
    "docx",
)


@dataclass(frozen=True)
class Check:
    """One check: whether it holds, what was found, and what to do where it does not."""

    name: str
    ok: bool
    detail: str


def examine(settings: Settings) -> list[Check]:
    """Run every check; none raises."""
    found = [_python(), _packages(), _tokenizer(), _model(settings), _index(settings), about_model(settings)]
    return [*found, *about_entailment(settings), _fonts()]


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= (3, 11), found)


def _packages() -> Check:
    missing = [name for name in NEEDED if find_spec(name.split(".")[0]) is None]
    return Check(
        texts.DOCTOR_PACKAGES,
        not missing,
        texts.DOCTOR_INSTALL.format(names=", ".join(missing)) if missing else "OK",
    )


def _tokenizer() -> Check:
    try:
        tokens("営業秘密")
    except Exception as error:  # a broken dictionary raises many kinds
        return Check(
            texts.DOCTOR_TOKENIZER, ok=False, detail=(str(error) or type(error).__name__).splitlines()[0]
        )
    return Check(texts.DOCTOR_TOKENIZER, ok=True, detail=dictionary_version())


def _model(settings: Settings) -> Check:
    name = model_name(settings)
    if name == NONE:
        return Check(texts.DOCTOR_MODEL, ok=False, detail=texts.ERRORS["vectors_missing"])
    return Check(texts.DOCTOR_MODEL, ok=True, detail=name)


def _index(settings: Settings) -> Check:
    try:
        engine = Engine.open(settings)
    except HimitsuError as exc:
        return Check(texts.DOCTOR_INDEX, ok=False, detail=texts.error(exc))
    return Check(texts.DOCTOR_INDEX, ok=True, detail=f"{engine.index.generation} ({settings.home})")


def about_model(settings: Settings) -> Check:
    """Ask the language model's server for its list, which takes 3 s at most; no text is sent."""
    try:
        endpoint = endpoint_of(settings)
        if endpoint is None:
            return Check(texts_llm.DOCTOR, ok=True, detail=texts_llm.DOCTOR_OFF)
        from app.llm_models import models

        where = texts_llm.DOCTOR_LOCAL if endpoint.local else texts_llm.DOCTOR_REMOTE
        said = texts_llm.DOCTOR_ON.format(model=endpoint.model, host=endpoint.host, where=where)
        listed = models(endpoint, settings.llm_key)
    except ModelError as error:
        return Check(texts_llm.DOCTOR, ok=False, detail=f"{said}{texts.error(error)}")
    except HimitsuError as error:
        return Check(texts_llm.DOCTOR, ok=False, detail=texts.error(error))
    known = endpoint.model in listed
    answer = texts_llm.DOCTOR_ANSWERS if known else texts_llm.DOCTOR_UNLISTED
    return Check(texts_llm.DOCTOR, ok=True, detail=said + answer)


def about_entailment(settings: Settings) -> list[Check]:
    """Load the model that judges entailment, where one is set; it is used beside a language model alone."""
    if not settings.nli_model:
        return []
    from app.verify.nli import connect_nli

    try:
        connect_nli(settings)
    except HimitsuError as error:
        return [Check(texts_llm.DOCTOR_NLI, ok=False, detail=texts.error(error))]
    idle = "" if settings.llm_url else texts_llm.DOCTOR_NLI_IDLE
    said = texts_llm.DOCTOR_NLI_ON.format(model=settings.nli_model, least=settings.nli_least)
    return [Check(texts_llm.DOCTOR_NLI, ok=True, detail=said + idle)]


def _fonts() -> Check:
    for folder in (*map(Path, FONT_FOLDERS), Path.home() / ".fonts", Path.home() / ".local/share/fonts"):
        if not folder.is_dir():
            continue
        for path in folder.rglob("*"):
            if any(Path(path.name.lower()).match(name) for name in FONT_NAMES):
                return Check(texts.DOCTOR_FONTS, ok=True, detail=path.name)
    return Check(texts.DOCTOR_FONTS, ok=False, detail=texts.DOCTOR_NO_FONT)
