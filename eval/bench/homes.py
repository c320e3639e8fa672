"""The indexes measured: the fresh clone's own, and synthetic ones. Each is built once a run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from eval.bench.child import REAL
from eval.bench.process import child
from indexer.embed import default_model, load_embedder


@dataclass(frozen=True)
class Corpus:
    """What an index is made of: `size` synthetic passages, with or without expected questions."""

    size: int = REAL
    asked: bool = False

    @property
    def name(self) -> str:
        """How it is named in tables."""
        return "real" if self.size == REAL else "synthetic+questions" if self.asked else "synthetic"


@dataclass(frozen=True)
class Built:
    """A built index and what building it cost: seconds by the clock and of the processors, peak MiB."""

    corpus: Corpus
    home: Path
    seconds: float
    processor: float
    peak: float
    passages: int
    questions: int


class Homes:
    """Indexes under one folder, built when first asked for, sharing one copy of the model."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._built: dict[Corpus, Built] = {}
        (root / "models").mkdir()
        # Made here, where no time is taken: it is built once an installation, not once an index.
        load_embedder(default_model(), root)

    def __call__(self, corpus: Corpus) -> Built:
        """Return the index of a corpus."""
        if corpus not in self._built:
            self._built[corpus] = self._build(corpus)
        return self._built[corpus]

    def _build(self, corpus: Corpus) -> Built:
        home = self._root / f"{corpus.name}-{corpus.size}"
        home.mkdir()
        (home / "models").symlink_to(self._root / "models")
        outcome, peak = child("build", home, str(corpus.size), "asked" if corpus.asked else "plain")
        spent = outcome["seconds"], outcome["processor"]
        return Built(corpus, home, *spent, peak, outcome["passages"], outcome["questions"])
