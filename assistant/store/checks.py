"""Checksums of files that nobody else is to change: damage shows before a file is used.

`note` keeps those of a folder, and which state of the manifest it was written for (its owner);
`stamp` keeps how one file looked when its writer left it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FILE = "checks.json"
_PIECE = 1 << 20  # bytes
_OWNER = ""  # no file has this name

Check = tuple[int, int, int]  # size, CRC-32, and time of change in nanoseconds, 0 if unknown


@dataclass(frozen=True, slots=True)
class Notes:
    """What was written down of a folder; an older one has no owner."""

    owner: str = ""
    checks: Mapping[str, Check] = field(default_factory=dict)


def note(folder: Path, owner: str, known: Mapping[str, Check] | None = None) -> None:
    """Write down the checksums of a folder's files; `known` are those of files that it shares."""
    known = known or {}
    found = {name: known.get(name) or _check(folder / name) for name in _names(folder)}
    told = json.dumps({_OWNER: owner, **found}, sort_keys=True)
    (folder / _FILE).write_text(told, encoding="utf-8")


def note_changes(folder: Path) -> None:
    """Write down the checksums of files that were changed since, if there are any."""
    notes = noted(folder)
    if notes.checks:
        same = {name: each for name, each in notes.checks.items() if _looks(folder / name, each)}
        note(folder, notes.owner, same)


def drop_notes(folder: Path) -> None:
    """Drop what was written down, before the files change."""
    (folder / _FILE).unlink(missing_ok=True)


def is_noted(folder: Path) -> bool:
    """Tell whether something was written down."""
    return (folder / _FILE).exists()


def noted(folder: Path) -> Notes:
    """Return what was written down; nothing where that is missing or damaged."""
    file = folder / _FILE
    try:
        read = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
        owner = str(read.pop(_OWNER, ""))
        return Notes(owner, {name: _read(*found) for name, found in read.items()})
    except (OSError, ValueError, AttributeError, TypeError):
        return Notes()


def is_sound(folder: Path, owner: str, *, thorough: bool) -> bool:
    """Tell whether a folder was written for its owner, and every file is as it was.

    Without `thorough` a file is taken to be, if its size and time are. Nobody knows of a folder
    of an older index, of which nothing was ever written down.
    """
    notes = noted(folder)
    if not notes.checks:
        return not owner and not is_noted(folder)
    try:
        return notes.owner == owner and all(
            _is_as(folder / name, check, thorough) for name, check in notes.checks.items()
        )
    except OSError:
        return False


def _read(size: int, crc: int, changed: int = 0) -> Check:
    return int(size), int(crc), int(changed)


def _names(folder: Path) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock"]
    return sorted(file.relative_to(folder).as_posix() for file in files if file.name != _FILE)


def _is_as(file: Path, check: Check, thorough: bool) -> bool:
    if not thorough and _looks(file, check):
        return True
    return file.stat().st_size == check[0] and _check(file)[1] == check[1]


def _looks(file: Path, check: Check) -> bool:
    now = file.stat()
    return (now.st_size, now.st_mtime_ns) == (check[0], check[2])


def _check(file: Path) -> Check:
    changed, size, crc = file.stat().st_mtime_ns, 0, 0
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
    return size, crc, changed


def stamp(database: Path) -> None:
    """Keep how a database looks, now that its writer leaves it."""
    lift_stamp(database)
    _stamp_of(database).write_text(look(database), encoding="ascii")


def lift_stamp(database: Path) -> None:
    """Drop what was kept, before it changes."""
    _stamp_of(database).unlink(missing_ok=True)


def is_stamped(database: Path) -> bool:
    """Tell whether it is kept how it looked."""
    return _stamp_of(database).is_file()


def is_as_left(database: Path) -> bool:
    """Tell whether a database is known to look as its writer left it."""
    try:
        return is_stamped(database) and _stamp_of(database).read_text(encoding="ascii") == look(
            database
        )
    except (OSError, ValueError):
        return False


def look(database: Path) -> str:
    """Return sizes and times of a database and of its log, unless that is empty."""
    log = database.with_name(f"{database.name}-wal")
    found = [database.stat(), *([log.stat()] if log.is_file() else ())]
    return " ".join(f"{each.st_size} {each.st_mtime_ns}" for each in found if each.st_size)


def _stamp_of(database: Path) -> Path:
    return database.with_suffix(".stamp")
