"""What a sentence gives as the answer to a question, and how two sentences stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.candidates import TITLE, Candidate, coverage
from assistant.question import Kind, Query
from assistant.selection import alike
from assistant.values import Day, Figure, Named, Value, days, figures, is_earlier, named
from assistant.words import STOP_WORDS, content_stems, stems

_COVERED = 0.5  # share of the question's words that a claim must hold, with what stands around it
_TWIN = 0.6  # shared words, as a share of all, of two sentences that are one but for the answer
_WINDOW = 3  # content words on either side of a value
_DAYS_APART = 60  # what is told further apart is seldom one event

# Words that news uses for the same, so that "12 people died" and "15 were killed" meet.
_SYNONYMS = {
    stem: group[0]
    for group in (
        stems("die died dies dead death deaths kill killed kills killing fatalities toll lives"),
        stems("injured injure injuries wounded hurt"),
        stems("won win wins winner winning"),
        stems("cost costs price paid pay worth"),
        stems("bought buy buys acquired acquire acquires purchased purchase"),
        stems("arrested arrest arrests detained detain"),
        stems("fled flee displaced evacuated evacuate"),
    )
    for stem in group
}
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:es|ed)|disput(?:es|ed)|(?:is|was|were|are) (?:false|untrue)|"
    r"no (?:evidence|truth)|(?:reject|dismiss)(?:s|es|ed) (?:\w+ )?(?:claim|report|allegation|"
    r"accusation|suggestion|rumour|rumor)s?)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^\W*(?:did|does|do|is|are|was|were|has|have|had|will|can|could|should)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Claim:
    """A sentence with the values in it that could answer the question, and their surroundings."""

    candidate: Candidate
    values: tuple[Value, ...]
    tokens: tuple[tuple[str, int], ...]  # content stems with their places
    denied: bool

    def around(self, value: Value) -> tuple[list[str], list[str]]:
        """Return the content words before a value, nearest first, and after it."""
        before = [stem for stem, place in self.tokens if place < value.start]
        after = [stem for stem, place in self.tokens if place >= value.end]
        return before[::-1][:_WINDOW], after[:_WINDOW]

    def apart_from(self, value: Value) -> frozenset[str]:
        """Return its distinct content words without a value's own."""
        return frozenset(s for s, at in self.tokens if not value.start <= at < value.end)


def read_claims(query: Query, ranked: Sequence[Candidate], margin: float) -> list[Claim]:
    """Return the candidates that may answer the question, best first."""
    least = max((each.score for each in ranked), default=0.0) - margin
    return [
        _claim(query, each)
        for each in ranked
        if each.score >= least and coverage(query, each.stems | each.before) >= _COVERED
    ]


def _claim(query: Query, each: Candidate) -> Claim:
    text = each.text
    return Claim(each, tuple(_values(query, text)), tuple(_tokens(text)), _denies(query, text))


_TOKEN = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    for match in _TOKEN.finditer(text):
        for stem in content_stems(match.group()):
            yield _SYNONYMS.get(stem, stem), match.start()


def asked(query: Query) -> frozenset[str]:
    """Return the question's content words as claims hold them."""
    return frozenset(_SYNONYMS.get(term, term) for term in query.terms)


def _values(query: Query, text: str) -> Iterator[Value]:
    known = frozenset(stems(query.text))
    for found in _of_kind(query.kind, text):
        value = _cut(query, found) if isinstance(found, Named) else found
        words = [stem for stem in stems(value.text) if stem not in STOP_WORDS]
        if words and len(value.text) > 1 and not known.issuperset(words) and not is_earlier(text, value):
            yield value


def _cut(query: Query, name: Named) -> Named:
    """Cut a run of capitals where a word of the question stands: "Mira Tolan Wins The Race"."""
    terms = asked(query)
    for match in re.finditer(r"\S+", name.text):
        if match.start() and terms & {_SYNONYMS.get(stem, stem) for stem in stems(match.group())}:
            return name.upto(match.start())
    return name


def _of_kind(kind: Kind, text: str) -> list[Value]:
    if kind is Kind.NUMBER:
        return [*figures(text)]
    if kind is Kind.TIME:
        return [*days(text)]
    if kind is Kind.PERSON:  # "the Australian" describes somebody who has a name elsewhere
        return [n for n in named(text) if " " in n.text or not _THE.search(text[: n.start])]
    if kind is Kind.PLACE:
        return [*named(text)]
    return [*named(text), *figures(text), *days(text)] if kind is Kind.THING else []


_THE = re.compile(r"\b[Tt]he $")


def _denies(query: Query, text: str) -> bool:
    """Tell whether a sentence says no: a denial, or for a yes-or-no question any negation."""
    if _DENIAL.search(text):
        return True
    return bool(_YES_NO.match(query.text)) and bool(_NEGATION.search(text))


def difference(query: Query, one: Claim, other: Claim) -> tuple[Value, Value] | None:
    """Return the two values in which sentences of two articles differ, if they tell of one event.

    Sentences that are the same but for one value differ in it wherever it stands; others must
    have it beside the same word of the question.
    """
    if not _may_be_one_event(one, other):
        return None
    terms = asked(query)
    for a in one.values:
        for b in other.values:
            if not _differ(one, a, other, b):
                continue
            if _twins(query, one, a, other, b) or _stand_alike(query, terms, one, a, other, b):
                return a, b
    return None


def same_value(query: Query, one: Claim, other: Claim) -> Value | None:
    """Return a value of a sentence that a sentence of another article gives as the answer too."""
    if one.denied is not other.denied or not _may_be_one_event(one, other):
        return None
    if query.kind is not Kind.TIME and not _share_a_year(one, None, other, None):
        return None
    terms = asked(query)
    for a in one.values:
        for b in other.values:
            if a.comparable(b) and a.same(b) and _beside(terms, one, a) & _beside(terms, other, b):
                return a
    return None


def denial(query: Query, one: Claim, other: Claim) -> bool:
    """Tell whether one sentence denies what the other says."""
    if one.denied is other.denied or not _may_be_one_event(one, other):
        return False
    if not _share_a_year(one, None, other, None):
        return False
    terms = frozenset(query.terms)
    held = [terms & each.candidate.stems for each in (one, other)]
    return len(held[0] & held[1]) >= max(2, len(terms) * _TWIN)


def says_the_same(query: Query, one: Claim, other: Claim) -> bool:
    """Tell whether two sentences of two articles give the same answer, in whatever words."""
    if one.denied is not other.denied:
        return False
    if one.values or other.values:
        return same_value(query, one, other) is not None
    return alike(one.candidate, other.candidate)


def _differ(one: Claim, a: Value, other: Claim, b: Value) -> bool:
    """Tell whether two values cannot be the same, and nothing else dates the sentences apart."""
    if not a.comparable(b) or a.same(b) or _known(a, other) or _known(b, one):
        return False
    return _share_a_year(one, a, other, b)


def _may_be_one_event(one: Claim, other: Claim) -> bool:
    a, b = one.candidate.article.article, other.candidate.article.article
    if a.id == b.id:
        return False
    if a.published and b.published and abs((a.published - b.published).days) > _DAYS_APART:
        return False
    return True


def _share_a_year(one: Claim, a: Value | None, other: Claim, b: Value | None) -> bool:
    """Tell whether the years that two sentences name, but for these values, do not part them."""
    first, second = (
        {day.year for day in days(claim.candidate.text) if day.year and not _is_at(day, value)}
        for claim, value in ((one, a), (other, b))
    )
    return not (first and second) or bool(first & second)


def _is_at(day: Day, value: Value | None) -> bool:
    return value is not None and value.start <= day.start < value.end


def _known(value: Value, claim: Claim) -> bool:
    return any(value.told_by(each) for each in claim.values)


def _twins(query: Query, one: Claim, a: Value, other: Claim, b: Value) -> bool:
    """Tell whether two sentences are one but for a value, and that stands in the same place."""
    left, right = one.apart_from(a), other.apart_from(b)
    terms = asked(query)
    if len(left & right) < 3 or len(left & right) < _TWIN * len(left | right):
        return False
    if left & terms != right & terms:
        return False
    return _neighbours(one, a, other, b)


def _neighbours(one: Claim, a: Value, other: Claim, b: Value) -> bool:
    pairs = zip(one.around(a), other.around(b), strict=True)
    return any(mine[:1] == theirs[:1] and mine for mine, theirs in pairs)


def _stand_alike(
    query: Query, terms: frozenset[str], one: Claim, a: Value, other: Claim, b: Value
) -> bool:
    """Tell whether two values stand beside the same word of the question."""
    if isinstance(a, Named):
        shared = _roles(query, one, a) & _roles(query, other, b)
        return bool(shared) and not _mentions(one, b) and not _mentions(other, a)
    if query.kind is Kind.THING:
        return False
    shared_words = _beside(terms, one, a) & _beside(terms, other, b)
    return bool(shared_words) and _is_the_one(terms, one, a) and _is_the_one(terms, other, b)


def _roles(query: Query, claim: Claim, value: Value) -> frozenset[tuple[str, str]]:
    """Return the word of the question that a name is subject or object of, with which it is."""
    before, after = claim.around(value)
    text, plain = claim.candidate.text, asked(query) - frozenset(stems(" ".join(query.names)))
    roles = set()
    if after and after[0] in plain:
        place = next(at for stem, at in claim.tokens if at >= value.end)
        gap = text[value.end : place]
        roles.add((after[0], "object" if _PASSIVE.search(gap) else "subject"))
    if before and before[0] in plain:
        place = max(at for stem, at in claim.tokens if at < value.start)
        gap = text[place : value.start]
        roles.add((before[0], "subject" if _BY.search(gap) else "object"))
    return frozenset(role for role in roles if _wanted(query) in ("", role[1]))


def _wanted(query: Query) -> str:
    """Tell whether a question asks for who did something or to whom it was done, if it is plain."""
    if _ASKS_OBJECT.search(query.text):
        return "object"
    return "subject" if _ASKS_SUBJECT.search(query.text) else ""


_PASSIVE = re.compile(r"\b(?:is|was|were|are|been|being|be)\b")
_BY = re.compile(r"\bby\b")
_ASKS_OBJECT = re.compile(
    r"\b(?:did|does|do)\b|^\W*(?:who|what|which \w+) (?:is|was|were|are|has been|have been) "
    r"(?:\w+ed|chosen|shot|sworn|made|given|told|shown|hit|sent|taken|found)\b",
    re.IGNORECASE,
)
_ASKS_SUBJECT = re.compile(
    r"^\W*(?:who|what|which)\b(?! (?:is|was|were|are|['’]s)\b|['’]s)", re.IGNORECASE
)


def _beside(terms: frozenset[str], claim: Claim, value: Value) -> frozenset[str]:
    """Return the question's words that stand near a value."""
    before, after = claim.around(value)
    return terms & frozenset((*before, *after))


def _is_the_one(terms: frozenset[str], claim: Claim, value: Value) -> bool:
    """Tell whether no other value of the sentence stands as near to the question's words."""
    near = len(_beside(terms, claim, value))
    return all(
        len(_beside(terms, claim, other)) < near
        for other in claim.values
        if other is not value and other.comparable(value)
    )


def _mentions(claim: Claim, value: Value) -> bool:
    """Tell whether the article of a claim knows a name, so that it may mean the same."""
    article = claim.candidate.article.article
    return value.text.split()[-1] in f"{article.title}\n{article.text}"


def is_headline(claim: Claim) -> bool:
    """Tell whether a claim is a headline."""
    return claim.candidate.place == TITLE


__all__ = ["Claim", "Day", "Figure", "asked", "denial", "difference", "read_claims"]
