"""Generations: layout and manifest, repeatable, verified, one at a time, and safe to kill."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from indexer.bags import KINDS
from indexer.build import build, build_from
from indexer.collect import Collected
from indexer.embed import EMBEDDED, Embedder, NoModel, default_model, load_embedder
from indexer.errors import HimitsuError, IndexUnusable
from indexer.index import SCHEMA, Entry, Index, current, open_index
from indexer.japanese import dictionary_version
from indexer.lexicon import load_lexicon
from indexer.passages import Expected, Passage, Sentence, index_text

ROOT = Path(__file__).resolve().parents[2]
OFF = {"HIMITSU_DIGESTS": "off"}
SENTENCE = "退職者のアカウントは速やかに停止する。"


@pytest.fixture
def copy(home: Path, tmp_path: Path) -> Path:
    """A home of one's own to break, with the session's index in it."""
    shutil.copytree(home / "index", tmp_path / "home" / "index")
    return tmp_path / "home"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small index of given passages, without a model."""
    build_from(tmp_path / "small", collected(SENTENCE, "研修を行う。"), NoModel())
    return tmp_path / "small"


def collected(*texts: str) -> Collected:
    passages = [
        Passage(
            f"p{at}", "doc", "", "original", ("題",), "1", 0, len(t), t, (Sentence(0, len(t), "paragraph"),)
        )
        for at, t in enumerate(texts)
    ]
    entry = Entry("doc", "", "題", "", "original", "user", "", passages=len(passages))
    return Collected(passages, [entry], {"doc//original": "".join(texts)})


def generation(home: Path) -> Path:
    folder = current(home)
    assert folder is not None
    return folder


def manifest(home: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((generation(home) / "manifest.json").read_text("utf-8"))
    return found


def rewrite(home: Path, **fields: object) -> None:
    path = generation(home) / "manifest.json"
    path.write_text(json.dumps(manifest(home) | fields), "utf-8")


def refused(home: Path, **asked: str) -> IndexUnusable:
    with pytest.raises(IndexUnusable) as caught:
        open_index(home, **asked)  # type: ignore[arg-type]
    return caught.value


def test_the_layout_of_a_generation(home: Path) -> None:
    folder = generation(home)
    names = {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}
    columns = {"data.npy", "indices.npy", "indptr.npy", "vocabulary.json"}
    expected = {"manifest.json", "passages.jsonl", "texts.json", "passages.faiss"}
    expected |= {"readings.json", "terms.json", "expected.faiss", "contexts.npy"}
    expected |= {"beyond.faiss", "beyond.json"}
    expected |= {f"{part}/{name}" for part in ("lexical", "expected") for name in columns}
    expected |= {"words/vocabulary.json", "words/vectors.npy"}
    expected |= {f"words/{kind}-{part}.npy" for kind in KINDS for part in ("ids", "ends")}
    assert names - {"metric.npy"} == expected
    layout = sys.modules["indexer.index"].__doc__ or ""
    assert all(f"`{name.split('/')[0]}" in layout for name in names)
    assert set(manifest(home)["files"]) == names - {"manifest.json"}  # type: ignore[call-overload]
    assert sorted(p.name for p in folder.parent.iterdir()) == sorted([".lock", "CURRENT", folder.name])


def test_the_manifest_says_what_it_was_made_from_and_with(home: Path) -> None:
    found = open_index(home).manifest
    assert found.schema == SCHEMA
    assert found.generation == generation(home).name
    assert found.model == default_model()
    assert found.tokenizer == dictionary_version()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$", found.built)
    catalog = ROOT / "corpus" / "catalog.toml"
    assert found.corpus["catalog.toml"] == hashlib.sha256(catalog.read_bytes()).hexdigest()
    assert "digests/meti-tech-leak-guidance.md" in found.corpus


def test_checksums_and_counts_are_true(home: Path) -> None:
    index = open_index(home)
    for name, wanted in index.manifest.files.items():
        assert hashlib.sha256((index.folder / name).read_bytes()).hexdigest() == wanted
    assert index.manifest.counts == {
        "documents": len({p.document for p in index.passages}),
        "passages": sum(not p.stands_for for p in index.passages),
        "questions": len(index.expected_rows),
    }
    assert sum(e.passages + e.matched for e in index.entries) == len(index.passages)


def test_every_passage_is_a_slice_of_its_document(home: Path) -> None:
    index = open_index(home)
    assert all(index.text(p)[p.start : p.end] == p.text for p in index.passages)
    assert all(index.entry(p).document == p.document for p in index.passages)


def test_rows_of_questions_and_passages_agree(home: Path) -> None:
    index = open_index(home)
    for row in (0, 7, len(index.passages) - 1):
        first, end = index.first_expected[row], index.first_expected[row + 1]
        assert end - first == len(index.passages[row].questions)
        assert set(index.expected_rows[first:end]) <= {row}
    scores = np.arange(len(index.expected_rows), dtype=np.float32)
    assert index.best_expected(scores)[3] == scores[index.first_expected[4] - 1]


def test_an_expected_question_is_found_by_words_and_by_vectors(home: Path) -> None:
    index, embedder = open_index(home), load_embedder(default_model(), home)
    for row in (3, 50, 120):
        asked = index.passages[row].questions[0].text
        words = index.expected_word_scores(load_lexicon().query(asked))
        # Another question may hold the same words and be shorter.
        assert index.first_expected[row] in np.argsort(-words)[:3]
        if embedder.name == EMBEDDED:
            vectors = index.expected_vector_scores(embedder.queries([asked]))
            assert vectors[index.first_expected[row]] == pytest.approx(1, abs=1e-4)


def test_two_builds_of_the_same_input_are_the_same(home: Path, tmp_path: Path) -> None:
    """In two processes with their own hash seeds, so that no set's order gets in; this one's is random."""
    copy_model(home, tmp_path)
    done = himitsu(tmp_path, "index", PYTHONHASHSEED="4711")
    done.check_returncode()
    one, other = open_index(home), open_index(tmp_path)
    counts = (f"資料{len({p.document for p in one.passages})}件", f"想定質問{len(one.expected_rows)}件")
    assert done.stdout.startswith("索引を作りました：")
    assert all(count in done.stdout for count in counts)
    assert other.manifest.files == one.manifest.files
    assert other.passages == one.passages
    assert other.manifest.generation[-12:] == one.manifest.generation[-12:]


def test_no_index(tmp_path: Path) -> None:
    assert refused(tmp_path).key == "no_index"
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "CURRENT").write_text("gone", "utf-8")
    assert refused(tmp_path).key == "no_index"


def test_each_damaged_file_is_found_and_named(copy: Path) -> None:
    for name in sorted(manifest(copy)["files"]):  # type: ignore[call-overload]
        path = generation(copy) / name
        sound = path.read_bytes()
        path.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
        error = refused(copy)
        assert (error.key, error.values["file"]) == ("index_damaged", name)
        path.write_bytes(sound)
    assert open_index(copy).passages


def test_a_lost_file_is_found(copy: Path) -> None:
    (generation(copy) / "passages.faiss").unlink()
    assert refused(copy).values == {"file": "passages.faiss"}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", f'{{"schema": {SCHEMA}}}'])
def test_a_damaged_manifest_is_found(copy: Path, text: str) -> None:
    (generation(copy) / "manifest.json").write_text(text, "utf-8")
    error = refused(copy)
    assert (error.key, error.values["file"]) == ("index_damaged", "manifest.json")


def test_another_schema(copy: Path) -> None:
    rewrite(copy, schema=SCHEMA + 1)
    assert refused(copy).key == "index_schema"
    rewrite(copy, schema=SCHEMA + 1, field_of_tomorrow="x")
    error = refused(copy)
    assert error.key == "index_schema"
    assert error.values == {"found": str(SCHEMA + 1), "wanted": str(SCHEMA)}


def test_another_model(copy: Path) -> None:
    error = refused(copy, model="intfloat/multilingual-e5-small")
    assert error.key == "index_model"
    assert error.values["built"] == default_model()
    assert open_index(copy, model=default_model()).passages


def test_nothing_to_index(tmp_path: Path) -> None:
    with pytest.raises(HimitsuError) as caught:
        build(tmp_path, NoModel(), digests=False)
    assert caught.value.key == "nothing_to_index"
    assert refused(tmp_path).key == "no_index"
    assert [p.name for p in (tmp_path / "index").iterdir()] == [".lock"]


def test_one_build_at_a_time(small: Path) -> None:
    holder = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX)"
    child = subprocess.Popen(
        [sys.executable, "-c", holder + "; print(1, flush=True); time.sleep(60)", str(small / "index/.lock")],
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.readline()
    try:
        with pytest.raises(HimitsuError) as caught:
            build_from(small, collected(SENTENCE), NoModel())
        assert caught.value.key == "index_busy"
        assert len(open_index(small).passages) == 2
    finally:
        child.kill()
        child.communicate()
    build_from(small, collected(SENTENCE), NoModel())
    assert len(open_index(small).passages) == 1


def test_a_failed_build_leaves_the_index_in_use(small: Path) -> None:
    class Breaks(NoModel):
        def passages(self, texts: object) -> np.ndarray:
            raise HimitsuError("model_unloadable")

    before = generation(small)
    with pytest.raises(HimitsuError):
        build_from(small, collected("別の文書。"), Breaks())
    assert generation(small) == before
    assert not list((small / "index").glob(".building-*"))
    assert len(open_index(small).passages) == 2


def test_old_generations_go_but_the_one_before_stays(small: Path) -> None:
    made = [generation(small).name]
    for at in range(3):
        build_from(small, collected(f"{at}番目の文書。"), NoModel())
        made.append(generation(small).name)
    kept = {p.name for p in (small / "index").iterdir() if p.is_dir()}
    assert made[-1] in kept
    assert len(kept) == 2
    assert open_index(small).passages[0].text == "2番目の文書。"


def test_an_index_in_use_survives_the_builds_after_it(small: Path) -> None:
    opened = open_index(small)
    for at in range(3):
        build_from(small, collected(f"{at}番目の文書。"), NoModel())
    assert opened.passages[0].text == SENTENCE
    assert opened.word_scores({"停止": 1.0}).argmax() == 0


def test_headings_are_searched_with_the_text() -> None:
    passage = replace(
        collected("**秘密**を守る。").passages[0],
        path=("第１章", "１．目的", "（１）対象", "①従業員"),
        questions=(Expected("質問", "s"),),
    )
    assert index_text(passage) == "１．目的 （１）対象 ①従業員\n秘密を守る。"


def himitsu(home: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app.cli", *args],
        env=os.environ | {"HIMITSU_HOME": str(home)} | environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def copy_model(home: Path, target: Path) -> None:
    """Spare a build the making of the default model, where that is installed."""
    if (home / "models").exists():
        shutil.copytree(home / "models", target / "models")


def start_index(home: Path) -> subprocess.Popen[bytes]:
    """Start a build; returns once it has written its first file."""
    for left in (home / "index").glob(".building-*"):  # of a build killed before
        shutil.rmtree(left)
    child = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "index"],
        env=os.environ | {"HIMITSU_HOME": str(home)} | OFF,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while not any((home / "index").glob(".building-*/*")) and child.poll() is None:
        time.sleep(0.005)
    return child


def test_killing_a_build_leaves_a_usable_index(home: Path, tmp_path: Path) -> None:
    """Kills from the first file written on to the commit and beyond, of builds of a second."""
    copy_model(home, tmp_path / "home")
    (tmp_path / "rules.txt").write_text("".join(f"第{at}条　{SENTENCE}\n" for at in range(1, 60)), "utf-8")
    himitsu(tmp_path / "home", "add", str(tmp_path / "rules.txt"), **OFF).check_returncode()
    copy = tmp_path / "home"
    question = load_lexicon().query("退職者のアカウントはいつ停止しますか")
    wanted = open_index(copy).word_scores(question)
    assert wanted.any()
    child = start_index(copy)
    started = time.monotonic()
    assert child.wait() == 0
    whole = time.monotonic() - started
    killed = []
    for share in np.linspace(0, 1.2, 9):
        child = start_index(copy)
        time.sleep(share * whole)
        child.send_signal(signal.SIGKILL)
        child.communicate()
        killed.append(child.returncode == -signal.SIGKILL)
        found: Index = open_index(copy)
        assert np.array_equal(found.word_scores(question), wanted)
    assert any(killed)
    himitsu(copy, "index", **OFF).check_returncode()
    assert not list((copy / "index").glob(".building-*"))
    assert np.array_equal(open_index(copy).word_scores(question), wanted)


def test_no_file_of_a_generation_is_a_pickle(home: Path) -> None:
    files = [p for p in generation(home).rglob("*") if p.is_file()]
    assert len(files) >= 13
    for path in files:
        assert not re.match(rb"\x80[\x02-\x05]", path.read_bytes()[:2]), path.name
        if path.suffix == ".npy":
            assert np.load(path, allow_pickle=False).dtype != object


def test_no_source_unpickles_evaluates_or_starts_a_shell() -> None:
    sources = [p for room in ("indexer", "app", "eval") for p in (ROOT / room).rglob("*.py")]
    assert len(sources) > 40
    forbidden = re.compile(
        r"allow_pickle\s*=\s*True|^\s*(?:import|from) (?:pickle|dill|joblib|shelve|marshal)\b"
        r"|(?<![\w.])eval\(|(?<![\w.])exec\(|shell\s*=\s*True|os\.system\(|torch\.load\(",
        re.MULTILINE,
    )
    for path in sources:
        text = path.read_text("utf-8")
        assert not forbidden.search(text), path
        assert text.count("np.load(") == len(re.findall(r"np\.load\([^()]*allow_pickle=False\)", text)), path


def test_the_no_model_embedder_is_one(tmp_path: Path) -> None:
    embedder: Embedder = NoModel()
    build_from(tmp_path, collected(SENTENCE, "研修を行う。"), embedder)
    index = open_index(tmp_path, model="none")
    assert index.vector_scores(embedder.queries(["退職"])).tolist() == [0.0, 0.0]
    assert index.expected_word_scores({"退職": 1.0}).tolist() == []
