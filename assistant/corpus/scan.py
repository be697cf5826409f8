"""Which files a folder of articles holds; fast, because every `answer()` looks."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from assistant.corpus.content import FileState
from assistant.corpus.leftout import INDEX, LINK, file_left_out, folder_left_out, is_index, summary
from assistant.errors import CorpusError

_FORMATS = "text, Markdown, web pages, JSON, PDF, Word and more"
_START = "`assistant init` makes a folder with examples to start from."


def scan(folder: Path, *, follow_links: bool = False) -> list[FileState]:
    """Return every file of a readable type below a folder, sorted by path.

    What cannot be opened is listed too, with size 0, so that reading it reports why. Links that
    lead out of the folder are followed only where that is asked for.
    """
    return survey(folder, follow_links=follow_links)[0]


def survey(
    folder: Path, *, follow_links: bool = False
) -> tuple[list[FileState], list[tuple[str, str]]]:
    """Return what `scan` does, and every file and folder that is left out with the reason."""
    walk = _Walk(None if follow_links else folder.resolve())
    states = sorted(walk.files(folder))
    left_out = sorted(walk.left_out)
    if not states:
        told = " ".join(["", *summary(left_out)])
        raise CorpusError(f"The folder {folder} holds no articles ({_FORMATS}).{told} {_START}")
    return states, left_out


class _Walk:
    """One walk through a folder; every real directory is entered once, so links cannot loop."""

    def __init__(self, within: Path | None) -> None:
        self._within = within
        self.left_out: list[tuple[str, str]] = []  # (path, reason)
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
                f"({_FORMATS}), or name another folder. {_START}"
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
        names = {entry.name for entry in entries}
        if prefix and is_index(names):
            self._leave_out(prefix[:-1], INDEX)
            return
        for entry in entries:
            path = prefix + entry.name
            if entry.is_symlink() and self._leads_out(entry.path):
                self._leave_out(path, LINK)
            elif _is_folder(entry):
                if reason := folder_left_out(entry.name, names):
                    self._leave_out(path, reason)
                else:
                    found = self._links if entry.is_symlink() else self._folders
                    found.append((entry.path, path + "/"))
            elif reason := file_left_out(entry.name):
                self._leave_out(path, reason)
            else:
                yield _state(entry, path)

    def _leads_out(self, link: str) -> bool:
        """Whether a link leads somewhere, and that is not in the folder of articles."""
        if self._within is None:
            return False
        try:
            return not Path(link).resolve(strict=True).is_relative_to(self._within)
        except (OSError, RuntimeError):  # it leads nowhere, or round in a circle: reading tells
            return False

    def _leave_out(self, path: str, reason: str) -> None:
        self.left_out.append((_recordable(path), reason))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that loops, or leads through a folder that may not be entered
        return False


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
