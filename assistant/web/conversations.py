"""Conversations that outlive the tab: kept in one SQLite file beside the index."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
import sqlite3
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.web.conversation import Conversation, Exchange
from assistant.web.written import as_written_now, asked_in, exchange_as_text, read_exchange

FILE = "conversations.sqlite"
MOST_CONVERSATIONS = 200
"""How many conversations an owner keeps; saving another one drops the oldest."""

MOST_NOTED = 1_000
"""How many exchanges that took place elsewhere an owner keeps; another one drops the oldest."""

TITLE_LENGTH = 120
_SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA foreign_keys = ON;
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL);
CREATE INDEX IF NOT EXISTS by_owner ON conversations (owner, changed);
CREATE TABLE IF NOT EXISTS exchanges (
    conversation TEXT NOT NULL REFERENCES conversations ON DELETE CASCADE,
    number INTEGER NOT NULL, link TEXT UNIQUE, content TEXT NOT NULL,
    PRIMARY KEY (conversation, number));
"""
# A column of its own, so that files from before it open; the index saves reading every content.
_HELPFUL = """
ALTER TABLE exchanges ADD COLUMN helpful INTEGER;
CREATE INDEX judged ON exchanges (conversation) WHERE helpful IS NOT NULL;
"""
# An answer from before its form had a key that it has now is still the same.
_UNCHANGED = "(content = excluded.content OR as_now(content) = excluded.content)"


@dataclass(frozen=True, slots=True)
class Saved:
    """One line of an owner's list."""

    id: str
    title: str
    changed: float
    judged: bool


class Conversations:
    """The conversations of all owners; every question to it names the owner who asks."""

    def __init__(self, folder: Path) -> None:
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / FILE).touch(mode=0o600)
            self._db = sqlite3.connect(folder / FILE, check_same_thread=False, timeout=30)
            self._db.create_function("as_now", 1, as_written_now)
            self._db.create_function("asked_in", 1, asked_in)
            self._db.executescript(_SCHEMA)
            columns = self._db.execute("SELECT name FROM pragma_table_info('exchanges')")
            if ("helpful",) not in columns.fetchall():
                self._db.executescript(_HELPFUL)
        except (OSError, sqlite3.Error) as error:
            raise AssistantError(
                f"Conversations cannot be kept in {folder}: {error}. Name another folder with "
                "--state."
            ) from None

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    def save(self, owner: str, key: str, conversation: Conversation, kept_at: float = 0.0) -> float:
        """Keep a conversation as it is now and return when; 0 if it may not be kept so.

        That is so if the key is someone else's, and if what is kept was changed since `kept_at`.
        """
        if not conversation.exchanges:
            return 0.0
        now = time.time()
        with self._lock, self._db:
            title = _title(conversation.exchanges[0].question)
            self._db.execute(
                "INSERT OR IGNORE INTO conversations VALUES (?, ?, ?, 0)", (key, owner, title)
            )
            if not self._owns(owner, key) or (kept_at and self._changed(key) > kept_at):
                return 0.0
            self._db.execute("UPDATE conversations SET changed = ? WHERE id = ?", (now, key))
            self._put(key, conversation)
            self._drop_oldest(owner)
            return now

    def changed(self, owner: str, key: str) -> float:
        """Return when an owner's conversation was last saved; 0 when there is no such one."""
        with self._lock:
            return self._changed(key) if self._owns(owner, key) else 0.0

    def load(self, owner: str, key: str) -> Conversation | None:
        """Return a conversation of this owner, or None when there is no such one."""
        with self._lock:
            if not self._owns(owner, key):
                return None
            rows = self._db.execute(
                "SELECT content, helpful FROM exchanges WHERE conversation = ? ORDER BY number",
                (key,),
            ).fetchall()
        return Conversation(tuple(read_exchange(*row) for row in rows))

    def owned(self, owner: str) -> list[Saved]:
        """Return an owner's conversations, the one that changed last first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id, title, changed, EXISTS (SELECT 1 FROM exchanges WHERE"
                " conversation = id AND helpful IS NOT NULL) FROM conversations WHERE owner = ?"
                " ORDER BY changed DESC, id",
                (owner,),
            ).fetchall()
        return [Saved(*row) for row in rows]

    def judge(self, owner: str, key: str, number: int, helpful: bool | None) -> None:
        """Keep whether one answer helped its owner; None takes that back."""
        with self._lock, self._db:
            if self._owns(owner, key):
                self._db.execute(
                    "UPDATE exchanges SET helpful = ? WHERE conversation = ? AND number = ?",
                    (helpful, key, number),
                )

    def note(self, owner: str, title: str, exchange: Exchange) -> None:
        """Keep an exchange that took place elsewhere, in place of one in which the same was asked.

        All of an owner's are one conversation, which has a title until its owner changes it.
        """
        key = f"noted-{hashlib.sha256(owner.encode()).hexdigest()}"
        with self._lock, self._db:
            self._db.execute(
                "INSERT INTO conversations VALUES (?1, ?2, ?3, ?4)"
                " ON CONFLICT DO UPDATE SET changed = ?4",
                (key, owner, _title(title), time.time()),
            )
            (last,) = self._db.execute(
                "SELECT coalesce(max(number), 0) FROM exchanges WHERE conversation = ?", (key,)
            ).fetchone()
            self._db.execute(
                "DELETE FROM exchanges WHERE conversation = ?"
                " AND (number <= ? OR asked_in(content) = ?)",
                (key, last + 1 - MOST_NOTED, asked_in(exchange_as_text(exchange))),
            )
            self._put(key, Conversation((dataclasses.replace(exchange, number=last + 1),)))
            self._drop_oldest(owner)

    def judged(self, owner: str) -> list[Exchange]:
        """Return what an owner has called helpful or not, of all conversations, oldest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT content, helpful FROM exchanges JOIN conversations ON id = conversation"
                " WHERE owner = ? AND helpful IS NOT NULL ORDER BY changed, number",
                (owner,),
            ).fetchall()
        return [read_exchange(*row) for row in rows]

    def judgements(self) -> dict[bool, int]:
        """Return how many answers of all owners were called helpful, and how many were not."""
        with self._lock:
            rows = self._db.execute(
                "SELECT helpful, count(*) FROM exchanges WHERE helpful IS NOT NULL GROUP BY helpful"
            ).fetchall()
        return {True: 0, False: 0} | {bool(helpful): count for helpful, count in rows}

    def title(self, owner: str, key: str) -> str:
        """Return the title of an owner's conversation; empty when there is no such one."""
        return next((saved.title for saved in self.owned(owner) if saved.id == key), "")

    def rename(self, owner: str, key: str, title: str) -> None:
        """Give an owner's conversation another title; white space changes nothing."""
        if title.strip():
            with self._lock, self._db:
                self._db.execute(
                    "UPDATE conversations SET title = ? WHERE id = ? AND owner = ?",
                    (_title(title), key, owner),
                )

    def delete(self, owner: str, key: str) -> None:
        """Forget an owner's conversation, and the links to its answers with it."""
        with self._lock, self._db:
            self._db.execute("DELETE FROM conversations WHERE id = ? AND owner = ?", (key, owner))

    def link(self, owner: str, key: str, number: int) -> str:
        """Return the secret of the link to one answer, made when it is first asked for."""
        with self._lock, self._db:
            if not self._owns(owner, key):
                return ""
            where = "WHERE conversation = ? AND number = ?"
            self._db.execute(
                f"UPDATE exchanges SET link = coalesce(link, ?) {where}",
                (secrets.token_urlsafe(16), key, number),
            )
            row = self._db.execute(f"SELECT link FROM exchanges {where}", (key, number)).fetchone()
        return str(row[0]) if row else ""

    def linked(self, link: str) -> Conversation | None:
        """Return the one exchange that a link leads to, whoever follows it."""
        with self._lock:
            row = self._db.execute(
                "SELECT content FROM exchanges WHERE link = ?", (link,)
            ).fetchone()
        return Conversation((read_exchange(row[0]),)) if row else None

    def _owns(self, owner: str, key: str) -> bool:
        row = self._db.execute("SELECT owner FROM conversations WHERE id = ?", (key,)).fetchone()
        return row is not None and row[0] == owner

    def _changed(self, key: str) -> float:
        row = self._db.execute("SELECT changed FROM conversations WHERE id = ?", (key,)).fetchone()
        return float(row[0])

    def _put(self, key: str, conversation: Conversation) -> None:
        """Write what the tab holds; what it took back goes, what left its page stays."""
        numbers = [exchange.number for exchange in conversation.exchanges]
        self._db.execute(
            "DELETE FROM exchanges WHERE conversation = ? AND number > ?", (key, numbers[-1])
        )
        self._db.executemany(
            "INSERT INTO exchanges (conversation, number, content, helpful) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET content = excluded.content,"
            f" link = iif({_UNCHANGED}, link, NULL), helpful = iif({_UNCHANGED}, helpful, NULL)",
            [
                (key, each.number, exchange_as_text(each), each.helpful)
                for each in conversation.exchanges
            ],
        )

    def _drop_oldest(self, owner: str) -> None:
        self._db.execute(
            "DELETE FROM conversations WHERE owner = ?1 AND id NOT IN (SELECT id FROM"
            " conversations WHERE owner = ?1 ORDER BY changed DESC LIMIT ?2)",
            (owner, MOST_CONVERSATIONS),
        )


def _title(text: str) -> str:
    """Return text on one line that a database can hold and a list can show."""
    shown = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return shown if len(shown) <= TITLE_LENGTH else shown[: TITLE_LENGTH - 1] + "…"
