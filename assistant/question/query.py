"""A question as retrieval and the answerer see it: words, what it expects, time and outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from assistant.question.expected import Expected, expected_in
from assistant.question.outlets import named_sources, source_key
from assistant.question.timewords import describe, read_time
from assistant.question.vocabulary import rarity, words
from assistant.schema import DateRange, Filters
from assistant.store.records import Term
from assistant.text.words import (
    content_stems,
    fold,
    is_english,
    is_stop_word,
    stems,
    without_elision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question, read: `terms` are its content stems with how rare each is in English.

    `names` are its capitalised words and numbers, without those of time words and sources.
    `dated` tells that the asker gave an as-of date, so that closeness in time means something, and
    `relative` that the period depends on it ("last month", "in June"). In a conversation,
    `topic` is what it is about, and `plain` the question without the one that it is joined to: what
    the reader is asked, and what tells what is expected. The reader is also asked `topical`, if
    anything: the same with its topic, and not for the answers `given` before.
    `variants` are the sets of stems that count as a term where all of one stand together: "colour"
    for "color". `corrections` are the (typed, meant) words in which `text` differs from what was
    typed; `typed` is the text before its acronyms were spelled out, where they were.
    `language` is what its stems are of; "" is English.
    """

    text: str
    terms: Mapping[str, float]
    names: tuple[str, ...]
    expected: Expected
    as_of: date
    dated: bool
    period: DateRange | None = None
    period_words: str = ""
    relative: bool = False
    recent: bool = False
    sources: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    plain: str = ""
    topical: str = ""
    given: tuple[str, ...] = ()
    topic: str = ""
    variants: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    corrections: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    language: str = ""

    @property
    def searched(self) -> list[Term]:
        """The terms for the keyword index, with their variants."""
        return [
            (term, self.variants[term]) if term in self.variants else term for term in self.terms
        ]

    def meets(self, term: str, found: Set[str]) -> bool:
        """Tell whether a term, or what counts as it, stands among stems."""
        return term in found or any(each <= found for each in self.variants.get(term, ()))


_ANOTHER_DAY = date(2100, 1, 1)


def read_question(
    text: str,
    *,
    as_of: date,
    dated: bool = False,
    sources: Iterable[str] = (),
    filters: Filters | None = None,
    language: str = "",
) -> Query:
    """Read a standalone question in a language; `sources` are all that the index holds."""
    reading = read_time(text, as_of)
    topic = _without(text, reading.spans) if reading.explicit else text
    named = named_sources(text, sources)
    return Query(
        text=text,
        terms=_terms(topic, language),
        names=_names(topic, named, language),
        expected=expected_in(language, text),
        as_of=as_of,
        dated=dated,
        period=reading.date_range,
        period_words=describe(reading.date_range) if reading.date_range else "",
        relative=reading.date_range != read_time(text, _ANOTHER_DAY).date_range,
        recent=reading.recency,
        sources=named,
        filters=filters or Filters(),
        language=language,
    )


def coverage(query: Query, found: frozenset[str]) -> float:
    """Return the share of the question's words, weighed by rarity, that stand among stems."""
    total = sum(query.terms.values())
    return (
        sum(weight for term, weight in query.terms.items() if query.meets(term, found)) / total
        if total
        else 0.0
    )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


_NAME = re.compile(r"\b(?:[A-Z][\w’'-]*|\d[\d.,]*)")


def _names(text: str, sources: Sequence[str], language: str) -> tuple[str, ...]:
    keys = {source_key(source) for source in sources}
    written = without_elision(text, language)
    found = [fold(match.group()).strip(".,'’-") for match in _NAME.finditer(written)]
    return tuple(
        dict.fromkeys(
            name
            for name in found
            if not is_stop_word(name, language) and source_key(name) not in keys
        )
    )


_CATEGORY = re.compile(
    r"\b(?:which|what)\s+(?:[a-z'’-]+\s+){0,2}?(?P<noun>[a-z'’-]+)\s+"
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|must|may|might)\b",
    re.IGNORECASE,
)
_CATEGORY_WEIGHT = 0.25


def _terms(text: str, language: str) -> dict[str, float]:
    """Return each content stem with its rarity.

    The noun of "Which outlets were ...?" counts little: an answer names outlets, and seldom says
    that they are outlets.
    """
    content = set(content_stems(text, language))
    category = _CATEGORY.search(text)
    weights: dict[str, float] = {}
    for word in words(text, language):
        share = _CATEGORY_WEIGHT if category and word == category["noun"] else 1.0
        for stem in stems(word, language):
            if stem in content and not is_english(language):
                weights[stem] = 1.0  # how rare the words of other languages are, nobody knows
            elif stem in content:
                weights[stem] = max(weights.get(stem, 0.0), share * rarity(word))
    return weights
