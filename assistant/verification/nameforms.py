"""The names of a sentence, and whether statements hold them in some spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.equivalents import common_groups, same_names
from assistant.mentions import named
from assistant.respelling import distance, sound
from assistant.verification.reading import Reading, Token, read
from assistant.words import STOP_WORDS, content_stems

_LONG = 5  # letters of a name that may be spelled a little otherwise
_DATED = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|"
    r"august|september|october|november|december|yes|no|sure|yeah",
    re.IGNORECASE,
)
_TITLES = frozenset(
    """
    mr mrs ms dr sir lord lady dame president minister prime chancellor senator governor mayor
    king queen prince princess pope general judge justice secretary chief leader coach captain
    director professor former chairman spokesman spokeswoman state
    """.split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the words of it that tell it from others."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]


@lru_cache(maxsize=8192)
def names(text: str) -> tuple[Named, ...]:
    """Return the names in a text; a word that only opens the sentence is none."""
    reading = read(text)
    found = []
    for start, end in named(text):
        tokens = tuple(t for t in reading.within(start, end) if _tells(t))
        if tokens:
            found.append(Named(text[start:end], start, end, tokens))
    return tuple(found)


def _tells(token: Token) -> bool:
    low = token.text.lower()
    return (
        token.text[0].isupper()
        and not _DATED.fullmatch(low)
        and low not in _TITLES
        and (low not in STOP_WORDS or (token.text.isupper() and len(low) > 1))
    )


def openers(sentence: str, known: frozenset[str]) -> list[Named]:
    """Return a capitalised word that opens a sentence, where it is a name in the evidence."""
    reading = read(sentence)
    if not reading.tokens or any(
        n.start <= reading.tokens[0].start < n.end for n in names(sentence)
    ):
        return []
    first = reading.tokens[0]
    if first.lemma not in known or not _tells(first):
        return []
    return [Named(first.text, first.start, first.end, (first,))]


def holds(given: Iterable[Reading], token: Token) -> bool:
    """Tell whether one of the texts has a word of a name, in this or another spelling."""
    return any(token.forms & reading.known for reading in given) or any(
        alike(token.lemma, other.lemma)
        for reading in given
        for other in reading.tokens
        if other.text[0].isupper()
    )


@lru_cache(maxsize=50_000)
def alike(one: str, other: str) -> bool:
    """Tell whether two words of names are one: Zelensky, Zelenskyy; France, French."""
    if one == other:
        return True
    if min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    if one[:_LONG] == other[:_LONG] and min(len(one), len(other)) <= _LONG + 2:
        return abs(len(one) - len(other)) <= 3  # Ukraine, Ukrainian
    return sound(one) == sound(other) or (
        min(len(one), len(other)) > _LONG and distance(one, other, 1) <= 1
    )


def same_by_table(name: Named, given: Iterable[Reading]) -> bool:
    """Tell whether a text has what is known to mean the same as a name: UK, Britain."""
    written = content_stems(name.text)
    others = [other for _, other in same_names(written, common_groups())]
    return any(other <= reading.known for other in others for reading in given)
