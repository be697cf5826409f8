"""A question as retrieval and the answerer see it: words, kind of answer, time and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.question.rarity import rarity, words
from assistant.question.timewords import describe, read_time
from assistant.schema import DateRange, Filters
from assistant.store.records import Term
from assistant.text.words import STOP_WORDS, content_stems, fold, stems


class Kind(StrEnum):
    """What sort of thing would answer a question."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    NUMBER = "number"
    REASON = "reason"
    DEMAND = "demand"
    THING = "thing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One question, read: `terms` are its content stems with how rare each is in English.

    `names` are its capitalised words and numbers, without those of time words and sources.
    `several` asks for more than one thing ("which countries", "why"); `dated` tells that the
    asker gave an as-of date, so that closeness in time means something. In a conversation,
    `topic` is what it is about, and `plain` the question without what was put beside it.
    `variants` are the sets of stems that count as a term where all of one stand together: "colour"
    for "color"; `inflections` count where sentences are read, and are not searched for: "win" for
    "won". `corrections` are the (typed, meant) words in which `text` differs from what was typed;
    `topical` tells that it only names a topic: "ferries", "What about ferries?".
    """

    text: str
    terms: Mapping[str, float]
    names: tuple[str, ...]
    kind: Kind
    several: bool
    as_of: date
    dated: bool
    period: DateRange | None = None
    period_words: str = ""
    recent: bool = False
    sources: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    plain: str = ""
    topic: str = ""
    variants: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    inflections: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    corrections: tuple[tuple[str, str], ...] = ()
    topical: bool = False

    @property
    def searched(self) -> list[Term]:
        """The terms for the keyword index, with their variants."""
        return [
            (term, self.variants[term]) if term in self.variants else term for term in self.terms
        ]

    def meets(self, term: str, found: Set[str]) -> bool:
        """Tell whether a term, or what counts as it, stands among stems."""
        others = (*self.variants.get(term, ()), *self.inflections.get(term, ()))
        return term in found or any(each <= found for each in others)

    def forms(self, term: str) -> frozenset[str]:
        """Return the stems of a word of the question in all its forms."""
        return frozenset({term}).union(*self.inflections.get(term, ()))


_MEASURE = (
    r"(?:cost|price|budget|length|width|height|weight|size|speed|age|distance|temperature|"
    r"magnitude|population|toll|total|number|amount|percentage|score)s?\b"
)
_KINDS = (
    (Kind.NUMBER, re.compile(r"\bhow (?:many|much|old|long|far|big|tall|high|often|fast)\b")),
    (Kind.NUMBER, re.compile(r"\b(?:what|which) (?:percent|percentage|number|share|amount|score)")),
    (
        Kind.NUMBER,
        re.compile(rf"\bwhat (?:is|was|are|were) (?:the|its|his|her) (?:\w+ )?{_MEASURE}"),
    ),
    (Kind.PERSON, re.compile(r"\b(?:who|whom|whose)\b")),
    (Kind.TIME, re.compile(r"\b(?:when|(?:what|which) (?:year|day|date|month|time|century))\b")),
    (
        Kind.PLACE,
        re.compile(r"\bwhere\b|\b(?:what|which) (?:country|city|state|place|town|region)"),
    ),
    (
        Kind.DEMAND,
        re.compile(r"\b(?:pre)?conditions?\b|\b(?:demands?|requirements?|terms|propos\w+)\b"),
    ),
    (Kind.REASON, re.compile(r"\b(?:why|how come|for what reason)\b")),
)
# What search words without a verb ask for: "webb telescope cost", "artemis launch date".
_CUES = (
    (Kind.TIME, re.compile(r"\b(?:date|year|time|day)\b")),
    (Kind.NUMBER, re.compile(rf"\b(?:{_MEASURE}|days|hours|miles|metres|meters|votes|goals)")),
    (Kind.PLACE, re.compile(r"\b(?:location|place|venue|site)\b")),
    (Kind.REASON, re.compile(r"\b(?:reason|cause)s?\b")),
)
_SENTENCE = re.compile(
    r"\b(?:what|which|who|is|are|was|were|did|do|does|has|have|had|can|could|will|would|should|"
    r"tell|list|name|give|show|explain|describe|summari[sz]e)\b"
)
_ABOUT = re.compile(r"^\W*(?:and )?(?:what|how|tell me(?: more)?|anything|news) (?:about|on)\b")
# "what preconditions did", "which countries have": a plural noun before a verb. Words that end in
# s without being plurals, and nouns of which one is meant, are left out.
_PLURAL = re.compile(
    r"\b(?:what|which)\b(?:\s+(?:are|were)(?:\s+(?:the|some|his|her|its|their))?)?"
    r"(?:\s+[\w'’-]+){0,2}?\s+(?P<noun>[a-z]{3,}s)\b(?!['’])"
)
_NOT_PLURAL = frozenset(
    """
    is was has does this his its news us series species less always perhaps across minus plus
    sometimes besides bus gas boss business process access success address congress press class
    campus virus crisis basis status focus princess actress mess loss pass glass cross yes thus
    politics economics sports physics means says makes uses gives goes
    """.split()
)
_SEVERAL = re.compile(r"\b(?:list|name (?:all|some|the)|what (?:all|else)|in what ways|reasons)\b")


def read_question(
    text: str,
    *,
    as_of: date,
    dated: bool = False,
    sources: Iterable[str] = (),
    filters: Filters | None = None,
) -> Query:
    """Read a standalone question; `sources` are all that the index holds."""
    reading = read_time(text, as_of)
    topic = _without(text, reading.spans) if reading.explicit else text
    named = named_sources(text, sources)
    return Query(
        text=text,
        terms=_terms(topic),
        names=_names(topic, named),
        kind=question_kind(text),
        several=asks_for_several(text),
        as_of=as_of,
        dated=dated,
        period=reading.date_range,
        period_words=describe(reading.date_range) if reading.date_range else "",
        recent=reading.recency,
        sources=named,
        filters=filters or Filters(),
        topical=_names_a_topic(text),
    )


def _names_a_topic(text: str) -> bool:
    """Tell whether a text asks nothing of what it names."""
    rest = _ABOUT.sub("", text.lower())
    return question_kind(rest) is Kind.THING and not _SENTENCE.search(rest)


def question_kind(text: str) -> Kind:
    """Tell what would answer the question: "How many died?" -> NUMBER."""
    lowered = text.lower()
    found = [(match.start(), kind) for kind, rule in _KINDS if (match := rule.search(lowered))]
    if not found and not _SENTENCE.search(lowered):
        found = [(0, kind) for kind, rule in _CUES if rule.search(lowered)][:1]
    return min(found)[1] if found else Kind.THING


def asks_for_several(text: str) -> bool:
    """Tell whether one short answer would not do: "Which countries ...?", "Why ...?"."""
    lowered = text.lower()
    if _SEVERAL.search(lowered):
        return True
    match = _PLURAL.search(lowered)
    return match is not None and match["noun"] not in _NOT_PLURAL


def coverage(query: Query, found: frozenset[str]) -> float:
    """Return the share of the question's words, weighed by rarity, that stand among stems."""
    total = sum(query.terms.values())
    return (
        sum(weight for term, weight in query.terms.items() if query.meets(term, found)) / total
        if total
        else 0.0
    )


def source_key(name: str) -> str:
    """Return what a source's spellings share: "www.cnn.com", "CNN" -> "cnn"."""
    name = re.sub(r"^(?:https?://)?(?:www\.)?", "", name.strip().lower())
    name = re.sub(
        r"(?:\.(?:com|org|net|co|uk|de|fr|info|news|tv|gov|edu|eu|ru|ua))+(?:/.*)?$", "", name
    )
    return re.sub(r"^the(?=\w{4})|[\W_]+", "", re.sub(r"^the\s+", "", name))


_CUE = r"\b(?:from|by|in|on|per|via|according to|reported by|at)\s+(?:the\s+)?"
_REPORTS = r"(?:['’]s?)?\s+(?:reports?|reported|says?|said|wrote|writes?|articles?|stor(?:y|ies))\b"


def named_sources(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the sources that the question names as such: "from CNN", "USA Today reported"."""
    keys = {source: source_key(source) for source in sources if source}
    return tuple(source for source, key in keys.items() if key and _is_source(text.lower(), key))


def _is_source(text: str, key: str) -> bool:
    spelled = r"[\W_]*".join(re.escape(character) for character in key)
    return bool(
        re.search(rf"{_CUE}{spelled}\b", text) or re.search(rf"\b{spelled}{_REPORTS}", text)
    )


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


_NAME = re.compile(r"\b(?:[A-Z][\w’'-]*|\d[\d.,]*)")


def _names(text: str, sources: Sequence[str]) -> tuple[str, ...]:
    keys = {source_key(source) for source in sources}
    found = [fold(match.group()).strip(".,'’-") for match in _NAME.finditer(text)]
    return tuple(
        dict.fromkeys(
            name
            for name in found
            if name.lower() not in STOP_WORDS and source_key(name) not in keys
        )
    )


_CATEGORY = re.compile(
    r"\b(?:which|what)\s+(?:[a-z'’-]+\s+){0,2}?(?P<noun>[a-z'’-]+)\s+"
    r"(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|must|may|might)\b",
    re.IGNORECASE,
)
_CATEGORY_WEIGHT = 0.25


def _terms(text: str) -> dict[str, float]:
    """Return each content stem with its rarity.

    The noun of "Which outlets were ...?" counts little: an answer names outlets, and seldom says
    that they are outlets. A demand is called a demand.
    """
    content = set(content_stems(text))
    category = None if question_kind(text) is Kind.DEMAND else _CATEGORY.search(text)
    weights: dict[str, float] = {}
    for word in words(text):
        share = _CATEGORY_WEIGHT if category and word == category["noun"] else 1.0
        for stem in stems(word):
            if stem in content:
                weights[stem] = max(weights.get(stem, 0.0), share * rarity(word))
    return weights
