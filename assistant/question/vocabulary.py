"""The words of all articles as they are written: how often, which are names, which acronyms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from assistant.store.snapshot import Snapshot
from assistant.text.equivalents import Groups, by_first_stem, sound

_WORD = re.compile(r"[^\W\d_]{2,}")
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-ZÀ-Þ][^\W\d_]+")  # not the first word of a sentence
_BRACKETS = re.compile(r" \(([^()\n]{2,90})\)")
_ACRONYM = re.compile(r"[A-Z]{2,8}")
_LONGEST = 90  # characters of what an acronym is short for


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
        for word in _WORD.findall(token):
            key = plain(word)
            counts[key] = counts.get(key, 0) + count
    return counts


def _definitions(text: str) -> Iterator[tuple[str, str]]:
    """Yield (short, long) where a text spells out: "Lake Harbour Authority (LHA)", or reversed."""
    for match in _BRACKETS.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].split()
        inside = match[1].split()
        short, words = (inside[0], before) if len(inside) == 1 else (" ".join(before[-1:]), inside)
        if _ACRONYM.fullmatch(short) and (long := _spelled_out(short, words)):
            yield short, long


def _spelled_out(short: str, words: list[str]) -> str:
    """Return the last words whose capitals are the acronym's letters, or ""."""
    for start in range(len(words) - 2, max(-1, len(words) - 12), -1):
        capitals = "".join(word[0] for word in words[start:] if word[0].isupper())
        if capitals == short and words[start][0].isupper():
            return " ".join(words[start:])
    return ""
