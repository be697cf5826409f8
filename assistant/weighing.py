"""What speaks for a mention in a quote to be the short answer: nearness, verb, form, neighbours."""

from __future__ import annotations

import math
import re
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache

from assistant import mentions
from assistant.asked import COUNTED, NAMED, Sort, Wanted
from assistant.mentions import Span
from assistant.names import person_likelihood
from assistant.placenames import COUNTRIES, STATES
from assistant.question import Query
from assistant.rarity import rarity
from assistant.words import stems


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a mention to be the answer, most of it from 0 to 1.

    `near` is the share of the question's words, weighed by rarity, that stand in the sentence,
    each counting less the farther away; `covered` the same without the distance; `own` the share
    of its own words that the question has too; `fits` what its form and the words around it say;
    `side` whether it stands on the side of the verb where it is wanted; `long` whether it
    has several words; `late` how many quotes stand before.
    """

    near: float
    covered: float
    own: float
    fits: float
    side: float
    long: float
    late: float


# Fitted by a conditional logit over the mentions of each question, and rounded;
# benchmarks/shortanswers.py measures them.
WEIGHTS = Signs(3.6, 2.0, -0.5, 0.8, 0.9, 0.4, -0.3)
_REACH = 5.0  # words at which nearness has fallen to a third


@dataclass(frozen=True)
class Sentence:
    """One quote of the answer; `names` are all names of the answer."""

    text: str
    start: int
    order: int
    source: str
    title: frozenset[str]
    names: frozenset[str]

    @cached_property
    def words(self) -> tuple[tuple[str, int], ...]:
        """The stem and the offset of every word; a comma or the like is a word without a stem."""
        found = _WORD.finditer(self.text)
        return tuple(((stems(match[0]) or [""])[0], match.start()) for match in found)

    def place(self, offset: int) -> int:
        """Return how many words start before an offset."""
        return sum(start < offset for _, start in self.words)

    def opens_with_name(self, word: str) -> bool:
        """Tell whether the first word is a name and not only capitalised."""
        if word in COUNTRIES or word in STATES or word in self.names:
            return True
        return rarity(word) >= _RARE and not _COMMON_END.search(word)


_WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*|[,;:()–—]")
_RARE = 5.7
_COMMON_END = re.compile(r"(?:s|ly|ing|ed)$")


@lru_cache(maxsize=64)
def stems_of(question: str) -> frozenset[str]:
    """Return the stems of a question, kept for its many mentions."""
    return frozenset(stems(question))


def score(signs: Signs) -> float:
    """Return the weighted sum."""
    pairs = zip(astuple(WEIGHTS), astuple(signs), strict=True)
    total: float = sum(weight * sign for weight, sign in pairs)
    return round(total, 4)


def read_signs(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> Signs:
    """Return what speaks for a span of a sentence to be what is wanted."""
    first, last = sentence.place(span[0]), sentence.place(span[1]) - 1
    total = sum(query.terms.values()) or 1.0
    near = covered = 0.0
    for term, weight in query.terms.items():
        forms = query.forms(term)
        gaps = [max(first - place, place - last, 0) for place in _places(sentence, forms)]
        covered += weight / total * bool(gaps or forms & sentence.title)
        if gaps:
            near += weight / total * math.exp(-min(gaps) / _REACH)
    value = sentence.text[slice(*span)]
    held = set(stems(value))
    return Signs(
        near=near,
        covered=covered,
        own=len(held & stems_of(query.text)) / len(held),
        fits=_fits(asked, sentence, span),
        side=_side(asked, query, sentence, span),
        long=float(" " in value and asked.sort in NAMED),
        late=float(sentence.order),
    )


def _places(sentence: Sentence, forms: frozenset[str]) -> list[int]:
    return [place for place, (each, _) in enumerate(sentence.words) if each in forms]


def _side(asked: Wanted, query: Query, sentence: Sentence, span: Span) -> float:
    """Return 1 for who acts before the verb or after "by", or who is acted on after it."""
    verbs = _places(sentence, query.forms(asked.verb)) if asked.verb else []
    if not verbs:
        return 0.0
    first, last = sentence.place(span[0]), sentence.place(span[1]) - 1
    verb = min(verbs, key=lambda place: max(first - place, place - last, 0))
    if asked.sort not in NAMED:
        weight = 0.7 if last < verb and asked.sort not in COUNTED else 1.0  # "closed in 1987"
        return weight * math.exp(-max(first - verb, verb - last) / _REACH)
    before = sentence.text[: span[0]]
    by = asked.acts and (_BY.search(before) or (asked.verb == "replac" and _WITH.search(before)))
    return 1.0 if by or (last < verb) == asked.acts else 0.0


def _fits(asked: Wanted, sentence: Sentence, span: Span) -> float:
    """Return what the form of a mention and the words beside it say for it."""
    text, value = sentence.text, sentence.text[slice(*span)]
    named_so = bool(asked.noun & {*stems(value), *beside(sentence, span)})
    if asked.sort is Sort.COUNT:
        return _fits_count(asked, sentence, span)
    if asked.sort in (Sort.AGE, Sort.SHARE, Sort.YEAR):
        return 1.0
    if asked.sort is Sort.TIME:
        return float(any(character.isdigit() for character in value))
    if asked.sort in (Sort.COUNTRY, Sort.STATE):
        return float(mentions.stands_as_place(text, span[0]))
    if asked.sort is Sort.PERSON:
        return _fits_person(text, span)
    if asked.sort is Sort.PLACE:
        return _fits_place(asked, text, span) + named_so
    called = float(bool(_CALLED.search(text[: span[0]])))
    if asked.sort is Sort.WORK:
        called += text[: span[0]].endswith(("“", '"', "‘"))
    return called + named_so - 0.5 * (person_likelihood(value, text) > 1)


def _fits_person(text: str, span: Span) -> float:
    """Return above 0 for what is treated as a person, below for a place or the like."""
    value = text[slice(*span)]
    if value in COUNTRIES or value in STATES:
        return -1.5
    likely = person_likelihood(value, text) / 2 - bool(_POSSESSIVE.match(text, span[1]))
    return max(-1.5, min(1.5, likely))


def _fits_place(asked: Wanted, text: str, span: Span) -> float:
    """Return more for what stands after "in" or the like and is no person."""
    value = text[slice(*span)]
    found = float(mentions.stands_as_place(text, span[0])) - 0.5 * value[0].islower()
    if value in COUNTRIES or value in STATES:  # "where" may mean a country, "which city" never
        return found + (-1.0 if asked.noun else 1.0)
    return found - (person_likelihood(value, text) > 0)


def beside(sentence: Sentence, span: Span) -> list[str]:
    """Return the stems of the words before and after a mention: "the Orlu telescope"."""
    first, after = sentence.place(span[0]), sentence.place(span[1])
    first -= first > 0 and sentence.words[first - 1][0] == "of"  # "the city of Orlu"
    around = sentence.words[max(first - 1, 0) : first] + sentence.words[after : after + 1]
    return [stem for stem, _ in around]


_BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}$")
_POSSESSIVE = re.compile(r"['’]s\b")
_WITH = re.compile(r"\bwith\s+(?:\w+\s+){0,2}$")
_CALLED = re.compile(r"\b(?:called|named|titled|known as|dubbed)\s+(?:the\s+)?[“\"‘]?$")


def _fits_count(asked: Wanted, sentence: Sentence, span: Span) -> float:
    """Return 1 where the thing counted follows: "12,000 angry farmers" for "how many farmers"."""
    value = sentence.text[slice(*span)]
    place = sentence.place(span[1])
    following = [stem for stem, _ in sentence.words[place : place + 4]]
    cut = following.index("") if "" in following else len(following)
    if asked.noun & {*following[:cut], *stems(value)}:
        return 1.5
    other = mentions.SHARE.search(value) or mentions.MONEY.search(value)
    return -1.0 if other and "much" not in asked.noun else 0.0
