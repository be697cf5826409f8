"""Two evaluations of the same questions side by side: which figures moved, and which questions."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.evaluation.cases import EvaluationError, Outcome, outcome_from
from assistant.evaluation.measures import MEASURES, Measure, allows, interval, statistic_of

_SMALLEST = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure before and now over the questions that have it in both, and how it moved.

    `interval` is the 95 % paired bootstrap interval of the difference; `better` and `worse` count
    questions.
    """

    name: str
    label: str
    before: float
    now: float
    count: int
    interval: tuple[float, float] | None
    better: int
    worse: int


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose scores moved: each with what it was and is; `gain` adds them up."""

    id: str
    question: str
    moved: dict[str, tuple[float, float]]
    worse: bool
    gain: float


@dataclass(frozen=True, slots=True)
class RunComparison:
    """What moved since an earlier evaluation, and how many questions only one of the two has.

    A question is `worse` if any of its scores is; both lists begin with the largest move.
    """

    differences: tuple[Difference, ...]
    worse: tuple[Change, ...]
    better: tuple[Change, ...]
    only_before: int
    only_now: int


def read_baseline(path: Path) -> list[Outcome]:
    """Return the outcomes of an earlier evaluation's JSON file."""
    try:
        return [outcome_from(record) for record in json.loads(path.read_bytes())["questions"]]
    except OSError as error:
        raise EvaluationError(f"{path} cannot be read: {error.strerror or error}.") from None
    except (ValueError, TypeError, KeyError, AttributeError):
        raise EvaluationError(f"{path} is no evaluation.json of `assistant evaluate`.") from None


def compare_runs(before: Sequence[Outcome], now: Sequence[Outcome]) -> RunComparison:
    """Compare what two evaluations say of the questions that both have asked."""
    earlier = {each.id: each for each in before}
    pairs = [(earlier[each.id], each) for each in now if each.id in earlier]
    differences = (_difference(measure, pairs) for measure in MEASURES)
    changes = [each for old, new in pairs if (each := _change(old, new)).moved]
    worse = sorted((each for each in changes if each.worse), key=lambda each: each.gain)
    better = sorted((each for each in changes if not each.worse), key=lambda each: -each.gain)
    return RunComparison(
        differences=tuple(each for each in differences if each),
        worse=tuple(worse),
        better=tuple(better),
        only_before=len(before) - len(pairs),
        only_now=len(now) - len(pairs),
    )


def _difference(measure: Measure, pairs: Sequence[tuple[Outcome, Outcome]]) -> Difference | None:
    both = [pair for pair in pairs if all(allows(measure.name, each) for each in pair)]
    old = statistic_of(measure.name, [before for before, _ in both])
    new = statistic_of(measure.name, [now for _, now in both])
    every = np.arange(len(both))
    if math.isnan(old(every)) or math.isnan(new(every)):
        return None
    rises = [_rise(measure, before, now) for before, now in both]
    return Difference(
        measure.name,
        measure.label,
        old(every),
        new(every),
        len(both),
        # Both sides take the same questions, which makes it paired.
        interval(lambda places: new(places) - old(places), len(both)),
        better=sum(rise > 0 for rise in rises),
        worse=sum(rise < 0 for rise in rises),
    )


def _rise(measure: Measure, before: Outcome, now: Outcome) -> float:
    """Return how much better a score became, 0 where that says nothing or there is none."""
    if measure.name not in before.scores or measure.name not in now.scores:
        return 0.0
    rise = measure.better * (now.scores[measure.name] - before.scores[measure.name])
    return rise if abs(rise) > _SMALLEST else 0.0


def _change(before: Outcome, now: Outcome) -> Change:
    rises = {each.name: rise for each in MEASURES if (rise := _rise(each, before, now))}
    return Change(
        now.id,
        now.question,
        {name: (before.scores[name], now.scores[name]) for name in rises},
        worse=any(rise < 0 for rise in rises.values()),
        gain=sum(rises.values()),
    )
