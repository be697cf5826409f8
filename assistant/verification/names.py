"""Are the names of a sentence those of the statements, and not another in their place?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from assistant.text.dates import MONTHS, WEEKDAYS
from assistant.text.equivalents import sound
from assistant.text.words import STOP_WORDS
from assistant.verification.facts import Place, is_displaced
from assistant.verification.reading import Reading, Token, read

_LONG = 5  # letters of a name that may be spelled a little otherwise
_NO_NAME = STOP_WORDS | {*WEEKDAYS, *MONTHS, "yes"}
_PEOPLES = (
    "french france", "dutch netherlands", "spanish spain", "swiss switzerland", "irish ireland",
    "polish poland", "danish denmark", "welsh wales", "finnish finland", "english england",
    "american us", "american usa", "british uk", "german germany",
)  # fmt: skip
_SAME = {frozenset(pair.split()) for pair in _PEOPLES}
_OF_PLACE = re.compile(r"(?:ese|ish|iard|i?an|ia|[aeiy])$")  # Italy, Italian; Iraq, Iraqi
_DISTINCT = {"niger", "nigeria"}

_OPENS = re.compile(r"(?:^|[.:;!?–—(“\"])\W*$")

_Name = tuple[Token, ...]  # a run of capitalised words, of those that tell it from others


def missing_name(
    sentence: Reading, given: Sequence[Reading], around: Sequence[Reading], known: Reading
) -> str:
    """Return the first name of a sentence that neither its statements nor what is around them has.

    `around` is what a reader has in mind: headline, source, the sentences before; `known` is the
    question, whose names are no claims.
    """
    for name in _told(sentence, [*given, *around]):
        if not _held(name, given) and not _held(name, [*around, known]):
            return _text(sentence, name)
    return ""


def swapped_name(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return a name of a sentence in whose place the first statement has another."""
    theirs = [(reading, each) for reading in given for each in _names(reading)]
    free = [
        _place(given[0], each) for each in _told(given[0], given) if not _held(each, [sentence])
    ]
    for name in _told(sentence, given) if free else ():
        own = read(_text(sentence, name))
        same = [
            _place(reading, each)
            for reading, each in theirs
            if _held(each, [own]) or _held(name, [read(_text(reading, each))])
        ]
        if is_displaced(_place(sentence, name), same, free):
            return own.text
    return ""


def _told(sentence: Reading, given: Sequence[Reading]) -> list[_Name]:
    """Return the names of a sentence; a word that opens it, or an item, is one if elsewhere too."""
    capitals = {
        token.lemma for reading in given for token in reading.tokens[1:] if token.text[0].isupper()
    }
    found = []
    for name in _names(sentence):
        known = name[0].lemma in capitals or (name[0].text.isupper() and len(name[0].text) > 1)
        if not known and _OPENS.search(sentence.text[: name[0].start]):
            name = name[1:]
        found.append(name)
    return [name for name in found if name]


def _names(reading: Reading) -> list[_Name]:
    """Return the runs of capitalised words; one that opens a sentence may be none."""
    runs: list[_Name] = []
    for token in filter(_is_name, reading.tokens):
        between = reading.text[runs[-1][-1].end : token.start] if runs else ""
        if between in (" ", "-"):
            runs[-1] = (*runs[-1], token)
        else:
            runs.append((token,))
    return runs


def _text(reading: Reading, name: _Name) -> str:
    return reading.text[name[0].start : name[-1].end]


def _place(reading: Reading, name: _Name) -> Place:
    return reading, name[0].start, name[-1].end


def _is_name(token: Token) -> bool:
    word = token.text
    if not word[0].isupper():
        return False
    return word.lower() not in _NO_NAME or (word.isupper() and len(word) > 1)


def _holds(given: Iterable[Reading], token: Token) -> bool:
    """Tell whether one of the texts has a word of a name, in this or another spelling."""
    return any(token.forms & reading.known for reading in given) or any(
        spelled_alike(token.lemma, other.lemma)
        for reading in given
        for other in reading.tokens
        if other.text[0].isupper()
    )


@lru_cache(maxsize=50_000)
def spelled_alike(one: str, other: str) -> bool:
    """Tell whether two words of names are one: Zelensky, Zelenskyy; France, French."""
    if one == other or frozenset((one, other)) in _SAME:
        return True
    if one[0] != other[0] or {one, other} == _DISTINCT or min(len(one), len(other)) < _LONG - 1:
        return False
    if _OF_PLACE.sub("", one) == _OF_PLACE.sub("", other):
        return True
    return min(len(one), len(other)) >= _LONG and sound(one) == sound(other)


def _held(name: _Name, given: Sequence[Reading]) -> bool:
    """Tell whether texts have a name: its last word, or half of its words."""
    found = [_holds(given, token) for token in name]
    return found[-1] or 2 * sum(found) > len(found)
