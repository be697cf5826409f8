"""The measures, as pure functions of what was expected and what came back."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np
from numpy.typing import NDArray

from assistant.schema import Answer

Span = tuple[str, int, int]  # article id, start, end (exclusive) in its text

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKS = re.compile(r"(?:\s*\[\d+\])+")


def said(answer: Answer) -> str:
    """Return what an answer says, without its `[n]` marks; nothing where it was refused."""
    if answer.status == "not_found":
        return ""
    text = answer.text
    for end in sorted({citation.answer_end for citation in answer.citations}, reverse=True):
        marks = _MARKS.match(text, end)
        text = text[:end] + text[marks.end() :] if marks else text
    return text


def plain(text: str) -> str:
    """Return lower-case letters and digits between single spaces."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def holds(text: str, golds: Sequence[str]) -> bool:
    """Tell whether a gold answer stands in a text, whatever the case and punctuation."""
    padded = f" {plain(text)} "
    return any(plain(gold) and f" {plain(gold)} " in padded for gold in golds)


def normalised(text: str) -> str:
    """Return a text as the SQuAD evaluation compares it: no case, punctuation or articles.

    Rajpurkar, Zhang, Lopyrev and Liang, "SQuAD: 100,000+ Questions for Machine Comprehension of
    Text" (EMNLP 2016), evaluate-v1.1.py.
    """
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(text: str, golds: Sequence[str]) -> float:
    """Return 1 if a text equals a gold answer after SQuAD's normalisation (see `normalised`)."""
    return float(any(normalised(text) == normalised(gold) for gold in golds))


def f1(text: str, golds: Sequence[str]) -> float:
    """Return the best F1 of a text's words against a gold answer's, as SQuAD does."""
    return max(
        (_f1(normalised(text).split(), normalised(gold).split()) for gold in golds), default=0.0
    )


def _f1(given: Sequence[str], gold: Sequence[str]) -> float:
    shared = (Counter(given) & Counter(gold)).total()
    return 2 * shared / (len(given) + len(gold)) if shared else float(given == gold)


def first_hit(ranked: Sequence[str], gold: AbstractSet[str]) -> int | None:
    """Return the rank, from 1, of the first gold article; None if there is none."""
    return next((rank for rank, each in enumerate(ranked, start=1) if each in gold), None)


def reciprocal_rank(rank: int | None, k: int) -> float:
    """Return 1 / rank, and 0 beyond rank k."""
    return 1.0 / rank if rank is not None and rank <= k else 0.0


def ndcg(ranked: Sequence[str], gold: AbstractSet[str], k: int) -> float:
    """Return the normalised discounted cumulative gain at k; a gold article gains 1."""
    gain = sum(_discount(rank) for rank, each in enumerate(ranked[:k], start=1) if each in gold)
    ideal = sum(_discount(rank) for rank in range(1, min(len(gold), k) + 1))
    return gain / ideal if ideal else 0.0


def _discount(rank: int) -> float:
    return 1.0 / math.log2(rank + 1)


def find_evidence(article_id: str, text: str, evidence: str) -> list[Span]:
    """Return where evidence stands in an article: in one piece, or in those that ` ... ` joins.

    Word for word; only white space may differ. A piece that is not there is left out.
    """
    whole = _find(article_id, text, evidence)
    pieces = [whole] if whole else [_find(article_id, text, one) for one in evidence.split(" ... ")]
    return [piece for piece in pieces if piece]


def _find(article_id: str, text: str, piece: str) -> Span | None:
    words = [re.escape(word) for word in piece.split()]
    found = re.search(r"\s+".join(words), text) if words else None
    return (article_id, found.start(), found.end()) if found else None


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character of the same article."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def citation_precision(cited: Sequence[Span], evidence: Sequence[Span]) -> float:
    """Return the share of citations that overlap an evidence span; 0 where nothing is cited."""
    hits = sum(any(overlap(one, span) for span in evidence) for one in cited)
    return hits / len(cited) if cited else 0.0


def citation_recall(cited: Sequence[Span], evidence: Sequence[Span]) -> float:
    """Return the share of evidence spans that a citation overlaps; 0 where there are none."""
    return citation_precision(evidence, cited)


def roc_auc(labels: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """Return how often a positive scores higher than a negative, a tie counting half.

    By the Mann-Whitney U statistic over average ranks; nan where one class is missing.
    """
    positive = int(labels.sum())
    negative = len(labels) - positive
    if not positive or not negative:
        return math.nan
    _, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return float((ranks[labels].sum() - positive * (positive + 1) / 2) / (positive * negative))


def refused_at(
    labels: NDArray[np.bool_], scores: NDArray[np.float64], wrong: float = 0.05
) -> float:
    """Return the share of negatives below the threshold that refuses a share of the positives.

    At most `wrong` of the positives lie below it; nan where one class is missing.
    """
    if labels.all() or not labels.any():
        return math.nan
    positives = np.sort(scores[labels])
    return float((scores[~labels] < positives[int(wrong * len(positives))]).mean())
