"""Answers over the evaluation sets: retrieval, quotes, refusals, exactness, repeatability, latency.

    python -m benchmarks.quality ../shared/bench --work /tmp/quality

What `assistant evaluate` measures, and beside it what takes a second run or another corpus. The
sets are no part of the project. Indexes are kept in the work folder, so that a second run embeds
nothing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from assistant import Assistant
from assistant.evaluation import Case, ask_all, estimate, figure_row, read_set
from benchmarks.sets import articles, opened

_OTHERS = ("onestopqa", "clapnq_dev", "mtrag_human_judged", "rgb_en_fact", "squad2_dev_sample")


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
        for name in _OTHERS:
            others(options.bench / name, options.work)


def realtimeqa(bench: Path, work: Path) -> None:
    """Measure the large set, and whether a second run says the same, and how fast a search is."""
    folder = bench / "realtimeqa_2022"
    cases = read_set(folder).cases
    with opened(work, folder.name, articles(folder)) as assistant:
        report(folder.name, assistant, cases)
        first, again = ([said(assistant, case) for case in cases] for _ in range(2))
        same = sum(one == other for one, other in zip(first, again, strict=True))
        print(f"  byte-equal in a second run: {same} of {len(cases)}")
        latency("search", [timed_search(assistant, case) for case in cases])


def withheld(bench: Path, work: Path) -> None:
    """Measure refusals where the topic is covered and the answer was taken out."""
    folder = bench / "realtimeqa_2022_withheld"
    gone = set(json.loads((folder / "removed_articles.json").read_text()))
    kept = [each for each in articles(bench / "realtimeqa_2022") if each["id"] not in gone]
    if (work / "realtimeqa_2022").exists() and not (work / folder.name).exists():
        shutil.copytree(work / "realtimeqa_2022", work / folder.name)  # its vectors serve again
    with opened(work, folder.name, kept) as assistant:
        report(folder.name, assistant, read_set(folder).cases)


def others(folder: Path, work: Path) -> None:
    """Measure another set over its own articles."""
    with opened(work, folder.name, articles(folder)) as assistant:
        report(folder.name, assistant, read_set(folder).cases)


def report(name: str, assistant: Assistant, cases: Sequence[Case]) -> None:
    """Print every figure of a set, and citations that are not exact."""
    outcomes, problems = ask_all(assistant, cases)
    print(f"{name}: {len(outcomes)} questions, {len(problems)} problems")
    for figure in estimate(outcomes):
        print("  " + "  ".join(cell for cell in figure_row(figure) if cell))
    cited = [one for each in outcomes for one in each.citations]
    print(f"  citations that are not exact: {sum(not c.exact for c in cited)} of {len(cited)}")


def said(assistant: Assistant, case: Case) -> str:
    """Return everything of an answer but its seconds, as one string."""
    answer = assistant.answer(case.question, history=case.history, as_of=case.as_of).to_dict()
    answer.pop("seconds")
    return json.dumps(answer)


def timed_search(assistant: Assistant, case: Case) -> float:
    """Return how long one search takes, in seconds."""
    started = time.perf_counter()
    assistant.search(case.question, as_of=case.as_of)
    return time.perf_counter() - started


def latency(what: str, seconds: Sequence[float]) -> None:
    """Print the median and the 95th percentile in milliseconds."""
    ordered = sorted(seconds)
    p95 = ordered[int(0.95 * len(ordered))]
    print(f"  {what}: p50 {1000 * statistics.median(ordered):.0f} ms, p95 {1000 * p95:.0f} ms")


if __name__ == "__main__":
    main()
