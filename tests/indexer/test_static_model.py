"""The embedded default: our numpy vectors are sentence-transformers' own."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from indexer import static_model
from indexer.embed import (
    EMBEDDED,
    NONE,
    EmbeddedModel,
    NoModel,
    default_model,
    embedded_folder,
    known_prompts,
    load_embedder,
)
from indexer.errors import ModelUnavailable
from indexer.japanese import tokens
from indexer.static_model import StaticModel, string_hashes

TEXTS = [
    "退職者が顧客名簿を持ち出した。",
    "営業秘密の三要件とは何ですか",
    "海外拠点での情報管理 NDA 2024年",
    "秘密",
    "xqzkjv",
    "",
]


@pytest.fixture(scope="module")
def folder(home: Path) -> Path:
    if static_model.source() is None:
        pytest.skip("ja-ginza is not installed")
    return embedded_folder(home)


@pytest.fixture(scope="module")
def model(folder: Path) -> StaticModel:
    return StaticModel(folder)


def test_our_vectors_are_sentence_transformers_own(folder: Path, model: StaticModel) -> None:
    from sentence_transformers import SentenceTransformer

    theirs = SentenceTransformer(str(folder.resolve()), device="cpu").encode(
        [" ".join(tokens(text)) for text in TEXTS], normalize_embeddings=True, show_progress_bar=False
    )
    assert np.allclose(model.encode(TEXTS), np.nan_to_num(theirs), atol=1e-6)


def test_rows_are_unit_vectors_or_zero(model: StaticModel) -> None:
    found = model.encode(TEXTS)
    assert found.shape == (len(TEXTS), model.dimension)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1, 1, 1, 0, 0], abs=1e-5)


def test_batches_do_not_change_a_vector(model: StaticModel) -> None:
    alone = np.vstack([model.encode([text]) for text in TEXTS])
    assert np.array_equal(alone, model.encode(TEXTS))
    assert model.encode([]).shape == (0, model.dimension)


def test_like_meanings_lie_near_each_other(model: StaticModel) -> None:
    asked, near, far = model.encode(["会社を辞める人の面談", "退職者との面談", "天気予報と料理の写真"])
    assert float(asked @ near) > float(asked @ far) + 0.2


def test_spellings_share_a_vector(model: StaticModel) -> None:
    one, other = model.encode(["情報の漏えい", "情報の漏洩"])
    assert np.allclose(one, other)


def test_the_key_of_a_word_is_murmurhash64a_of_spacy() -> None:
    # Keys that spaCy's StringStore gives (its documentation: "coffee", "apple").
    found = string_hashes(["coffee", "apple"])
    assert found.tolist() == [3197928453018144401, 8566208034543834098]


def test_most_everyday_words_have_a_vector(folder: Path, model: StaticModel) -> None:
    words = "秘密 情報 退職 研修 契約 海外 中国 会社 名簿 図面 相談 警察 漏洩 技術 従業員".split()
    assert np.linalg.norm(model.encode(words), axis=1).min() > 0.99


def test_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        StaticModel(tmp_path)
    assert caught.value.key == "model_missing"


def test_the_model_is_built_once(folder: Path, home: Path) -> None:
    before = (folder / "modules.json").stat().st_mtime_ns
    assert embedded_folder(home) == folder
    assert (folder / "modules.json").stat().st_mtime_ns == before
    assert [p.name for p in folder.parent.iterdir()] == [EMBEDDED]


def test_the_folder_holds_data_only(folder: Path) -> None:
    names = {p.name for p in folder.rglob("*") if p.is_file()}
    assert names == {
        "modules.json",
        "config_sentence_transformers.json",
        "tokenizer.json",
        "model.safetensors",
        "words.npy",
        "rows.npy",
    }


def test_models_are_loaded_by_name(folder: Path, home: Path) -> None:
    assert default_model() == EMBEDDED
    assert isinstance(load_embedder(EMBEDDED, home), EmbeddedModel)
    assert isinstance(load_embedder(NONE, home), NoModel)
    assert load_embedder(NONE, home).queries(["a", "b"]).tolist() == [[0.0], [0.0]]


def test_known_families_bring_their_prompts() -> None:
    assert known_prompts("cl-nagoya/ruri-v3-30m").query == "検索クエリ: "
    assert known_prompts("intfloat/multilingual-e5-small").passage == "passage: "
    assert known_prompts("somebody/else").query == ""


def test_a_hub_model_in_a_folder_gives_the_same_vectors(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "mine")
    theirs = load_embedder(str(tmp_path / "mine"), tmp_path)
    assert theirs.dimension == 300
    texts = ["秘密 情報", "退職 面談"]  # one word a token: the folder's own tokenizer splits at spaces
    assert np.allclose(theirs.passages(texts), EmbeddedModel(folder).passages(texts), atol=1e-6)
    assert theirs.queries([]).shape == (0, 300)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    with pytest.raises(ModelUnavailable) as caught:
        load_embedder(str(tmp_path / "model"), tmp_path)
    assert caught.value.key == "model_unloadable"
