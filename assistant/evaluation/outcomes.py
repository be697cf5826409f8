"""What became of one question: the answer, its scores, and what is kept of both in the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.evaluation import metrics
from assistant.evaluation.cases import Case
from assistant.evaluation.metrics import Span
from assistant.schema import Answer

KEPT = 10  # articles in ranked order


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A citation of an answer, and whether the article and the answer say exactly that there."""

    article_id: str
    part: str
    start: int
    end: int
    quote: str
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question with its answer. `scores` has only what can be measured on this question."""

    id: str
    question: str
    searched: str
    as_of: str | None
    answerable: bool
    expected: tuple[str, ...] = ()
    group: str = ""
    status: str
    confidence: float
    answer: str
    citations: tuple[Cited, ...] = ()
    articles: tuple[str, ...] = ()
    rank: int | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers."""
        return asdict(self)


def outcome_from(record: Mapping[str, Any]) -> Outcome:
    """Return the outcome that `to_dict` wrote."""
    given = dict(record)
    given["citations"] = tuple(Cited(**each) for each in given["citations"])
    for name in ("expected", "articles"):
        given[name] = tuple(given[name])
    return Outcome(**given)


def scores(
    case: Case,
    answer: Answer,
    citations: Sequence[Cited],
    ranked: Sequence[str],
    evidence: Sequence[Span],
) -> dict[str, float]:
    """Return every score of an answer that the set knows enough for.

    `ranked` are the distinct articles that a search found, best first; `evidence` are the spans
    that answer the question.
    """
    answered = answer.status == "answered"
    if not case.answerable:
        refusal = {"right_refusals": float(not answered)}
        return refusal | _exactness(citations) | _written(answer)
    return (
        {"wrong_refusals": float(not answered)}
        | _retrieval(case, ranked)
        | _wording(case, answer)
        | _exactness(citations)
        | _cites_article(case, citations)
        | _grounding(answered, citations, evidence)
        | _written(answer)
    )


def _retrieval(case: Case, ranked: Sequence[str]) -> dict[str, float]:
    gold = case.gold_articles
    if not gold:
        return {}
    rank = metrics.first_hit(ranked, gold)
    hits = {f"hit@{k}": float(rank is not None and rank <= k) for k in (1, 4, 10)}
    return hits | {
        "mrr@10": metrics.reciprocal_rank(rank, 10),
        "ndcg@10": metrics.ndcg(ranked, gold, 10),
    }


def _wording(case: Case, answer: Answer) -> dict[str, float]:
    """Score what is said; a refusal says nothing, and has no length."""
    said = metrics.said(answer)
    length = {"words": float(len(said.split()))} if said else {}
    if not case.answers:
        return length
    found = {
        "gold_in_answer": float(metrics.holds(said, case.answers)),
        "em": metrics.exact_match(said, case.answers),
        "f1": metrics.f1(said, case.answers),
    }
    return found | _short_answer(case, answer) | length


def _short_answer(case: Case, answer: Answer) -> dict[str, float]:
    """Score the short answer that is highlighted, where one is."""
    short = " ".join(answer.text[start:end] for start, end in answer.highlights)
    if not short:
        return {}
    return {
        "short_em": metrics.exact_match(short, case.answers),
        "short_f1": metrics.f1(short, case.answers),
    }


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


def _exactness(citations: Sequence[Cited]) -> dict[str, float]:
    return {"citations_exact": float(all(each.exact for each in citations))} if citations else {}


def _cites_article(case: Case, citations: Sequence[Cited]) -> dict[str, float]:
    if not case.gold_articles or not citations:
        return {}
    return {"article_cited": float(any(c.article_id in case.gold_articles for c in citations))}


def _grounding(
    answered: bool, citations: Sequence[Cited], evidence: Sequence[Span]
) -> dict[str, float]:
    """Score what is cited against where the answer stands; a refusal cites nothing."""
    if not evidence:
        return {}
    # A headline shares no character with the text, so that it hits no span and counts as cited.
    cited = [(each.article_id, each.start, each.end) for each in citations if each.part == "text"]
    recall = {"citation_recall": metrics.citation_recall(cited, evidence)}
    if not answered:
        return recall
    precision = metrics.citation_precision(cited, evidence) * len(cited) / max(len(citations), 1)
    return recall | {"citation_precision": precision, "evidence_quoted": float(precision > 0)}
