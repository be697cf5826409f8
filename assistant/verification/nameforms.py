"""The names of a sentence, and whether texts hold them in some spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.equivalents import common_groups, distance, same_names, sound
from assistant.text.words import STOP_WORDS, content_stems
from assistant.verification.reading import Reading, Token, read

_LONG = 5  # letters of a name that may be spelled a little otherwise
_SHARED = 4  # letters that a country and its people share: Italy, Italian
_NO_NAME = STOP_WORDS | frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december yes no sure mr mrs ms dr sir lord lady dame
    president minister prime chancellor senator governor mayor king queen prince princess pope
    general judge justice secretary chief leader coach captain director professor former chairman
    spokesman spokeswoman state i i'm i've i'd i'll
    """.split()
)
_PEOPLES = (
    "french france", "dutch netherlands", "spanish spain", "swiss switzerland", "irish ireland",
    "polish poland", "danish denmark", "welsh wales", "finnish finland", "english england",
    "american america", "american us", "american usa", "british uk", "german germany",
)  # fmt: skip
_SAME = {frozenset(pair.split()) for pair in _PEOPLES}
_DISTINCT = {
    frozenset(pair.split())
    for pair in (
        "austria australia", "austrian australian", "austria australian", "australia austrian",
        "slovakia slovenia", "niger nigeria", "guinea guyana",
    )
}  # fmt: skip
_JOINED = re.compile(r"[ -]")


@dataclass(frozen=True, slots=True)
class Named:
    """A run of capitalised words, of those that tell it from others."""

    text: str
    start: int
    end: int
    tokens: tuple[Token, ...]


@lru_cache(maxsize=8192)
def names(text: str) -> tuple[Named, ...]:
    """Return the runs of capitalised words; one that opens a sentence may be none."""
    reading = read(text)
    runs: list[list[Token]] = []
    before: Token | None = None
    for token in reading.tokens:
        if _is_name(token):
            joined = before and _JOINED.fullmatch(text[before.end : token.start])
            if joined and runs and runs[-1][-1] is before:
                runs[-1].append(token)
            else:
                runs.append([token])
        before = token
    return tuple(
        Named(text[run[0].start : run[-1].end], run[0].start, run[-1].end, tuple(run))
        for run in runs
    )


def _is_name(token: Token) -> bool:
    word = token.text
    if not word[0].isupper():
        return False
    return word.lower() not in _NO_NAME or (word.isupper() and len(word) > 1)


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
    if one == other or frozenset((one, other)) in _SAME:
        return True
    if frozenset((one, other)) in _DISTINCT or one[0] != other[0]:
        return False
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter[:_SHARED]) and len(shorter) >= _SHARED:
        rest = longer[_SHARED:]
        if len(shorter) <= _LONG + 2 and re.search(r"(?:[ie]?an?|ish|ese|i|iard)$", rest):
            return True
    if len(shorter) < _LONG:
        return False
    return sound(one) == sound(other) or (len(shorter) > _LONG and distance(one, other, 1) <= 1)


def same_by_table(name: Named, given: Iterable[Reading]) -> bool:
    """Tell whether a text has what is known to mean the same as a name: UK, Britain."""
    written = content_stems(name.text)
    others = [other for _, other in same_names(written, common_groups())]
    return any(other <= reading.known for other in others for reading in given)
