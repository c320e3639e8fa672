"""Settings, from the environment (`HIMITSU_…`)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from indexer.errors import HimitsuError


class Settings(BaseSettings):
    """What a user may change. Each value has one sentence of reason and bounds."""

    model_config = SettingsConfigDict(env_prefix="HIMITSU_", extra="ignore")

    # Where added documents, models and the index live.
    home: Path = Field(default_factory=lambda: user_data_path("himitsu"))
    # A sentence-transformers model (hub name or folder); empty takes the embedded default.
    embedding_model: str = ""
    # Text put before a question or a passage, where the model's card asks for it; empty takes
    # what is known of the model.
    embedding_query_prompt: str = ""
    embedding_passage_prompt: str = ""
    # "off" builds the index from added documents alone.
    digests: Literal["on", "off"] = "on"
    # Only this machine may reach the chat unless somebody changes it knowingly.
    host: str = "127.0.0.1"
    # Any free port above 1023 needs no rights.
    port: int = Field(default=7860, ge=1, le=65535)
    # "off" keeps neither what readers said of answers nor the questions that had none.
    records: Literal["on", "off"] = "on"
    # Longer questions are pasted documents, not questions.
    longest_question: int = Field(default=1000, ge=50, le=10_000)
    # A letter with several questions (照会回答案); longer ones are attachments.
    longest_enquiry: int = Field(default=4000, ge=200, le=20_000)
    # Base URL of a language model's OpenAI-compatible server; empty: answers are quotations alone.
    llm_url: str = ""
    # The model's name as its server knows it.
    llm_model: str = ""
    # Sent to that server alone; servers on one's own machine mostly want none.
    llm_key: SecretStr = SecretStr("")
    # "allow" lets questions and quotations leave this machine, for a server that is not on it.
    llm_remote: Literal["refuse", "allow"] = "refuse"
    # "on" asks the model once more about each sentence that the check leaves open: slower, and as good as
    # the model is.
    llm_judge: Literal["off", "on"] = "off"
    # A cross-encoder for inference (hub name or folder) that is asked about such sentences before; needs no
    # language model's time.
    nli_model: str = ""
    # From which likelihood on it is believed: of each model another (`python -m eval.entailment MODEL`).
    nli_least: float | None = Field(default=None, gt=0, lt=1)
    # Seconds for a whole answer: the reader has the quotations meanwhile.
    llm_timeout: int = Field(default=300, ge=5, le=3600)
    # Seconds to the first piece and between pieces: a small model on two cores reads 4,000 tokens in
    # 110 s (37 tokens a second, Qwen2.5 1.5B Q4).
    llm_wait: int = Field(default=120, ge=1, le=1800)
    # Tokens of prompt and answer together, not above the server's: Ollama cuts longer prompts unasked.
    llm_context: int = Field(default=4096, ge=1024, le=1_000_000)
    # Tokens of an answer: 1,080 Japanese characters at 0.74 tokens each (Qwen2.5 on the digests), some
    # fifteen sentences. Models that think aloud need more.
    llm_answer: int = Field(default=800, ge=64, le=16_384)
    # How much a model thinks before it answers, where it and its server know of it ("none" with Ollama
    # turns it off); empty sends no wish.
    llm_effort: Literal["", "none", "minimal", "low", "medium", "high"] = ""


def load_settings() -> Settings:
    """Read the settings. Raises HimitsuError naming the setting that has no valid value."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "HIMITSU_" + "_".join(map(str, first["loc"])).upper()
        raise HimitsuError("bad_setting", name=name, value=first.get("input", "")) from error
