"""The heaps that the threads of the server share, and what is free in them."""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_M_ARENA_MAX = -8  # of glibc's malloc.h
_HEAPS = 2


def share_heaps() -> None:
    """Let all threads share two heaps, where the C library is glibc; elsewhere change nothing.

    It would give each of many threads a heap of its own, and what they have freed there stays with
    the process: tens of MB after a thousand answers (`benchmarks.users`).
    """
    if told := _of_the_c_library("mallopt"):
        told(_M_ARENA_MAX, _HEAPS)


def return_free_memory() -> None:
    """Give the pages that lie free between others back to the system; takes 5 ms."""
    if told := _of_the_c_library("malloc_trim"):
        told(0)


def _of_the_c_library(name: str) -> Any:
    """Return a function of glibc's; None where the C library is another."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
