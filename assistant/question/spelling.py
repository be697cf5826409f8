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

from assistant.question.rarity import rank
from assistant.question.variants import has_variants
from assistant.question.vocabulary import Lexicon, plain
from assistant.text.respelling import distance
from assistant.text.words import STOP_WORDS, stems

_TYPED = re.compile(r"(?<![\w@#/.&-])[^\W\d_]{3,}(?![\w@/&]|\.\w)|(?<=[a-z]-)[^\W\d_]{4,}(?!\w)")
_TWO_ERRORS = 8  # letters that a word has where two of them may be wrong
_FEW, _MOST = 3, 8  # unknown words that a question may always have, and may have at all
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly")
_COMMON = 3_000  # times that the word list has counted a word that may be what was meant


def mend(
    text: str, lexicon: Lexicon, known: Collection[str] = ()
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a question without typing errors, and what was (typed, meant); `known` words stay."""
    corrections: list[tuple[str, str]] = []
    pieces: list[str] = []
    end = 0
    unknown = [each for each in _TYPED.finditer(text) if _is_unknown(each, lexicon, known)]
    if len(unknown) > min(_MOST, max(_FEW, len(text.split()) / 2)):  # in another language
        return text, ()
    for match in unknown:
        meant = _meant(match, lexicon)
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
    """Tell whether a word in lower case is English, common or not, or an inflected form."""
    bare = [low.removesuffix(end) for end in _ENDINGS if low.endswith(end)]
    known = (low, *(each for each in bare if len(each) > 4))
    return any(rank(each) is not None or each in _dictionary() for each in known)


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(language="en")  # its words; what it would mend knows no articles


def _is_unknown(typed: re.Match[str], lexicon: Lexicon, known: Collection[str]) -> bool:
    """Tell whether a word may be an error; acronyms never are."""
    word = typed.group()
    if word.isupper() and not typed.string.isupper():
        return False
    return plain(word) not in known and not is_known(word, lexicon)


def _meant(typed: re.Match[str], lexicon: Lexicon) -> str:
    """Return what an unknown word was meant to be, or "" where nobody can tell."""
    word, low = typed.group(), plain(typed.group())
    if len(low) == 3:
        return _cased(word, _transposed(low))
    return _cased(word, _nearest(low, lexicon, _is_name(typed)))


def _is_name(typed: re.Match[str]) -> bool | None:
    """Tell by its capital whether a word is a name; None where capitals say nothing."""
    text, word = typed.string, typed.group()
    opens = not text[: typed.start()].strip(" \"'“‘(¿¡")
    if text.isupper() or not any(letter.isupper() for letter in text[1:]):
        return None
    return None if opens else word[0].isupper()


def _transposed(low: str) -> str:
    """Mend "hwo" and "teh"."""
    return next((word for word in sorted(STOP_WORDS) if _is_swapped(low, word)), "")


def _is_swapped(low: str, word: str) -> bool:
    return sorted(low) == sorted(word) and distance(low, word, 1) == 1


def _nearest(low: str, lexicon: Lexicon, is_name: bool | None) -> str:
    """Return the nearest word, of equally near ones that of the articles and most frequent."""
    vocabulary = lexicon.vocabulary()
    limit = 2 if len(low) >= _TWO_ERRORS else 1
    ranked = [
        (away, False, -vocabulary.counts.get(word, 0), word)
        for word in (vocabulary.names if is_name else vocabulary.counts)
        if _may_be(low, word, limit) and (away := distance(low, word, limit)) <= limit
    ]
    if not is_name:
        ranked += [(1, *each) for each in _english(low, lexicon)]
    if is_name is False:
        ranked = [each for each in ranked if each[-1] not in vocabulary.names]
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
