"""What each sentence gives as the answer to a question: figures, dates or names, or a denial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.candidates import Candidate
from assistant.figures import figures, is_earlier
from assistant.question import Kind, Query, coverage
from assistant.values import Day, Named, Value, days, named
from assistant.words import STOP_WORDS, content_stems, stems

_MARGIN = 5.0  # a sentence that scores this much below the best is no answer to compare with
_COVERED = 0.5  # share of the question's words that a claim must hold, with what stands around it
_WINDOW = 3  # content words on either side of a value

# Words that news uses for the same, so that "12 people died" and "15 were killed" meet.
_SYNONYMS = {
    stem: group[0]
    for group in (
        stems("die died dies dead death deaths kill killed kills killing fatalities toll"),
        stems("injured injure injures injuries wounded hurt"),
        stems("won win wins winner winning"),
        stems("cost costs price paid pay worth"),
        stems("bought buy buys acquired acquire acquires purchased purchase"),
        stems("arrested arrest arrests detained detain"),
        stems("fled flee flees displaced evacuated evacuate"),
        stems("missing"),
        stems("rescued rescue saved"),
    )
    for stem in group
}
# What happened to people: "30 were injured" does not answer how many died.
_FATES = frozenset(_SYNONYMS[s] for s in stems("die injured arrested fled missing rescued"))
_AMOUNT = re.compile(
    r"\b(?:toll|revenues?|profits?|prices?|costs?|rate|population|turnout|size|numbers?|budget|"
    r"salary|length|height|depth|weight|speed|distance|magnitude|score|fine|amount|total)\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\bdate\b", re.IGNORECASE)
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed)|disput(?:es|ed)|(?:is|was|are) (?:false|untrue)|"
    r"no (?:evidence|truth)|(?:reject|dismiss)(?:s|es|ed) (?:\w+ )?(?:claim|report|allegation|"
    r"accusation|suggestion|rumou?r)s?)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^\W*(?:did|does|do|is|are|was|were|has|have|had|will|can|could|should)\b", re.IGNORECASE
)
_WHERE = re.compile(r"\bwhere\b|\b(?:in|at|from|to|near) (?:what|which)\b", re.IGNORECASE)
PLACED = re.compile(r"\b(?:in|at|near|off|outside|from|to)(?: the)? $", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|at|near|outside)(?: the)? $", re.IGNORECASE)
_NEITHER = re.compile(r"\bneither\b|\bnor\b|\b(?:has|have) never\b", re.IGNORECASE)
_THE = re.compile(r"\b[Tt]he $")
_TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
_BREAK = re.compile(r"[,;:—–]|\b(?:and|but|while)\b")
_DAY_BREAK = re.compile(r";|\b(?:and|but|while)\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with the values in it that could answer the question.

    `tokens` are its content words, as stems with their places; `terms` are the question's.
    """

    candidate: Candidate
    values: tuple[Value, ...]
    tokens: tuple[tuple[str, int], ...]
    terms: frozenset[str]
    denied: bool

    @property
    def article_id(self) -> str:
        """The article it stands in."""
        return self.candidate.key[0]

    def before(self, value: Value) -> list[tuple[str, int]]:
        """Return the content words before a value, the nearest first."""
        return [token for token in reversed(self.tokens) if token[1] < value.start][:_WINDOW]

    def after(self, value: Value) -> list[tuple[str, int]]:
        """Return the content words after a value, the nearest first."""
        return [token for token in self.tokens if token[1] >= value.end][:_WINDOW]

    def beside(self, value: Value) -> frozenset[str]:
        """Return the question's words that stand near a value, in its clause.

        There are none where it tells of another fate than the one asked about.
        """
        text = self.candidate.text
        near = {
            stem
            for stem, place in (*self.before(value), *self.after(value))
            if not _parted(value, text[min(place, value.end) : max(place, value.start)])
        }
        if self.terms & _FATES and near & _FATES and not near & self.terms & _FATES:
            return frozenset()
        return self.terms & near

    def apart_from(self, value: Value) -> frozenset[str]:
        """Return its distinct content words without a value's own."""
        return frozenset(s for s, place in self.tokens if not value.start <= place < value.end)


def _parted(value: Value, gap: str) -> bool:
    return bool((_DAY_BREAK if isinstance(value, Day) else _BREAK).search(gap))


def read_claims(query: Query, ranked: Sequence[Candidate]) -> list[Claim]:
    """Return the candidates that may answer the question, best first."""
    least = max((each.score for each in ranked), default=0.0) - _MARGIN
    terms = frozenset(_meanings(query.terms))
    kind = asked_kind(query)
    return [
        _claim(query, kind, terms, each)
        for each in ranked
        if each.score >= least and coverage(query, each.stems | each.before) >= _COVERED
    ]


def asked_kind(query: Query) -> Kind:
    """Return what is asked for: also "What is the death toll?" -> NUMBER."""
    if query.kind is Kind.THING and _DATE.search(query.text):
        return Kind.TIME
    if query.kind is Kind.THING and _AMOUNT.search(query.text):
        return Kind.NUMBER
    return query.kind


def _claim(query: Query, kind: Kind, terms: frozenset[str], each: Candidate) -> Claim:
    tokens = tuple(
        (stem, match.start())
        for match in _TOKEN.finditer(each.text)
        for stem in _meanings(content_stems(match.group()))
    )
    values = tuple(_values(query, kind, terms, each.text))
    return Claim(each, values, tokens, terms, _denies(query, each.text))


def _meanings(found: Iterable[str]) -> list[str]:
    """Return stems, those of synonyms as one."""
    return [_SYNONYMS.get(stem, stem) for stem in found]


def _values(query: Query, kind: Kind, terms: frozenset[str], text: str) -> Iterator[Value]:
    """Yield what could be the answer: nothing that the question says itself."""
    known = frozenset(stems(query.text))
    for found in _of_kind(kind, text):
        if _WHERE.search(query.text) and not PLACED.search(text[: found.start]):
            continue
        if isinstance(found, Named) and _is_no_claim(query, kind, text, found):
            continue
        value = _cut(terms, found) if isinstance(found, Named) else found
        words = [stem for stem in stems(value.text) if stem not in STOP_WORDS]
        fresh = len(value.text) > 1 and not known.issuperset(words)
        if fresh and not is_earlier(text, value.start):
            yield value


def _is_no_claim(query: Query, kind: Kind, text: str, name: Named) -> bool:
    """Tell whether a name is denied, or a place where a person is asked for."""
    if kind is Kind.PERSON and _WITHIN.search(text[: name.start]):
        return True
    return bool(_NEITHER.search(text)) and not _NEITHER.search(query.text)


def _cut(terms: frozenset[str], name: Named) -> Named:
    """Cut a run of capitals where a word of the question stands: "Mira Tolan Wins The Race"."""
    for match in _TOKEN.finditer(name.text):
        if match.start() and not terms.isdisjoint(_meanings(stems(match.group()))):
            return name.upto(match.start())
    return name


def _of_kind(kind: Kind, text: str) -> list[Value]:
    dates = days(text)
    numbers = figures(text, [(day.start, day.end) for day in dates])
    if kind is Kind.NUMBER:
        return [*numbers]
    if kind is Kind.TIME:
        return [*dates]
    if kind is Kind.PERSON:  # "the Australian" describes somebody who has a name elsewhere
        return [n for n in named(text) if " " in n.text or not _THE.search(text[: n.start])]
    if kind is Kind.PLACE:
        return [*named(text)]
    # The days of a thing are those of the news about it, told every day anew.
    return [*named(text), *numbers] if kind is Kind.THING else []


def _denies(query: Query, text: str) -> bool:
    """Tell whether a sentence says no: a denial, or for a yes-or-no question any negation."""
    if DENIAL.search(text):
        return True
    return bool(_YES_NO.match(query.text)) and bool(_NEGATION.search(text))
