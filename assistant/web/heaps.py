"""How many heaps the threads of the server share."""

from __future__ import annotations

import ctypes
import sys

_M_ARENA_MAX = -8  # of glibc's malloc.h
_HEAPS = 2


def share_heaps() -> None:
    """Let all threads share two heaps, where the C library is glibc; elsewhere change nothing.

    It would give each of many threads a heap of its own, and what they have freed there stays with
    the process: tens of MB after a thousand answers (`benchmarks.users`).
    """
    if sys.platform != "linux":
        return
    limit = getattr(ctypes.CDLL(None), "mallopt", None)
    if limit is not None:
        limit(_M_ARENA_MAX, _HEAPS)
