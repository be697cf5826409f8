"""Where a reply ends although its model goes on: at a stop text, or where it repeats itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

# A text that says the same twelve words a third time will say them for ever.
_RUN, _TIMES = 12, 3
# What no reader can read: replacement characters, and controls other than white space.
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f�]")
_UNREADABLE_SHARE, _FORGIVEN = 0.1, 2


def before_stop(pieces: Iterable[str], stop: Sequence[str]) -> Iterator[str]:
    """Yield the pieces up to a stop text, which may begin in one piece and end in another."""
    held = ""
    for piece in pieces:
        held += piece
        found = min((at for text in stop if (at := held.find(text)) >= 0), default=-1)
        if found >= 0:
            yield held[:found]
            return
        safe = len(held) - _begun(held, stop)
        yield held[:safe]
        held = held[safe:]
    if held:
        yield held


def _begun(text: str, stop: Sequence[str]) -> int:
    """Return how many characters at the end may be the beginning of a stop text."""
    longest = max((len(each) for each in stop), default=1) - 1
    return next(
        (
            size
            for size in range(min(longest, len(text)), 0, -1)
            if any(each.startswith(text[-size:]) for each in stop)
        ),
        0,
    )


def before_repetition(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces until the same twelve words come a third time."""
    seen: Counter[tuple[str, ...]] = Counter()
    words: list[str] = []
    begun = ""
    for piece in pieces:
        yield piece
        *whole, begun = re.split(r"\s+", begun + piece)
        for word in whole:
            words.append(word)
            seen[tuple(words[-_RUN:])] += len(words) >= _RUN
        if whole and seen[tuple(words[-_RUN:])] >= _TIMES:
            return


def looks_broken(text: str) -> bool:
    """Tell whether a text is garbage: a tenth of it, and more than a slip, cannot be read."""
    return len(_UNREADABLE.findall(text)) > max(_FORGIVEN, _UNREADABLE_SHARE * len(text))
