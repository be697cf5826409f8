"""What a manifest holds against what was written down when it was stored.

Every article has a seal over its rows, and every vector a checksum. An index from before there
were any has none for what it held then; the next sync adds them.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.store.database import ANY, checksum, expected_columns, later_rows, one_of
from assistant.store.records import digest_of

_NUMBERS = ("generation", "chroma", "keywords", "worn")  # what `meta` says in digits


@dataclass(frozen=True, slots=True)
class Findings:
    """What is wrong with a manifest; nothing of it where everything is as it was written."""

    structure: str = ""  # what makes the whole file useless
    articles: tuple[str, ...] = ()  # the ids of those that were altered, or are gone
    vectors: tuple[int, ...] = ()  # the numbers of those
    unread: bool = False  # the files of the corpus and the articles do not belong together

    @property
    def reach_answers(self) -> bool:
        """Whether an answer could be wrong for it."""
        return bool(self.structure or self.articles or self.vectors)

    def lines(self) -> list[str]:
        """Return one line for each."""
        told = [f"The manifest is damaged: {self.structure}."] if self.structure else []
        told += [f"The article {key!r} is not as it was read." for key in self.articles]
        if self.vectors:
            told.append(f"{len(self.vectors):,} vectors are missing or not as they were stored.")
        if self.unread:
            told.append(
                "The last update was not finished, or what was read from where was altered."
            )
        return told


def seal_of(db: sqlite3.Connection, article_id: str) -> tuple[int, int, int]:
    """Return a checksum over what is stored of an article, its number of passages, its language's.

    The last is 0 where the language is not known, which is read as English.
    """
    row = db.execute("SELECT * FROM articles WHERE id = ?", (article_id,)).fetchone()
    passages = db.execute(
        'SELECT id, place, start, "end", vector FROM passages WHERE article = ? ORDER BY place',
        (article_id,),
    ).fetchall()
    pages = later_rows(db, "SELECT article, starts FROM pages WHERE article = ?", article_id)
    sealed = repr((row, passages, pages)).encode(errors="replace")
    spoken = later_rows(db, "SELECT article, language FROM languages WHERE article = ?", article_id)
    language = zlib.crc32(spoken[article_id].encode()) if article_id in spoken else 0
    return zlib.crc32(sealed), len(passages), language


def is_sealed(db: sqlite3.Connection, article_id: str) -> bool:
    """Tell whether an article is stored as it was; also where that was never written down."""
    known = later_rows(db, "SELECT seal, language FROM sealed WHERE article = ?", article_id)
    seal, _, language = seal_of(db, article_id)
    return not known or (seal in known and language in (0, known[seal]))


def is_number(value: str) -> bool:
    """Tell whether a value of `meta` is a number."""
    return value.isdecimal()


def _is_all_sealed(db: sqlite3.Connection) -> bool:
    """Tell whether it was written down how everything was stored; not so in an older index."""
    return bool(db.execute("SELECT 1 FROM meta WHERE key = 'owner'").fetchone())


def missing_rows(db: sqlite3.Connection) -> str:
    """Tell in a few words of rows that are gone, as far as counting shows it, or return ""."""
    all_sealed = _is_all_sealed(db)
    for table, told in (
        ("vectors", "SELECT 0, count(*) FROM checks"),
        ("articles", "SELECT 0, count(*) FROM sealed"),
        ("passages", "SELECT 0, coalesce(sum(passages), 0) FROM sealed"),
    ):
        (found,) = db.execute(f"SELECT count(*) FROM {table}").fetchone()
        wanted = later_rows(db, told).get(0, 0)
        if found < wanted:
            return f"{wanted - found:,} of {wanted:,} {table} are gone"
        if found > wanted and all_sealed:
            return f"the checksums of {found - wanted:,} {table} are gone"
    return ""


def audit(db: sqlite3.Connection) -> Findings:
    """Check everything."""
    try:
        if structure := _structure(db):
            return Findings(structure)
        return Findings("", tuple(_altered(db)), tuple(_bad_vectors(db)), _is_unread(db))
    except sqlite3.Error as error:
        return Findings(str(error))


def _structure(db: sqlite3.Connection) -> str:
    told = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if told != "ok":
        return " ".join(str(told).split())
    for table, columns in expected_columns().items():
        lacking = columns - {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
        lacking -= {row[1] for row in db.execute(f"PRAGMA index_list({table})")}
        if lacking:
            return f"{table} lacks {', '.join(sorted(lacking))}"
    meta = dict(db.execute("SELECT key, value FROM meta"))
    wrong = [key for key in _NUMBERS if not is_number(meta.get(key, "0"))]
    if not wrong and "generation" not in meta and db.execute("SELECT 1 FROM articles").fetchone():
        wrong = ["generation"]
    return f"{wrong[0]} is no number" if wrong else ""


def _altered(db: sqlite3.Connection) -> Iterator[str]:
    sealed = set(later_rows(db, "SELECT article, seal FROM sealed"))
    stored = [row[0] for row in db.execute("SELECT id FROM articles ORDER BY id")]
    lost = db.execute(
        "SELECT article FROM passages WHERE vector NOT IN (SELECT number FROM vectors)"
        " OR article NOT IN (SELECT id FROM articles)"
    )
    torn = {row[0] for row in lost}
    if _is_all_sealed(db):
        torn |= set(stored) - sealed
    for key in stored:
        if key in torn or not _is_as_read(db, key):
            yield key
    yield from sorted((sealed | torn) - set(stored))


def _is_as_read(db: sqlite3.Connection, key: str) -> bool:
    try:
        row = db.execute(
            "SELECT digest, title, text, source, published, url FROM articles WHERE id = ?", (key,)
        ).fetchone()
        return bool(row[0] == digest_of(*row[1:])) and is_sealed(db, key)
    except (sqlite3.Error, ValueError, TypeError):  # text that is no text, a day that is none
        return False


def _bad_vectors(db: sqlite3.Connection) -> Iterator[int]:
    if _is_all_sealed(db):
        unknown = "SELECT number FROM vectors WHERE number NOT IN (SELECT vector FROM checks)"
        yield from (number for (number,) in db.execute(unknown))
    elif not later_rows(db, "SELECT vector, own FROM checks LIMIT 1"):
        return
    rows = db.execute(
        "SELECT c.vector, c.own, c.parts, v.vector, p.rows FROM checks c"
        " LEFT JOIN vectors v ON v.number = c.vector LEFT JOIN parts p ON p.vector = c.vector"
    )
    for number, own, parts, vector, packed in rows:
        if checksum(vector) != own or checksum(packed) != parts:
            yield number


def _is_unread(db: sqlite3.Connection) -> bool:
    """Whether a file is said to hold what is not stored, or nothing to hold what is."""
    stray = db.execute(
        "SELECT 1 FROM held WHERE article NOT IN (SELECT id FROM articles)"
        " OR path NOT IN (SELECT path FROM files)"
        " UNION ALL SELECT 1 FROM articles WHERE id NOT IN (SELECT article FROM held)"
    )
    return stray.fetchone() is not None


def drop_altered(db: sqlite3.Connection, findings: Findings) -> None:
    """Drop what is not as it was written, and how any file looked, so that all are read again."""
    altered = one_of(findings.articles)
    numbers = [(number,) for number in findings.vectors]
    for table in ("parts", "checks"):
        db.executemany(f"DELETE FROM {table} WHERE vector = ?", numbers)
    db.executemany(
        "UPDATE articles SET digest = '' WHERE id IN"
        " (SELECT article FROM passages WHERE vector = ?)",
        numbers,
    )
    db.executemany("DELETE FROM vectors WHERE number = ?", numbers)
    # Only that it was there stays of an altered article: it is not a new one.
    db.execute(
        "UPDATE articles SET digest = '', path = '', author = '', metadata = '{}'"
        f" WHERE id IN {ANY}",
        (altered,),
    )
    db.execute(
        f"DELETE FROM passages WHERE article IN {ANY}"
        " OR article IN (SELECT id FROM articles WHERE digest = '')",
        (altered,),
    )
    db.execute(
        "DELETE FROM sealed WHERE article NOT IN (SELECT id FROM articles WHERE digest > '')"
    )
    read_all_again(db)


def read_all_again(db: sqlite3.Connection) -> None:
    """Drop how the files looked. That they were there stays: those that are gone may come back."""
    db.execute("UPDATE files SET size = -1")
    drop_stray(db)


def drop_stray(db: sqlite3.Connection) -> None:
    """Drop that a file holds what is not stored, or what is not known as a file."""
    db.execute(
        "DELETE FROM held WHERE article NOT IN (SELECT id FROM articles)"
        " OR path NOT IN (SELECT path FROM files)"
    )


def add_seals(db: sqlite3.Connection) -> None:
    """Write down what nobody has of an index from before there were seals and checksums."""
    db.create_function("checksum", 1, checksum, deterministic=True)
    db.execute(
        "INSERT INTO checks SELECT v.number, checksum(v.vector), checksum(p.rows) FROM vectors v"
        " LEFT JOIN parts p ON p.vector = v.number"
        " WHERE v.number NOT IN (SELECT vector FROM checks)"
    )
    unsealed = (
        "SELECT id FROM articles WHERE digest > '' AND id NOT IN (SELECT article FROM sealed)"
    )
    for (key,) in db.execute(unsealed).fetchall():
        seal(db, key)


def seal(db: sqlite3.Connection, article_id: str) -> None:
    """Write down how an article is stored."""
    row = (article_id, *seal_of(db, article_id))
    db.execute("INSERT OR REPLACE INTO sealed VALUES (?, ?, ?, ?)", row)
