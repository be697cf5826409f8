"""How good quoted answers are: the first quote, the rest, the short answer, and what they promise.

    python -m benchmarks.answers ../shared/bench --work /tmp/quality [--sets realtimeqa_2022 ...]

Over all questions and over the half that nothing was fitted on (odd sha256 of the id: of the
article where a set has several questions an article). Right is a quote that holds the expected
words, or overlaps what people marked as evidence where the expected words are their own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant import Answer
from assistant.evaluation.metrics import f1, folded, has_answer, refused_at, roc_auc
from benchmarks.sets import Record, articles, asked_on, opened, questions

SETS = ("realtimeqa_2022", "realtimeqa_2022_withheld", "onestopqa", "clapnq_dev")
_MARKED = {"onestopqa", "clapnq_dev"}  # sets whose evidence people marked
_OVERLAP = 0.7  # share of the shorter one's words
_SURE, _UNSURE = 0.8, 0.5  # the chat's labels


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a set, the half that it is of (0 even, 1 odd), and its answer."""

    name: str
    question: Record
    half: int
    answer: Answer

    @property
    def quotes(self) -> list[str]:
        """The quoted sentences in the order of the answer, each once."""
        spans = sorted({(each.answer_start, each.answer_end) for each in self.answer.citations})
        return [self.answer.text[start:end] for start, end in spans]

    @property
    def right(self) -> bool:
        """Tell whether it was answered, and a quote is right."""
        return any(is_right(self.name, self.question, quote) for quote in self.quotes)


def main() -> None:
    """Ask every question and print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=SETS)
    options = parser.parse_args()
    for name in options.sets:
        asked = ask(options.bench, options.work, name)
        for half, chosen in (("all", asked), ("odd", [each for each in asked if each.half])):
            print(f"{name}, {half}: {len(chosen)} questions")
            for line in report(chosen):
                print(f"  {line}")


def ask(bench: Path, work: Path, name: str) -> list[Asked]:
    """Return the answers to the questions of a set over its articles."""
    with opened(work, name, records(bench, name)) as assistant:
        return [
            Asked(name, each, half_of(name, each), _answer(assistant.answer, each))
            for each in questions(bench / name)
        ]


def _answer(answer: Callable[..., Answer], question: Record) -> Answer:
    return answer(question["question"], as_of=asked_on(question))


def records(bench: Path, name: str) -> list[Record]:
    """Return the articles of a set; those of the withheld one are the others' but some."""
    if name != "realtimeqa_2022_withheld":
        return articles(bench / name)
    removed = set(json.loads((bench / name / "removed_articles.json").read_text()))
    return [each for each in articles(bench / "realtimeqa_2022") if each["id"] not in removed]


def half_of(name: str, question: Record) -> int:
    """Return 0 for the half that may be fitted on and 1 for the one that judges."""
    key = question["id"]
    if name in _MARKED:
        evidence = question["evidence"]
        key = evidence[0]["article_id"] if evidence else question["near_miss_article_id"]
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2


def is_right(name: str, question: Record, quote: str) -> bool:
    """Tell whether a quote holds the expected words, or overlaps the evidence that was marked."""
    if not question["answerable"]:
        return False
    if name not in _MARKED:
        return has_answer(quote, question["answers"])
    marked = [part for each in question["evidence"] for part in each["text"].split(" ... ")]
    return any(_overlap(folded(quote).split(), folded(each).split()) for each in marked)


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    shorter = min(len(set(one)), len(set(other)))
    return bool(shorter) and len(set(one) & set(other)) >= _OVERLAP * shorter


def report(asked: Sequence[Asked]) -> list[str]:
    """Return the figures of some questions, a line each."""
    able = [each for each in asked if each.question["answerable"]]
    return [*_quoted(able), *_short(able), *_promised(asked)]


def _quoted(able: Sequence[Asked]) -> list[str]:
    given = [each for each in able if each.quotes]
    first = [is_right(each.name, each.question, each.quotes[0]) for each in given]
    later = [is_right(each.name, each.question, text) for each in given for text in each.quotes[1:]]
    words = [len(each.quotes[0].split()) for each in given]
    lengths = [sum(len(quote.split()) for quote in each.quotes) for each in given]
    return [
        f"first quote right {sum(first) / len(able):.3f}, {statistics.mean(words):.1f} words",
        f"answer right {share(each.right for each in able):.3f}, of those answered "
        f"{share(each.right for each in given):.3f}, {statistics.mean(lengths):.1f} words",
        f"later quotes right {share(later):.3f} of {len(later)}",
    ]


def _short(able: Sequence[Asked]) -> list[str]:
    scores = [
        f1(" ".join(each.answer.text[start:end] for start, end in each.answer.highlights), golds)
        if each.answer.highlights
        else None
        for each in able
        if (golds := each.question["answers"])
    ]
    shown = [score for score in scores if score is not None]
    lengths = [
        len(each.answer.text[start:end].split())
        for each in able
        for start, end in each.answer.highlights
    ]
    if not shown:
        return ["short answer: none"]
    return [
        f"short answer shown {len(shown) / len(scores):.3f}, right where shown "
        f"{share(score >= 0.5 for score in shown):.3f}, "
        f"F1 over all {sum(shown) / len(scores):.3f}, median {statistics.median(lengths):.0f} words"
    ]


def _promised(asked: Sequence[Asked]) -> list[str]:
    able = np.array([each.question["answerable"] for each in asked], dtype=np.bool_)
    sure = np.array([each.answer.confidence for each in asked])
    right = np.array([each.right for each in asked], dtype=np.bool_)
    lines = []
    for label, least in (("well supported", _SURE), ("at least uncertain", _UNSURE)):
        called = sure >= least
        lines.append(
            f"{label}: {called.mean():.3f} of the answers; right of these "
            f"{share(right[called].tolist()):.3f}, of the right so called "
            f"{share(called[right].tolist()):.3f}"
        )
    if able.all():
        return lines
    refused = np.array([each.answer.status == "not_found" for each in asked])
    return [
        *lines,
        f"answerable or not: AUC {roc_auc(able, sure):.3f}, refused at 5 % wrong "
        f"{refused_at(able, sure):.3f}; as shipped refused {refused[~able].mean():.3f}, "
        f"wrongly {refused[able].mean():.3f}",
    ]


def share(truths: Iterable[bool]) -> float:
    """Return how many of some truths hold, from 0 to 1; 0 of none."""
    told = list(truths)
    return sum(told) / len(told) if told else 0.0


if __name__ == "__main__":
    main()
