"""The answerer that needs no language model: it quotes the sentences that answer, verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.agreement import compare, notes, quote_sides
from assistant.boilerplate import is_boilerplate, own_words
from assistant.candidates import Candidate, find_candidates
from assistant.confidence import confidence, read_signs
from assistant.echoes import adds_nothing
from assistant.question import Query
from assistant.quotation import Quote
from assistant.retrieval import Evidence
from assistant.schema import Note
from assistant.selection import Budget, select
from assistant.store.snapshot import Snapshot

_MARGIN = 2.6  # a sentence that scores this much below the best is no part of the answer
_LIST_MARGIN = 1.8
_SENTENCES, _LIST_SENTENCES = 3, 5
_OUTLETS = 3  # so many further articles that say the same words are cited with a sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """Quotes in reading order, how sure it is that they answer (0..1), and remarks on them."""

    quotes: tuple[Quote, ...]
    confidence: float
    notes: tuple[Note, ...] = ()


class QuotingAnswerer:
    """Answers with whole sentences and headlines of the evidence, within a number of words."""

    def __init__(self, *, words: int = 55, list_words: int = 120) -> None:
        self._one = Budget(words, _SENTENCES, _MARGIN)
        self._several = Budget(list_words, _LIST_SENTENCES, _LIST_MARGIN)

    def answer(self, snapshot: Snapshot, query: Query, evidence: Evidence) -> Draft:
        """Quote what answers the question best; no quotes and 0 when there is nothing to quote."""
        return self.draft(query, evidence, find_candidates(snapshot, query, evidence))

    def draft(self, query: Query, evidence: Evidence, ranked: Sequence[Candidate]) -> Draft:
        """Quote the best of what may be quoted; `ranked` has the best first."""
        if not ranked:
            return Draft((), 0.0)
        budget = self._several if query.several else self._one
        telling = [each for each in ranked if not adds_nothing(query, each.text)] or ranked
        picked = select(telling, budget, preceding) or [_shortened(telling[0], budget.words)]
        sides = compare(query, telling, picked)
        quoted = quote_sides(sides, picked, budget.words, preceding)
        quotes = tuple(_quote(each, ranked) for each in quoted)
        signs = read_signs(query, evidence, ranked)
        return Draft(quotes, confidence(signs), notes(sides, _cited(quotes)))


def _cited(quotes: Sequence[Quote]) -> set[str]:
    """Return the ids of the articles that quotes are of."""
    return {each.article.article.id for quote in quotes for each in (quote, *quote.also)}


def preceding(each: Candidate) -> Candidate | None:
    """Return the sentence before one in its article, or None before the first."""
    if each.place <= 0:
        return None
    start, end = own_words(each.article.article.text, *each.article.sentences[each.place - 1])
    before = replace(each, place=each.place - 1, start=start, end=end, before=frozenset())
    return None if is_boilerplate(before.text) else before


def _shortened(each: Candidate, words: int) -> Candidate:
    """Cut a sentence that is too long to be quoted whole after its last clause that fits."""
    kept = each.text
    while len(kept.split()) > words:
        cut = max(kept.rfind(mark) for mark in (",", ";", ":", " —", " –", " - "))
        kept = kept[:cut] if cut > 0 else _first_words(kept, words)
    return replace(each, end=each.start + len(kept.rstrip()))


def _first_words(text: str, words: int) -> str:
    """Return the first words as they stand, whatever white space is between them."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[words - 1]]


def _quote(each: Candidate, ranked: Sequence[Candidate]) -> Quote:
    """Quote a sentence, and with it the other articles that hold the very same words."""
    others: dict[str, Candidate] = {}
    for other in ranked:
        if other.text == each.text and other.key[0] != each.key[0]:
            others.setdefault(other.key[0], other)
    also = [_plain_quote(other) for other in list(others.values())[:_OUTLETS]]
    return replace(_plain_quote(each), also=tuple(also))


def _plain_quote(each: Candidate) -> Quote:
    return Quote(each.article, each.part, each.start, each.end)
