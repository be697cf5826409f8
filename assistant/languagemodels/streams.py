"""Streams between threads: from what calls back to what iterates, and from what may stall."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
# Takes an item; tells whether its reader has left, so that the work can stop.
Emit = Callable[[T], bool]


class Stalled(Exception):
    """Nothing came for as long as one is willing to wait."""


@dataclass(frozen=True)
class _Item(Generic[T]):
    value: T


def pulled(
    push: Callable[[Emit[T]], None], seconds: float | None = None
) -> Generator[T, None, None]:
    """Yield what `push`, in a thread of its own, emits; its exception is raised here.

    Raises Stalled when `seconds` pass without an item. Once the reader leaves, `emit` returns True.
    """
    items: SimpleQueue[_Item[T] | BaseException | None] = SimpleQueue()
    left = threading.Event()

    def emit(value: T) -> bool:
        items.put(_Item(value))
        return left.is_set()

    def work() -> None:
        try:
            push(emit)
        except BaseException as error:
            items.put(error)
        else:
            items.put(None)

    # A daemon: what hangs in a socket must not keep the program from ending.
    threading.Thread(target=work, daemon=True, name="language-model").start()
    try:
        while isinstance(item := _next(items, seconds), _Item):
            yield item.value
        if item is not None:
            raise item
    finally:
        left.set()


def _next(items: SimpleQueue[T], seconds: float | None) -> T:
    try:
        return items.get(timeout=seconds)
    except Empty:
        raise Stalled from None
