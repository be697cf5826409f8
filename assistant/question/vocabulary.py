"""How rare a word is in English, and how the articles write words: which are names, acronyms.

Document frequencies mean nothing in a folder of one article. The WordPiece vocabulary of BERT is
ordered by frequency in its training text, so a word's rank there stands in for them: it is already
on disk with the embedding model, and it is the same for every corpus.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Protocol

from assistant.models.checkpoints import bundled_folder
from assistant.store.snapshot import Snapshot
from assistant.text.equivalents import Groups, by_first_stem, sound
from assistant.text.words import fold, without_elision

_FIRST_WORD = 1996  # the rank of "the"; brackets, digits and single letters stand before it
_RAREST = math.log(320.0)  # a word of which the vocabulary knows only pieces
QUESTION_WORDS = frozenset("who whom whose what when where which why how".split())
TELLING = 2.7  # rarity of a word that says what a text is about
_WORD = re.compile(r"[^\W_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][^\W\d_]+")  # not the first word of a sentence
_BRACKETS = re.compile(r" \(([^()\n]{2,90})\)")
_ACRONYM = range(2, 9)  # letters
_LONGEST = 90  # characters of what an acronym is short for


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


def frequency_rank(word: str) -> int | None:
    """Return the place of a lower-case word by frequency in English, or None if it has none."""
    place = _ranks().get(word)
    return None if place is None or place < _FIRST_WORD else place


def words(text: str, language: str = "") -> list[str]:
    """Return the words of text as they stand, without punctuation."""
    return _WORD.findall(fold(without_elision(text, language)))


@cache
def common_words() -> tuple[str, ...]:
    """Return the words of English that the vocabulary holds whole, the commonest first."""
    return tuple(word for word in _ranks() if word.isalpha() and frequency_rank(word) is not None)


@dataclass(frozen=True)
class Vocabulary:
    """What is written in the articles.

    `counts` has every word in lower case and without accents; `names` are those that mostly
    have a capital inside sentences; `acronyms` are (short, long) as the articles spell them out.
    """

    counts: Mapping[str, int]
    names: frozenset[str] = frozenset()
    acronyms: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def groups(self) -> Groups:
        """The acronyms, prepared for finding what means the same."""
        return by_first_stem(sorted(self.acronyms))

    def sounding_like(self, name: str) -> tuple[str, ...]:
        """Return the names whose spelling may stand for the same sounds."""
        key = sound(name)
        return self._by_sound.get(key, ()) if len(key) > 3 else ()

    @cached_property
    def _by_sound(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name in sorted(self.names):
            key = sound(name)
            found[key] = (*found.get(key, ()), name)
        return found


class Lexicon(Protocol):
    """What an index knows of single words."""

    def frequency(self, stem: str) -> int:
        """Return how many passages hold a stem."""

    def vocabulary(self) -> Vocabulary:
        """Return the words of all articles; reading them may take a second the first time."""


class IndexLexicon:
    """The words of the articles of an index."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def frequency(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        return self._snapshot.frequency(stem)

    def vocabulary(self) -> Vocabulary:
        """Return the words of all articles, read once for each state of the index."""
        return self._snapshot.once("vocabulary", read_vocabulary)


def plain(word: str) -> str:
    """Return a word in lower case and without accents: "Erdoğan" -> "erdogan"."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(part for part in parts if not unicodedata.combining(part))


def read_vocabulary(articles: Iterable[tuple[str, str]]) -> Vocabulary:
    """Count the words of (title, text) pairs, in any order; a title's capitals say nothing."""
    written: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    acronyms: set[tuple[str, str]] = set()
    for title, text in articles:
        written.update(title.split())
        written.update(text.split())  # each is taken apart once, below
        inside.update(_INNER_CAPITAL.findall(text))
        acronyms.update(_definitions(text))
    counts, capitals = _count_words(written), _count_words(inside)
    low = _count_words({token: count for token, count in written.items() if token.islower()})
    return Vocabulary(
        counts,
        frozenset(word for word, count in capitals.items() if count > 3 * low.get(word, 0)),
        frozenset(acronyms),
    )


def _count_words(written: Mapping[str, int]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for token, count in written.items():
        for word in _LETTERS.findall(token):
            key = plain(word)
            counts[key] = counts.get(key, 0) + count
    return counts


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (short, long) where a text spells out: "Lake Harbour Authority (LHA)", or reversed."""
    for match in _BRACKETS.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].split()
        inside = match[1].split()
        short, written = (
            (inside[0], before) if len(inside) == 1 else (" ".join(before[-1:]), inside)
        )
        acronym = len(short) in _ACRONYM and short.isalpha() and short.isupper()
        if acronym and (long := _spelled_out(short, written)):
            yield short, long


def _spelled_out(short: str, written: list[str]) -> str:
    """Return the last words whose capitals are the acronym's letters, or ""."""
    for start in range(len(written) - 2, max(-1, len(written) - 12), -1):
        capitals = "".join(word[0] for word in written[start:] if word[0].isupper())
        if capitals == short and written[start][0].isupper():
            return " ".join(written[start:])
    return ""
