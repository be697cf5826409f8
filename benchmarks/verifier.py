"""How well does the verifier tell supported sentences from others?

    python -m benchmarks.verifier ../shared/bench

Two studies. First, sentences of `onestopqa` with one fact changed, against their articles, beside
true paraphrases: the sentences of people's own replies in `mtrag_human_judged` that people rate
faithful (3.5 or more of 4). Second, the replies of `mtrag_human_judged`, 3 for each task: does the
support of their sentences tell those that people rate faithful (3 or more)? Plain word overlap is
measured beside. The weights in `assistant/verification/verifier.py` were fitted on the even half
(`--fit` prints them anew); the odd half is printed apart.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from assistant import Assistant
from assistant.models.embedding import SentenceEmbedder
from assistant.text.sentences import sentence_spans
from assistant.verification import THRESHOLD, Statement, Verdict, Verifier, statements
from assistant.verification.alignment import align
from assistant.verification.reading import claims_nothing, unframed, unmarked
from assistant.verification.verifier import SUPPORT_WEIGHTS
from benchmarks.edits import edits
from benchmarks.sets import articles, opened, questions

_SEED = 7
_TRUE = 3.5  # rated so, a person's reply is taken to be true, sentence by sentence
_FAITHFUL = 3.0
_ONLY_REPORTED = "cause reversed"
_DRAWS = 1000
_SPARED = 17  # one true paraphrase in so many may be refused by its signs
_EACH = 300  # edits of a kind that are checked in each half


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence before its evidence; `even` tells the half that may be fitted on."""

    kind: str
    text: str
    question: str
    statements: Sequence[Statement]
    even: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of the judged set as sentences, and what people say of it."""

    sentences: Sequence[Case]
    text: str
    evidence: str
    faithful: bool
    even: bool


def main() -> None:
    """Run both studies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, help="keeps the indexes for the next run")
    parser.add_argument("--fit", action="store_true", help="only print weights for the signs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        work = options.work or Path(spare)
        embedder = SentenceEmbedder()
        verifier = Verifier(embedder)
        judged = [*replies(options.bench / "mtrag_human_judged", work)]
        if options.fit:
            fit(embedder, [each for each in judged if each.even])
            return
        false = some([*edited(options.bench / "onestopqa", work)])
    study_edits(verifier, false, [*paraphrases(judged)])
    study_replies(verifier, judged)
    show_speed(verifier, false)


def is_even(key: str) -> bool:
    """Tell which half an article or a task is of."""
    return zlib.crc32(key.encode()) % 2 == 0


def edited(folder: Path, work: Path) -> Iterator[Case]:
    """Yield the edits of every article, before the statements of the whole article."""
    pool = articles(folder)
    with opened(work, folder.name, pool) as assistant:
        for each in pool:
            found = of_articles(assistant, [each["id"]])
            sentences = [s.text for s in found if s.quote.part == "text"]
            chance = random.Random(f"{_SEED} {each['id']}")
            for edit in edits(sentences, chance):
                yield Case(edit.kind, edit.text, "", found, is_even(each["id"]))
            for text in sentences[::5]:
                yield Case("verbatim", text, "", found, is_even(each["id"]))


def some(cases: Sequence[Case]) -> list[Case]:
    """Return at most `_EACH` cases of every kind in each half."""
    groups: dict[tuple[str, bool], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.kind, case.even), []).append(case)
    chance = random.Random(_SEED)
    return [one for each in groups.values() for one in chance.sample(each, min(_EACH, len(each)))]


def of_articles(assistant: Assistant, ids: Sequence[str]) -> list[Statement]:
    """Return the statements of whole articles."""
    with assistant._index.snapshot() as snapshot:
        passages = [each.passage.id for key in ids for each in snapshot.passages_of(key)]
        return statements(snapshot, passages)


def replies(folder: Path, work: Path) -> Iterator[Reply]:
    """Yield the judged replies."""
    with opened(work, folder.name, articles(folder)) as assistant:
        for task in questions(folder):
            ids = list(dict.fromkeys(each["article_id"] for each in task["evidence"]))
            found = of_articles(assistant, ids)
            evidence = " ".join(each["text"] for each in task["evidence"])
            even = is_even(task["id"])
            for judged in task["judged_responses"]:
                text = judged["response"]
                ratings = [float(each) for each in judged["scores"]["faithfulness"]]
                mean = sum(ratings) / len(ratings)
                true = judged["model"] == "reference" and mean >= _TRUE
                kind = "paraphrase" if true else "reply"
                sentences = [
                    Case(kind, each, task["question"], found, even) for each in split(text)
                ]
                yield Reply(sentences, text, evidence, mean >= _FAITHFUL, even)


def split(text: str) -> list[str]:
    """Return the sentences of a reply."""
    return [
        text[start:end] for start, end in sentence_spans(text) if re.search(r"\w", text[start:end])
    ]


def paraphrases(judged: Sequence[Reply]) -> Iterator[Case]:
    """Yield the sentences of people's faithful replies that claim something and have evidence."""
    for reply in judged:
        for case in reply.sentences:
            said = case.kind == "paraphrase" and is_claim(case)
            if said and len(case.text.split()) > 2:
                yield case


def study_edits(verifier: Verifier, false: Sequence[Case], true: Sequence[Case]) -> None:
    """Print the shares of edits caught and of paraphrases refused."""
    for half in (True, False):
        print(f"\n{'fitted' if half else 'held-out'} half: shares refused")
        kinds: dict[str, list[float]] = {}
        for case in (*false, *true):
            if case.even is half:
                refused = not is_supported(
                    verifier.check(case.text, case.statements, case.question)
                )
                kinds.setdefault(case.kind, []).append(float(refused))
        for kind, shares in sorted(kinds.items()):
            print(f"  {kind:18} {interval(shares)}")
        counted = [np.mean(shares) for kind, shares in kinds.items() if kind not in _NOT_EDITS]
        print(f"  edits, kinds weighed alike (without {_ONLY_REPORTED}): {np.mean(counted):.3f}")


_NOT_EDITS = (_ONLY_REPORTED, "paraphrase", "verbatim")


def is_supported(verdict: Verdict) -> bool:
    """Tell whether a sentence would be shown."""
    return verdict.support >= THRESHOLD


def interval(values: Sequence[float]) -> str:
    """Return a mean with its 95 % bootstrap interval."""
    chance = np.random.default_rng(_SEED)
    found = np.array(values)
    means = found[chance.integers(0, len(found), (_DRAWS, len(found)))].mean(axis=1)
    low, high = np.percentile(means, (2.5, 97.5))
    return f"{found.mean():.3f} [{low:.3f}, {high:.3f}] of {len(found)}"


def fit(embedder: SentenceEmbedder, judged: Sequence[Reply]) -> None:
    """Print the weights that tell the faithful replies, and an intercept that spares the true."""
    claiming = [each for each in judged if any(map(is_claim, each.sentences))]
    signs = [signs_of(embedder, each.sentences) for each in claiming]
    weights = LogisticRegression(C=10).fit(signs, [each.faithful for each in claiming]).coef_[0]
    scores = sorted(signs_of(embedder, [case]) @ weights for case in paraphrases(judged))
    named = dict(zip(SUPPORT_WEIGHTS, weights.round(2).tolist(), strict=True))
    print(named, -scores[len(scores) // _SPARED])


def is_claim(case: Case) -> bool:
    """Tell whether a sentence claims something and has evidence."""
    return bool(case.statements) and not claims_nothing(unmarked(case.text))


def signs_of(embedder: SentenceEmbedder, sentences: Sequence[Case]) -> np.ndarray:
    """Return the mean signs of sentences, long ones counting more."""
    found, lengths = [], []
    for case in filter(is_claim, sentences):
        text = unframed(unmarked(case.text))
        aligned = align(text, embedder.embed_question(text), case.statements, case.question)
        found.append([getattr(aligned, sign) for sign in SUPPORT_WEIGHTS])
        lengths.append(len(text.split()))
    return np.average(found, axis=0, weights=lengths)


def study_replies(verifier: Verifier, judged: Sequence[Reply]) -> None:
    """Print how well support, and word overlap, tell the replies that people rate faithful."""
    supports = np.array([of_reply(verifier, each) for each in judged])
    overlaps = np.array([overlap(each.text, each.evidence) for each in judged])
    faithful = np.array([each.faithful for each in judged])
    even = np.array([each.even for each in judged])
    for name, half in (("all", even | ~even), ("fitted half", even), ("held-out half", ~even)):
        print(f"\nAUC for rated faithful, {name}, {half.sum()} replies:")
        print(f"  verifier     {auc_interval(faithful[half], supports[half])}")
        print(f"  word overlap {auc_interval(faithful[half], overlaps[half])}")


def of_reply(verifier: Verifier, reply: Reply) -> float:
    """Return the mean support of a reply's sentences, long ones counting more."""
    found = [verifier.check(each.text, each.statements, each.question) for each in reply.sentences]
    lengths = [len(each.text.split()) for each in reply.sentences]
    return float(np.average([each.support for each in found], weights=lengths))


def overlap(text: str, evidence: str) -> float:
    """Return the share of a reply's distinct words that stand in the evidence."""
    words, known = (set(re.findall(r"\w+", each.lower())) for each in (text, evidence))
    return len(words & known) / max(1, len(words))


def auc_interval(truth: np.ndarray, scores: np.ndarray) -> str:
    """Return the area under the curve with its 95 % bootstrap interval."""
    chance = np.random.default_rng(_SEED)
    draws = chance.integers(0, len(truth), (_DRAWS, len(truth)))
    areas = [roc_auc_score(truth[d], scores[d]) for d in draws if 0 < truth[d].sum() < len(d)]
    low, high = np.percentile(areas, (2.5, 97.5))
    return f"{roc_auc_score(truth, scores):.3f} [{low:.3f}, {high:.3f}]"


def show_speed(verifier: Verifier, cases: Sequence[Case]) -> None:
    """Print how long a check takes with about 60 statements, the first read of them apart."""
    some = [case for case in cases if 50 <= len(case.statements) <= 70][:200]
    times = []
    for case in some:
        began = time.perf_counter()
        verifier.check(case.text, case.statements)
        times.append(1000 * (time.perf_counter() - began))
    print(
        f"\ncheck, 50-70 statements: median {np.median(times):.1f} ms, "
        f"95th percentile {np.percentile(times, 95):.1f} ms"
    )


if __name__ == "__main__":
    main()
