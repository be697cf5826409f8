"""What lets a server stop politely: answers that run are finished, new ones are refused."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

from assistant.errors import AssistantError


class Stopping(AssistantError):
    """The server is being stopped and takes no more questions."""


class Gate:
    """Counts the answers that are being made; once it is shut, no more begin."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._shut = False

    @property
    def is_shut(self) -> bool:
        """Whether new answers are refused."""
        return self._shut

    @contextlib.contextmanager
    def answering(self) -> Iterator[None]:
        """Count one answer while it is made; raises Stopping when the gate is shut."""
        with self._changed:
            if self._shut:
                raise Stopping("The server is being stopped. Ask again in a moment.")
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def shut(self, wait: float) -> bool:
        """Refuse new answers and wait for the running ones; tell whether all have finished."""
        with self._changed:
            self._shut = True
            return self._changed.wait_for(lambda: not self._running, timeout=wait)
