"""The embedding model that the settings ask for."""

from __future__ import annotations

from app.settings import Settings
from indexer.embed import Embedder, Prompts, default_model, known_prompts, load_embedder


def model_name(settings: Settings) -> str:
    """Return the embedding model a user asked for, or the default that is installed."""
    return settings.embedding_model or default_model()


def embedder_of(settings: Settings, name: str) -> Embedder:
    """Load the model of the settings, with its prompts."""
    prompts = known_prompts(name)
    if settings.embedding_query_prompt or settings.embedding_passage_prompt:
        prompts = Prompts(settings.embedding_query_prompt, settings.embedding_passage_prompt)
    return load_embedder(name, settings.home, prompts)
