"""The sample articles behind one real server, for the clients of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from assistant.web import key_and_line
from assistant.web.access import user_line
from assistant.web.parts import Serving
from assistant.web.server import running

QUESTION = "What preconditions did Putin set?"
ARTICLE = "putin-conditions-for-talks.md"
PASSWORD = "a long pass phrase"


@dataclass(frozen=True)
class Served:
    """An address, two keys of its one user, and the folder of what is kept."""

    address: str
    key: str
    read_only: str
    state: Path

    def client(self, key: str = "") -> httpx.Client:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return httpx.Client(base_url=self.address, headers=headers, timeout=60)


@contextmanager
def served(assistant, folder: Path) -> Iterator[Served]:
    """Serve an assistant to one user, ana, who has a password and two keys."""
    key, line = key_and_line("ana")
    read_only, other = key_and_line("ana", read_only=True)
    users = folder / "users"
    users.write_text("\n".join([user_line("ana", PASSWORD), line, other, ""]))
    users.chmod(0o600)
    serving = Serving(users=users, state=folder / "state")
    with running(assistant, "127.0.0.1", 0, serving) as address:
        yield Served(address, key, read_only, folder / "state")
