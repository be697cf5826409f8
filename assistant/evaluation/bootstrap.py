"""How sure a figure is: percentile bootstrap over questions, the same in every run."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.intp]  # which questions, repeats allowed
Statistic = Callable[[Places], float]  # nan where it is not defined

_RESAMPLES = 1000
_SEED = 7


def interval(statistic: Statistic, count: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a statistic of `count` questions; None where there is none."""
    chance = np.random.default_rng(_SEED)
    draws = (chance.integers(0, count, count) for _ in range(_RESAMPLES if count else 0))
    values = np.array([value for value in map(statistic, draws) if not np.isnan(value)])
    if not len(values):
        return None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
