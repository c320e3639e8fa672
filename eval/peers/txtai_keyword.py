"""txtai's keyword index over our passages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from typing import Any

from txtai import Embeddings

from eval.peers.peer import DEPTH, Corpus, Found


class TxtaiKeyword:
    """As its documentation builds it, `keyword=True`: words as Unicode's rules cut them."""

    name = "txtai keyword index"
    version = version("txtai")

    def __init__(
        self, corpus: Corpus, settings: str = "default (Unicode word boundaries)", **options: Any
    ) -> None:
        self.settings = settings
        self._embeddings = Embeddings(**(options or {"keyword": True}))
        self._embeddings.index([(piece.id, piece.text, None) for piece in corpus.pieces])

    def rank(self, queries: Sequence[str]) -> list[list[Found]]:
        """Return the index's results."""
        return [[(key,) for key, _ in self._embeddings.search(query, DEPTH)] for query in queries]


MAKERS = (
    TxtaiKeyword,
    partial(
        TxtaiKeyword,
        settings="Japanese: tokenizer of character bigrams",
        keyword=True,
        scoring={"method": "bm25", "terms": True, "normalize": True, "tokenizer": {"ngrams": 2}},
    ),
)
