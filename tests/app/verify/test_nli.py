"""A cross-encoder of the user's: loaded, read by its labels, asked about what the check leaves open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from servers.started import Server

from app import texts_llm
from app.doctor import about_entailment
from app.engine import Engine
from app.settings import Settings
from app.texts import error
from app.verify.nli import connect_nli, load_entailment
from app.verify.verdict import Quoted
from app.write.scribe import open_scribe
from eval.entailment import LEAST, least, table
from indexer.errors import HimitsuError

QUESTION = "営業秘密の三要件は何ですか"
LEFT_OPEN = "営業秘密として守られるのは、秘密管理性、有用性、非公知性の3つがそろった情報である。"
QUOTED = Quoted("三要件を満たすものが営業秘密である。", "手引き")
# As many as characters of the longest passage and a claim.
LONGEST = 3000
NLI = ("contradiction", "entailment", "neutral")


def tiny(folder: Path, labels: tuple[str, ...], bias: tuple[float, ...]) -> str:
    """A BERT of one layer that says the same of everything: its last layer's bias alone."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    characters = sorted(set("三要件を満たすものが営業秘密である。手引き" + LEFT_OPEN))
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *characters]), "utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt"), model_max_length=LONGEST).save_pretrained(folder)
    config = BertConfig(
        vocab_size=4 + len(characters),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        max_position_embeddings=LONGEST,
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
    )
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor(bias))
    model.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> str:
    return tiny(tmp_path_factory.mktemp("nli") / "sure", NLI, (0.0, 3.0, 0.0))


def test_its_likelihood_is_that_of_the_class_that_says_the_claim_follows(sure: str) -> None:
    model = load_entailment(sure, 0.9)
    likely = model.likelihood("営業秘密である。", QUOTED)
    assert likely == pytest.approx(np.exp(3) / (np.exp(3) + 2), abs=1e-4)
    assert model.holds("営業秘密である。", QUOTED)
    assert not load_entailment(sure, 0.95).holds("営業秘密である。", QUOTED)


def test_of_half_a_quotation_nothing_follows(sure: str) -> None:
    assert load_entailment(sure, 0.5).likelihood("営業秘密である。", Quoted("秘密" * LONGEST)) == 0.0


@pytest.mark.parametrize("labels", [("LABEL_0", "LABEL_1"), ("entailment",), ("not_entailment", "other")])
def test_a_model_without_such_a_class_is_refused(tmp_path: Path, labels: tuple[str, ...]) -> None:
    name = tiny(tmp_path / "other", labels, (0.0,) * len(labels))
    with pytest.raises(HimitsuError) as raised:
        load_entailment(name, 0.9)
    assert raised.value.key == "nli_labels"
    assert labels[0] in error(raised.value)


def test_a_folder_that_holds_no_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(HimitsuError) as raised:
        load_entailment(str(tmp_path), 0.9)
    assert raised.value.key == "nli_unloadable"
    assert str(tmp_path) in error(raised.value)
    assert "HIMITSU_NLI_MODEL" in error(raised.value)


def test_without_a_measured_likelihood_it_is_not_used(sure: str) -> None:
    assert connect_nli(Settings()) is None
    with pytest.raises(HimitsuError) as raised:
        connect_nli(Settings(nli_model=sure))
    assert raised.value.key == "nli_least"
    assert "eval.entailment" in error(raised.value)


def test_the_doctor_loads_it_and_says_what_is_wrong(sure: str, tmp_path: Path) -> None:
    assert about_entailment(Settings()) == []
    (found,) = about_entailment(Settings(nli_model=sure, nli_least=0.9))
    said = texts_llm.DOCTOR_NLI_ON.format(model=sure, least=0.9)
    assert (found.ok, found.detail) == (True, said + texts_llm.DOCTOR_NLI_IDLE)
    (found,) = about_entailment(Settings(nli_model=sure, nli_least=0.9, llm_url="http://127.0.0.1:9/v1"))
    assert (found.ok, found.detail) == (True, said)
    for wrong in (Settings(nli_model=sure), Settings(nli_model=str(tmp_path), nli_least=0.9)):
        (found,) = about_entailment(wrong)
        assert not found.ok
        assert "HIMITSU_NLI_" in found.detail


@pytest.mark.parametrize(("bound", "shown"), [(0.9, True), (0.95, False)])
def test_it_lets_stand_what_is_left_open_and_never_what_was_refused(
    engine: Engine, scripted: Server, sure: str, bound: float, shown: bool
) -> None:
    refused = "営業秘密の三要件のうち、秘密管理性は令和99年に定められた。"
    says = rf"{LEFT_OPEN}[\1]{refused}[\1]"
    name = scripted.script(f"entails-{bound}", obey=[{"find": r'<quote key="(\w+)"', "say": says}])
    model = load_entailment(sure, bound)
    settings = engine.settings.model_copy(update={"llm_url": scripted.url, "llm_model": name})
    scribe = open_scribe(engine, settings)
    scribe.nli = model
    answer = scribe.ask(QUESTION).answer
    assert "令和99年" not in answer
    assert (LEFT_OPEN in answer) == shown


def test_the_likelihood_to_set_is_the_least_that_is_right_often_enough() -> None:
    likelihoods = np.linspace(0.0, 0.99, 100)
    stands = likelihoods > 0.395
    # Of 61 from .39 on one is wrong.
    assert least(likelihoods, stands) == pytest.approx(0.39)
    assert least(likelihoods[-LEAST + 1 :], stands[-LEAST + 1 :]) is None
    assert least(likelihoods, ~stands) is None
    assert table(likelihoods, stands)[0] == "left open 100, of which 60 stand"
