"""The reader: where in a text stands the answer to a question, and how likely it stands there.

A reader is an extractive question-answering model. It reads a question and a text together and
gives for every place the logits that the answer starts or ends there; its first position stands
for "not here". What it says of a span is `start + end - (start[0] + end[0])`: log odds against "not
here", uncalibrated, and comparable across texts.

Each text is read alone and in float32, so that what is said of it never depends on what is read
with it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ModelUnavailable
from assistant.models.pairs import Logits, PairModel, load_reader
from assistant.text.visible import visible

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Part = tuple[int, int]

_QUESTION, _LENGTH = 64, 320  # word pieces, as in training
_STRIDE = 128  # by so many pieces two windows of a long text overlap
_LONGEST = 41  # pieces of a span, as in training
_DIGITS = 3  # of a score: what differs less is a tie
_NEVER = -1e4  # a logit that nothing outweighs
# What a reader must refuse: made-up texts that do not answer.
_UNANSWERED = (
    ("Who is the mayor of Orlu?", "The bridge of Varn closes in April for eleven weeks."),
    ("How much did the ferry cost?", "Ida Holm has baked rye bread in Oberdorf since 1998."),
    ("When was the library built?", "Heavy rain is expected in the north, the forecasters said."),
)


@dataclass(frozen=True, slots=True)
class Span:
    """The best answer in a part of a text: `text[start:end]`, with its log odds."""

    start: int
    end: int
    score: float


class Reader(Protocol):
    """Reads a question and texts together."""

    @property
    def name(self) -> str:
        """The name or folder of the model, or "" for the shipped one."""

    @property
    def calibrated(self) -> bool:
        """Tell whether the scores mean what those of the shipped model mean."""

    @property
    def unscaled(self) -> Reader:
        """The same reader, whose scores are the model's own."""

    def warm(self) -> None:
        """Load the model now; raises ModelUnavailable."""

    def read(
        self, question: str, texts: Sequence[str], parts: Sequence[Sequence[Part]]
    ) -> list[list[Span]]:
        """Return per text the best span inside each of its parts, in the order of the parts.

        Parts are (start, end) in characters of their text. Scores compare across texts. Raises
        ModelUnavailable when the model cannot be loaded.
        """


class SpanReader:
    """A question-answering model of transformers; safe to share between threads.

    Without a name, the weights that ship with the assistant. Loaded when first needed. `scale` is
    the (slope, intercept) that brings the scores of another model to those of the shipped one.
    """

    def __init__(
        self, model: str | Path | None = None, scale: tuple[float, float] | None = None
    ) -> None:
        self._name = str(model) if model else ""
        self._scale = scale
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The name or folder of the model, or "" for the shipped one."""
        return self._name

    @property
    def calibrated(self) -> bool:
        """Tell whether the scores mean what those of the shipped model mean."""
        return not self._name or self._scale is not None

    @property
    def unscaled(self) -> SpanReader:
        """The same reader, whose scores are the model's own."""
        return SpanReader(self._name) if self._scale else self

    def warm(self) -> None:
        """Load the model now; raises ModelUnavailable."""
        _ = self._checked

    def read(
        self, question: str, texts: Sequence[str], parts: Sequence[Sequence[Part]]
    ) -> list[list[Span]]:
        """Return per text the best span inside each of its parts, in the order of the parts."""
        _ = self._checked
        slope, intercept = self._scale or (1.0, 0.0)
        seen = [visible(text) for text in texts]
        read = self._read(
            visible(question).text,
            [text.text for text in seen],
            [[text.here(*part) for part in each] for text, each in zip(seen, parts, strict=True)],
        )
        return [
            [
                Span(*text.there(one.start, one.end), round(slope * one.score + intercept, _DIGITS))
                for one in spans
            ]
            for text, spans in zip(seen, read, strict=True)
        ]

    @cached_property
    def _checked(self) -> bool:
        """Loaded, and fit to read: it refuses what a text does not answer."""
        if self._name:
            self._check_refuses()
        else:
            _ = self._loaded
        return True

    def _read(
        self, question: str, texts: Sequence[str], parts: Sequence[Sequence[Part]]
    ) -> list[list[Span]]:
        if not texts:
            return []
        tokenizer, model = self._loaded
        with self._lock:  # how a tokenizer cuts is set before each use
            windows = _windows(tokenizer, question, texts)
        found = [[_nothing(part) for part in each] for each in parts]
        for place, window in windows:
            read = _Window(window, *model(window))
            for each, part in enumerate(parts[place]):
                span = read.best(texts[place], part)
                if span and span.score > found[place][each].score:
                    found[place][each] = span
        return found

    @cached_property
    def _loaded(self) -> tuple[Tokenizer, PairModel]:
        return load_reader(self._name)

    def _check_refuses(self) -> None:
        """Refuse a model that finds an answer where there is none: it cannot say "not here"."""
        for question, text in _UNANSWERED:
            ((span,),) = self._read(question, [text], [[(0, len(text))]])
            if span.score > 0:
                raise ModelUnavailable(
                    f"The reader {self._name!r} answers questions that a text leaves open. Name a "
                    "model that was trained with unanswerable questions, as those of SQuAD 2.0."
                )


def _windows(
    tokenizer: Tokenizer, question: str, texts: Sequence[str]
) -> list[tuple[int, Encoding]]:
    """Return question and text as word pieces, a long text in several windows, with its place."""
    tokenizer.no_truncation()
    asked = tokenizer.encode(question, add_special_tokens=False)
    if len(asked) > _QUESTION:
        question = question[: asked.offsets[_QUESTION - 1][1]]
    tokenizer.enable_truncation(_LENGTH, stride=_STRIDE, strategy="only_second")
    found = [tokenizer.encode(question, text) for text in texts]
    return [
        (place, window)
        for place, first in enumerate(found)
        for window in (first, *first.overflowing)
    ]


def _nothing(part: Part) -> Span:
    return Span(part[0], part[0], 2 * _NEVER)


class _Window:
    """One question with one window of a text, read: logits and where each word piece stands."""

    def __init__(self, window: Encoding, first: Logits, last: Logits) -> None:
        self._own = np.array([side == 1 for side in window.sequence_ids])
        self._offsets = np.array(window.offsets)
        self._none = float(first[0] + last[0])
        self._first = np.where(self._own, first, _NEVER)
        self._last = np.where(self._own, last, _NEVER)

    def best(self, text: str, part: Part) -> Span | None:
        """Return the best span inside a part, in whole words, or None if the window lacks it."""
        starts, ends = self._offsets[:, 0], self._offsets[:, 1]
        inside = np.flatnonzero(
            self._own & (starts >= part[0]) & (ends <= part[1]) & (ends > starts)
        )
        if not len(inside):
            return None
        sums = self._first[inside, None] + self._last[None, inside]
        sums[~_band(len(inside))] = 2 * _NEVER
        start, end = divmod(int(sums.argmax()), len(inside))
        score = round(float(sums[start, end]) - self._none, _DIGITS)
        left, right = int(starts[inside[start]]), int(ends[inside[end]])
        return Span(*_whole_words(text, left, right, part), score)


def _band(size: int) -> NDArray[np.bool_]:
    """Return which (start, end) are spans: end not before start, and not too long."""
    allowed: NDArray[np.bool_] = np.tri(size, k=0, dtype=bool).T & np.tri(
        size, k=_LONGEST - 1, dtype=bool
    )
    return allowed


def _whole_words(text: str, start: int, end: int, part: Part) -> tuple[int, int]:
    """Widen a span to whole words: word pieces may end inside one."""
    while start > part[0] and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < part[1] and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
