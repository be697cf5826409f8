"""Does a name, number or date stand where the statement has another one?"""

from __future__ import annotations

from collections.abc import Iterable

from assistant.verification.reading import Reading

_BESIDE = 3  # words on either side
_MANY = 4  # of so many neighbours, one in common is chance
_PLAIN = frozenset("the a an of and in to at on for is was by that".split())

Place = tuple[Reading, int, int]  # a text, and where in it something stands


def is_displaced(own: Place, same: Iterable[Place], others: Iterable[Place]) -> bool:
    """Tell whether another value of the statement has more of the neighbours than the same has."""
    near, next_to = beside(own), beside(own, 1)
    best = max((len(near & beside(place)) for place in same), default=0)
    wanted = max(best + 1, 2 if len(near) >= _MANY else 1)
    # Words that only stand somewhere around both say nothing: one must be next to both.
    touching = [place for place in others if next_to & beside(place, 1)]
    return max((len(near & beside(place)) for place in touching), default=0) >= wanted


def beside(place: Place, reach: int = _BESIDE) -> set[tuple[str, str]]:
    """Return the words next to a place, each with its side."""
    reading, start, end = place
    before = [t.lemma for t in reading.tokens if t.end <= start and t.lemma not in _PLAIN]
    after = [t.lemma for t in reading.tokens if t.start >= end and t.lemma not in _PLAIN]
    return {("before", word) for word in before[-reach:]} | {
        ("after", word) for word in after[:reach]
    }
