"""From a line to the word pieces that the model sees, cut to a window round its answer.

    [CLS] question [SEP] headline. passage [SEP]

The headline is there only where a line has one, and no answer begins or ends in it. This is the
input that the assistant gives to the reader.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from training.lines import Line, Span

QUESTION_PIECES = 64
TITLE_PIECES = 32
NOWHERE: Span = (0, 0)  # the first token stands for "not here"
_AT_ONCE = 4096  # lines: what a tokenizer returns is large


@dataclass(frozen=True, slots=True)
class Example:
    """One input: its pieces, where its parts begin, and the spans to learn, last piece included."""

    pieces: NDArray[np.uint16]
    second: int  # the first piece after the question's [SEP]
    passage: int  # the first piece of the passage
    spans: tuple[Span, ...]
    weight: float

    @property
    def answerable(self) -> bool:
        """Tell whether the passage answers."""
        return self.spans[0] != NOWHERE


class Encoder:
    """The embedder's tokenizer, for inputs of at most `length` pieces."""

    def __init__(self, base: Path, length: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._length = length
        self._first, self._end = (self._mark(name) for name in ("[CLS]", "[SEP]"))

    def _mark(self, name: str) -> int:
        number = self._tokenizer.token_to_id(name)
        if number is None:
            raise ValueError(f"The tokenizer does not know {name}.")
        return number

    def examples(self, lines: Sequence[Line]) -> Iterator[Example]:
        """Yield the inputs of lines, in order; lines whose answer does not fit are left out."""
        for first in range(0, len(lines), _AT_ONCE):
            part = lines[first : first + _AT_ONCE]
            questions = self._pieces([line.question for line in part])
            titles = self._pieces([f"{line.title}." if line.title else "" for line in part])
            contexts = self._pieces([line.context for line in part])
            for line, question, title, context in zip(
                part, questions, titles, contexts, strict=True
            ):
                head = [self._first, *question.ids[:QUESTION_PIECES], self._end]
                example = self._example(line, head, title.ids[:TITLE_PIECES], context)
                if example:
                    yield example

    def text(self, example: Example, span: Span) -> str:
        """Return the words of a span, in small letters and with spaces round punctuation."""
        pieces: list[int] = example.pieces[span[0] : span[1] + 1].tolist()
        return self._tokenizer.decode(pieces)

    def _pieces(self, texts: list[str]) -> list[Encoding]:
        return self._tokenizer.encode_batch(texts, add_special_tokens=False)

    def _example(
        self, line: Line, head: list[int], title: list[int], context: Encoding
    ) -> Example | None:
        spans = [span for answer in line.answers if (span := _span(context, answer))]
        start = len(head) + len(title)
        room = self._length - start - 1
        first = _window(len(context.ids), room, spans, random.Random(line.question + line.context))
        inside = tuple(
            (a - first + start, b - first + start)
            for a, b in spans
            if first <= a and b < first + room
        )
        if line.answers and not inside:
            return None
        pieces = [*head, *title, *context.ids[first : first + room], self._end]
        return Example(
            pieces=np.array(pieces, dtype=np.uint16),
            second=len(head),
            passage=start,
            spans=inside or (NOWHERE,),
            weight=line.weight,
        )


def _span(context: Encoding, answer: Span) -> Span | None:
    """Return the first and the last piece of an answer, if it begins and ends in pieces."""
    first, last = context.char_to_token(answer[0]), context.char_to_token(answer[1] - 1)
    return None if first is None or last is None else (first, last)


def _window(length: int, room: int, spans: Sequence[Span], chance: random.Random) -> int:
    """Return where to cut: somewhere, but so that the first answer is inside, if it can be."""
    latest = max(0, length - room)
    if not spans:
        return chance.randint(0, latest)
    first, last = spans[0]
    low, high = max(0, last - room + 1), min(first, latest)
    return chance.randint(low, high) if low <= high else min(first, latest)
