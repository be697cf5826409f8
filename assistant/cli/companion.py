"""Asking the server that runs over the same index, instead of loading everything again.

`assistant serve` listens for it on this machine's own address, and leaves port and key in a file of
the index folder that its user alone may read. Each end proves to the other that it knows the key
before a question or an answer is sent, so nobody else is answered, and nobody who took the port of
a server that has died is believed. What is sent are lines of JSON.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import socket
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from datetime import date
from importlib.metadata import version
from io import BufferedRWPair
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import Answer, Filters
from assistant.cli.beside import AskedAssistant, ToldAnswer, reply_of
from assistant.errors import AssistantError

if TYPE_CHECKING:  # asking loads none of it
    from assistant import Settings

NOTE_FILE = "server.json"

_HOST = "127.0.0.1"
_SECONDS_TO_GREET = 1.0  # a server that lives does so at once
_SECONDS_TO_ANSWER = 120.0
_SECONDS_TO_UPDATE = 2.0  # after which is asked what is in the index
_LONGEST_LINE = 10_000_000
_AT_ONCE = 8
_UPDATING = "The index is being brought up to date. Answering from what is in it."


_Update = Callable[[], Sequence[str]]  # returns what a reader must be told


def ask_server(
    settings: Settings, question: str, as_of: date | None, filters: Filters
) -> ToldAnswer | None:
    """Return what a server with the same settings answers, or None where there is none."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        note = _read_note(settings.index / NOTE_FILE)
        if note["settings"] == _digest(settings):
            return _exchange(int(note["port"]), note["key"], _request(question, as_of, filters))
    return None


def is_served(index: Path) -> bool:
    """Tell whether a server of this user runs over an index."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        port = int(_read_note(index / NOTE_FILE)["port"])
        socket.create_connection((_HOST, port), timeout=_SECONDS_TO_GREET).close()
        return True
    return False


@contextlib.contextmanager
def answering(assistant: AskedAssistant, settings: Settings, update: _Update) -> Iterator[None]:
    """Answer the command line of this user while the context lasts, where the index takes notes."""
    key = secrets.token_hex(32)
    with socket.create_server((_HOST, 0)) as listening:
        companion = _Companion(assistant, update, key)
        note = {"port": listening.getsockname()[1], "key": key, "settings": _digest(settings)}
        threading.Thread(target=companion.listen, args=(listening,), daemon=True).start()
        written = _write_note(settings.index / NOTE_FILE, note)
        try:
            yield
        finally:
            if written:
                _remove_note(settings.index / NOTE_FILE, key)
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)


class _Companion:
    """Answers those who know the key, a few at once."""

    def __init__(self, assistant: AskedAssistant, update: _Update, key: str) -> None:
        self._assistant = assistant
        self._update = update
        self._key = key
        self._free = threading.Semaphore(_AT_ONCE)
        self._updating = ThreadPoolExecutor(1)
        self._updated: Future[Sequence[str]] | None = None
        self._lock = threading.Lock()

    def listen(self, listening: socket.socket) -> None:
        """Take connections until the socket is closed."""
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                if self._free.acquire(blocking=False):
                    threading.Thread(target=self._serve, args=(connection,), daemon=True).start()
                else:
                    connection.close()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                connection.settimeout(_SECONDS_TO_GREET)
                with connection.makefile("rwb") as lines:
                    nonces = _receive(lines)["nonce"], secrets.token_hex(16)
                    greeting = {"nonce": nonces[1], "proof": _proof(self._key, "server", *nonces)}
                    _send(lines, greeting)
                    asked = _receive(lines)
                    if _is_proven(asked, _proof(self._key, "client", *nonces)):
                        _send(lines, self._answered(asked))
        finally:
            self._free.release()

    def _answered(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Return the answer; none where it fails, which the other end finds out for itself."""
        try:
            told = self._brought_up_to_date()
            since, until = _day(asked["since"]), _day(asked["until"])
            filters = Filters(since=since, until=until, sources=asked["sources"])
            as_of = _day(asked["as_of"])
            reply = reply_of(self._assistant, asked["question"], as_of, filters)
        except AssistantError:
            return {}
        beside = {"paths": dict(reply.paths), "undated": reply.undated, "told": list(told)}
        return {"answer": reply.answer.to_dict(), **beside}

    def _brought_up_to_date(self) -> Sequence[str]:
        """Start an update, or join the one that runs; wait for it a little."""
        with self._lock:
            if self._updated is None or self._updated.done():
                self._updated = self._updating.submit(self._update)
            updated = self._updated
        try:
            return updated.result(timeout=_SECONDS_TO_UPDATE)
        except TookTooLong:
            return [_UPDATING]


def _exchange(port: int, key: str, request: dict[str, Any]) -> ToldAnswer:
    """Ask the server at a port; raises OSError, ValueError or KeyError where it is none of ours."""
    with (
        socket.create_connection((_HOST, port), timeout=_SECONDS_TO_GREET) as connection,
        connection.makefile("rwb") as lines,
    ):
        nonce = secrets.token_hex(16)
        _send(lines, {"nonce": nonce})
        greeting = _receive(lines)
        nonces = nonce, greeting["nonce"]
        if not _is_proven(greeting, _proof(key, "server", *nonces)):
            raise ValueError("another program listens there")
        connection.settimeout(_SECONDS_TO_ANSWER)
        _send(lines, request | {"proof": _proof(key, "client", *nonces)})
        reply = _receive(lines)
    answer = Answer.from_dict(reply["answer"])
    return ToldAnswer(answer, dict(reply["paths"]), str(reply["undated"]), tuple(reply["told"]))


def _request(question: str, as_of: date | None, filters: Filters) -> dict[str, Any]:
    days = {"as_of": as_of, "since": filters.since, "until": filters.until}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"question": question, "sources": list(filters.sources), **told}


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _digest(settings: Settings) -> str:
    """Name all that an answer depends on beside the articles."""
    given = settings.model_dump(exclude={"log", "log_questions"}) | {
        "corpus": settings.corpus.absolute(),
        "index": settings.index.absolute(),
        "version": version("article-assistant"),
    }
    return hashlib.sha256(repr(sorted(given.items())).encode()).hexdigest()


def _proof(key: str, end: str, *nonces: str) -> str:
    return hmac.new(key.encode(), ":".join([end, *nonces]).encode(), "sha256").hexdigest()


def _is_proven(said: dict[str, Any], proof: str) -> bool:
    return hmac.compare_digest(str(said.get("proof")).encode(), proof.encode())


def _send(lines: BufferedRWPair, told: dict[str, Any]) -> None:
    lines.write(json.dumps(told).encode() + b"\n")
    lines.flush()


def _receive(lines: BufferedRWPair) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(lines.readline(_LONGEST_LINE))
    return told


def _read_note(path: Path) -> dict[str, Any]:
    """Return what a server noted; raises ValueError where others may read or have written it."""
    with path.open(encoding="ascii") as file:
        found = os.fstat(file.fileno())
        if hasattr(os, "getuid"):
            private = not stat.S_IMODE(found.st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
            if found.st_uid != os.getuid() or not private:
                raise ValueError("not a note of this user's own")
        note: dict[str, Any] = json.load(file)
    return note


def _write_note(path: Path, note: dict[str, Any]) -> bool:
    """Leave a note that its user alone may read; false where nothing can be written."""
    part = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            json.dump(note, file)
        part.replace(path)
    except OSError:
        return False
    return True


def _remove_note(path: Path, key: str) -> None:
    """Take the note away, if it is still the one with this key."""
    with contextlib.suppress(OSError, ValueError):
        if _read_note(path).get("key") == key:
            path.unlink()
