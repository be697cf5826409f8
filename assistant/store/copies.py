"""Copies of the index's database: one taken while it is used, and one put in its place."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from assistant.errors import IndexAltered, IndexMissing
from assistant.store.audit import audit
from assistant.store.checks import lift_stamp
from assistant.store.database import (
    FILE_NAME,
    SCHEMA_VERSION,
    connect,
    connect_to_read_only,
    writer_lock,
)
from assistant.store.derived import Derived
from assistant.store.manifest import Manifest

LOGS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database, by the ends of the names."""


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, whoever writes to it meanwhile."""
    try:
        opened = connect(source)
    except sqlite3.OperationalError:
        opened = connect_to_read_only(source)
    with contextlib.closing(opened), contextlib.closing(sqlite3.connect(target)) as copy:
        opened.backup(copy)
        # All of it in one file, without a log beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def copy_index(folder: Path, target: Path) -> None:
    """Copy the database of an index.

    Raises IndexMissing where there is none, and IndexAltered where it is not as it was written.
    """
    if not (folder / FILE_NAME).is_file():
        raise IndexMissing(f"There is no index in {folder}. Build it with: assistant index")
    try:
        copy_database(folder / FILE_NAME, target)
        if not is_readable_index(target):
            raise _altered(folder, "it is of another version")
        with contextlib.closing(sqlite3.connect(target)) as db:
            findings = audit(db)
    except sqlite3.DatabaseError as error:
        raise _altered(folder, str(error)) from error
    if findings.reach_answers:
        raise _altered(folder, findings.lines()[0])


def is_readable_index(database: Path) -> bool:
    """Tell whether a file is an index in the form that is used here."""
    with contextlib.closing(sqlite3.connect(database)) as db, contextlib.suppress(sqlite3.Error):
        row = db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        return bool(row) and row[0] == SCHEMA_VERSION
    return False


def replace_database(file: Path, database: Path) -> None:
    """Put a file in the place of a database that nobody has open; the other one goes."""
    for log in LOGS:
        database.with_name(database.name + log).unlink(missing_ok=True)
    file.replace(database)


def put_index(file: Path, folder: Path, wait: float) -> None:
    """Put a database in the place of an index, and build from it what is derived.

    Nothing is embedded. Raises IndexBusy if another process writes the index for longer.
    """
    with writer_lock(folder, wait):
        lift_stamp(folder / FILE_NAME)
        replace_database(file, folder / FILE_NAME)
        manifest = Manifest(folder)
        try:
            derived = Derived(folder, manifest)
            with manifest.change():
                derived.rebuild()
                # Readers of what was here before see that it is another.
                manifest.next_generation()
            derived.clean()
            manifest.leave()
        finally:
            manifest.close()


def _altered(folder: Path, told: str) -> IndexAltered:
    return IndexAltered(
        f"The index in {folder} is not as it was written ({told}), so it is not backed up. "
        "Mend it with: assistant index"
    )
