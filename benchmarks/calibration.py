"""Fit the confidence: logistic regression over folders of very different sizes, equally weighed.

    python -m benchmarks.calibration ../shared/bench --work /tmp/quality

Figures are out of fold (five folds by question id); the weights to put into
`assistant/confidence.py` are fitted on everything. A set is `realtimeqa_2022` (2,000 articles),
its withheld form, the even half of `clapnq_dev`, the questions of the tests over the 16 articles of
`corpus/`, and each article of the even half of `onestopqa` alone in a folder, with 16 questions
about others.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant import Assistant, Settings, open_assistant
from assistant.candidates import find_candidates
from assistant.confidence import read_signs
from assistant.lookup import EVIDENCE, read_query
from benchmarks.sets import Record, articles, asked_on, opened, questions, read_lines

Row = tuple[str, str, bool, tuple[float, ...]]  # set, question id, answerable, signs
_CHECKOUT = Path(__file__).parent.parent
_FOLDS = 5
_STRANGE = 16  # questions about other articles that are asked of each article alone


def main() -> None:
    """Collect signs, fit, print figures out of fold and the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    options = parser.parse_args()
    rows = [
        *news(options.bench, options.work),
        *passages(options.bench / "clapnq_dev", options.work),
        *sample(),
        *alone(options.bench / "onestopqa"),
    ]
    names = np.array([row[0] for row in rows])
    answerable = np.array([row[2] for row in rows])
    signs = np.array([row[3] for row in rows])
    weights = balanced(names, answerable)
    folds = np.array([zlib.crc32(row[1].encode()) % _FOLDS for row in rows])
    guesses = np.zeros(len(rows))
    for fold in range(_FOLDS):
        train, test = folds != fold, folds == fold
        model = fitted(signs[train], answerable[train], weights[train])
        guesses[test] = model.predict_proba(signs[test])[:, 1]
    for name in dict.fromkeys(names):
        show(str(name), answerable[names == name], guesses[names == name])
    model = fitted(signs, answerable, weights)
    print("weights", model.coef_[0].round(2), "intercept", model.intercept_.round(2))


def news(bench: Path, work: Path) -> Iterator[Row]:
    """Yield the questions of the large set and of its withheld form."""
    pool = articles(bench / "realtimeqa_2022")
    removed = bench / "realtimeqa_2022_withheld" / "removed_articles.json"
    gone = set(json.loads(removed.read_text()))
    for name, left_out in (("realtimeqa_2022", set()), ("realtimeqa_2022_withheld", gone)):
        kept = [each for each in pool if each["id"] not in left_out]
        with opened(work, name, kept) as assistant:
            yield from rows_of(name, assistant, questions(bench / name))


def passages(folder: Path, work: Path) -> Iterator[Row]:
    """Yield the questions about the even half of the passages."""
    with opened(work, folder.name, articles(folder)) as assistant:
        yield from rows_of(folder.name, assistant, [q for q in questions(folder) if is_even(q)])


def is_even(question: Record) -> bool:
    """Tell whether a question is of the half that may be fitted on, by the id of its article."""
    evidence = question["evidence"]
    key = evidence[0]["article_id"] if evidence else question.get("near_miss_article_id", "")
    return zlib.crc32(str(key).encode()) % 2 == 0


def sample() -> Iterator[Row]:
    """Yield the questions of the tests over the sample corpus."""
    asked = [
        {**each, "id": each["question"], "answerable": bool(each["answers"])}
        for name in ("questions", "robust")
        for each in read_lines(_CHECKOUT / "tests" / "data" / f"{name}.jsonl")
        if not each.get("history") and not each.get("as_of")
    ]
    with tempfile.TemporaryDirectory() as work:
        settings = Settings(corpus=_CHECKOUT / "corpus", index=Path(work) / "index")
        with open_assistant(settings) as assistant:
            assistant.sync()
            yield from rows_of("sample", assistant, asked)


def alone(folder: Path) -> Iterator[Row]:
    """Yield the questions about each article, and some about others, over that article alone."""
    pool = {each["id"]: each for each in articles(folder)}
    asked = questions(folder)
    chance = random.Random(3)
    for key in sorted({q["evidence"][0]["article_id"] for q in asked if is_even(q)}):
        own = [each for each in asked if each["evidence"][0]["article_id"] == key]
        strange = [each for each in asked if each["evidence"][0]["article_id"] != key]
        foreign = [{**each, "answerable": False} for each in chance.sample(strange, _STRANGE)]
        with (
            tempfile.TemporaryDirectory() as work,
            opened(Path(work), "one", [pool[key]]) as assistant,
        ):
            yield from rows_of("onestopqa, one article", assistant, [*own, *foreign])


def rows_of(name: str, assistant: Assistant, asked: Iterable[Record]) -> Iterator[Row]:
    """Yield the signs of each question for which anything can be quoted."""
    for each in asked:
        with assistant._index.snapshot() as snapshot:
            query = read_query(snapshot, each["question"], asked_on(each), None)
            evidence = assistant._retriever.retrieve(snapshot, query, EVIDENCE)
            ranked = find_candidates(snapshot, query, evidence)
            if ranked:
                signs = astuple(read_signs(query, evidence, ranked))
                yield name, each["id"], each["answerable"], signs


def balanced(names: NDArray[np.str_], answerable: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weigh every set, and both answers within a set, alike."""
    keys = [*zip(names.tolist(), answerable.tolist(), strict=True)]
    counts = {key: keys.count(key) for key in set(keys)}
    weights: NDArray[np.float64] = np.array([1.0 / counts[key] for key in keys])
    weights *= len(keys) / weights.sum()
    return weights


def fitted(
    signs: NDArray[np.float64], answerable: NDArray[np.bool_], weights: NDArray[np.float64]
) -> LogisticRegression:
    """Return the model."""
    return LogisticRegression(C=10, max_iter=3000).fit(signs, answerable, sample_weight=weights)


def show(name: str, answerable: NDArray[np.bool_], guesses: NDArray[np.float64]) -> None:
    """Print how well confidence separates, and what a threshold of one half does."""
    auc = roc_auc_score(answerable, guesses)
    wrong, right = (guesses[answerable] < 0.5).mean(), (guesses[~answerable] < 0.5).mean()
    print(f"{name}: AUC {auc:.3f}; at 0.5 wrong refusals {wrong:.3f}, refused {right:.3f}")
    print("  reliability:", reliability(answerable, guesses))


def reliability(answerable: NDArray[np.bool_], guesses: NDArray[np.float64]) -> str:
    """Say, by tenths of confidence, which share could be answered."""
    tenths = np.minimum((guesses * 10).astype(int), 9)
    shares = [
        f"{tenth / 10:.1f}: {answerable[tenths == tenth].mean():.2f}"
        for tenth in range(10)
        if (tenths == tenth).any()
    ]
    return ", ".join(shares)


if __name__ == "__main__":
    main()
