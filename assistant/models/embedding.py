"""Sentence vectors: what an embedder is, and the real one (all-MiniLM-L6-v2 unless told otherwise).

Importing this module, building a `SentenceEmbedder` and asking for its `recipe` load no model.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import (
    bundled_folder,
    check_bundled,
    has_gpu,
    local_folder,
    precision,
    quietly,
    weights_digest,
)
from assistant.text.passages import Span

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from assistant.models.minilm import MiniLM

Vectors = NDArray[np.float32]

_BATCH = 32


class Embedder(Protocol):
    """Turns texts into unit vectors; `recipe` names the weights, not the precision."""

    @property
    def recipe(self) -> str:
        """Equal recipes give interchangeable vectors."""

    @property
    def dimensions(self) -> int:
        """The length of every vector."""

    def embed(
        self,
        texts: Sequence[str],
        parts: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Return one unit row per text, and per text one for each of its parts (spans in it).

        `on_progress` hears how many texts are done.
        """

    def embed_question(self, text: str) -> Vectors:
        """Return the unit vector of one question: the same text, the same vector."""

    def pieces(self, texts: Sequence[str]) -> int:
        """Return how many word pieces of these texts are read; what is too long is read in part."""


class SentenceEmbedder:
    """A sentence-transformers model, from a folder or by hub name.

    Safe to share between threads; without a name, the model that is installed with the package,
    whose texts are embedded in a precision: "float32", or "int8", which is faster.
    """

    def __init__(self, model: str | Path | None = None, precision: str = "float32") -> None:
        self._name = str(model) if model else ""
        self._precision = precision
        self._lock = threading.Lock()  # fast tokenizers must not be used by two threads at once

    @cached_property
    def recipe(self) -> str:
        """The digest of the weights, how many tokens of a text they see, and any prompts."""
        folder = self._folder()
        if folder is None:
            return f"hub:{self._name}"
        tokens = _longest(folder)
        prompts = _configuration(folder, "config_sentence_transformers").get("prompts") or {}
        named = "/prompts" if any(prompts.values()) else ""
        return f"{weights_digest(folder)[:16]}/{tokens}{named}"

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        if not self._name:
            return self._shipped.dimensions
        return int(self._model.get_embedding_dimension() or 0)

    def embed(
        self,
        texts: Sequence[str],
        parts: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Embed in batches of similar length, so that little of a batch is padding."""
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        wholes: Vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        rows: list[Vectors] = [np.empty((0, self.dimensions), dtype=np.float32)] * len(texts)
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            batch = [texts[place] for place in places], [parts[place] for place in places]
            wholes[places], found = self._embed_batch(*batch)
            for place, each in zip(places, found, strict=True):
                rows[place] = _unit_rows(each)
            if on_progress:
                on_progress(first + len(places))
        return _unit_rows(wholes), rows

    def _embed_batch(
        self, texts: list[str], parts: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, list[Vectors]]:
        if not self._name and not has_gpu():
            return self._shipped.see(texts, parts)
        with self._lock:
            return self._embed_named(texts, parts)

    def _embed_named(
        self, texts: list[str], parts: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, list[Vectors]]:
        if _pools_by_mean(self._model):
            return _pooled(self._model, texts, parts)
        # Means of tokens would say nothing beside this model's vectors: each part by itself, then.
        each = [
            text[slice(*span)] for text, spans in zip(texts, parts, strict=True) for span in spans
        ]
        vectors: Vectors = self._model.encode_document(
            [*texts, *each], batch_size=_BATCH, show_progress_bar=False
        )
        ends = np.cumsum([len(texts), *(len(spans) for spans in parts)])[:-1]
        wholes, *rows = np.split(vectors, ends)
        return wholes, rows

    def embed_question(self, text: str) -> Vectors:
        """Embed one question in a batch of its own: vectors may depend a little on their batch."""
        if self._name:
            with self._lock:
                vectors: Vectors = self._model.encode_query([text], show_progress_bar=False)
        else:
            vectors = self._shipped.see_question(text)[None]
        row: Vectors = _unit_rows(vectors)[0]
        return row

    def pieces(self, texts: Sequence[str]) -> int:
        """Count as the model's own tokenizer does, its marks of beginning and end among them."""
        if not self._name:
            return self._shipped.pieces(texts)
        with self._lock:
            # One by one, so that there is no padding to count.
            return sum(self._model.preprocess([text])["input_ids"].numel() for text in texts)

    @cached_property
    def _shipped(self) -> MiniLM:
        from assistant.models.minilm import MiniLM

        return MiniLM(_longest(bundled_folder()), eight_bits=self._precision == "int8")

    @cached_property
    def _model(self) -> SentenceTransformer:
        folder = self._folder()
        if folder is not None and not self._name:
            check_bundled(folder)
        try:
            with quietly():
                return _load(str(folder or self._name))
        except (OSError, ValueError, ImportError) as error:
            raise ModelUnavailable(_remedy(self._name, str(error))) from error

    def _folder(self) -> Path | None:
        """Return the model's folder, or None if only the hub can have it."""
        if not self._name:
            return bundled_folder()
        try:
            return local_folder(self._name, "sentence-transformers")
        except FileNotFoundError as error:
            raise ModelUnavailable(_remedy(self._name, str(error))) from None


def _load(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(name, model_kwargs={"dtype": precision()})


def _pools_by_mean(model: Any) -> bool:
    """Tell whether means of token vectors live in the same space as the model's own vectors.

    With a prompt before the text, the places of the characters would be others.
    """
    modules = [type(module).__name__ for module in model]
    if modules not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        return False
    if any(model.prompts.values()):
        return False
    return model[1].pooling_mode in ("mean", ("mean",)) and bool(model.tokenizer.is_fast)


def _pooled(
    model: Any, texts: Sequence[str], parts: Sequence[Sequence[Span]]
) -> tuple[Vectors, list[Vectors]]:
    """Return a row per text, and per text a row for each of its parts; none has unit length yet.

    Parts are spans of characters. One that the model no longer reads, beyond the length that it
    takes in, gets the vector of its text.
    """
    import torch

    from assistant.models.minilm import part_rows

    read = model.tokenizer(
        list(texts),
        padding=True,
        truncation=True,
        max_length=model.max_seq_length,
        return_offsets_mapping=True,
        return_tensors="pt",
    )
    offsets = read.pop("offset_mapping").numpy()
    with torch.inference_mode():
        seen = model({name: values.to(model.device) for name, values in read.items()})
    wholes: Vectors = seen["sentence_embedding"].float().cpu().numpy()
    tokens = seen["token_embeddings"].float().cpu().numpy()
    rows = [
        part_rows(whole, *each) for whole, *each in zip(wholes, tokens, offsets, parts, strict=True)
    ]
    return wholes, rows


def _unit_rows(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return rows


def _longest(folder: Path) -> int:
    """Return how many word pieces of a text a model takes in, or 0 if its folder does not say."""
    return int(_configuration(folder, "sentence_bert_config").get("max_seq_length") or 0)


def _configuration(folder: Path, name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def _remedy(name: str, reason: str) -> str:
    what = f"The embedding model {name!r}" if name else "The embedding model"
    return (
        f"{what} could not be loaded: {reason.strip().splitlines()[0] if reason else 'unknown'}. "
        "Give a folder that holds a sentence-transformers model or a name on the Hugging Face "
        "hub, or none for the model that ships with the assistant."
    )
