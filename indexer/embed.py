"""Sentence embeddings behind one seam: the embedded default, or any sentence-transformers model."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlparse

import numpy as np
from numpy.typing import NDArray

from indexer import static_model
from indexer.errors import ModelUnavailable

EMBEDDED = "chive-static"
NONE = "none"
HUB_SECONDS = 5.0
Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """What the index needs of a model. Rows are unit vectors, float32, shape (texts, dimension)."""

    name: str
    dimension: int
    quick: bool
    """Whether it embeds a sentence in microseconds, so that every sentence can have a vector."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""


@dataclass(frozen=True)
class Prompts:
    """Text put before a question and before a passage, as the model was trained with."""

    query: str = ""
    passage: str = ""


# Model cards of the families most used for Japanese retrieval.
KNOWN_PROMPTS = {
    "cl-nagoya/ruri-v3": Prompts("検索クエリ: ", "検索文書: "),
    "intfloat/multilingual-e5": Prompts("query: ", "passage: "),
    "hotchpotch/static-embedding-japanese": Prompts(),
}


def known_prompts(name: str) -> Prompts:
    """Return the prompts of a known model family; empty prompts for others."""
    return next((p for prefix, p in KNOWN_PROMPTS.items() if name.startswith(prefix)), Prompts())


class EmbeddedModel:
    """The default: chiVe vectors as a static model, run by numpy (see `static_model`)."""

    def __init__(self, folder: Path) -> None:
        self.name, self.quick = EMBEDDED, True
        self._model = static_model.StaticModel(folder)
        self.dimension = self._model.dimension

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions."""
        return self._model.encode(list(texts))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""
        return self._model.encode(list(texts))


class HubModel:
    """A sentence-transformers model by hub name or local folder."""

    def __init__(self, name: str, prompts: Prompts, *, offline: bool = False) -> None:
        name = located(name, offline=offline)
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(name, device="cpu", trust_remote_code=False)
        except Exception as error:  # the library raises OSError, ValueError and HTTP errors alike
            raise unloadable(name, error) from error
        self.name, self.quick = name, False
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._prompts = prompts

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Embed questions."""
        return self._encode(self._prompts.query, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Embed passages."""
        return self._encode(self._prompts.passage, texts)

    def _encode(self, prompt: str, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        found = self._model.encode(
            [prompt + text for text in texts], normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(found, np.float32)


def located(name: str, *, offline: bool = False) -> str:
    """Return a model's hub name or absolute folder; without a hub, set the libraries offline."""
    path = Path(name).expanduser()
    if path.exists() or offline or not hub_reachable():
        os.environ["HF_HUB_OFFLINE"] = "1"
    return str(path.resolve()) if path.exists() else name


def unloadable(name: str, error: Exception, kind: str = "model_unloadable") -> ModelUnavailable:
    """Return what is said of a model that a library could not load."""
    return ModelUnavailable(kind, model=name, why=(str(error) or type(error).__name__).splitlines()[0])


def hub_reachable() -> bool:
    """Whether the model hub answers at all; without this a missing model costs 70 s of retries."""
    host = urlparse(os.environ.get("HF_ENDPOINT", "https://huggingface.co")).hostname or ""
    try:
        socket.create_connection((host, 443), timeout=HUB_SECONDS).close()
    except OSError:
        return False
    return True


class NoModel:
    """No vectors: search by words alone. Used where the default's package is not installed."""

    name = NONE
    dimension = 1
    quick = True

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Return zero vectors."""
        return np.zeros((len(texts), 1), np.float32)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return zero vectors."""
        return np.zeros((len(texts), 1), np.float32)


def load_embedder(name: str, home: Path, prompts: Prompts | None = None) -> Embedder:
    """Load a model: "chive-static" (default), "none", or a hub name or folder.

    Raises ModelUnavailable where the model cannot be had.
    """
    if name == NONE:
        return NoModel()
    if name == EMBEDDED:
        return EmbeddedModel(embedded_folder(home))
    return HubModel(name, prompts or known_prompts(name))


def default_model() -> str:
    """Return the embedded default where its vectors are installed, else "none"."""
    return EMBEDDED if static_model.source() else NONE


def embedded_folder(home: Path) -> Path:
    """Return the built default model, building it once (about 3 s) beside the index."""
    folder = home / "models" / EMBEDDED
    if static_model.is_complete(folder):
        return folder
    vocab = static_model.source()
    if vocab is None:
        raise ModelUnavailable("vectors_missing")
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".building-"))
    try:
        static_model.build(aside / "model", vocab)
        shutil.rmtree(folder, ignore_errors=True)
        (aside / "model").rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return folder
