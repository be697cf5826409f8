"""How sentences of two articles stand to each other: do they say the same, differ, or deny?

Without a model, so only what is plain counts: two sentences that are one but for a value, or whose
values stand beside the same words of the question. What may be another event is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.claims import DENIAL, PLACED, Claim, asked_kind
from assistant.question import Kind, Query
from assistant.selection import alike
from assistant.values import Day, Named, Value, days, named
from assistant.words import fold, stems

_TWIN = 0.6  # shared words, as a share of all, of two sentences that are one but for the answer
_DENIED = 0.6  # share of the question's words that stand in a claim and in its denial
_AS_CLOSE = 0.15  # by how much the cosines with the question may differ
_DAYS_APART = 60  # what is told further apart is seldom one event
_PASSIVE = re.compile(r"\b(?:is|was|were|are|been|being|be)\b")
_BY = re.compile(r"\bby\b")
_ASKS_OBJECT = re.compile(
    r"\b(?:did|does|do)\b|\b(?:who|what|which \w+) (?:is|was|were|are|has been|have been) "
    r"(?:\w+ed|chosen|shot|sworn|made|given|told|shown|hit|sent|taken|found)\b",
    re.IGNORECASE,
)
_ASKS_SUBJECT = re.compile(
    r"\b(?:who|what|which)\b(?! (?:is|was|were|are)\b|['’]s| \w+\?)", re.IGNORECASE
)
# What would be, or what was at another time.
_UNREAL = re.compile(
    r"\b(?:would|could|might|may|if|unless|expected|had been|used to|previous(?:ly)?|formerly|"
    r"(?:earlier|later) (?:this|that|in)|(?:last|next) (?:week|month|year))\b"
)
_HOW_MANY = re.compile(r"\bhow many (?:more |other )?(\w+)", re.IGNORECASE)
_PAIR = re.compile(r"\b([A-Z][\w-]+) and (?:the )?([A-Z][\w-]+)")


def difference(query: Query, one: Claim, other: Claim) -> tuple[Value, Value] | None:
    """Return the two values in which sentences of two articles differ, if they tell one event."""
    if not _may_be_one_event(query, one, other):
        return None
    for a in one.values:
        for b in other.values:
            if _exclude(one, a, other, b) and (
                _are_twins(one, a, other, b) or _stand_alike(query, one, a, other, b)
            ):
                return a, b
    return None


def is_denied(query: Query, one: Claim, other: Claim) -> bool:
    """Tell whether one sentence denies what the other says."""
    if one.denied is other.denied or not _may_be_one_event(query, one, other):
        return False
    if DENIAL.search(query.text):  # who asks whether it was denied is told so by a denial
        return False
    terms = query.terms.keys() & one.candidate.stems & other.candidate.stems
    return len(terms) >= max(2, _DENIED * len(query.terms)) and _share_a_year(
        one, None, other, None
    )


def says_the_same(query: Query, one: Claim, other: Claim, value: Value | None = None) -> bool:
    """Tell whether sentences of two articles give the same answer (this value), in any words."""
    if one.denied is not other.denied or not _may_be_one_event(query, one, other):
        return False
    if asked_kind(query) is not Kind.TIME and not _share_a_year(one, None, other, None):
        return False
    if not one.values and not other.values:
        return alike(one.candidate, other.candidate)
    return any(
        a.comparable(b) and a.same(b) and bool(one.beside(a) & other.beside(b))
        for a in ([value] if value else one.values)
        for b in other.values
    )


def _may_be_one_event(query: Query, one: Claim, other: Claim) -> bool:
    a, b = one.candidate.article.article, other.candidate.article.article
    if a.id == b.id:
        return False
    if a.published and b.published and abs((a.published - b.published).days) > _DAYS_APART:
        return False
    return _name_the_same(query, one, other) and not _are_elsewhere(query, one, other)


def _name_the_same(query: Query, one: Claim, other: Claim) -> bool:
    """Tell whether both articles have the question's names, and both or no half of "A and B"."""
    held = [_held(claim, query.names) for claim in (one, other)]
    if held[0] != held[1]:
        return False
    pairs = [{name.lower() for name in match.groups()} for match in _PAIR.finditer(query.text)]
    texts = [claim.candidate.text.lower() for claim in (one, other)]
    return all(len({n in text for n in pair}) == 1 for pair in pairs for text in texts)


def _held(claim: Claim, names: Iterable[str]) -> set[str]:
    article = claim.candidate.article.article
    text = _folded(article.title, article.text)
    return {name for name in names if not name[0].isdigit() and name.lower() in text}


@lru_cache(maxsize=64)
def _folded(title: str, text: str) -> str:
    # every claim is compared with many others, and folding a long article takes a millisecond
    return fold(f"{title}\n{text}").lower()


def _are_elsewhere(query: Query, one: Claim, other: Claim) -> bool:
    """Tell whether two sentences about an amount name places that the other article does not."""
    if asked_kind(query) is not Kind.NUMBER:
        return False
    places = [_places(query, claim) for claim in (one, other)]
    return bool(places[0] and places[1]) and not (
        any(_mentions(other, place) for place in places[0])
        or any(_mentions(one, place) for place in places[1])
    )


def _places(query: Query, claim: Claim) -> list[Named]:
    text = claim.candidate.text
    return [n for n in named(text) if PLACED.search(text[: n.start]) and n.text not in query.text]


def _mentions(claim: Claim, name: Named) -> bool:
    article = claim.candidate.article.article
    return name.text in article.title or name.text in article.text


def _exclude(one: Claim, a: Value, other: Claim, b: Value) -> bool:
    """Tell whether two values cannot both be right, and no other year parts the sentences."""
    if not a.comparable(b) or a.same(b):
        return False
    if any(a.told_by(each) for each in other.values) or any(b.told_by(each) for each in one.values):
        return False
    return _share_a_year(one, a, other, b)


def _share_a_year(one: Claim, a: Value | None, other: Claim, b: Value | None) -> bool:
    """Tell whether two sentences may be about one year, apart from what the values say."""
    first, second = _years(one, a), _years(other, b)
    return not (first and second) or bool(first & second)


def _years(claim: Claim, value: Value | None) -> set[int]:
    """Return the years that a sentence names outside a value, or that of its article."""
    found = {day.year for day in days(claim.candidate.text) if day.year and not _is_in(day, value)}
    published = claim.candidate.article.article.published
    return found or ({published.year} if published and not isinstance(value, Day) else set())


def _is_in(day: Day, value: Value | None) -> bool:
    return value is not None and value.start <= day.start < value.end


def _are_twins(one: Claim, a: Value, other: Claim, b: Value) -> bool:
    """Tell whether two sentences are one but for a value, and that stands in the same place."""
    first, second = one.apart_from(a), other.apart_from(b)
    shared = len(first & second)
    if shared < 3 or shared < _TWIN * len(first | second):
        return False
    if first & one.terms != second & other.terms:
        return False
    neighbours = (one.before(a), other.before(b)), (one.after(a), other.after(b))
    return any(mine and theirs and mine[0][0] == theirs[0][0] for mine, theirs in neighbours)


def _stand_alike(query: Query, one: Claim, a: Value, other: Claim, b: Value) -> bool:
    """Tell whether two values stand beside the same word of the question, both told as facts."""
    candidates = one.candidate, other.candidate
    if any(_UNREAL.search(each.text) for each in candidates):
        return False
    if abs(candidates[0].similarity - candidates[1].similarity) > _AS_CLOSE:
        return False
    if isinstance(a, Named) and isinstance(b, Named):
        return bool(_roles(query, one, a) & _roles(query, other, b))
    if asked_kind(query) is Kind.THING:
        return False
    shared = one.beside(a) & other.beside(b) - _counted(query.text)
    return bool(shared) and _is_nearest(one, a) and _is_nearest(other, b)


def _counted(question: str) -> frozenset[str]:
    """Return the noun that is counted: "How many people died?" -> people; others are people too."""
    match = _HOW_MANY.search(question)
    return frozenset(stems(match[1])) if match else frozenset()


def _is_nearest(claim: Claim, value: Value) -> bool:
    """Tell whether no other value of the sentence stands beside as much of the question."""
    others = [each for each in claim.values if each is not value and each.comparable(value)]
    return all(len(claim.beside(each)) < len(claim.beside(value)) for each in others)


def _roles(query: Query, claim: Claim, name: Named) -> set[tuple[str, str]]:
    """Return the word of the question that a name belongs to, as its subject or its object."""
    text, roles = claim.candidate.text, set()
    for stem, place in claim.after(name)[:1]:
        roles.add((stem, "object" if _PASSIVE.search(text[name.end : place]) else "subject"))
    for stem, place in claim.before(name)[:1]:
        roles.add((stem, "subject" if _BY.search(text[place : name.start]) else "object"))
    words = claim.terms - set(stems(" ".join(query.names)))
    wanted = _wanted(query.text)
    return {role for role in roles if role[0] in words and wanted in ("", role[1])}


def _wanted(question: str) -> str:
    """Tell whether a question asks for who did it or for whom it was done to, where it is plain."""
    if _ASKS_OBJECT.search(question):
        return "object"
    return "subject" if _ASKS_SUBJECT.search(question) else ""
