"""A sentence as the checks look at it: its words with their places, weights and polarity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.rarity import rarity
from assistant.text.equivalents import common_groups, same_names
from assistant.text.words import STOP_WORDS, content_stems
from assistant.verification.lemmas import forms, lemma

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th|s)?\b|[^\W_]+(?:['’][^\W\d_]+)?"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_FUNCTION = STOP_WORDS | frozenset(
    """
    also however although though while whereas yes including include includes included would could
    might may must shall said says say saying according been every each another since upon per us
    within without among amid despite instead yet still already even ever often one ones
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it stands, what it is compared by, and what it weighs (0 for function words)."""

    text: str
    start: int
    end: int
    lemma: str
    forms: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as words; `known` are the lemmas of all its words and of names that mean the same."""

    text: str
    tokens: tuple[Token, ...]
    known: frozenset[str]

    def within(self, start: int, end: int) -> list[Token]:
        """Return the words that begin between two offsets."""
        return [token for token in self.tokens if start <= token.start < end]

    def place(self, offset: int) -> int:
        """Return the number of the first word at or behind an offset."""
        return sum(token.start < offset for token in self.tokens)


@lru_cache(maxsize=8192)
def read(text: str) -> Reading:
    """Read a sentence; the same texts come back often, and cost nothing then."""
    tokens = tuple(_token(match) for match in _TOKEN.finditer(text))
    own = frozenset(form for token in tokens for form in token.forms)
    written = content_stems(text)
    same = frozenset(stem for _, other in same_names(written, common_groups()) for stem in other)
    return Reading(text, tokens, own | same | _initials(tokens))


def _token(match: re.Match[str]) -> Token:
    text = match.group()
    word = _POSSESSIVE.sub("", text).replace(".", "") if not text[0].isdigit() else text
    return Token(text, *match.span(), lemma(word), forms(word), _weight(word))


@lru_cache(maxsize=50_000)
def _weight(word: str) -> float:
    low = word.lower()
    return 0.0 if low in _FUNCTION or low.endswith(("n't", "n’t")) else rarity(low)


def _initials(tokens: tuple[Token, ...]) -> frozenset[str]:
    """Return the acronyms that runs of capitalised words make: World Health Organization -> who."""
    found, run = set(), ""
    for token in (*tokens, None):
        if token and token.text[0].isupper():
            run += token.text[0].lower()
        elif not token or token.text.lower() not in ("of", "the", "for", "and"):
            found |= {run[first:] for first in range(len(run) - 2)}
            run = ""
    return frozenset(found)
