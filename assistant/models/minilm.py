"""The embedder that is installed with the assistant, without torch: as good, and twice as fast."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.models.checkpoints import embedder_weights
from assistant.models.encoder import Encoder
from assistant.models.pairs import shipped_tokenizer
from assistant.text.passages import Span

if TYPE_CHECKING:
    from tokenizers import Encoding

Rows = NDArray[np.float32]

_SHORT = 16  # word pieces, of which rounding moves the mean most


class MiniLM:
    """all-MiniLM-L6-v2, of which a text sees `longest` word pieces; safe to share between threads.

    One core works on one text, so that many are done side by side and a question, which is short,
    waits for none of them. Questions and short texts are seen in float32, and longer ones too,
    unless `eight_bits` are asked for: then those take 0.5 to 0.65 of the time, and their vectors
    are as near as .997 to those in float32, and as good to search.
    """

    def __init__(self, longest: int, *, eight_bits: bool = False) -> None:
        self._in_eight_bits = eight_bits
        self._tokenizer = shipped_tokenizer()
        self._tokenizer.enable_truncation(longest)
        self._lock = threading.Lock()  # a tokenizer must not be used by two threads at once

    @property
    def dimensions(self) -> int:
        """The length of every vector."""
        return self._exact.dimensions

    def see(self, texts: Sequence[str], parts: Sequence[Sequence[Span]]) -> tuple[Rows, list[Rows]]:
        """Return a row per text, and per text a row for each of its parts; none has length 1."""
        with ThreadPoolExecutor(_cores()) as pool:
            seen = list(pool.map(self._see, texts, parts))
        return np.array([whole for whole, _ in seen], dtype=np.float32), [rows for _, rows in seen]

    def see_question(self, text: str) -> Rows:
        """Return the row of a question."""
        read = self._pieces(text)
        whole: Rows = self._exact.hidden(read.ids, read.type_ids).mean(axis=0)
        return whole

    def pieces(self, texts: Sequence[str]) -> int:
        """Return how many word pieces of these texts are seen."""
        return sum(len(self._pieces(text).ids) for text in texts)

    def _see(self, text: str, parts: Sequence[Span]) -> tuple[Rows, Rows]:
        read = self._pieces(text)
        in_eight_bits = self._in_eight_bits and len(read.ids) > _SHORT
        tokens = (self._quick if in_eight_bits else self._exact).hidden(read.ids, read.type_ids)
        whole: Rows = tokens.mean(axis=0)
        return whole, part_rows(whole, tokens, np.array(read.offsets), parts)

    def _pieces(self, text: str) -> Encoding:
        with self._lock:
            return self._tokenizer.encode(text)

    @cached_property
    def _exact(self) -> Encoder:
        return Encoder(embedder_weights(), threads=1)

    @cached_property
    def _quick(self) -> Encoder:
        return Encoder(embedder_weights(eight_bits=True), threads=1)


def part_rows(whole: Rows, tokens: Rows, offsets: NDArray[np.int64], parts: Sequence[Span]) -> Rows:
    """Return the mean of the tokens of each part of a text, or that of the text if none is in it.

    "Late chunking" (Günther et al. 2024, arXiv 2409.04701): a sentence is seen in the light of the
    text around it, and costs nothing beyond the text's own vector.
    """
    starts, ends = offsets[:, 0], offsets[:, 1]
    rows = np.tile(whole, (len(parts), 1))
    for row, (start, end) in zip(rows, parts, strict=True):
        inside = (starts >= start) & (ends <= end) & (starts < ends)
        if inside.any():
            row[:] = tokens[inside].mean(axis=0)
    return rows


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
