"""The embedded default model: chiVe word vectors as a sentence-transformers StaticEmbedding.

The `ja-ginza` package carries Works Applications' chiVe vectors (Apache-2.0): 480,443 words
mapped to 20,000 rows of 300 dimensions, the rows in order of frequency. This module reads the
two vector files from the installed package (its parser is never imported), weights each row by
smooth inverse frequency (Arora et al. 2017, a = 1e-3, Zipf frequencies from the row order),
subtracts the expected text (what all texts have in common tells them apart no more), and saves a
directory that sentence-transformers loads as it is. Searching runs the same matrix with numpy:
identical vectors, 0.3 s instead of 10 s to start.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import ModelUnavailable
from indexer.japanese import tokens

SIF_A = 1e-3
# Of MurmurHash64A; products of unsigned integers wrap, as it wants.
MULTIPLIER, SHIFT = np.uint64(0xC6A4A7935BD1E995), np.uint64(47)
# Longer keys are names and slips that no question types; leaving them out halves the file.
LONGEST_WORD = 8
MODULE, WORDS, ROWS = "0_StaticEmbedding", "words.npy", "rows.npy"
Matrix = NDArray[np.float32]


def source() -> Path | None:
    """Return the folder of the vector files, or None where `ja-ginza` is absent.

    `make install` unpacks the package beside the environment rather than into it: its metadata
    asks for a parser that is not needed here.
    """
    roots = [Path(sys.prefix) / "share" / "himitsu" / "vectors" / "ja_ginza"]
    spec = find_spec("ja_ginza")
    if spec is not None and spec.submodule_search_locations:
        roots.append(Path(spec.submodule_search_locations[0]))
    found = [folder for root in roots for folder in sorted(root.glob("ja_ginza-*/vocab"))]
    return found[0] if found else None


def build(target: Path, vocab: Path) -> None:
    """Write the model to `target` (a new directory) from the vector files in `vocab`."""
    import msgpack

    rows = msgpack.unpackb((vocab / "key2row").read_bytes(), strict_map_key=False)
    stored = json.loads((vocab / "strings.json").read_text("utf-8"))
    words = [word for word in stored if len(word) <= LONGEST_WORD and word.strip()]
    vectors = np.load(vocab / "vectors", allow_pickle=False).astype(np.float32)
    keys = string_hashes(words).tolist()
    index = {word: rows[key] for word, key in zip(words, keys, strict=True) if key in rows}
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    _save(target, index, _weighted(unit))


def _weighted(unit: Matrix) -> Matrix:
    """Weight rows by smooth inverse frequency and centre them on the expected text."""
    frequency = 1 / np.arange(1, len(unit) + 1)
    frequency /= frequency.sum()
    rows = unit * (SIF_A / (SIF_A + frequency))[:, None]
    return (rows - frequency @ rows).astype(np.float32)


def string_hashes(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return spaCy's 64-bit keys of strings (MurmurHash64A, seed 1)."""
    texts = [word.encode() for word in words]
    sizes = np.array([len(text) for text in texts], np.int64)
    made = np.zeros(len(texts), np.uint64)
    for size in np.unique(sizes):
        at = np.flatnonzero(sizes == size)
        padded = b"".join(texts[n].ljust(-(-int(size) // 8) * 8, b"\0") for n in at)
        made[at] = _murmur(np.frombuffer(padded, "<u8").reshape(len(at), -1), int(size))
    return made


def _murmur(blocks: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """Hash texts of one size in bytes, a row each: eight bytes a column, the last filled up with zeros."""
    h = np.full(len(blocks), size, np.uint64) * MULTIPLIER ^ np.uint64(1)
    for at in range(size // 8):
        k = blocks[:, at] * MULTIPLIER
        h = (h ^ (k ^ k >> SHIFT) * MULTIPLIER) * MULTIPLIER
    if size % 8:
        h = (h ^ blocks[:, -1]) * MULTIPLIER
    h = (h ^ h >> SHIFT) * MULTIPLIER
    return h ^ h >> SHIFT


def _save(target: Path, index: dict[str, int], matrix: Matrix) -> None:
    """Write sentence-transformers' own layout: modules.json, tokenizer.json, weights."""
    from safetensors.numpy import save_file

    unknown = len(matrix)
    matrix = np.vstack([matrix, np.zeros((1, matrix.shape[1]), np.float32)])
    module = target / MODULE
    module.mkdir(parents=True)
    tokenizer: dict[str, object] = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": {**index, "[UNK]": unknown}, "unk_token": "[UNK]"},
    }
    (module / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), "utf-8")
    save_file({"embedding.weight": matrix.astype(np.float32)}, module / "model.safetensors")
    kind = "sentence_transformers.sentence_transformer.modules.StaticEmbedding"
    modules = [{"idx": 0, "name": "0", "path": module.name, "type": kind}]
    _save_words(module, index)
    (target / "modules.json").write_text(json.dumps(modules), "utf-8")
    (target / "config_sentence_transformers.json").write_text('{"similarity_fn_name": "cosine"}', "utf-8")


def _save_words(module: Path, index: dict[str, int]) -> None:
    """Write the words in order with their rows: mapped, they cost neither time nor memory to open."""
    words = sorted(index)
    np.save(module / WORDS, np.array(words, f"<U{LONGEST_WORD}"), allow_pickle=False)
    np.save(module / ROWS, np.array([index[word] for word in words], np.int32), allow_pickle=False)


def is_complete(folder: Path) -> bool:
    """Whether a folder holds a model as this module writes it (earlier ones lack the word list)."""
    return (folder / MODULE / ROWS).exists()


class StaticModel:
    """The model run by numpy: the mean of its words' rows.

    `encode` returns unit rows of shape (texts, 300), float32.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.numpy import load_file

        module = folder / MODULE
        if not (module / "model.safetensors").exists():
            raise ModelUnavailable("model_missing", path=str(folder))
        self._words = np.load(module / WORDS, mmap_mode="r", allow_pickle=False)
        self._rows = np.load(module / ROWS, mmap_mode="r", allow_pickle=False)
        self._matrix: Matrix = load_file(module / "model.safetensors")["embedding.weight"]
        self.dimension = int(self._matrix.shape[1])

    def encode(self, texts: list[str]) -> Matrix:
        """Embed texts: unit rows, zero rows where no word is known."""
        # A word may hold a space; the tokenizer of the saved model parts words there.
        words = [" ".join(tokens(text)).split() for text in texts]
        sizes = np.array([len(found) for found in words], np.int64)
        first = np.cumsum(sizes) - sizes
        ids = self._ids([word for found in words for word in found])
        out = np.zeros((len(texts), self.dimension), np.float32)
        # Texts of one size at a time: means of a block are three times as fast as those of single texts.
        for size in np.unique(sizes[sizes > 0]):
            at = np.flatnonzero(sizes == size)
            out[at] = self._matrix[ids[first[at, None] + np.arange(size)]].mean(axis=1)
        unit: Matrix = out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        return unit

    def _ids(self, words: list[str]) -> NDArray[np.int32]:
        """Rows of the matrix; the last one, which is zero, for unknown words."""
        # Longer ones are unknown, and must not be cut to the length of the stored ones.
        short = np.array([word if len(word) <= LONGEST_WORD else "" for word in words], self._words.dtype)
        at = np.minimum(np.searchsorted(self._words, short), len(self._words) - 1)
        return np.where(self._words[at] == short, self._rows[at], len(self._matrix) - 1)
