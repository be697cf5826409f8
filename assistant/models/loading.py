"""Loading a reader: the shipped weights, or any question-answering model by name or folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import bundled_folder, file_digest, local_folder, quietly

_WEIGHTS = Path(__file__).parent / "weights" / "reader.safetensors"
_SHA256 = "374eccdeb8e258d71e8544d817c9b6dedd7eac7ac1280f1693ff09d98386989a"
_NAME_ANOTHER = "Name an extractive question-answering model, by its folder or on the hub."
_WORD_VECTORS = "bert.embeddings.word_embeddings.weight"  # those of the embedder, not shipped twice


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

    if file_digest(_WEIGHTS) != _SHA256:
        raise ModelUnavailable(
            f"The reader's weights in {_WEIGHTS} are not those that were shipped. Reinstall the "
            "assistant: pip install --force-reinstall --no-deps article-assistant"
        )
    folder = bundled_folder()
    model: Any = BertForQuestionAnswering(AutoConfig.from_pretrained(folder))
    words = load_file(folder / "model.safetensors")["embeddings.word_embeddings.weight"]
    state = {key: value.float() for key, value in load_file(_WEIGHTS).items()}
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
