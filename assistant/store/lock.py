"""Locks between processes: one writer at a time, and nobody reads a half-written Chroma file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexBusy


@contextlib.contextmanager
def writer_lock(folder: Path, wait: float) -> Iterator[None]:
    """Hold the right to write; after `wait` seconds IndexBusy names the process that has it."""
    folder.mkdir(parents=True, exist_ok=True)
    # Beside the lock file and not in it: taking the lock empties that file.
    holder = folder / "writer.pid"
    lock = FileLock(str(folder / "writer.lock"), thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise IndexBusy(_busy(folder, holder)) from None
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


@contextlib.contextmanager
def chroma_lock(folder: Path, wait: float = -1) -> Iterator[bool]:
    """Keep writing to Chroma and opening it apart; false if the wait (seconds) was in vain."""
    lock = FileLock(str(folder / "chroma.lock"), thread_local=False)
    try:
        lock.acquire(timeout=wait, poll_interval=0.005)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _busy(folder: Path, holder: Path) -> str:
    try:
        who = f"process {holder.read_text(encoding='ascii').strip() or 'unknown'}"
    except OSError:
        who = "another process"
    return (
        f"The index in {folder} is being written by {who}. "
        "Wait until it has finished, or stop it, and try again."
    )
