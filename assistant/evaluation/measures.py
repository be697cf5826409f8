"""From the outcomes of questions to the figures of a set, each with its interval.

An interval is a percentile bootstrap over questions, the same in every run.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assistant.evaluation.cases import CITED, Outcome
from assistant.evaluation.metrics import refused_at, roc_auc

Places = NDArray[np.intp]  # which questions, repeats allowed
Statistic = Callable[[Places], float]  # nan where it is not defined

_RESAMPLES = 1000
_SEED = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: its name, what a reader sees, and whether more of it is better (+1, -1)."""

    name: str
    label: str
    better: int = 1


MEASURES = (
    Measure("hit@1", "the right article is first"),
    Measure("hit@4", "it is among the first 4"),
    Measure("hit@10", "it is among the first 10"),
    Measure("mrr@10", "mean reciprocal rank of the right article"),
    Measure("ndcg@10", "normalised discounted cumulative gain"),
    Measure("gold_in_answer", "the answer holds the expected words"),
    Measure("item_recall", "items of a list that the answer names"),
    Measure("item_precision", "what the answer lists is an expected item"),
    Measure("turns_right", "turns of a conversation that are right"),
    Measure("chains_right", "conversations whose every turn is right"),
    Measure("em", "the answer is the expected words (SQuAD)"),
    Measure("f1", "words shared with the expected answer (SQuAD)"),
    Measure("short_em", "the highlighted short answer is the expected words"),
    Measure("short_f1", "words it shares with the expected answer"),
    Measure("words", "length of an answer in words", 0),
    Measure("wrong_refusals", "refused, though the articles say it", -1),
    Measure("right_refusals", "refused, and the articles do not say it"),
    Measure("auc", "confidence tells the two apart (ROC AUC)"),
    Measure("refused_at_5", "refused rightly where 5 % are refused wrongly"),
    Measure("written", "answers that the language model worded", 0),
    Measure("supported_sentences", "written sentences that the articles bear out"),
    Measure("refused_sentences", "written sentences refused, an answer", -1),
    Measure("tokens", "tokens of prompts and replies, an answer", -1),
    Measure("citations_exact", "answers whose citations are all exact"),
    Measure("article_cited", "answers that cite the right article"),
    Measure("citation_precision", "citations that overlap the evidence"),
    Measure("citation_recall", "evidence that a citation overlaps"),
    Measure("evidence_quoted", "answers that quote some evidence"),
)
_GROUPED = ("hit@1", "hit@4", "hit@10", "mrr@10", "ndcg@10", "gold_in_answer")
_COMPARISONS = {">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt}
_WRITTEN = re.compile(r"\s*(?P<name>[^\s<>=]+)\s*(?P<sign>>=|<=|>|<)\s*(?P<bound>\d*\.?\d+)\s*")
_SECONDS = re.compile(r"\w+\.p(50|95)")
_NAMES = (*(each.name for each in MEASURES), *(f"{name}/{CITED}" for name in _GROUPED))
_OF_CONFIDENCE = {"auc": roc_auc, "refused_at_5": refused_at}


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure: over how many questions, and its 95 % interval where one was drawn."""

    name: str
    label: str
    value: float
    count: int
    interval: tuple[float, float] | None = None


def estimate(outcomes: Sequence[Outcome]) -> list[Estimate]:
    """Return every figure that these questions allow, and those of `gold_cited` ones again."""
    named = [each for each in outcomes if each.group == CITED]
    every = [found for measure in MEASURES for found in _estimate(measure, outcomes)]
    grouped = [
        replace(found, name=f"{found.name}/{CITED}", label=f"{found.label}, {CITED}")
        for measure in MEASURES
        if named and measure.name in _GROUPED
        for found in _estimate(measure, named)
    ]
    return [*every, *grouped, *_seconds(outcomes)]


def _estimate(measure: Measure, outcomes: Sequence[Outcome]) -> list[Estimate]:
    """Return the figure of one measure; nothing where no question allows it."""
    measured = [each for each in outcomes if allows(measure.name, each)]
    statistic = statistic_of(measure.name, measured)
    value = statistic(np.arange(len(measured)))
    if math.isnan(value):
        return []
    spread = interval(statistic, len(measured))
    return [Estimate(measure.name, measure.label, value, len(measured), spread)]


def allows(name: str, outcome: Outcome) -> bool:
    """Tell whether a measure can be taken on a question."""
    return name in _OF_CONFIDENCE or name in outcome.scores


def statistic_of(name: str, outcomes: Sequence[Outcome]) -> Statistic:
    """Return a measure as a function of which of these outcomes to take."""
    if name in _OF_CONFIDENCE:
        answerable = np.array([each.answerable for each in outcomes], dtype=np.bool_)
        confidence = np.array([each.confidence for each in outcomes], dtype=np.float64)
        measure = _OF_CONFIDENCE[name]
        return lambda places: measure(answerable[places], confidence[places])
    scores = np.array([each.scores[name] for each in outcomes], dtype=np.float64)
    return lambda places: float(scores[places].mean()) if len(places) else math.nan


def interval(statistic: Statistic, count: int) -> tuple[float, float] | None:
    """Return the 95 % interval of a statistic of `count` questions; None where there is none."""
    chance = np.random.default_rng(_SEED)
    draws = (chance.integers(0, count, count) for _ in range(_RESAMPLES if count else 0))
    values = np.array([value for value in map(statistic, draws) if not np.isnan(value)])
    if not len(values):
        return None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _seconds(outcomes: Sequence[Outcome]) -> list[Estimate]:
    """Return the median and the 95th percentile of every stage; the total is one of them."""
    stages = dict.fromkeys(stage for each in outcomes for stage in each.seconds)
    found = []
    for stage in stages:
        seconds = [each.seconds[stage] for each in outcomes if stage in each.seconds]
        for percent in (50, 95):
            value = float(np.percentile(seconds, percent))
            label = f"seconds, {percent}th percentile"
            found.append(Estimate(f"{stage}.p{percent}", label, value, len(seconds)))
    return found


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of about the same confidence: how many, its mean, and the share that was right."""

    count: int
    confidence: float
    right: float


def _reliability(labels: Sequence[bool], confidence: Sequence[float]) -> list[Bin]:
    """Return, by tenths of confidence, what it promised and which share was right."""
    right, promised = np.array(labels, dtype=np.float64), np.array(confidence)
    tenths = np.minimum((promised * 10).astype(int), 9)
    masks = [tenths == tenth for tenth in range(10)]
    return [
        Bin(int(mask.sum()), float(promised[mask].mean()), float(right[mask].mean()))
        for mask in masks
        if mask.any()
    ]


def could_be_answered(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Return the reliability of confidence as the chance that the articles say it."""
    labels = [each.answerable for each in outcomes]
    return _reliability(labels, [each.confidence for each in outcomes])


def was_right(outcomes: Sequence[Outcome]) -> list[Bin]:
    """Return the same of the answers given; right are those of `is_right`."""
    given = [each for each in outcomes if each.status == "answered"]
    judged = [(right, each.confidence) for each in given if (right := is_right(each)) is not None]
    return _reliability([right for right, _ in judged], [sure for _, sure in judged])


def is_right(outcome: Outcome) -> bool | None:
    """Tell whether an answer holds the expected words or the evidence; None where nobody knows.

    Of a list it holds every item.
    """
    if not outcome.answerable:
        return False
    if "item_recall" in outcome.scores:
        return outcome.scores["item_recall"] == 1
    names = ("gold_in_answer", "evidence_quoted")
    signs = [outcome.scores[name] for name in names if name in outcome.scores]
    return any(signs) if signs else None


def is_missed(outcome: Outcome) -> bool:
    """Tell whether a question was refused or answered wrongly."""
    refused = outcome.status == "not_found"
    return outcome.answerable == refused or (not refused and is_right(outcome) is False)


def hits_by_rank(outcomes: Sequence[Outcome], last: int = 10) -> list[tuple[int, float]]:
    """Return, for each rank, the share of questions with a gold article up to there."""
    ranks = [each.rank or math.inf for each in outcomes if "hit@1" in each.scores]
    return [(k, sum(rank <= k for rank in ranks) / len(ranks)) for k in range(1, last + 1) if ranks]


@dataclass(frozen=True, slots=True)
class Requirement:
    """A figure's name, how it is compared, and with what."""

    name: str
    sign: str
    bound: float

    def unmet(self, found: Sequence[Estimate]) -> str:
        """Say what is wrong; nothing if the requirement is met."""
        value = next((each.value for each in found if each.name == self.name), None)
        if value is None:
            return f"{self.name} cannot be measured on these questions, and is required"
        if _COMPARISONS[self.sign](value, self.bound):
            return ""
        return f"{self.name} is {value:.3f}, and {self.sign} {self.bound:g} is required"


def read_requirement(text: str) -> Requirement:
    """Read `hit@1>=0.67`; a ValueError says what is wrong with it."""
    written = _WRITTEN.fullmatch(text)
    if not written:
        raise ValueError(f"{text!r} is no requirement; write it as hit@1>=0.67.")
    name = written["name"]
    if name not in _NAMES and not _SECONDS.fullmatch(name):
        raise ValueError(f"{name!r} is no figure; those are {', '.join(_NAMES)}, total.p95.")
    return Requirement(name, written["sign"], float(written["bound"]))
