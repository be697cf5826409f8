"""Evidence recall of follow-up questions: alone, as they are read, with the history joined.

    python -m benchmarks.followups ../shared/bench --work /tmp/quality

`mtrag_human_judged`: recall@5 over articles of the product's own retriever, by turns with history,
first turns, and those whose words were changed or kept. `onestopqa`: hit@1 and hit@5 of each
question after three questions about the same article, and after three about another, which a
question that stands alone must survive. Halves are by a hash of the conversation; intervals are
95 % bootstraps.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant import Answer, Assistant, Turn
from assistant.answering.asking import Asked, query_of
from assistant.languagemodels import open_language_model
from assistant.question.conversation import FollowUp, read_follow_up
from assistant.writing.rewriting import Rewriter
from benchmarks.sets import Record, articles, opened, questions

Vector = NDArray[np.float64]
RANKED = 60  # passages that are looked through for articles


@dataclass(frozen=True)
class Case:
    """A question with its conversation and the articles that answer it."""

    id: str
    question: str
    history: tuple[Turn, ...]
    evidence: frozenset[str]
    rewritten: str = ""

    @property
    def even(self) -> bool:
        """Whether its conversation is in the half that things were tried on."""
        return hashlib.md5(self.id.partition("<")[0].encode()).digest()[-1] % 2 == 0


def alone(case: Case) -> FollowUp:
    """Return the last question as it was asked."""
    return _searched(case.question)


def as_read(case: Case) -> FollowUp:
    """Return the question as the product reads it, without the topic."""
    return _searched(in_product(case).text)


def in_product(case: Case) -> FollowUp:
    """Return the question as the product reads it."""
    return read_follow_up(case.question, read_turns(case))


def previous_joined(case: Case) -> FollowUp:
    """Return the previous question and this one."""
    return _searched(" ".join([*(turn.question for turn in case.history[-1:]), case.question]))


def all_joined(case: Case) -> FollowUp:
    """Return everything that was said."""
    said = [part for turn in case.history for part in (turn.question, turn.answer_text)]
    return _searched(" ".join([*said, case.question]))


def rewritten(case: Case) -> FollowUp:
    """Return the set's own standalone question, where it has one."""
    return _searched(case.rewritten or case.question)


def by_model(setting: str) -> Callable[[Case], FollowUp]:
    """Return what lets a language model rewrite a question, as the product does with one."""
    rewriter = Rewriter(open_language_model(setting, base_url=None, timeout=60))

    @cache
    def rewritten(case: Case) -> FollowUp:
        read = in_product(case)
        text = rewriter.rewrite(case.question, read_turns(case)) if case.history else None
        print(f"\r{case.id}", end="", flush=True)
        return FollowUp(text, text, read.topic) if text else read

    return rewritten


VARIANTS: dict[str, Callable[[Case], FollowUp]] = {
    "last question alone": alone,
    "as read, without the topic": as_read,
    "as read (the product)": in_product,
    "previous question joined": previous_joined,
    "whole history joined": all_joined,
    "the set's own rewriting": rewritten,
}


def main() -> None:
    """Measure both sets and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--model", help="gguf:PATH or another: let it rewrite questions, too")
    options = parser.parse_args()
    if options.model:
        VARIANTS["rewritten by the model"] = by_model(options.model)
    folder = options.bench / "mtrag_human_judged"
    cases = [_case(record) for record in questions(folder) if record["evidence"]]
    with opened(options.work, folder.name, articles(folder)) as assistant:
        recalls(assistant, cases)
    folder = options.bench / "onestopqa"
    records = [record for record in questions(folder) if record["evidence"]]
    with opened(options.work, folder.name, articles(folder)) as assistant:
        for name, same in (("the same article", True), ("another article", False)):
            hits(assistant, name, after(records, same=same))


def recalls(assistant: Assistant, cases: Sequence[Case]) -> None:
    """Print recall@5 of every variant, by group of turns."""
    later = np.array([bool(case.history) for case in cases])
    changed = np.array([as_read(case).text != case.question for case in cases])
    even = np.array([case.even for case in cases])
    groups = {"with history": later, "even half": later & even, "odd half": later & ~even}
    groups |= {"changed": changed, "kept": later & ~changed, "first": ~later}
    base: Vector | None = None
    for name, variant in VARIANTS.items():
        if variant is rewritten and not any(case.rewritten for case in cases):
            continue
        found = [search(assistant, variant(case)) for case in cases]
        values = np.array([_recall(f, case) for f, case in zip(found, cases, strict=True)])
        base = values if base is None else base
        print(f"{name}: recall@5 (95 % interval; gain over the last question alone)")
        for group, mask in groups.items():
            print(f"  {group} ({mask.sum()}): {figure(values[mask], base[mask])}")


def hits(assistant: Assistant, name: str, cases: Sequence[Case]) -> None:
    """Print hit@1 and hit@5 of the article, alone and as the product reads the question."""
    found = {
        variant: [search(assistant, variant(case)) for case in cases]
        for variant in (alone, in_product)
    }
    for depth in (1, 5):
        values = [
            np.array(
                [bool(case.evidence & {*f[:depth]}) for f, case in zip(row, cases, strict=True)]
            ).astype(float)
            for row in found.values()
        ]
        print(f"after {name}, hit@{depth}: {figure(values[1], values[0])}")


def after(records: Sequence[Record], *, same: bool) -> list[Case]:
    """Return each question after three others about the same article, or about another."""
    chance = random.Random(5)
    cases = []
    for record in records:
        own = record["evidence"][0]["article_id"]
        other = chance.choice([each for each in records if _about(each) != own])
        of = own if same else _about(other)
        pool = [each for each in records if _about(each) == of and each["id"] != record["id"]]
        asked = chance.sample(pool, min(3, len(pool)))
        turns = tuple(Turn(each["question"], each["answers"][0]) for each in asked)
        cases.append(Case(record["id"], record["question"], turns, frozenset({own})))
    return cases


def search(assistant: Assistant, asked: FollowUp) -> list[str]:
    """Return the articles of the best passages, best first."""
    with assistant._index.snapshot() as snapshot:
        asked_so = Asked(asked.text)
        query = query_of(snapshot, asked_so, asked)
        evidence = assistant._retriever.retrieve(snapshot, query, RANKED)
    return list(dict.fromkeys(passage.article_id for passage in evidence.passages))


def read_turns(case: Case) -> list[Turn]:
    """Return the turns with their questions as they were read when they were asked."""
    turns: list[Turn] = []
    for turn in case.history:
        asked = read_follow_up(turn.question, turns).text
        turns.append(
            Turn(turn.question, Answer(text=turn.answer_text, status="answered", question=asked))
        )
    return turns


def figure(values: Vector, base: Vector) -> str:
    """Say a mean and its gain, with their intervals."""
    low, high = interval(values)
    worst, best = interval(values - base)
    gain = (values - base).mean()
    return f"{values.mean():.3f} ({low:.2f}-{high:.2f}; {gain:+.3f}, {worst:+.3f} to {best:+.3f})"


def interval(values: Vector, seed: int = 7) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of a mean."""
    draws = np.random.default_rng(seed).integers(0, len(values), (4000, len(values)))
    low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def _case(record: Record) -> Case:
    said = record.get("history") or []
    turns = tuple(
        Turn(asked["text"], answered["text"])
        for asked, answered in zip(said[::2], said[1::2], strict=True)
    )
    evidence = frozenset(piece["article_id"] for piece in record["evidence"])
    return Case(record["id"], record["question"], turns, evidence, record.get("rewritten", ""))


def _searched(text: str) -> FollowUp:
    return FollowUp(text, text)


def _about(record: Record) -> str:
    article: str = record["evidence"][0]["article_id"]
    return article


def _recall(found: Sequence[str], case: Case) -> float:
    return len(case.evidence & {*found[:5]}) / min(len(case.evidence), 5)


if __name__ == "__main__":
    main()
