"""Which files a folder of articles holds; fast, because every `answer()` looks."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from assistant.corpus.content import FileState
from assistant.errors import CorpusError

SUFFIXES = (".csv", ".html", ".json", ".jsonl", ".md", ".ndjson", ".tsv", ".txt")
_SKIPPED = ("README", "LICENSE", ".", "_")


def scan(folder: Path) -> list[FileState]:
    """Return every file of a readable type below a folder, sorted by path.

    What cannot be opened is listed too, with size 0, so that reading it reports why.
    """
    states = sorted(_Walk().files(folder))
    if not states:
        raise CorpusError(
            f"The folder {folder} holds no articles. Put .txt, .md, .html or .jsonl files there."
        )
    return states


class _Walk:
    """One walk through a folder; every real directory is entered once, so links cannot loop."""

    def __init__(self) -> None:
        self._seen: set[tuple[int, int]] = set()
        # (path, path relative to the corpus with a slash at its end)
        self._folders: list[tuple[str, str]] = []
        # links wait until all real directories were entered, so that the real path wins
        self._links: list[tuple[str, str]] = []

    def files(self, root: Path) -> Iterator[FileState]:
        yield from self._states(self._entries_of_root(root), "")
        while self._folders or self._links:
            self._links.sort(reverse=True)
            path, prefix = self._folders.pop() if self._folders else self._links.pop()
            try:
                entries = self._entries(path)
            except OSError:
                yield FileState(_recordable(prefix[:-1]), 0, 0)
            else:
                yield from self._states(entries, prefix)

    def _entries_of_root(self, root: Path) -> list[os.DirEntry[str]]:
        try:
            return self._entries(os.fspath(root))
        except FileNotFoundError:
            raise CorpusError(
                f"There is no folder {root}. Create it and put articles there "
                "(.txt, .md, .html or .jsonl), or name another folder."
            ) from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise CorpusError(f"The folder {root} cannot be read: {reason}.") from None

    def _entries(self, path: str) -> list[os.DirEntry[str]]:
        """Return what a directory holds; nothing if it was entered before."""
        found = Path(path).stat()
        key = (found.st_dev, found.st_ino)
        if key in self._seen:
            return []
        self._seen.add(key)
        with os.scandir(path) as entries:
            return list(entries)

    def _states(self, entries: list[os.DirEntry[str]], prefix: str) -> Iterator[FileState]:
        for entry in entries:
            name = entry.name
            if name.lower().endswith(SUFFIXES) and not entry.is_dir():
                if not name.startswith(_SKIPPED):
                    yield _state(entry, prefix + name)
            elif name[0] not in "._" and entry.is_dir():
                found = self._links if entry.is_symlink() else self._folders
                found.append((entry.path, f"{prefix}{name}/"))


def _state(entry: os.DirEntry[str], path: str) -> FileState:
    try:
        found = entry.stat()
    except OSError:
        return FileState(_recordable(path), 0, 0)
    regular = stat.S_ISREG(found.st_mode)
    return FileState(_recordable(path), found.st_size if regular else 0, found.st_mtime_ns)


def _recordable(path: str) -> str:
    """Replace what is not UTF-8 in a name, which no database could hold; reading reports it."""
    if path.isascii():
        return path
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
