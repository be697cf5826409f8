"""A batch of texts and their parts as vectors, by one pass of a sentence-transformers model.

A part's vector is the mean of the model's token vectors over its characters ("late chunking",
Günther et al. 2024, arXiv 2409.04701): a sentence is seen in the light of the text around it, and
costs nothing beyond the text's own vector.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Span = tuple[int, int]


def pools_by_mean(model: Any) -> bool:
    """Tell whether means of token vectors live in the same space as the model's own vectors.

    With a prompt before the text, the places of the characters would be others.
    """
    modules = [type(module).__name__ for module in model]
    if modules not in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"]):
        return False
    if any(model.prompts.values()):
        return False
    return model[1].pooling_mode in ("mean", ("mean",)) and bool(model.tokenizer.is_fast)


def pooled(
    model: Any, texts: Sequence[str], parts: Sequence[Sequence[Span]]
) -> tuple[Vectors, list[Vectors]]:
    """Return a row per text, and per text a row for each of its parts; none has unit length yet.

    Parts are spans of characters. One that the model no longer reads, beyond the length that it
    takes in, gets the vector of its text.
    """
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
        _rows(whole, *each) for whole, *each in zip(wholes, tokens, offsets, parts, strict=True)
    ]
    return wholes, rows


def _rows(
    whole: Vectors, tokens: Vectors, offsets: NDArray[np.int64], parts: Sequence[Span]
) -> Vectors:
    starts, ends = offsets[:, 0], offsets[:, 1]
    rows = np.tile(whole, (len(parts), 1))
    for row, (start, end) in zip(rows, parts, strict=True):
        inside = (starts >= start) & (ends <= end) & (starts < ends)
        if inside.any():
            row[:] = tokens[inside].mean(axis=0)
    return rows
