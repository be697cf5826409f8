"""Checksums of a folder whose files do not change once it is written: damage shows before use."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

_FILE = "checks.json"
_PIECE = 1 << 20  # bytes

Checks = dict[str, tuple[int, int]]  # size and CRC-32 by name


def note(folder: Path, known: Checks | None = None) -> None:
    """Write down the checksums of a folder's files; `known` are those of files that it shares."""
    known = known or {}
    found = {
        file.name: known.get(file.name) or _check(file)
        for file in folder.iterdir()
        if _is_kept(file)
    }
    (folder / _FILE).write_text(json.dumps(found, sort_keys=True), encoding="utf-8")


def noted(folder: Path) -> Checks:
    """Return the checksums that were written down; none where they are missing or damaged."""
    try:
        read = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return {name: (int(size), int(crc)) for name, (size, crc) in read.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def is_sound(folder: Path) -> bool:
    """Tell whether every file is as it was written; also where nothing was ever written down."""
    checks = noted(folder)
    if not checks:
        return not (folder / _FILE).exists()
    try:
        return all(_check(folder / name) == check for name, check in checks.items())
    except OSError:
        return False


def _is_kept(file: Path) -> bool:
    return file.is_file() and file.suffix != ".lock" and file.name != _FILE


def _check(file: Path) -> tuple[int, int]:
    size, crc = 0, 0
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
    return size, crc
