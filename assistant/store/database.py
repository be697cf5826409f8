"""The database of the index: its one writer, its tables, and how values are put into rows."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.errors import IndexBusy
from assistant.schema import Article
from assistant.store.records import Entry, day_number
from assistant.text.passages import Span

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
# What an older index lacks: there no article has a language, and is read as English, or pages, and
# nobody knows the checksums of what is stored.
_LATER = (
    "CREATE TABLE IF NOT EXISTS checks (vector INTEGER PRIMARY KEY, own INTEGER, parts INTEGER)",
    "CREATE TABLE IF NOT EXISTS sealed"
    " (article TEXT PRIMARY KEY, seal INTEGER, passages INTEGER, language INTEGER)",
    "CREATE TABLE IF NOT EXISTS languages (article TEXT PRIMARY KEY, language TEXT)",
    "CREATE TABLE IF NOT EXISTS pages (article TEXT PRIMARY KEY, starts TEXT)",
)

ANY = "(SELECT value FROM json_each(?))"
"""What `one_of` fills: any number of texts in a statement that is always the same.

Every connection keeps what it has compiled. With a mark for each value, each number of values was
another statement: 40 KB for each, in every thread that answers (`benchmarks.users`).
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """What is known of a corpus file: how it looked at the sync that read it, and when that was."""

    size: int
    modified: int
    synced: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What is compared to find out whether a stored article is still the wanted one."""

    digest: str
    path: str
    author: str
    metadata: str


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
        with contextlib.suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _busy(folder: Path, holder: Path) -> str:
    try:
        who = f"process {holder.read_text(encoding='ascii', errors='replace').strip() or 'unknown'}"
    except OSError:
        who = "another process"
    return (
        f"The index in {folder} is being written by {who}. "
        "Wait until it has finished, or stop it, and try again."
    )


def connect(path: Path) -> sqlite3.Connection:
    """Open a manifest; transactions are begun by hand."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def connect_to_read_only(path: Path) -> sqlite3.Connection:
    """Open a manifest beside which nothing can be written; it must not change meanwhile."""
    # With a log beside it SQLite needs that, too; without one it must not look for it.
    log = path.with_name(path.name + "-wal")
    fixed = "" if log.exists() and log.stat().st_size else "&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode=ro{fixed}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)


def open_or_recreate(path: Path) -> sqlite3.Connection:
    """Open the manifest; one that is unreadable or of another version is built anew."""
    try:
        db = connect(path)
        if _is_current(db):
            _add_later_tables(db)
            return db
        db.close()
    except sqlite3.Error as error:
        if not is_damage(error):
            raise  # locked or not writable: no reason to throw anything away
    return recreate(path)


def recreate(path: Path) -> sqlite3.Connection:
    """Put a new manifest in the place of one that is of no use, with the vectors that are.

    The database of another program is moved aside.
    """
    part = path.with_name(path.name + ".new")
    _remove(part)
    db = connect(part)
    db.execute("BEGIN IMMEDIATE")
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    _add_later_tables(db)
    db.execute("INSERT INTO meta VALUES ('schema', ?)", (SCHEMA_VERSION,))
    with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(path)) as old:
        for row in _good_vectors(old):
            db.execute("INSERT OR IGNORE INTO vectors VALUES (?, ?, ?)", row[:3])
            db.execute("INSERT OR IGNORE INTO parts VALUES (?, ?)", (row[0], row[3]))
            db.execute("INSERT OR IGNORE INTO checks VALUES (?, ?, ?)", (row[0], *row[4:]))
    db.execute("COMMIT")
    db.close()
    if _is_anothers(path):
        path.rename(_free_name(path))
    _remove(path)
    part.replace(path)
    return connect(path)


def _is_anothers(path: Path) -> bool:
    """Tell whether a file is a whole database without any table of ours."""
    with contextlib.suppress(sqlite3.Error), contextlib.closing(connect(path)) as db:
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
        return bool(tables) and not tables & expected_columns().keys()
    return False


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.{number}") for number in itertools.count(1))
    return next(each for each in names if not each.exists())


def _good_vectors(db: sqlite3.Connection) -> Iterator[tuple[int, bytes, bytes, bytes, int, int]]:
    """Yield all that can be read of each vector that is as it was stored."""
    (last,) = db.execute("SELECT max(number) FROM vectors").fetchone()
    for number in range(1, (last or 0) + 1):
        with contextlib.suppress(sqlite3.Error):
            row = db.execute(
                "SELECT number, hash, v.vector, rows, own, parts FROM vectors v"
                " JOIN parts p ON p.vector = number JOIN checks c ON c.vector = number"
                " WHERE number = ?",
                (number,),
            ).fetchone()
            if row and checksum(row[2]) == row[4] and checksum(row[3]) == row[5]:
                yield row


def checksum(blob: object) -> int:
    """Return the checksum of a stored vector; -1 where there is none."""
    return zlib.crc32(blob) if isinstance(blob, bytes) else -1


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether an error is about what is in the file, not about getting at it."""
    name = str(getattr(error, "sqlite_errorname", ""))
    elsewhere = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_READONLY", "SQLITE_CANTOPEN")
    return not name.startswith((*elsewhere, "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_PERM"))


def expected_columns() -> dict[str, set[str]]:
    """Return the columns and the named indexes of every table of a manifest."""
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_SCHEMA)
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE sql > ''")]
        return {table: _columns(db, table) for table in tables if _columns(db, table)}


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    named = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    return named | {row[1] for row in db.execute(f"PRAGMA index_list({table})")}


def _add_later_tables(db: sqlite3.Connection) -> None:
    for statement in _LATER:
        db.execute(statement)


def _is_current(db: sqlite3.Connection) -> bool:
    try:
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return False  # an empty file: killed before the schema was committed
        raise
    return bool(row and row[0] == SCHEMA_VERSION)


def article_languages(db: sqlite3.Connection) -> dict[str, str]:
    """Return by id the language of every article of which it is known."""
    return later_rows(db, "SELECT article, language FROM languages WHERE language != ''")


def later_rows(db: sqlite3.Connection, statement: str, *values: str) -> dict[Any, Any]:
    """Return pairs of a table that an older index lacks; none there."""
    try:
        return dict(db.execute(statement, values))
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return {}
        raise


def text_rows(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, int, str, str]]:
    """Yield (passage id, title, text, day number, source, language) of all, in a fixed order."""
    languages = article_languages(db)
    articles = db.execute("SELECT id, title, published, source, text FROM articles ORDER BY id")
    for article, title, published, source, text in articles:
        spans = db.execute(
            'SELECT id, start, "end" FROM passages WHERE article = ? ORDER BY place', (article,)
        )
        for passage, start, end in spans:
            yield passage, title, text[start:end], published, source, languages.get(article, "")


def pages_of(db: sqlite3.Connection, article_id: str) -> tuple[int, ...]:
    """Return where the pages of an article begin; nothing if it has none."""
    rows = later_rows(db, "SELECT article, starts FROM pages WHERE article = ?", article_id)
    return tuple(json.loads(rows[article_id])) if rows else ()


def one_of(texts: Iterable[str]) -> str:
    """Return what `ANY` stands for: the texts, each once, as JSON."""
    return json.dumps(list(dict.fromkeys(texts)))


def metadata_json(article: Article) -> str:
    """Return an article's metadata as it is stored and compared."""
    return json.dumps(dict(article.metadata), ensure_ascii=False, sort_keys=True)


def unpack_spans(blob: bytes) -> tuple[Span, ...]:
    """Return the spans of a packed blob."""
    return tuple((start, end) for start, end in struct.iter_unpack("<II", blob))


def article_row(entry: Entry) -> tuple[str | int | bytes, ...]:
    """Return the values of an article's row, in the order of its columns."""
    article = entry.article
    return (
        article.id,
        entry.digest,
        article.path,
        article.title,
        article.source,
        article.author,
        day_number(article.published),
        article.url,
        metadata_json(article),
        len(article.text.split()),
        b"".join(struct.pack("<II", *span) for span in entry.sentences),
        article.text,
    )
