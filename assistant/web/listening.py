"""The server that listens: it hangs up on who stays silent, and stops when it is told to."""

from __future__ import annotations

import threading
import time
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from assistant.errors import AssistantError

SECONDS_OF_SILENCE = 20.0
"""How long a connection may ask nothing, or read nothing of what it asked for."""

_SECONDS_TO_START = 30.0
_SECONDS_TO_STOP = 5.0
_TICKS = 10  # of a tenth of a second between looks


class ChatServer(uvicorn.Server):
    """Serves an application in a thread of its own."""

    def __init__(self, app: ASGIApp, host: str, port: int) -> None:
        # h11 takes at most 64 KB of headers; the quicker parser takes any amount.
        told: dict[str, Any] = {"http": "h11", "ws": "none", "log_level": "warning"}
        told["log_config"] = None  # its lines go where all others go
        config = uvicorn.Config(app, host, port, server_header=False, **told)
        super().__init__(config)
        self._thread = threading.Thread(target=self.run, daemon=True)
        self._silent: dict[Any, tuple[object, float]] = {}

    def start(self) -> None:
        """Return when connections are taken."""
        self._thread.start()
        late = time.monotonic() + _SECONDS_TO_START
        while not self.started:
            if not self._thread.is_alive() or time.monotonic() > late:
                raise AssistantError("The server of the chat could not be started.")
            time.sleep(0.01)

    def close(self) -> None:
        """Let go of the port; connections that stay open are cut off in seconds."""
        self.should_exit = True
        self._thread.join(_SECONDS_TO_STOP)

    async def on_tick(self, counter: int) -> bool:
        """Hang up on silent connections, once a second; tells whether to stop."""
        if counter % _TICKS == 0:
            self._hang_up(time.monotonic())
        return await super().on_tick(counter)

    def _hang_up(self, now: float) -> None:
        before, self._silent = self._silent, {}
        for connection in list(self.server_state.connections):
            waits = _waits(connection)
            known, since = before.get(connection, (None, now))
            if waits is None or waits != known:
                since = now
            if waits is not None and now - since > SECONDS_OF_SILENCE:
                connection.transport.abort()
            elif waits is not None:
                self._silent[connection] = (waits, since)


def _waits(connection: Any) -> object:
    """Return what a connection waits for its other end to do; None while it is served."""
    unread = connection.transport.get_write_buffer_size()
    if connection.cycle is None or connection.cycle.response_complete or unread:
        return id(connection.cycle), unread
    return None
