"""Bringing the index up to date before a command uses it, and what a reader is told of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.errors import AssistantError, IndexBusy, IndexMissing, IndexUnwritable

if TYPE_CHECKING:
    from assistant import Assistant, Settings, SyncReport
    from assistant.cli.progress import ShowingProgress

_SECONDS_FOR_A_WRITER = 1.0
_STOPPED = "Interrupted. What was read is kept: the next `assistant index` goes on from there."


class Interrupted(AssistantError):
    """A reader has stopped something long; it says what becomes of it."""


@contextmanager
def up_to_date(settings: Settings) -> Iterator[Assistant]:
    """Give an assistant whose index has been brought up to date; say how much of it failed."""
    from assistant import open_assistant
    from assistant.cli.progress import bars

    with open_assistant(_impatient(settings)) as assistant:
        tell(brought_up_to_date(assistant, bars()))
        yield assistant


def _impatient(settings: Settings) -> Settings:
    """Return settings that wait long for another writer only where there is nothing to ask yet."""
    from assistant import open_assistant

    try:
        with open_assistant(settings) as assistant:
            assistant.info()
    except AssistantError:
        return settings
    seconds = min(settings.lock_seconds, _SECONDS_FOR_A_WRITER)
    return settings.model_copy(update={"lock_seconds": seconds})


def brought_up_to_date(assistant: Assistant, shown: ShowingProgress) -> list[str]:
    """Sync, and return what is to be told of it.

    What cannot be written, or is being written, is asked as it is, and a line says so.
    """
    try:
        report = sync_showing(assistant, shown)
    except (IndexUnwritable, IndexBusy) as error:
        try:
            assistant.info()
        except IndexMissing:
            raise error from None
        return [" ".join(str(error).split()) + " Answering from what is in it."]
    told = []
    if failed := report.failed:
        told.append(f"{len(failed)} articles could not be read; `assistant index` names them.")
    if report.added + report.changed + report.removed:
        told += report.notes
    return told


def tell(lines: Iterable[str]) -> None:
    """Tell a reader what came of it, on standard error."""
    from assistant.cli.display import show_notes

    show_notes(lines)


def sync_showing(
    assistant: Assistant, shown: ShowingProgress, *, forget_missing: bool = False
) -> SyncReport:
    """Sync, and say after Ctrl-C that nothing of it was in vain."""
    try:
        with shown as on_progress:
            return assistant.sync(on_progress=on_progress, forget_missing=forget_missing)
    except KeyboardInterrupt:
        raise Interrupted(_STOPPED) from None
