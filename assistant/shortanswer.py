"""The words of a quoted answer that answer the question by themselves, to be set in bold.

Where a question asks for a name, a place, a time or a number, every mention of that sort in the
quotes is weighed by how near it stands to the question's own words, on which side of the verb, and
by what the words around it say of it. In doubt nothing is picked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache

from assistant import mentions
from assistant.asked import Sort, Wanted, wanted
from assistant.mentions import Span
from assistant.names import person_likelihood
from assistant.placenames import A_COUNTRY, A_STATE, COUNTRIES, STATES
from assistant.question import Query, source_key
from assistant.rarity import rarity
from assistant.schema import Citation
from assistant.words import STOP_WORDS, stems


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
LEAST = 1.8
_LEAST_NAME = 3.0  # of a company, a team or the like nothing but nearness tells
_REACH = 5.0  # words at which nearness has fallen to a third
_NAMED = frozenset(
    {Sort.PERSON, Sort.PLACE, Sort.COUNTRY, Sort.STATE, Sort.NAME, Sort.WORK, Sort.OTHER}
)
_COUNTED = frozenset({Sort.COUNT, Sort.SHARE, Sort.MONEY, Sort.SPAN})


@dataclass(frozen=True, slots=True)
class Pick:
    """A mention that may be the answer: its span in the answer's text, and how good it is."""

    score: float
    span: Span
    signs: Signs
    least: float


def short_answer(query: Query, text: str, citations: Sequence[Citation]) -> tuple[Span, ...]:
    """Return the span of the answer's text that answers by itself, or none."""
    picks = ranked(query, text, citations)
    return (picks[0].span,) if picks and picks[0].score >= picks[0].least else ()


def ranked(query: Query, text: str, citations: Sequence[Citation]) -> list[Pick]:
    """Return what may be the answer, best first; ties in reading order."""
    asked = wanted(query.text)
    if asked is None:
        return []
    picks = []
    least = _LEAST_NAME if asked.sort is Sort.NAME else LEAST
    for sentence in _sentences(text, citations):
        found = list(_mentions(asked, query, sentence))
        for span in found:
            signs = _signs(asked, query, sentence, span)
            start, end = _with_listed(sentence.text, span, found) if asked.several else span
            placed = sentence.start + start, sentence.start + end
            picks.append(Pick(_score(signs), placed, signs, least))
    return sorted(picks, key=lambda pick: (-pick.score, pick.span))


@dataclass(frozen=True)
class _Sentence:
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


def _sentences(text: str, citations: Sequence[Citation]) -> list[_Sentence]:
    first = {(each.answer_start, each.answer_end): each for each in reversed(citations)}
    names = frozenset(
        each.quote[start:end] for each in citations for start, end in mentions.named(each.quote)
    )
    return [
        _Sentence(text[start:end], start, order, cited.source, frozenset(stems(cited.title)), names)
        for order, ((start, end), cited) in enumerate(sorted(first.items()))
    ]


def _mentions(asked: Wanted, query: Query, sentence: _Sentence) -> Iterator[Span]:
    """Yield what may be meant: neither the question's own words nor the source."""
    own = _stems_of(query.text)
    for start, end in dict.fromkeys(_of_sort(asked, sentence)):
        value = sentence.text[start:end]
        held = [stem for stem in stems(value) if stem not in STOP_WORDS]
        if asked.sort not in _NAMED:
            known = any(stem in own and stem[0].isdigit() for stem in held)
        elif asked.sort is Sort.PERSON:
            known = held[-1:] == [] or held[-1] in own
        else:
            known = own.issuperset(held)
        if asked.sort is Sort.OTHER and not asked.noun & {*held, *_beside(sentence, (start, end))}:
            continue
        if not known and source_key(value) != source_key(sentence.source):
            yield start, end


@lru_cache(maxsize=64)
def _stems_of(question: str) -> frozenset[str]:
    return frozenset(stems(question))


def _of_sort(asked: Wanted, sentence: _Sentence) -> Iterator[Span]:
    text = sentence.text
    if asked.sort in _COUNTED:
        yield from (span for span in mentions.numbers(text) if _counts(asked, text, span))
    elif asked.sort is Sort.TIME:
        yield from mentions.times(text)
    elif asked.sort is Sort.YEAR:
        yield from mentions.years(text)
    elif asked.sort is Sort.AGE:
        yield from mentions.ages(text)
    elif asked.sort is Sort.COUNTRY:
        yield from (match.span() for match in A_COUNTRY.finditer(text))
    elif asked.sort is Sort.STATE:
        yield from (match.span() for match in A_STATE.finditer(text))
    elif asked.sort is Sort.PERSON:
        yield from mentions.people(text, sentence.opens_with_name)
    elif asked.sort is Sort.PLACE:
        found = mentions.people(text, sentence.opens_with_name)
        yield from (_with_state(text, span) for span in found)
        yield from mentions.plain_places(text) if not asked.noun else ()
    else:
        yield from mentions.named(text, sentence.opens_with_name)
        yield from mentions.titles(text) if asked.sort is Sort.WORK else ()


def _with_state(text: str, span: Span) -> Span:
    """Take in the state or country after a place: "Orlu, Ohio"."""
    after = A_STATE.match(text, span[1] + 2) or A_COUNTRY.match(text, span[1] + 2)
    return (span[0], after.end()) if after and text[span[1] :].startswith(", ") else span


def _counts(asked: Wanted, text: str, span: Span) -> bool:
    """Tell whether a number is of the sort asked for, and no date."""
    value = text[slice(*span)]
    if asked.sort is Sort.SHARE:
        return bool(mentions.SHARE.search(value))
    if asked.sort is Sort.MONEY:
        return bool(mentions.MONEY.search(value))
    if asked.sort is Sort.SPAN and not mentions.SPAN.search(value):
        return False
    dates = mentions.times(text)
    return not any(start <= span[0] and span[1] <= end for start, end in dates)


def _score(signs: Signs) -> float:
    pairs = zip(astuple(WEIGHTS), astuple(signs), strict=True)
    total: float = sum(weight * sign for weight, sign in pairs)
    return round(total, 4)


def _signs(asked: Wanted, query: Query, sentence: _Sentence, span: Span) -> Signs:
    first, last = sentence.place(span[0]), sentence.place(span[1]) - 1
    total = sum(query.terms.values()) or 1.0
    near = covered = 0.0
    for term, weight in query.terms.items():
        gaps = [max(first - place, place - last, 0) for place in _places(sentence, term)]
        covered += weight / total * bool(gaps or term in sentence.title)
        if gaps:
            near += weight / total * math.exp(-min(gaps) / _REACH)
    value = sentence.text[slice(*span)]
    held = set(stems(value))
    return Signs(
        near=near,
        covered=covered,
        own=len(held & _stems_of(query.text)) / len(held),
        fits=_fits(asked, sentence, span),
        side=_side(asked, sentence, span),
        long=float(" " in value and asked.sort in _NAMED),
        late=float(sentence.order),
    )


def _places(sentence: _Sentence, stem: str) -> list[int]:
    return [place for place, (each, _) in enumerate(sentence.words) if each == stem]


def _side(asked: Wanted, sentence: _Sentence, span: Span) -> float:
    """Return 1 for who acts before the verb or after "by", or who is acted on after it."""
    verbs = _places(sentence, asked.verb)
    if not verbs:
        return 0.0
    first, last = sentence.place(span[0]), sentence.place(span[1]) - 1
    verb = min(verbs, key=lambda place: max(first - place, place - last, 0))
    if asked.sort not in _NAMED:
        weight = 0.7 if last < verb and asked.sort not in _COUNTED else 1.0  # "closed in 1987"
        return weight * math.exp(-max(first - verb, verb - last) / _REACH)
    before = sentence.text[: span[0]]
    by = asked.acts and (_BY.search(before) or (asked.verb == "replac" and _WITH.search(before)))
    return 1.0 if by or (last < verb) == asked.acts else 0.0


def _fits(asked: Wanted, sentence: _Sentence, span: Span) -> float:
    """Return what the form of a mention and the words beside it say for it."""
    text, value = sentence.text, sentence.text[slice(*span)]
    named_so = bool(asked.noun & {*stems(value), *_beside(sentence, span)})
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


def _beside(sentence: _Sentence, span: Span) -> list[str]:
    """Return the stems of the words before and after a mention: "the Orlu telescope"."""
    first, after = sentence.place(span[0]), sentence.place(span[1])
    first -= first > 0 and sentence.words[first - 1][0] == "of"  # "the city of Orlu"
    around = sentence.words[max(first - 1, 0) : first] + sentence.words[after : after + 1]
    return [stem for stem, _ in around]


_BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}$")
_POSSESSIVE = re.compile(r"['’]s\b")
_WITH = re.compile(r"\bwith\s+(?:\w+\s+){0,2}$")
_CALLED = re.compile(r"\b(?:called|named|titled|known as|dubbed)\s+(?:the\s+)?[“\"‘]?$")


def _fits_count(asked: Wanted, sentence: _Sentence, span: Span) -> float:
    """Return 1 where the thing counted follows: "12,000 angry farmers" for "how many farmers"."""
    value = sentence.text[slice(*span)]
    place = sentence.place(span[1])
    following = [stem for stem, _ in sentence.words[place : place + 4]]
    cut = following.index("") if "" in following else len(following)
    if asked.noun & {*following[:cut], *stems(value)}:
        return 1.5
    other = mentions.SHARE.search(value) or mentions.MONEY.search(value)
    return -1.0 if other and "much" not in asked.noun else 0.0


def _with_listed(text: str, span: Span, found: Sequence[Span]) -> Span:
    """Take in what is listed with a mention: "Ada Lin and Bo Rask"."""
    start, end = span
    for each in sorted(found):
        if _JOINT.fullmatch(text[end : each[0]]):
            end = each[1]
    for each in sorted(found, reverse=True):
        if _JOINT.fullmatch(text[each[1] : start]):
            start = each[0]
    return start, end


_JOINT = re.compile(r",? and (?:the )?|, (?:the )?")
