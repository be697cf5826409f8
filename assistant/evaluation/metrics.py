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

from assistant.evaluation.cases import Case, Cited
from assistant.schema import Answer

ArticleSpan = tuple[str, int, int]  # article id, start, end (exclusive) in its text

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_MARKS = re.compile(r"(?:\s*\[\d+\])+")


def scores(
    case: Case,
    answer: Answer,
    citations: Sequence[Cited],
    ranked: Sequence[str],
    evidence: Sequence[ArticleSpan],
) -> dict[str, float]:
    """Return every score of an answer that the set knows enough for.

    `ranked` are the distinct articles that a search found, best first; `evidence` are the spans
    that answer the question.
    """
    answered = answer.status == "answered"
    found = _citations(case, answered, citations, evidence if case.answerable else ())
    found |= _written(answer)
    if not case.answerable:
        return found | {"right_refusals": float(not answered)}
    found["wrong_refusals"] = float(not answered)
    return found | _retrieval(case, ranked) | _wording(case, answer)


def _retrieval(case: Case, ranked: Sequence[str]) -> dict[str, float]:
    gold = case.gold_articles
    if not gold:
        return {}
    rank = first_hit(ranked, gold)
    hits = {f"hit@{k}": float(rank is not None and rank <= k) for k in (1, 4, 10)}
    return hits | {"mrr@10": reciprocal_rank(rank, 10), "ndcg@10": ndcg(ranked, gold, 10)}


def _wording(case: Case, answer: Answer) -> dict[str, float]:
    """Score what is said; a refusal says nothing, and has no length."""
    told = said(answer)
    length = {"words": float(len(told.split()))} if told else {}
    length |= _listed(case, answer, told)
    if not case.answers:
        return length
    found = {
        "gold_in_answer": float(has_answer(told, case.answers)),
        "em": exact_match(told, case.answers),
        "f1": f1(told, case.answers),
    }
    return found | _short_answer(case, answer) | length


def _listed(case: Case, answer: Answer, told: str) -> dict[str, float]:
    """Score a list: the items that are named, and of what it gives the share that is expected."""
    if not case.items:
        return {}
    named = len(case.items) - len(missing_items(case.items, told))
    found = {"item_recall": named / len(case.items)}
    if given := _given_items(answer):
        hits = [any(has_answer(text, wordings) for wordings in case.items) for text in given]
        found["item_precision"] = sum(hits) / len(hits)
    return found


def missing_items(items: Sequence[Sequence[str]], told: str) -> tuple[str, ...]:
    """Return the items of which a text has no wording, each by its first one."""
    return tuple(wordings[0] for wordings in items if not has_answer(told, wordings))


def _given_items(answer: Answer) -> list[str]:
    """Return what an answer lists: its items where it has such, else each of its quotes."""
    return [item.text for item in answer.items] or [citation.quote for citation in answer.citations]


def _short_answer(case: Case, answer: Answer) -> dict[str, float]:
    """Score the short answer that is highlighted, where one is."""
    short = " ".join(answer.text[start:end] for start, end in answer.highlights)
    if not short:
        return {}
    return {"short_em": exact_match(short, case.answers), "short_f1": f1(short, case.answers)}


def _written(answer: Answer) -> dict[str, float]:
    """Score what a language model did, where one was asked."""
    if not answer.usage:
        return {}
    worded = answer.answerer != "quotes"
    held = len({(each.answer_start, each.answer_end) for each in answer.citations if worded})
    refused = len(answer.rejected)
    shares = {"supported_sentences": held / (held + refused)} if held + refused else {}
    return shares | {
        "written": float(worded),
        "refused_sentences": float(refused),
        "tokens": float(answer.usage["prompt_tokens"] + answer.usage["reply_tokens"]),
    }


def _citations(
    case: Case, answered: bool, citations: Sequence[Cited], evidence: Sequence[ArticleSpan]
) -> dict[str, float]:
    """Score what is cited against where the answer stands; a refusal cites nothing."""
    found: dict[str, float] = {}
    if citations:
        found["citations_exact"] = float(all(each.exact for each in citations))
    if citations and case.gold_articles:
        named = any(each.article_id in case.gold_articles for each in citations)
        found["article_cited"] = float(named)
    # A headline shares no character with the text, so that it hits no span and counts as cited.
    cited = [(each.article_id, each.start, each.end) for each in citations if each.part == "text"]
    if evidence:
        found["citation_recall"] = citation_recall(cited, evidence)
    if evidence and answered:
        precision = citation_precision(cited, evidence) * len(cited) / max(len(citations), 1)
        found |= {"citation_precision": precision, "evidence_quoted": float(precision > 0)}
    return found


def said(answer: Answer) -> str:
    """Return what an answer says, without its `[n]` marks; nothing where it was refused."""
    if answer.status == "not_found":
        return ""
    text = answer.text
    for end in sorted({citation.answer_end for citation in answer.citations}, reverse=True):
        marks = _MARKS.match(text, end)
        text = text[:end] + text[marks.end() :] if marks else text
    return text


def folded(text: str) -> str:
    """Return lower-case letters and digits between single spaces."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def has_answer(text: str, golds: Sequence[str]) -> bool:
    """Tell whether a gold answer stands in a text, whatever the case and punctuation."""
    padded = f" {folded(text)} "
    return any(folded(gold) and f" {folded(gold)} " in padded for gold in golds)


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


def spans_overlap(one: ArticleSpan, other: ArticleSpan) -> bool:
    """Tell whether two spans share a character of the same article."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def citation_precision(cited: Sequence[ArticleSpan], evidence: Sequence[ArticleSpan]) -> float:
    """Return the share of citations that overlap an evidence span; 0 where nothing is cited."""
    hits = sum(any(spans_overlap(one, span) for span in evidence) for one in cited)
    return hits / len(cited) if cited else 0.0


def citation_recall(cited: Sequence[ArticleSpan], evidence: Sequence[ArticleSpan]) -> float:
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
