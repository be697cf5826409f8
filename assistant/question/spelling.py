"""Typing errors in a question, mended to words that the articles (or English) hold.

Only a word that neither the articles nor English knows is mended, and only to one that begins
alike and is a letter or two away. A word typed with a capital is mended to a name of the articles
or not at all: a made-up name must not become something else that there is an answer about.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.question.vocabulary import Lexicon, common_words, frequency_rank, plain
from assistant.text.equivalents import distance, near, respelled
from assistant.text.words import STOP_WORDS, stems

_TYPED = re.compile(r"(?<![\w@#/.&-])[^\W\d_]{3,}(?![\w@/&]|\.\w)|(?<=[a-z]-)[^\W\d_]{4,}(?!\w)")
_TWO_ERRORS = 8  # letters that a word has where two of them may be wrong
_FEW, _MOST = 3, 8  # unknown words that a question may always have, and may have at all


def mend(
    text: str, lexicon: Lexicon, known: Collection[str] = ()
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a question without typing errors, and what was (typed, meant); `known` words stay."""
    unknown = [each for each in _TYPED.finditer(text) if _is_unknown(each, lexicon, known)]
    if len(unknown) > min(_MOST, max(_FEW, len(text.split()) / 2)):  # in another language
        return text, ()
    meant = {each.start(): word for each in unknown if (word := _meant(each, lexicon))}
    corrections = [(each.group(), meant[each.start()]) for each in unknown if each.start() in meant]
    mended = _TYPED.sub(lambda each: meant.get(each.start(), each.group()), text)
    return mended, tuple(corrections)


def is_known(word: str, lexicon: Lexicon) -> bool:
    """Tell whether English holds a word, or the articles do, be it in another spelling."""
    low = plain(word)
    if low in STOP_WORDS or frequency_rank(low) is not None:
        return True
    held = (stem for each in (low, *respelled(low)) for stem in stems(each))
    return any(map(lexicon.frequency, held)) or _is_in_dictionary(low)


def _is_in_dictionary(low: str) -> bool:
    import simplemma  # takes .3 seconds where the first rare word is asked for

    return simplemma.is_known(low, lang="en")


def _is_unknown(typed: re.Match[str], lexicon: Lexicon, known: Collection[str]) -> bool:
    """Tell whether a word may be an error; acronyms never are."""
    word = typed.group()
    if word.isupper() and not typed.string.isupper():
        return False
    return plain(word) not in known and not is_known(word, lexicon)


def _meant(typed: re.Match[str], lexicon: Lexicon) -> str:
    """Return what an unknown word was meant to be, or "" where nobody can tell."""
    word, low = typed.group(), plain(typed.group())
    if len(low) == 3:  # "hwo" and "teh"
        meant = next((each for each in sorted(STOP_WORDS) if _is_swapped(low, each)), "")
    else:
        meant = _nearest(low, lexicon, _is_name(typed))
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant


def _is_name(typed: re.Match[str]) -> bool | None:
    """Tell by its capital whether a word is a name; None where capitals say nothing."""
    text, word = typed.string, typed.group()
    opens = not text[: typed.start()].strip(" \"'“‘(¿¡")
    if text.isupper() or not any(letter.isupper() for letter in text[1:]):
        return None
    return None if opens else word[0].isupper()


def _nearest(low: str, lexicon: Lexicon, is_name: bool | None) -> str:
    """Return the nearest word, of equally near ones the most frequent in the articles."""
    counts, names = lexicon.vocabulary().counts, lexicon.vocabulary().names
    errors = 2 if len(low) >= _TWO_ERRORS else 1
    found = _near(low, names if is_name else counts, errors)
    if not is_name:
        found += _near(low, common_words(), 1)
        if low.endswith("s"):  # of what the articles hold in the singular
            found += [(f"{word}s", away) for word, away in _near(low[:-1], counts, errors)]
    ranked = [
        (away, -counts.get(word, 0), frequency_rank(word) or 0, word)
        for word, away in found
        if is_name is not False or word not in names
    ]
    return min(ranked)[-1] if ranked else ""


def _near(low: str, words: Iterable[str], errors: int) -> list[tuple[str, int]]:
    return [(word, away) for word, away in near(low, words, errors) if _may_be(low, word)]


def _may_be(low: str, word: str) -> bool:
    """Tell whether a near word may be meant; one short name is not taken for the next."""
    if len(word) < 4 or (word[0] != low[0] and word[:2] != low[1::-1]):
        return False
    return len(word) > 4 or len(low) > 4 or _is_swapped(low, word)


def _is_swapped(low: str, word: str) -> bool:
    return sorted(low) == sorted(word) and distance(low, word, 1) == 1
