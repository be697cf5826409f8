"""How a long job shows that it goes on: bars on a terminal, a line every ten seconds elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.table import Column
from rich.text import Text

from assistant import Progress

_OnProgress = Callable[[Progress], None]
ShowingProgress = AbstractContextManager[_OnProgress | None]

SECONDS_BETWEEN_LINES = 10.0
_NICENESS = 5  # a question then has three times the processor of what is read meanwhile


def waiting(what: str) -> AbstractContextManager[object]:
    """Show that something of unknown length goes on."""
    console = _standard_error()
    return nullcontext() if console.quiet else console.status(f"{what} …")


def progress() -> ShowingProgress:
    """Give a callback that shows how far a long job is, wherever standard error goes."""
    return bars() if sys.stderr.isatty() else nullcontext(_Lines())


@contextmanager
def bars(*counts: ProgressColumn) -> Iterator[_OnProgress | None]:
    """Give a callback that draws one bar for each stage, or None where nobody would see it."""
    console = _standard_error()
    if console.quiet:
        yield None
        return
    told = TextColumn("{task.description}")
    # What is at hand has the room that is left; it is text of the files, so no markup is read.
    item = TextColumn(
        "{task.fields[item]}", markup=False, table_column=Column(ratio=1, no_wrap=True)
    )
    counted = counts or (MofNCompleteColumn(), _Rate())
    columns = (told, BarColumn(20), *counted, TimeRemainingColumn(), item)
    with Bars(*columns, console=console, transient=True, expand=True) as drawn:
        opening = drawn.add_task("Opening", total=None, item="")
        tasks = {"": opening}

        def show(progress: Progress) -> None:
            drawn.update(opening, visible=False)
            if progress.stage not in tasks:
                tasks[progress.stage] = drawn.add_task(progress.stage.capitalize(), item="")
            drawn.update(
                tasks[progress.stage],
                completed=progress.done,
                total=progress.total,
                item=_shown(progress.item),
            )

        yield show


def byte_bars() -> ShowingProgress:
    """Give such a callback for a stage that counts bytes."""
    return bars(DownloadColumn())


def give_way() -> None:
    """Let questions of other processes go first, while this one reads many articles."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(_NICENESS, os.getpriority(os.PRIO_PROCESS, 0)))


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f}/s" if speed else "")


class _Lines:
    """Writes a line about a long job to standard error every ten seconds."""

    def __init__(self) -> None:
        self._told = time.monotonic()
        self._stage, self._began, self._first = "", 0.0, 0

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if progress.stage != self._stage:
            self._stage, self._began, self._first = progress.stage, now, progress.done
        if now - self._told >= SECONDS_BETWEEN_LINES:
            self._told = now
            done, passed = progress.done - self._first, now - self._began
            sys.stderr.write(_line(progress, done / passed if passed else 0) + "\n")
            sys.stderr.flush()


def _line(progress: Progress, rate: float) -> str:
    """Return `Embedding: 1,200 of 3,900, 48/s, 0:00:56 left, news/a.txt`."""
    told = [f"{progress.stage.capitalize()}: {progress.done:,} of {progress.total:,}"]
    if rate:
        left = timedelta(seconds=round((progress.total - progress.done) / rate))
        told += [f"{rate:,.1f}/s", f"{left} left"]
    return ", ".join([*told, _shown(progress.item)] if progress.item else told)


def _shown(item: str) -> str:
    """Return the name of a file as one line that no terminal obeys."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in item
    )


def _standard_error() -> Console:
    # Not rich's own guess: FORCE_COLOR would make it draw bars into a file.
    return Console(stderr=True, quiet=not sys.stderr.isatty())
