"""Answers over the evaluation sets: retrieval, quotes, refusals, exactness, repeatability, latency.

    python -m benchmarks.quality ../shared/bench --work /tmp/quality

The sets are no part of the project. Indexes are kept in the work folder, so that a second run
embeds nothing. The as-of date is the question's own, where the set gives one.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.metrics import roc_auc_score

from assistant import Answer, Assistant
from benchmarks.sets import Record, articles, asked_on, opened, questions

RANKED = 60  # passages that are looked through for an article


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a set, its answer, and how long it took in seconds."""

    question: Record
    answer: Answer
    seconds: float


def main() -> None:
    """Measure every set that is there and print one line a figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sets", nargs="*", default=["realtimeqa_2022", "withheld", "others"])
    options = parser.parse_args()
    if "realtimeqa_2022" in options.sets:
        realtimeqa(options.bench, options.work)
    if "withheld" in options.sets:
        withheld(options.bench, options.work)
    if "others" in options.sets:
        for name in ("onestopqa", "clapnq_dev", "mtrag_human_judged"):
            others(options.bench / name, options.work)


def realtimeqa(bench: Path, work: Path) -> None:
    """Retrieval on the questions with a cited article, quotes on all that can be answered."""
    folder = bench / "realtimeqa_2022"
    assistant = opened(work, "realtimeqa_2022", articles(folder))
    cited = [q for q in questions(folder) if q["type"] == "answerable_gold_cited"]
    ranks = [rank(assistant, q) for q in cited]
    print(f"realtimeqa_2022, {len(cited)} gold-cited:", hits(ranks))
    asked = ask(assistant, questions(folder))
    report("realtimeqa_2022", assistant, asked)
    again = ask(assistant, [each.question for each in asked])
    same = sum(text(one) == text(other) for one, other in zip(asked, again, strict=True))
    print(f"  byte-equal in a second run: {same} of {len(asked)}")
    latency("answer", [each.seconds for each in again])
    latency("search", [timed_search(assistant, each.question) for each in asked])
    assistant.close()


def withheld(bench: Path, work: Path) -> None:
    """Refusals where the topic is covered and the answer was taken out."""
    folder = bench / "realtimeqa_2022_withheld"
    gone = set(json.loads((folder / "removed_articles.json").read_text()))
    kept = [each for each in articles(bench / "realtimeqa_2022") if each["id"] not in gone]
    if (work / "realtimeqa_2022").exists() and not (work / folder.name).exists():
        shutil.copytree(work / "realtimeqa_2022", work / folder.name)  # its vectors serve again
    assistant = opened(work, folder.name, kept)
    asked = ask(assistant, questions(folder))
    report(folder.name, assistant, asked)
    answerable = sorted(a.answer.confidence for a in asked if a.question["answerable"])
    least = answerable[len(answerable) // 20]
    refused = [a.answer.confidence < least for a in asked if not a.question["answerable"]]
    print(f"  refused of the withheld at 5 % wrong refusals: {statistics.mean(refused):.3f}")
    assistant.close()


def others(folder: Path, work: Path) -> None:
    """Only what holds for every set: exact citations, length, refusals."""
    assistant = opened(work, folder.name, articles(folder))
    report(folder.name, assistant, ask(assistant, questions(folder)))
    assistant.close()


def rank(assistant: Assistant, question: Record) -> int:
    """Return the place of the first gold article among the distinct articles found, from 0."""
    gold = {e["article_id"] for e in question["evidence"] if e["kind"] == "gold_cited"}
    found = assistant.search(question["question"], RANKED, as_of=asked_on(question))
    ordered = list(dict.fromkeys(passage.article_id for passage in found))
    return next((place for place, each in enumerate(ordered) if each in gold), RANKED)


def hits(ranks: Sequence[int]) -> str:
    """Say hit@1, hit@4, hit@10 and MRR@10."""
    at = {k: statistics.mean(place < k for place in ranks) for k in (1, 4, 10)}
    mrr = statistics.mean(1 / (place + 1) if place < 10 else 0.0 for place in ranks)
    return ", ".join([*(f"hit@{k} {share:.3f}" for k, share in at.items()), f"MRR@10 {mrr:.3f}"])


def ask(assistant: Assistant, asked: Iterable[Record]) -> list[Asked]:
    """Ask every question on its own, as of its own day."""
    answers = []
    for question in asked:
        started = time.perf_counter()
        answer = assistant.answer(question["question"], as_of=asked_on(question))
        answers.append(Asked(question, answer, time.perf_counter() - started))
    return answers


def report(name: str, assistant: Assistant, asked: Sequence[Asked]) -> None:
    """Print what quotes hold, how long they are, what was refused, and broken citations."""
    able = [each for each in asked if each.question["answerable"]]
    unable = [each for each in asked if not each.question["answerable"]]
    words = statistics.mean(len(quoted(each.answer).split()) for each in able)
    right = statistics.mean(holds(each) for each in able)
    print(f"{name}: gold string in {right:.3f} of {len(able)} answers of {words:.1f} words")
    if unable:
        labels = [each.question["answerable"] for each in asked]
        auc = roc_auc_score(labels, [each.answer.confidence for each in asked])
        print(f"  AUC of confidence {auc:.3f}; refused {refusals(unable)} of {len(unable)}")
    print(f"  wrong refusals {refusals(able)} of {len(able)}")
    broken = sum(not exact(assistant, each.answer) for each in asked)
    total = sum(len(each.answer.citations) for each in asked)
    print(f"  answers with a citation that is not exact: {broken} ({total} citations)")


def refusals(asked: Sequence[Asked]) -> int:
    """Count the questions that were not answered."""
    return sum(each.answer.status == "not_found" for each in asked)


def holds(each: Asked) -> bool:
    """Tell whether a gold answer stands in the quotes, whatever the case and punctuation."""
    said = f" {plain(quoted(each.answer))} "
    return any(f" {plain(gold)} " in said for gold in each.question["answers"])


def quoted(answer: Answer) -> str:
    """Return the quotes without their marks, each once."""
    spans = dict.fromkeys((c.answer_start, c.answer_end) for c in answer.citations)
    return " ".join(answer.text[start:end] for start, end in spans)


def plain(words: str) -> str:
    """Return lower-case letters and digits between single spaces."""
    return re.sub(r"[^a-z0-9]+", " ", words.lower()).strip()


def exact(assistant: Assistant, answer: Answer) -> bool:
    """Tell whether every quote is what the article says at its offsets, and the answer too."""
    for citation in answer.citations:
        part = getattr(assistant.article(citation.article_id), citation.part)
        said = answer.text[citation.answer_start : citation.answer_end]
        if not part[citation.start : citation.end] == citation.quote == said:
            return False
    return True


def text(asked: Asked) -> str:
    """Return everything of an answer but its seconds, as one string."""
    plain_answer = asked.answer.to_dict()
    plain_answer.pop("seconds")
    return json.dumps(plain_answer)


def timed_search(assistant: Assistant, question: Record) -> float:
    """Return how long one search takes, in seconds."""
    started = time.perf_counter()
    assistant.search(question["question"], as_of=asked_on(question))
    return time.perf_counter() - started


def latency(what: str, seconds: Sequence[float]) -> None:
    """Print the median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[int(0.95 * len(ordered))]
    print(f"  {what}: p50 {1000 * statistics.median(ordered):.0f} ms, p95 {1000 * p95:.0f} ms")


if __name__ == "__main__":
    main()
