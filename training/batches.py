"""Examples of similar length side by side, as tensors, in an order that only a seed decides."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from transformers import BertForQuestionAnswering

from training.encoding import Example

_POOL = 64  # batches that are sorted by length together: enough to save padding, and still mixed
_STEP = 8  # lengths are rounded up to it, which a GPU likes
_NEVER = -1e4  # the logit of what is not in the passage; finite, so that a loss stays a number


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs, row by row, and the span that each is to learn."""

    pieces: Tensor
    types: Tensor
    read: Tensor  # which pieces are no padding
    allowed: Tensor  # which may begin or end a span: the passage, and the first for "not here"
    starts: Tensor
    ends: Tensor
    weights: Tensor


def shuffled(size: int, lengths: Sequence[int], seed: str) -> list[list[int]]:
    """Return the places of all examples in batches, for one epoch of training."""
    chance = random.Random(seed)
    order = list(range(len(lengths)))
    chance.shuffle(order)
    pooled = size * _POOL
    pools = (order[first : first + pooled] for first in range(0, len(order), pooled))
    batches = [batch for pool in pools for batch in _cut(pool, size, lengths)]
    chance.shuffle(batches)
    return batches


def by_length(size: int, lengths: Sequence[int]) -> list[list[int]]:
    """Return the places of all examples in batches, for measuring."""
    return _cut(range(len(lengths)), size, lengths)


def _cut(places: Sequence[int], size: int, lengths: Sequence[int]) -> list[list[int]]:
    order = sorted(places, key=lambda place: lengths[place])
    return [order[first : first + size] for first in range(0, len(order), size)]


def lengths_of(examples: Sequence[Example]) -> list[int]:
    """Return how many pieces each example has."""
    return [len(example.pieces) for example in examples]


def training_batches(examples: Sequence[Example], size: int, seed: str) -> Iterator[Batch]:
    """Yield one epoch; of several answers, one is drawn."""
    chance = random.Random(seed)
    for places in shuffled(size, lengths_of(examples), seed):
        chosen = [examples[place] for place in places]
        yield collate(chosen, [chance.choice(example.spans) for example in chosen])


def collate(examples: Sequence[Example], spans: Sequence[tuple[int, int]]) -> Batch:
    """Return examples as one batch."""
    longest = max(len(example.pieces) for example in examples)
    shape = (len(examples), -(-longest // _STEP) * _STEP)
    pieces, types = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    read, allowed = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    allowed[:, 0] = True
    for row, example in enumerate(examples):
        length = len(example.pieces)
        pieces[row, :length] = example.pieces
        types[row, example.second : length] = 1
        read[row, :length] = True
        allowed[row, example.passage : length - 1] = True
    starts, ends = torch.tensor(spans).unbind(1)
    return Batch(
        pieces=torch.from_numpy(pieces),
        types=torch.from_numpy(types),
        read=torch.from_numpy(read),
        allowed=torch.from_numpy(allowed),
        starts=starts,
        ends=ends,
        weights=torch.tensor([example.weight for example in examples]),
    )


def logits(reader: BertForQuestionAnswering, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the logits of start and end, with no chance for what is not in the passage."""
    where = reader.device
    with torch.autocast(where.type, dtype=torch.bfloat16, enabled=where.type == "cuda"):
        found = reader(
            input_ids=batch.pieces.to(where),
            token_type_ids=batch.types.to(where),
            attention_mask=batch.read.to(where).long(),
        )
    barred = ~batch.allowed.to(where)
    start, end = found.start_logits.float(), found.end_logits.float()
    return start.masked_fill(barred, _NEVER), end.masked_fill(barred, _NEVER)
