"""Countries and peoples, as English names them: "Kenya", "Kenyan", "Swiss"."""

from __future__ import annotations

import re
from functools import cache

_OF_PLACE = re.compile(r"(?:ese|ish|i?an|ia|[aeiy])$")  # Italy, Italian; Iraq, Iraqi


def is_country(word: str) -> bool:
    """Tell whether a word is the whole name of a country or a part of the world."""
    return _single(word) in _countries()


def is_people(word: str) -> bool:
    """Tell whether a word names a people, or what belongs to a country: "American", "Dutch"."""
    known = _single(word)
    bare = _OF_PLACE.sub("", known)
    is_of_country = bare != known and bare in _bare_countries()
    return not is_country(word) and (known in _peoples() or is_of_country)


def _single(word: str) -> str:
    return word.lower().removesuffix("s")


@cache
def _countries() -> frozenset[str]:
    from babel import Locale

    named = Locale("en").territories.values()
    return frozenset(_single(name) for name in named if name.isalpha())


@cache
def _bare_countries() -> frozenset[str]:
    whole = _countries()
    return whole | {bare for each in whole if len(bare := _OF_PLACE.sub("", each)) > 2} | {"as"}


@cache
def _peoples() -> frozenset[str]:
    """Return what a language is called, and where it is spoken so: "American English"."""
    from babel import Locale

    named = Locale("en").languages.items()
    spoken = (name.split()[0] for code, name in named if name.isalpha() or "_" in code)
    return frozenset(map(_single, spoken))
