"""Fit the time prior by cross-validation: the shape of closeness, its reach in days, its weight.

    python -m benchmarks.timeprior ../shared/bench --work /tmp/quality

Over the questions of `realtimeqa_2022` with a cited article, each as of its own day, apart for
questions with time words and without. Candidates are collected once; then every shape is tried
on four fifths of the questions and measured on the rest (five folds by question id).
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import Assistant
from assistant.answering.asking import read_query
from assistant.retrieve.closeness import counts_from_as_of, days_away
from assistant.retrieve.retriever import DENSE_WEIGHT, KEYWORD_WEIGHT, SOURCE_WEIGHT
from benchmarks.followups import interval
from benchmarks.sets import Record, articles, asked_on, opened, questions

Vector = NDArray[np.float64]
FOLDS = 5
RANKED = 60  # passages that are looked through for an article
FAR = 10_000.0  # days: as good as undated
TAUS = (2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 21.0, 30.0)
WEIGHTS = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
LATER = (0.5, 1.0, 1.5, 2.0, 3.0, 5.0)  # a day after the as-of date counts as so many before it


@dataclass(frozen=True)
class Case:
    """A question's candidates: scores without time, signed days away, and which are cited."""

    id: str
    timed: bool
    scores: Vector
    days: Vector
    names: list[str]
    gold: frozenset[str]


@dataclass(frozen=True)
class Prior:
    """One prior: closeness falls with the days away, and adds at most `weight`."""

    shape: str
    tau: float
    weight: float
    later: float = 1.0

    def scores(self, case: Case) -> Vector:
        """Return the candidates' scores with time."""
        days = np.where(case.days > 0, case.days * self.later, -case.days) / self.tau
        return case.scores + self.weight * SHAPES[self.shape](days)


SHAPES: dict[str, Callable[[Vector], Vector]] = {
    "exp(-d)": lambda d: np.exp(-d),
    "1/(1+d)": lambda d: 1 / (1 + d),
    "exp(-d²)": lambda d: np.exp(-(np.minimum(d, 30) ** 2)),
}
NOW = Prior("exp(-d)", 10.0, 0.2, 3.0)
EVEN = replace(NOW, later=1.0)
NONE = Prior("exp(-d)", 10.0, 0.0)
GRID = [Prior(*cell) for cell in product(SHAPES, TAUS, WEIGHTS, LATER)]


def main() -> None:
    """Collect, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    folder = options.bench / "realtimeqa_2022"
    with opened(options.work, folder.name, articles(folder)) as assistant:
        cases = list(collect(assistant, questions(folder)))
    for name, timed in (("without time words", False), ("with time words", True)):
        table(name, [case for case in cases if case.timed is timed])
    table("all", cases)


def collect(assistant: Assistant, asked: Sequence[Record]) -> Iterator[Case]:
    """Yield the candidates of every question with a cited article."""
    for record in asked:
        gold = {e["article_id"] for e in record["evidence"] if e["kind"] == "gold_cited"}
        if record["type"] != "answerable_gold_cited":
            continue
        with assistant._index.snapshot() as snapshot:
            query = read_query(snapshot, record["question"], asked_on(record), None)
            found = assistant._retriever.retrieve(snapshot, query, 1000).found
        bare = [
            DENSE_WEIGHT * each.similarity
            + KEYWORD_WEIGHT * each.overlap
            + SOURCE_WEIGHT * (each.passage.source in query.sources)
            for each in found
        ]
        away = [days_away(query, each.passage.published, each.passage.text) for each in found]
        if not counts_from_as_of(query):  # what happened in a period may well be told after it
            away = [days if days is None else -abs(days) for days in away]
        yield Case(
            record["id"],
            query.period is not None,
            np.array(bare),
            np.array([FAR if days is None else days for days in away], dtype=float),
            [each.passage.article_id for each in found],
            frozenset(gold),
        )


def rank(case: Case, prior: Prior) -> int:
    """Return the place of the first cited article among the distinct articles, from 0."""
    order = np.argsort(-prior.scores(case), kind="stable")[:RANKED]
    ordered = list(dict.fromkeys(case.names[place] for place in order))
    return next((place for place, name in enumerate(ordered) if name in case.gold), RANKED)


def gains(rank: int) -> tuple[float, float, float]:
    """Return hit@1, hit@4 and the reciprocal rank within ten."""
    return float(rank < 1), float(rank < 4), 1 / (rank + 1) if rank < 10 else 0.0


def table(name: str, cases: Sequence[Case]) -> None:
    """Print the present prior, none, and the fitted ones out of fold."""
    measured = {
        prior: np.array([gains(rank(case, prior)) for case in cases])
        for prior in {*GRID, NOW, EVEN, NONE}
    }
    folds = np.array([zlib.crc32(case.id.encode()) % FOLDS for case in cases])
    print(f"\n{name}: {len(cases)} questions; hit@1, hit@4, MRR@10 (gain over the present)")
    now = measured[NOW]
    show("present", now, now)
    show("no time", measured[NONE], now)
    show("both sides of the day alike", measured[EVEN], now)
    for label, allowed in families():
        fitted, chosen = out_of_fold([p for p in GRID if allowed(p)], measured, folds)
        show(f"out of fold, {label}", fitted, now)
        print(
            "     chosen:", ", ".join(f"{p.shape} {p.tau:g} {p.weight} {p.later}" for p in chosen)
        )


def families() -> list[tuple[str, Callable[[Prior], bool]]]:
    """Return which priors are compared with each other: by shape, then all."""
    by_shape = [
        (shape, lambda prior, shape=shape: prior.shape == shape and prior.later == 1.0)
        for shape in SHAPES
    ]
    asymmetric = ("present but for later days", lambda prior: replace(prior, later=1.0) == EVEN)
    return [*by_shape, asymmetric, ("any", lambda prior: True)]


def out_of_fold(
    priors: Sequence[Prior], measured: dict[Prior, Vector], folds: NDArray[np.int64]
) -> tuple[Vector, list[Prior]]:
    """Return what the prior that was best on the other folds finds in each fold."""
    found = np.zeros((len(folds), 3))
    chosen = []
    for fold in range(FOLDS):
        test = folds == fold
        prior = max(priors, key=lambda one: measured[one][~test].mean())
        found[test] = measured[prior][test]
        chosen.append(prior)
    return found, chosen


def show(label: str, found: Vector, now: Vector) -> None:
    """Print means, and the gain in MRR@10 with its interval."""
    one, four, mrr = found.mean(axis=0)
    low, high = interval(found[:, 2] - now[:, 2])
    gain = (found[:, 2] - now[:, 2]).mean()
    print(f"  {label:32} {one:.3f} {four:.3f} {mrr:.3f}  ({gain:+.3f}, {low:+.3f} to {high:+.3f})")


if __name__ == "__main__":
    main()
