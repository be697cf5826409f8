"""Is a sentence that a language model wrote told by the evidence, and where? Is a claim?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.quotation import Quote
from assistant.models.embedding import Embedder
from assistant.store.snapshot import Snapshot
from assistant.verification.alignment import Aligned, align
from assistant.verification.entailment import Entailment
from assistant.verification.facts import (
    altered,
    missing_date,
    missing_number,
    rivals,
)
from assistant.verification.names import missing_name, swapped_name
from assistant.verification.polarity import flipped, opposite, widened
from assistant.verification.reading import claims_nothing, read, unframed, unmarked
from assistant.verification.statements import Statement, statements

THRESHOLD = 0.5  # what is supported less is not shown
_REFUSED = 0.45  # what is left of support when something contradicts, always below THRESHOLD
_BEFORE = 3  # sentences before a statement that a reader has in mind
# Logistic regression over the replies of the even half of mtrag_human_judged that people rate
# faithful or not (`python -m benchmarks.verifier --fit`); the intercept then set so that one true
# paraphrase in 17 of that half is refused.
SUPPORT_WEIGHTS = {"similarity": 6.82, "pairs": 3.01, "overlap": 6.42}
_INTERCEPT = -9.09


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a sentence is supported (0..1), by which statements, and what is wrong if it is not.

    Below `THRESHOLD` there are no quotes, and the reason is a line for the user. `altered` is a
    quotation that no statement has word for word: without marks the sentence may be right. What
    claims nothing ("The articles do not say.") is neither: `THRESHOLD`, no quotes, no reason.
    """

    support: float
    quotes: tuple[Quote, ...]
    reason: str
    altered: str = ""


class Verifier:
    """Checks sentences one at a time; safe to share between threads if its models are."""

    def __init__(self, embedder: Embedder, entailment: Entailment | None = None) -> None:
        self._embedder = embedder
        self._entailment = entailment

    def check(self, sentence: str, statements: Sequence[Statement], question: str = "") -> Verdict:
        """Return the verdict on one sentence; the words of the question are context, no claims."""
        text = unframed(unmarked(sentence))
        if claims_nothing(text):
            return Verdict(THRESHOLD, (), "")
        if not statements or not any(token.weight for token in read(text).tokens):
            return Verdict(0.0, (), "" if not text else "No article says this.")
        verdict = self._told(text, statements, question)
        agreeing = _agreeing(text, statements)
        quotes = [each.quote for each in agreeing]
        if all(quote in quotes for quote in verdict.quotes):
            return verdict
        # What contradicts a sentence is no evidence for the rest of it either.
        return self._told(text, agreeing, question)

    def _told(self, text: str, statements: Sequence[Statement], question: str) -> Verdict:
        """Return the verdict on the bare words of a sentence."""
        aligned = align(text, self._embedder.embed_question(text), statements, question)
        found = support(aligned)
        words = altered(text, [question, *(each.text for each in statements)])
        reason = f"The articles do not have the words “{words}”." if words else ""
        reason = reason or contradiction(aligned, statements, question)
        if reason:
            return Verdict(_REFUSED * found, (), reason, words)
        if self._entailment:
            found = self._weighed(found, aligned)
        if found < THRESHOLD:
            return Verdict(found, (), _unsaid(aligned))
        return Verdict(found, tuple(each.quote for each in aligned.statements), "")

    def _weighed(self, found: float, aligned: Aligned) -> float:
        """Return support with what the entailment model thinks: half each."""
        assert self._entailment is not None
        premise = " ".join(each.text for each in aligned.statements)
        return (found + self._entailment.probability(premise, aligned.sentence.text)) / 2


def support(aligned: Aligned) -> float:
    """Return how likely a sentence is supported: logistic regression over the signs."""
    total = _INTERCEPT + sum(
        weight * getattr(aligned, sign) for sign, weight in SUPPORT_WEIGHTS.items()
    )
    return 1 / (1 + math.exp(-total))


def contradiction(aligned: Aligned, statements: Sequence[Statement], question: str) -> str:
    """Return a line that says what of a sentence its statements do not bear out, or nothing."""
    found = _contradictions(aligned, statements, question)
    return next((line.format(words) for line, words in found if words), "")


def _contradictions(
    aligned: Aligned, statements: Sequence[Statement], question: str
) -> Iterator[tuple[str, str]]:
    sentence, given = aligned.sentence, aligned.readings
    quotes = [each.quote for each in aligned.statements]
    around = [read(text) for each in aligned.statements for text in _around(each, statements)]
    yield "The articles do not give the number {}.", missing_number(sentence, question, given)
    yield "The articles do not give the date {}.", missing_date(sentence, question, quotes)
    missing = missing_name(sentence, given, around, read(question))
    yield "The articles do not say this of {}.", missing
    yield "The articles say this of another than {}.", swapped_name(sentence, given)
    yield "The articles say the opposite about “{}”.", flipped(sentence, given)
    yield "The articles do not say “{}”.", widened(sentence, given)
    yield "The articles say the opposite of “{}”.", opposite(sentence, given)


def _agreeing(text: str, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements that have no other number, date or name in the place of a sentence's.

    Nor has their article one, where it nowhere gives the sentence's own.
    """
    sentence = read(text)
    articles: dict[str, list[Quote]] = {}
    for each in statements:
        articles.setdefault(each.quote.article.article.id, []).append(each.quote)
    apart = {key for key, quotes in articles.items() if rivals(sentence, quotes)}
    return [
        each
        for each in statements
        if each.quote.article.article.id not in apart
        and not rivals(sentence, [each.quote])
        and not swapped_name(sentence, [read(each.text)])
    ]


def _around(statement: Statement, statements: Sequence[Statement]) -> list[str]:
    """Return headline and source of a statement's article, and the sentences before it."""
    quote, article = statement.quote, statement.quote.article.article
    before = [
        each.text
        for each in statements
        if each.quote.part == "text" == quote.part
        and each.quote.article.article.id == article.id
        and each.quote.start < quote.start
    ]
    return [article.title, f"{article.source} {article.author}", *before[-_BEFORE:]]


def _unsaid(aligned: Aligned) -> str:
    missing = sorted(aligned.missing, key=lambda token: -token.weight)[:3]
    if not missing:
        return "No article says this."
    words = ", ".join(f"“{token.text}”" for token in sorted(missing, key=lambda token: token.start))
    return f"No article says this; nothing there speaks of {words}."


# Set by hand over 15 questions of our own with two claims each.
_TOLD, _UNTOLD = 0.9, 0.2
_SHORT = 2  # words of a claim that may well be told in others


class ClaimChecker:
    """Holds claims against passages; holds no state of its own."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def __call__(
        self, snapshot: Snapshot, claim: str, context: str, passages: Sequence[str]
    ) -> bool | None:
        """Tell whether passages (by id) bear out a claim; None where they leave it open."""
        told = statements(snapshot, passages)
        if not claim or not told:
            return None
        aligned = align(claim, self._embedder.embed_question(claim), told, context)
        found = support(aligned)
        against = contradiction(aligned, told, context) != ""
        if found >= _TOLD:  # what has all its words and yet contradicts is in doubt
            return None if against else True
        long = sum(token.weight > 0 for token in aligned.sentence.tokens) > _SHORT
        return False if against or (found < _UNTOLD and long) else None
