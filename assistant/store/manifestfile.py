"""The file of the manifest: its tables, and how it is opened or begun anew."""

from __future__ import annotations

import sqlite3
from pathlib import Path

FILE_NAME = "manifest.sqlite"
SCHEMA_VERSION = "2"

# `text` comes last in its row: SQLite then reads the head of an article without its text. The
# vectors of a passage's parts (headline, sentences) stand apart from its own for the same reason.
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, synced INTEGER);
CREATE TABLE held (path TEXT, place INTEGER, article TEXT, digest TEXT, PRIMARY KEY (path, place));
CREATE TABLE problems (file TEXT, path TEXT, reason TEXT);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL,
    source TEXT NOT NULL, author TEXT NOT NULL, published INTEGER NOT NULL, url TEXT NOT NULL,
    metadata TEXT NOT NULL, words INTEGER NOT NULL, sentences BLOB NOT NULL, text TEXT NOT NULL);
CREATE INDEX articles_published ON articles (published);
CREATE TABLE passages (
    id TEXT PRIMARY KEY, article TEXT NOT NULL, place INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, vector INTEGER NOT NULL);
CREATE INDEX passages_article ON passages (article, place);
CREATE INDEX passages_vector ON passages (vector);
CREATE TABLE vectors (number INTEGER PRIMARY KEY, hash BLOB UNIQUE NOT NULL, vector BLOB NOT NULL);
CREATE TABLE parts (vector INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE leftovers (id TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def connect(path: Path) -> sqlite3.Connection:
    """Open a manifest; transactions are begun by hand."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    return db


def open_or_recreate(path: Path) -> sqlite3.Connection:
    """Open the manifest; one that is unreadable or of another version is built anew."""
    try:
        db = connect(path)
        if _is_current(db):
            return db
        db.close()
    except sqlite3.OperationalError:
        raise  # locked or not writable: no reason to throw anything away
    except sqlite3.DatabaseError:
        pass
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    db = connect(path)
    db.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    db.execute("COMMIT")
    return db


def _is_current(db: sqlite3.Connection) -> bool:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.OperationalError:
        return False  # an empty file: killed before the schema was committed
    return bool(row and row[0] == SCHEMA_VERSION)
