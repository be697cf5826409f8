"""How well a reader reads: EM, F1 and AUC on lines whose answers are known.

    python -m training.measure FOLDER TEST... [--limit 800]

EM and F1 compare the words of the best span with those of the nearest right answer, over what is
answerable, as SQuAD does: without articles, punctuation and capitals. AUC is over all lines: how
well the margin of the best span over "not here" tells which ones are answerable.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
import torch
from torch import Tensor
from transformers import BertForQuestionAnswering

from training.batches import by_length, collate, lengths_of, logits
from training.encoding import Encoder, Example
from training.lines import DataError, Span, read_lines
from training.model import base_folder, open_reader

LENGTH = 320
LONGEST = 41  # pieces of a span
_AT_ONCE = 64
_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"\w+")

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured, and over how many lines."""

    em: float
    f1: float
    auc: float
    answerable: int
    unanswerable: int


@dataclass(frozen=True, slots=True)
class Found:
    """The best span of an example, and its margin: its logits less those of "not here"."""

    span: Span
    margin: float


def measure(
    reader: BertForQuestionAnswering, encoder: Encoder, examples: Sequence[Example]
) -> Figures:
    """Read all examples and compare."""
    yes, no, likeness = [], [], []
    for example, found in _read(reader, examples):
        if not example.answerable:
            no.append(found.margin)
            continue
        yes.append(found.margin)
        said = words(encoder.text(example, found.span))
        golds = [words(encoder.text(example, span)) for span in example.spans]
        likeness.append((float(said in golds), max(f1(said, gold) for gold in golds)))
    em, shared = (fmean(each) for each in zip(*likeness, strict=True)) if yes else (0.0, 0.0)
    return Figures(round(em, 4), round(shared, 4), round(auc(yes, no), 4), len(yes), len(no))


def _read(
    reader: BertForQuestionAnswering, examples: Sequence[Example]
) -> Iterator[tuple[Example, Found]]:
    reader.train(mode=False)
    for places in by_length(_AT_ONCE, lengths_of(examples)):
        batch = [examples[place] for place in places]
        with torch.no_grad():
            start, end = logits(reader, collate(batch, [each.spans[0] for each in batch]))
            yield from zip(batch, best_spans(start, end), strict=True)


def best_spans(start: Tensor, end: Tensor) -> list[Found]:
    """Return for each row the best span after the first piece that is not too long."""
    width = start.shape[1] - 1
    scores = start[:, 1:, None] + end[:, None, 1:]
    fit = torch.ones(width, width, dtype=torch.bool, device=start.device).triu().tril(LONGEST - 1)
    best, place = scores.masked_fill(~fit, -torch.inf).flatten(1).max(1)
    margins = (best - start[:, 0] - end[:, 0]).tolist()
    spans = ((at // width + 1, at % width + 1) for at in place.tolist())
    return [Found(span, margin) for span, margin in zip(spans, margins, strict=True)]


def words(text: str) -> list[str]:
    """Return the words that count."""
    found = _WORD.findall(text.lower())
    return [word for word in found if word not in _ARTICLES] or found


def f1(said: Sequence[str], gold: Sequence[str]) -> float:
    """Return the F1 of two answers, word by word."""
    shared = (Counter(said) & Counter(gold)).total()
    return 2 * shared / (len(said) + len(gold)) if shared else 0.0


def auc(yes: Sequence[float], no: Sequence[float]) -> float:
    """Return how often one of `yes` is above one of `no`; .5 where either is empty."""
    if not yes or not no:
        return 0.5
    ranked = np.sort(no)
    below, upto = np.searchsorted(ranked, yes, "left"), np.searchsorted(ranked, yes, "right")
    return float((below + upto).mean() / 2 / len(no))


def read_test(path: Path, encoder: Encoder, limit: int | None) -> list[Example]:
    """Return the lines of a test as the model sees them; of a trial, so many from all over it."""
    lines = list(read_lines(path))
    chosen = lines if limit is None else random.Random(limit).sample(lines, min(limit, len(lines)))
    return list(encoder.examples(chosen))


def told(name: str, figures: Figures) -> str:
    """Return figures as one line."""
    return f"{name}: " + ", ".join(f"{key} {value}" for key, value in asdict(figures).items())


def main() -> None:
    """Measure the reader of a folder on test files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of a reader.safetensors")
    parser.add_argument("tests", type=Path, nargs="+", metavar="TEST")
    parser.add_argument("--length", type=int, default=LENGTH, help="word pieces of an input")
    parser.add_argument("--limit", type=int, help="so many lines of each file")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    base = base_folder()
    try:
        reader, encoder = open_reader(base, options.folder), Encoder(base, options.length)
        for path in options.tests:
            examples = read_test(path, encoder, options.limit)
            log.info(told(path.name, measure(reader, encoder, examples)))
    except (DataError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
