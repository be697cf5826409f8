"""Conversations whose questions are asked one after another, each after the answers before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from assistant.evaluation.cases import Case, Outcome
from assistant.evaluation.measures import is_missed

_Asked = TypeVar("_Asked", Case, Outcome)


def conversations(asked: Iterable[_Asked]) -> Iterator[tuple[_Asked, ...]]:
    """Yield the turns of each chain together, and every other question alone."""
    for _, turns in groupby(asked, key=lambda each: (each.chain, each.chain or each.id)):
        yield tuple(turns)


def judge_chain(turns: tuple[Outcome, ...], complete: bool) -> list[Outcome]:
    """Return the turns of a chain with their scores; that of the whole chain is at the last one.

    A chain is right if every turn is, and none is lacking.
    """
    right = [float(not is_missed(each)) for each in turns]
    judged = [
        replace(each, scores={**each.scores, "turns_right": score})
        for each, score in zip(turns, right, strict=True)
    ]
    if judged:
        whole = {**judged[-1].scores, "chains_right": float(complete and all(right))}
        judged[-1] = replace(judged[-1], scores=whole)
    return judged
