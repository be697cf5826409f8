"""How a long job shows that it goes on: on a terminal's standard error, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from assistant import Progress


def _console() -> Console:
    # Not rich's own guess: FORCE_COLOR would make it draw bars into a file.
    return Console(stderr=True, quiet=not sys.stderr.isatty())


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show that something of unknown length goes on."""
    console = _console()
    if console.quiet:
        yield
        return
    with console.status(f"{what} …"):
        yield


@contextmanager
def bars() -> Iterator[Callable[[Progress], None] | None]:
    """Give a callback that draws one bar for each stage, or None where nobody would see it."""
    console = _console()
    if console.quiet:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=console, transient=True) as drawn:
        opening = drawn.add_task("Opening", total=None)
        tasks = {"": opening}

        def show(progress: Progress) -> None:
            drawn.update(opening, visible=False)
            if progress.stage not in tasks:
                tasks[progress.stage] = drawn.add_task(progress.stage.capitalize())
            drawn.update(tasks[progress.stage], completed=progress.done, total=progress.total)

        yield show
