"""Cross-encoders of sentence-transformers, from a folder or the hub."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import local_folder, precision, quietly

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


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
