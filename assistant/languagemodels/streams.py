"""A reply as a stream: from a thread that calls back, to where it ends or repeats itself."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from queue import Empty, SimpleQueue

# Takes a piece of a reply; tells whether its reader has left, so that the work can stop.
Emit = Callable[[str], bool]

# A text that says the same twelve words a third time will say them for ever.
_RUN, _TIMES = 12, 3
# What no reader can read: replacement characters, and controls other than white space.
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_UNREADABLE_SHARE, _FORGIVEN = 0.1, 2


class Stalled(Exception):
    """Nothing came for as long as one is willing to wait."""


def pulled(
    push: Callable[[Emit], None], seconds: float | None = None
) -> Generator[str, None, None]:
    """Yield what `push`, in a thread of its own, emits; its exception is raised here.

    Raises Stalled when `seconds` pass without a piece. Once the reader leaves, `emit` returns True.
    """
    pieces: SimpleQueue[str | BaseException | None] = SimpleQueue()
    left = threading.Event()

    def emit(piece: str) -> bool:
        pieces.put(piece)
        return left.is_set()

    def work() -> None:
        try:
            push(emit)
        except BaseException as error:
            pieces.put(error)
        else:
            pieces.put(None)

    # A daemon: what hangs in a socket must not keep the program from ending.
    threading.Thread(target=work, daemon=True, name="language-model").start()
    try:
        while isinstance(piece := _next(pieces, seconds), str):
            yield piece
        if piece is not None:
            raise piece
    finally:
        left.set()


def _next(
    pieces: SimpleQueue[str | BaseException | None], seconds: float | None
) -> str | BaseException | None:
    try:
        return pieces.get(timeout=seconds)
    except Empty:
        raise Stalled from None


def at_most(limit: int, pieces: Iterable[str]) -> Iterator[str]:
    """Yield until `limit` pieces have said something: no piece is less than one token."""
    said = 0
    for piece in pieces:
        yield piece
        said += bool(piece)
        if said >= limit:
            return


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
