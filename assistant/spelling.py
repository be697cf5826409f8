"""Typing errors in a question, mended to words that the articles (or English) hold.

Only a word that neither the articles nor English knows is mended, and only to one that begins
alike and is a letter or two away. A word typed with a capital is mended to a name of the articles
or not at all: a made-up name must not become something else that there is an answer about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from spellchecker import SpellChecker

from assistant.rarity import rank
from assistant.respelling import distance
from assistant.variants import has_variants
from assistant.vocabulary import Lexicon, plain
from assistant.words import STOP_WORDS, stems

_TYPED = re.compile(r"(?<![\w@#/.&-])[^\W\d_]{3,}(?![\w@/&]|\.\w)|(?<=[a-z]-)[^\W\d_]{4,}(?!\w)")
_TWO_ERRORS = 8  # letters that a word has where two of them may be wrong
_COMMON = 3_000  # times that the word list has counted a word that may be what was meant


def mend(
    text: str, lexicon: Lexicon, known: Collection[str] = ()
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a question without typing errors, and what was (typed, meant); `known` words stay."""
    corrections: list[tuple[str, str]] = []
    pieces: list[str] = []
    end = 0
    for match in _TYPED.finditer(text):
        meant = _meant(match.group(), text, match.start(), lexicon, known)
        if meant:
            corrections.append((match.group(), meant))
            pieces += [text[end : match.start()], meant]
            end = match.end()
    return "".join([*pieces, text[end:]]), tuple(corrections)


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Tell whether the articles or English hold a word, or what is another spelling of it."""
    low = plain(word)
    if low in STOP_WORDS or any(lexicon.frequency(stem) for stem in stems(low)):
        return True
    return is_english(low) or has_variants(low, lexicon)


def is_english(low: str) -> bool:
    """Tell whether a word in lower case is English, common or not."""
    return rank(low) is not None or low in _dictionary()


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en")  # its words; what it would mend knows no articles


def _meant(word: str, text: str, start: int, lexicon: Lexicon, known: Collection[str]) -> str:
    """Return what a word was meant to be, or "" where it is right or nobody can tell."""
    if word.isupper() and not text.isupper():  # an acronym
        return ""
    low = plain(word)
    if low in known or is_known(low, lexicon):
        return ""
    if len(low) == 3:
        return _cased(word, _transposed(low))
    named = word[0].isupper() and not text.isupper() and bool(text[:start].strip(" \"'“‘(¿¡"))
    return _cased(word, _nearest(low, lexicon, named=named))


def _transposed(low: str) -> str:
    """Mend "hwo" and "teh"."""
    return next((word for word in sorted(STOP_WORDS) if _is_swapped(low, word)), "")


def _is_swapped(low: str, word: str) -> bool:
    return sorted(low) == sorted(word) and distance(low, word, 1) == 1


def _nearest(low: str, lexicon: Lexicon, *, named: bool) -> str:
    """Return the nearest word, of equally near ones that of the articles and most frequent."""
    vocabulary = lexicon.vocabulary()
    limit = 2 if len(low) >= _TWO_ERRORS else 1
    ranked = [
        (away, False, -vocabulary.counts.get(word, 0), word)
        for word in (vocabulary.names if named else vocabulary.counts)
        if _may_be(low, word, limit) and (away := distance(low, word, limit)) <= limit
    ]
    if not named:
        ranked += [(1, *each) for each in _english(low, lexicon)]
    return min(ranked)[3] if ranked else ""


def _english(low: str, lexicon: Lexicon) -> Iterator[tuple[bool, int, str]]:
    """Yield English words one error away that are common, or that the articles hold inflected."""
    for word in _dictionary().known(_dictionary().edit_distance_1(low)):
        held = any(lexicon.frequency(stem) for stem in stems(word))
        if _may_be(low, word, 1) and (held or _dictionary()[word] >= _COMMON):
            yield not held, -_dictionary()[word] if not held else 0, word


def _may_be(low: str, word: str, limit: int) -> bool:
    """Tell at once that most words are not meant: they begin otherwise, or are of other letters.

    Of four letters none may be another, lest one short name be taken for the next.
    """
    if word[0] != low[0] and word[:2] != low[1::-1]:
        return False
    if abs(len(word) - len(low)) > limit or len(word) < 4:
        return False
    if len(word) == len(low) == 4:
        return _is_swapped(low, word)
    return len(set(low).symmetric_difference(word)) <= 2 * limit


def _cased(typed: str, meant: str) -> str:
    if typed.isupper():
        return meant.upper()
    return meant.capitalize() if typed[0].isupper() else meant
