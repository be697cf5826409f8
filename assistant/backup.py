"""Backups: one archive with the index and what is kept of conversations, and the way back.

The archive is a ZIP file of copies of SQLite databases, each as it was at one moment, and of
`backup.json`, which names their sizes and SHA-256. It holds no articles, settings, passwords or
keys: the first are files of their own, and who finds a backup is to get in nowhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.store.copies import (
    copy_database,
    copy_index,
    is_readable_index,
    put_index,
    replace_database,
)
from assistant.store.database import FILE_NAME

FORMAT = 1
"""The form of an archive; one with a higher number is of a newer version."""

_CONTENTS = "backup.json"
_INDEX = f"index/{FILE_NAME}"
_NAME = re.compile(r"(index|state)/[a-z][a-z_]*\.sqlite")  # so that nothing lands elsewhere
_PIECE = 1 << 20  # bytes
_LARGEST_CONTENTS = 1_000_000


class BackupUnusable(AssistantError):
    """An archive cannot be restored: it is damaged, none of ours, or of a newer version."""


class PlaceTaken(AssistantError):
    """Something would be overwritten without having been asked for."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What an archive holds: bytes and SHA-256 by name, when it was made and by which version."""

    made: str
    version: str
    files: Mapping[str, tuple[int, str]]


def back_up(file: Path, index: Path, state: Path, *, force: bool = False) -> BackupContents:
    """Write an archive of an index and a folder of conversations, which may be in use.

    Raises PlaceTaken where the file is there, and IndexMissing or IndexAltered where there is
    nothing good to keep.
    """
    if file.exists() and not force:
        raise PlaceTaken(f"{file} is there already. Name another file, or replace it with --force.")
    file.parent.mkdir(parents=True, exist_ok=True)
    with _workplace(file.parent) as work:
        copies = {_INDEX: work / FILE_NAME}
        copy_index(index, copies[_INDEX])
        for database in _databases(state):
            copies[f"state/{database.name}"] = work / f"state-{database.name}"
            _copy(database, copies[f"state/{database.name}"])
        contents = BackupContents(
            datetime.now(UTC).isoformat(timespec="seconds"),
            version("article-assistant"),
            {name: _measured(path) for name, path in copies.items()},
        )
        _write(work / "archive", copies, contents)
        (work / "archive").replace(file)
    return contents


def restore(
    file: Path, index: Path, state: Path, *, force: bool = False, wait: float = 30.0
) -> BackupContents:
    """Put back what an archive holds, once all of it is known to be whole.

    Raises BackupUnusable where it is not, PlaceTaken where there is something already, and
    IndexBusy if another process writes the index for longer than that.
    """
    with _opened(file) as archive:
        contents = _contents(archive, file)
        places = {name: _place(name, index, state) for name in contents.files}
        if not force:
            _check_free(places.values())
        index.mkdir(parents=True, exist_ok=True)
        with _workplace(index) as work:
            unpacked = _unpacked(archive, file, contents, work)
            if not is_readable_index(unpacked[_INDEX]):
                raise _newer(file, contents.version)
            put_index(unpacked.pop(_INDEX), index, wait)
            for name, found in unpacked.items():
                _put_state(found, places[name])
    return contents


def _check_free(places: Iterable[Path]) -> None:
    if taken := next((each for each in places if each.exists()), None):
        raise PlaceTaken(
            f"{taken} is there already. Name other places with --index and --state, "
            "or replace what is there with --force."
        )


def _databases(state: Path) -> list[Path]:
    found = sorted(state.glob("*.sqlite")) if state.is_dir() else []
    return [each for each in found if _NAME.fullmatch(f"state/{each.name}")]


def _place(name: str, index: Path, state: Path) -> Path:
    folder = index if name.startswith("index/") else state
    return folder / name.partition("/")[2]


def _copy(database: Path, target: Path) -> None:
    try:
        copy_database(database, target)
    except sqlite3.Error as error:
        raise AssistantError(f"{database} cannot be read ({error}).") from error


def _put_state(file: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.chmod(0o600)
    # From another disk, where a state of its own is.
    part = place.with_name(f"{place.name}.part")
    shutil.move(file, part)
    replace_database(part, place)


def _write(path: Path, copies: Mapping[str, Path], contents: BackupContents) -> None:
    told = {
        "format": FORMAT,
        "made": contents.made,
        "version": contents.version,
        "files": {
            name: {"bytes": size, "sha256": digest}
            for name, (size, digest) in contents.files.items()
        },
    }
    # Only for who makes it: it holds conversations.
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as opened:
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_CONTENTS, json.dumps(told, indent=1))
            for name, copy in copies.items():
                archive.write(copy, name)
        opened.flush()
        os.fsync(opened.fileno())


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Give a folder for what is unfinished, on the disk where it is to be; nobody else reads it."""
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as work:
        yield Path(work)


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise _damaged(file, str(error)) from error


def _contents(archive: zipfile.ZipFile, file: Path) -> BackupContents:
    try:
        if archive.getinfo(_CONTENTS).file_size > _LARGEST_CONTENTS:
            raise ValueError("its list is too long")
        told: dict[str, Any] = json.loads(archive.read(_CONTENTS))
        if int(told["format"]) > FORMAT:
            raise _newer(file, str(told.get("version", "")))
        files = {
            str(name): (int(each["bytes"]), str(each["sha256"]))
            for name, each in told["files"].items()
        }
        if _INDEX not in files or not all(map(_NAME.fullmatch, files)):
            raise ValueError("its list names something else")
        return BackupContents(str(told["made"]), str(told["version"]), files)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _damaged(file, str(error)) from error


def _measured(path: Path) -> tuple[int, str]:
    with path.open("rb") as opened:
        return path.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest()


def _unpacked(
    archive: zipfile.ZipFile, file: Path, contents: BackupContents, work: Path
) -> dict[str, Path]:
    """Write what an archive holds into a folder, by name; raises BackupUnusable for a bad one."""
    targets = {name: work / name.replace("/", "-") for name in contents.files}
    for name, (size, digest) in contents.files.items():
        found = {each.filename: each.file_size for each in archive.infolist()}
        if found.get(name) != size:
            raise _damaged(file, f"{name} is missing or has another size")
        with archive.open(name) as packed, targets[name].open("xb") as opened:
            shutil.copyfileobj(packed, opened, _PIECE)
        if _measured(targets[name]) != (size, digest):
            raise _damaged(file, f"{name} is not as it was written")
    return targets


def _damaged(file: Path, told: str) -> BackupUnusable:
    return BackupUnusable(f"{file} is damaged, or no backup of ours ({told}). Nothing was changed.")


def _newer(file: Path, made_by: str) -> BackupUnusable:
    return BackupUnusable(
        f"{file} was made by another version ({made_by or 'unknown'}; this is "
        f"{version('article-assistant')}), which keeps things in another form. "
        "Restore it with that version or a newer one. Nothing was changed."
    )
