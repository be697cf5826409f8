"""How rare a word is in English at large, whatever the size of the folder of articles.

Document frequencies mean nothing in a folder of one article. The WordPiece vocabulary of BERT is
ordered by frequency in its training text, so a word's rank there stands in for them: it is already
on disk with the embedding model, and it is the same for every corpus.
"""

from __future__ import annotations

import math
import re
from functools import cache

from assistant.models.checkpoints import bundled_folder
from assistant.text.words import fold

_FIRST_WORD = 1996  # the rank of "the"; brackets, digits and single letters stand before it
_RAREST = math.log(320.0)  # a word of which the vocabulary knows only pieces
TELLING = 2.7  # rarity of a word that says what a text is about
_WORD = re.compile(r"[^\W_]+")


@cache
def _ranks() -> dict[str, int]:
    lines = (bundled_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {word: rank for rank, word in enumerate(lines)}


def rarity(word: str) -> float:
    """Return a weight that grows with the logarithm of the rank: "year" 0.7, "Kyiv" 5.5.

    Numbers weigh as much as a rare word: "23" or "2021" narrows a question down.
    """
    word = fold(word).lower()
    if any(character.isdigit() for character in word):
        return 4.0 if len(word) < 5 else _RAREST
    rank = _ranks().get(word)
    if rank is None:
        return _RAREST
    return max(0.1, math.log(max(1.0, (rank - _FIRST_WORD + 100) / 100)))


def rank(word: str) -> int | None:
    """Return the place of a lower-case word by frequency in English, or None if it has none."""
    place = _ranks().get(word)
    return None if place is None or place < _FIRST_WORD else place


def words(text: str) -> list[str]:
    """Return the words of text as they stand, without punctuation."""
    return _WORD.findall(fold(text))


@cache
def common_words() -> tuple[str, ...]:
    """Return the words of English that the vocabulary holds whole, the commonest first."""
    return tuple(word for word in _ranks() if word.isalpha() and rank(word) is not None)
