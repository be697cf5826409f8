"""Fit the weights of reading: which sentence answers, how sure that is, and which words.

    python -m benchmarks.reading ../shared/bench --work /tmp/quality

Every set is asked once; what was read is kept in the work folder, so that a second run only fits.
Fitted is on the even halves (by sha256 of the id, see benchmarks/answers.py), the figures are of
the odd ones. The weights go into `assistant/answering/`: WEIGHTS of sentences.py (a conditional
logit: which sentence of a question is right), of shortanswer.py and of confidence.py (logistic
regressions).
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant import Assistant
from assistant.answering import sentences, shortanswer
from assistant.answering.asking import EVIDENCE, read_query
from assistant.answering.confidence import Signs, read_signs
from assistant.answering.quoting import budget_for, preceding
from assistant.answering.selection import select
from assistant.answering.sentences import Sentence, rank, read_sentences
from assistant.evaluation.metrics import f1
from assistant.question.query import Query
from benchmarks.answers import half_of, is_right, records
from benchmarks.sets import Record, asked_on, opened, questions

Matrix = NDArray[np.float64]
Labels = NDArray[np.bool_]

# How much a set counts where sentences are ranked.
SETS = {
    "realtimeqa_2022": 1.0,
    "realtimeqa_2022_withheld": 1.0,
    "onestopqa": 1.0,
    "clapnq_dev": 0.5,
}
# A weight that the quizzes of realtimeqa_2022 alone would make twice as large, and that costs the
# refusals of plainer questions; held at what both bear.
_TITLED = -1.5
_RIDGE = 0.01


@dataclass(frozen=True, slots=True)
class Read:
    """One question of a set, read: its sentences, and the signs of its confidence."""

    name: str
    question: Record
    half: int
    query: Query
    ranked: tuple[Sentence, ...]
    signs: Signs


def main() -> None:
    """Read every set, fit, and print weights and figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    rows = [row for name in SETS for row in kept(options.bench, options.work, name)]
    fit_sentences(rows)
    fit_short_answers([row for row in rows if row.name == "realtimeqa_2022"])
    fit_confidence(rows)


def kept(bench: Path, work: Path, name: str) -> list[Read]:
    """Return the questions of a set as they were read, now or in an earlier run."""
    path = work / f"{name}.read.pickle"
    if not path.exists():
        with opened(work, name, records(bench, name)) as assistant:
            path.write_bytes(pickle.dumps(list(read_set(assistant, name, questions(bench / name)))))
    found: list[Read] = pickle.loads(path.read_bytes())
    return found


def read_set(assistant: Assistant, name: str, asked: Sequence[Record]) -> Iterator[Read]:
    """Yield each question for which anything may be quoted."""
    with assistant._index.snapshot() as snapshot:
        for each in asked:
            query = read_query(snapshot, each["question"], asked_on(each), None)
            evidence = assistant._retriever.retrieve(snapshot, query, EVIDENCE)
            ranked = read_sentences(snapshot, query, evidence, assistant._answerer.reader)
            if ranked:
                signs = read_signs(query, evidence, ranked)
                yield Read(name, each, half_of(name, each), query, tuple(ranked), signs)


def fit_sentences(rows: Sequence[Read]) -> None:
    """Print the weights of the conditional logit, and how often the first ones answer."""
    data = [(sentences.signs(row.ranked), right_of(row), SETS[row.name], row) for row in rows]
    scale = np.concatenate([signs for signs, *_ in data]).std(axis=0)
    train = [
        (signs / scale, right, weight)
        for signs, right, weight, row in data
        if not row.half and right.any()
    ]
    weights = _fitted(train) / scale
    print("sentences.WEIGHTS", weights.round(3))
    for name in SETS:
        able = [
            right[np.argsort(-(signs @ weights), kind="stable")]
            for signs, right, _, row in data
            if row.name == name and row.half and row.question["answerable"]
        ]
        hits = [np.mean([right[:most].any() for right in able]).round(3) for most in (1, 2, 3)]
        print(f"  {name}, odd: right among the first 1, 2, 3: {hits}")


def right_of(row: Read) -> Labels:
    """Return which sentences of a question are right."""
    return np.array([is_right(row.name, row.question, each.text) for each in row.ranked])


def _fitted(data: Sequence[tuple[Matrix, Labels, float]]) -> Matrix:
    """Return the weights that make right sentences likeliest among those of their question."""

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        total, slope = 0.0, np.zeros_like(weights)
        for signs, right, weight in data:
            odds = signs @ weights
            shares = np.exp(odds - odds.max())
            shares /= shares.sum()
            held = max(float(shares[right].sum()), 1e-12)
            total -= weight * np.log(held)
            slope -= weight * (shares * right / held - shares) @ signs
        count = sum(weight for *_, weight in data)
        ridge = _RIDGE * float(weights @ weights)
        return total / count + ridge, slope / count + 2 * _RIDGE * weights

    start = np.zeros(data[0][0].shape[1])
    found: Matrix = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return found


def fit_short_answers(rows: Sequence[Read]) -> None:
    """Print the weights of the short answer, and how right the surest halves are."""
    able = [row for row in rows if row.question["answerable"]]
    made = [_short(row) for row in able]
    signs = np.array([each[0] for each in made])
    right = np.array([each[1] >= 0.5 for each in made])
    odd = np.array([row.half == 1 for row in able])
    model = LogisticRegression(C=3, max_iter=3000).fit(signs[~odd], right[~odd])
    print("shortanswer.WEIGHTS", model.coef_[0].round(3), "INTERCEPT", model.intercept_.round(2))
    order = np.argsort(-model.predict_proba(signs[odd])[:, 1], kind="stable")
    for share in (0.5, 0.6, 0.7):
        best = right[odd][order[: int(share * len(order))]]
        print(f"  odd: right where the surest {share:.0%} are shown: {best.mean():.3f}")


def _short(row: Read) -> tuple[Matrix, float]:
    """Return the signs of the short answer of a question, and its F1."""
    best = rank(row.ranked)[0]
    span = shortanswer.in_full(row.query, best.text, (best.span.start, best.span.end))
    answer = best.text[slice(*span)]
    return shortanswer.signs(row.query, best, span), f1(answer, row.question["answers"])


def fit_confidence(rows: Sequence[Read]) -> None:
    """Print the weights of the confidence and how well it tells right and answerable ones."""
    signs = np.array([astuple(row.signs) for row in rows], dtype=np.float64)
    right = np.array([_is_answered(row) for row in rows])
    able = np.array([row.question["answerable"] for row in rows])
    odd = np.array([row.half == 1 for row in rows])
    names = np.array([row.name for row in rows])
    weights, intercept = _logistic(signs[~odd], right[~odd], _balanced(names[~odd], able[~odd]))
    print("confidence.WEIGHTS", Signs(*weights.round(2).tolist()))
    print("confidence.INTERCEPT", round(intercept, 2))
    sure = signs @ weights + intercept
    print(f"  odd: right or not, AUC {roc_auc_score(right[odd], sure[odd]):.3f}")
    for name in SETS:
        own = odd & (names == name)
        if not able[own].all():
            auc = roc_auc_score(able[own], sure[own])
            print(f"  {name}, odd: answerable or not, AUC {auc:.3f}")


def _is_answered(row: Read) -> bool:
    """Tell whether what would be quoted is right."""
    picked = select(rank(row.ranked), budget_for(row.query), preceding)
    return any(is_right(row.name, row.question, each.text) for each in picked)


def _balanced(names: NDArray[np.str_], able: Labels) -> Matrix:
    """Weigh every set, and both answers within a set, alike."""
    keys = [*zip(names.tolist(), able.tolist(), strict=True)]
    weights: Matrix = np.array([1 / keys.count(key) for key in keys])
    weights *= len(keys) / weights.sum()
    return weights


def _logistic(signs: Matrix, right: Labels, counts: Matrix) -> tuple[Matrix, float]:
    """Return weights and intercept of a logistic regression, `titled` held at its value."""
    held = list(Signs.__dataclass_fields__).index("titled")

    def loss(given: Matrix) -> tuple[float, Matrix]:
        weights = given.copy()
        weights[held] = _TITLED
        odds = signs @ weights[:-1] + weights[-1]
        sure = 1 / (1 + np.exp(-odds))
        lost = -(counts * np.log(np.where(right, sure, 1 - sure) + 1e-12)).sum()
        slope = counts * (sure - right)
        grown = np.append(signs.T @ slope + weights[:-1] / 10, slope.sum())
        grown[held] = 0.0
        return float(lost + (weights[:-1] @ weights[:-1]) / 20), grown

    found = minimize(loss, np.zeros(signs.shape[1] + 1), jac=True, method="L-BFGS-B").x
    found[held] = _TITLED
    return found[:-1], float(found[-1])


if __name__ == "__main__":
    main()
