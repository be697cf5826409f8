"""What is told of a file of the index that cannot be used: what is wrong, and what mends it."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
from contextlib import suppress
from pathlib import Path

from assistant.errors import IndexAltered, IndexUnwritable
from assistant.store.database import FILE_NAME, is_damage

ALTERED = "altered"
"""A file that is left in the folder of an index in which something was found altered."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_ROOM = 1 << 20  # bytes; with less, whatever failed failed for that
_LOGS = tuple(f"{FILE_NAME}{suffix}" for suffix in ("-wal", "-shm", "-journal"))
_FILES = (FILE_NAME, *_LOGS, "manifest.stamp", "writer.lock", "writer.pid", "chroma.lock", ALTERED)


def unwritable_index(folder: Path, error: Exception) -> IndexUnwritable | None:
    """Return what to tell of an error while writing, if it is one of the disk or of a right."""
    if _is_full(folder, error):
        return IndexUnwritable(
            f"The index in {folder} cannot be brought up to date: the disk is full. "
            "Free some space and run: assistant index"
        )
    if not _is_about_files(folder, error):
        return None
    if told := _in_the_way(folder):
        return IndexUnwritable(told)
    place = _closed(folder, os.W_OK | os.R_OK) or getattr(error, "filename", None) or folder
    return IndexUnwritable(
        f"The index in {folder} cannot be brought up to date ({error}). "
        f"Let this user write {place}, or name another folder with --index."
    )


def unreadable_index(folder: Path, error: Exception) -> IndexAltered:
    """Return what to tell of an error while reading."""
    if not _is_about_files(folder, error):
        return damaged(folder, str(error))
    place = _closed(folder, os.R_OK) or folder
    return IndexAltered(
        _in_the_way(folder)
        or f"The index in {folder} cannot be read ({error}). Let this user read {place}, "
        "or name another folder with --index."
    )


def _is_about_files(folder: Path, error: Exception) -> bool:
    """Tell whether a file of the index could not be reached, whatever is in it."""
    if isinstance(error, sqlite3.Error):
        return not is_damage(error)
    named = getattr(error, "filename", None)
    return isinstance(error, OSError) and (
        named is None or Path(str(named)).absolute().is_relative_to(folder.absolute())
    )


def _is_full(folder: Path, error: Exception) -> bool:
    named = str(getattr(error, "sqlite_errorname", ""))
    if getattr(error, "errno", None) in _FULL or named == "SQLITE_FULL":
        return True
    with suppress(OSError):
        return shutil.disk_usage(folder).free < _ROOM
    return False


def _in_the_way(folder: Path) -> str:
    """Tell of a folder or a pipe where a file belongs, or the other way round, or return ""."""
    wanted = dict.fromkeys((folder, *folder.parents), "folder")
    wanted |= dict.fromkeys((folder / name for name in _FILES), "file")
    for place, kind in wanted.items():
        if _kind(place) not in ("", kind):
            told = f"{place} is not what belongs there, but a {_kind(place)}."
            return f"{told} Remove it and run: assistant index"
    return ""


def _kind(path: Path) -> str:
    """Tell what is in a place; "" where there is nothing, or its folder may not be entered."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "pipe or device"


def _closed(folder: Path, mode: int) -> Path | None:
    """Return the first file or folder of an index that may not be used so."""
    kept = [folder, *(folder / name for name in (*_FILES, "chroma", "keywords"))]
    return next((each for each in kept if _kind(each) and not os.access(each, mode)), None)


def damaged(folder: Path, told: str) -> IndexAltered:
    """Return what to tell of an index that is not as it was written; the next sync mends it."""
    leave_mark(folder)
    return IndexAltered(
        f"The index in {folder} was altered or damaged after it was written ({told}). "
        "Mend it with: assistant index"
    )


def leave_mark(folder: Path) -> None:
    """Let the next sync check everything."""
    with suppress(OSError):  # the index may be read-only
        (folder / ALTERED).touch()
