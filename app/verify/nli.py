"""An optional cross-encoder for natural language inference: does a quotation entail a claim?

The user's own model (`HIMITSU_NLI_MODEL`, a hub name or a folder). It is asked only about claims that no rule
refused and that the learnt likelihood leaves open, and lets them stand from a likelihood on that was measured
with it (`HIMITSU_NLI_LEAST`, `python -m eval.entailment MODEL`): no figure of one model fits another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.settings import Settings
from app.verify.verdict import Quoted
from indexer.embed import located, unloadable
from indexer.errors import HimitsuError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

# What models call the class in which a claim follows; with anything before it ("not_entailment") it does not.
ENTAILS = "entail"


@dataclass(frozen=True)
class Entailment:
    """A cross-encoder, which of its classes means that the claim follows, and from what likelihood on."""

    model: CrossEncoder
    entails: int
    least: float

    def holds(self, claim: str, quoted: Quoted) -> bool:
        """Whether the claim follows from the quotation."""
        return self.likelihood(claim, quoted) >= self.least

    def likelihood(self, claim: str, quoted: Quoted) -> float:
        """Return how likely the claim follows, in 0..1; 0 where the two are longer than the model reads.

        Of half a quotation the exception to its rule may be missing.
        """
        premise = f"{quoted.context}\n{quoted.text}"
        longest = self.model.max_seq_length or 0
        if longest and len(self.model.tokenizer(premise, claim)["input_ids"]) > longest:
            return 0.0
        return float(self.model.predict([(premise, claim)], apply_softmax=True)[0][self.entails])


def connect_nli(settings: Settings) -> Entailment | None:
    """Return the model of the settings, None where there is none.

    Raises HimitsuError "nli_least" without a likelihood, and as `load_entailment` does.
    """
    if not settings.nli_model:
        return None
    if settings.nli_least is None:
        raise HimitsuError("nli_least", model=settings.nli_model)
    return load_entailment(settings.nli_model, settings.nli_least)


def load_entailment(name: str, least: float) -> Entailment:
    """Load a cross-encoder by hub name or folder.

    Raises ModelUnavailable "nli_unloadable" where it cannot be had, HimitsuError "nli_labels" where none of
    its classes says that a claim follows.
    """
    name = located(name)
    try:
        from sentence_transformers import CrossEncoder

        # Weights that are pickled are not read.
        safe = {"use_safetensors": True}
        model = CrossEncoder(name, device="cpu", trust_remote_code=False, model_kwargs=safe)
    except Exception as error:  # the library raises OSError, ValueError and HTTP errors alike
        raise unloadable(name, error, "nli_unloadable") from error
    labels: dict[int, str] = model.config.id2label
    found = [number for number, label in labels.items() if label.lower().startswith(ENTAILS)]
    if len(found) != 1 or len(labels) == 1:
        raise HimitsuError("nli_labels", model=name, labels="、".join(labels.values()))
    return Entailment(model, found[0], least)
