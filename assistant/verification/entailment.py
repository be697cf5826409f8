"""Natural language inference: does a sentence follow from its statements? Optional.

Importing this module and building a `CrossEncoderEntailment` load no torch; the first check does.
"""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import local_folder, precision, quietly

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_REMEDY = (
    "The entailment model {name!r} could not be loaded: {why}. "
    "Give a folder that holds a sentence-transformers CrossEncoder for natural language "
    "inference or its name on the Hugging Face hub, or none to do without."
)
_UNNAMED = 1  # cross-encoder/nli-*: contradiction, entailment, neutral


class Entailment(Protocol):
    """Tells how likely a hypothesis follows from a premise."""

    def probability(self, premise: str, hypothesis: str) -> float:
        """Return 0..1; the same call gives the same number."""


class CrossEncoderEntailment:
    """Any `CrossEncoder` for inference, by folder or hub name; safe to share between threads.

    One with several labels tells which of them is entailment; one with a single label scores it.
    """

    def __init__(self, model: str | Path) -> None:
        self._name = str(model)
        self._lock = threading.Lock()

    def probability(self, premise: str, hypothesis: str) -> float:
        """Return the softmax of the label "entailment", or the sigmoid of the only label."""
        with self._lock:  # one thread loads, and fast tokenizers must not be used by two at once
            return self._predict(premise, hypothesis)

    def _predict(self, premise: str, hypothesis: str) -> float:
        import torch

        single = self._model.num_labels == 1
        activation = torch.nn.Sigmoid() if single else torch.nn.Softmax(dim=-1)
        found = self._model.predict(
            [(premise, hypothesis)], activation_fn=activation, show_progress_bar=False
        )
        return float(found[0] if single else found[0][self._label])

    @property
    def _label(self) -> int:
        names = getattr(self._model.config, "id2label", None) or {}
        entailing = [
            int(place) for place, name in names.items() if str(name).lower().startswith("entail")
        ]
        return entailing[0] if entailing else _UNNAMED

    @cached_property
    def _model(self) -> CrossEncoder:
        try:
            with quietly():
                model = _opened(self._name)
        except Exception as error:  # a broken folder makes four libraries fail, each in its way
            raise ModelUnavailable(_remedy(self._name, str(error))) from error
        if _is_headless(model):
            raise ModelUnavailable(_remedy(self._name, "it is no cross-encoder"))
        return model


def _opened(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    place = str(local_folder(name, "cross-encoder") or name)
    model: CrossEncoder = CrossEncoder(place, model_kwargs={"dtype": precision()})
    return model


def _is_headless(model: CrossEncoder) -> bool:
    """Tell whether the library gave a model a head of random weights, for it had none."""
    kinds = getattr(model.config, "architectures", None) or [""]
    return not kinds[0].endswith("ForSequenceClassification")


def _remedy(name: str, reason: str) -> str:
    why = (reason.strip() or "unknown").splitlines()[0].rstrip(".")
    return _REMEDY.format(name=name, why=why)
