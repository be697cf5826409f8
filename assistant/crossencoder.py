"""Cross-encoders of sentence-transformers, from a folder or the hub; one as a reranker.

Importing this module and building a `CrossEncoderReranker` load no torch; the first question does.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.embedding import local_folder, precision, quietly
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_REMEDY = (
    "The reranker {name!r} could not be loaded: {why}. "
    "Give a folder that holds a sentence-transformers CrossEncoder with one label or its name "
    "on the Hugging Face hub, or none to do without."
)


class CrossEncoderReranker:
    """Any `CrossEncoder` with one label, by folder or hub name; safe to share between threads."""

    def __init__(self, model: str | Path) -> None:
        self._name = str(model)
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return for each text how likely it answers (0..1): the sigmoid of the model's logit.

        The same call gives the same scores; a text's score depends a little on the others.
        """
        if not texts:
            return []
        with self._lock:  # one thread loads, and fast tokenizers must not be used by two at once
            return self._predict([(question, text) for text in texts])

    def _predict(self, pairs: list[tuple[str, str]]) -> list[float]:
        import torch

        # Said, not left to the model: those for MS MARCO would give raw logits, others would not.
        activation = torch.nn.Sigmoid()
        found = self._model.predict(pairs, activation_fn=activation, show_progress_bar=False)
        return [float(score) for score in found]

    @cached_property
    def _model(self) -> CrossEncoder:
        return load(self._name, _problem, _REMEDY)


def load(name: str, problem: Callable[[CrossEncoder], str], remedy: str) -> CrossEncoder:
    """Return a cross-encoder by folder or hub name.

    Raises ModelUnavailable where it cannot be loaded or `problem` finds one; `remedy` says so, with
    the places `name` and `why`.
    """
    try:
        with quietly():
            model = _opened(name)
    except Exception as error:  # a broken folder makes four libraries fail, each in its way
        raise ModelUnavailable(_line(remedy, name, str(error))) from error
    if found := problem(model):
        raise ModelUnavailable(_line(remedy, name, found))
    return model


def _opened(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    place = str(local_folder(name, "cross-encoder") or name)
    model: CrossEncoder = CrossEncoder(place, model_kwargs={"dtype": precision()})
    return model


def headless(model: CrossEncoder) -> bool:
    """Tell whether the library gave a model a head of random weights, for it had none."""
    kinds = getattr(model.config, "architectures", None) or [""]
    return not kinds[0].endswith("ForSequenceClassification")


def _line(remedy: str, name: str, reason: str) -> str:
    why = (reason.strip() or "unknown").splitlines()[0].rstrip(".")
    return remedy.format(name=name, why=why)


def _problem(model: CrossEncoder) -> str:
    """Tell why a model that was loaded cannot score, or nothing."""
    if model.num_labels != 1:
        return f"it gives {model.num_labels} labels to a text instead of one score"
    if len(model) == 1 and headless(model):
        return "it is no cross-encoder"
    return ""
