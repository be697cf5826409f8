"""Read one file of articles; whatever is wrong with it comes back as problems."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.html import read_html
from assistant.corpus.jsonl import read_json, read_jsonl
from assistant.corpus.table import read_table
from assistant.corpus.text import read_markdown, read_text

_READERS: dict[str, Callable[[str, bytes], FileContent]] = {
    ".csv": read_table,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".md": read_markdown,
    ".ndjson": read_jsonl,
    ".tsv": read_table,
    ".txt": read_text,
}
_HEAD = 1024
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")  # of UTF-16 and UTF-32


def read_file(folder: Path, path: str) -> FileContent:
    """Return the articles and the problems of the file at a path relative to the folder."""
    reader = _READERS.get(os.path.splitext(path)[1].lower())  # noqa: PTH122 (path is posix text)
    try:
        data = _bytes(folder / path)
    except OSError as error:
        return unreadable(path, _reason(path, error))
    if reader is None:
        return unreadable(path, "files of this type are not read; use .txt, .md, .html or .jsonl")
    # one damaged line of a .jsonl file is that line's problem
    reason = _unfit(data, within=_HEAD if reader is read_jsonl else len(data))
    return unreadable(path, reason) if reason else reader(path, data)


def _bytes(path: Path) -> bytes:
    # asked first: opening a pipe would wait for ever
    if not stat.S_ISREG(path.stat().st_mode):
        raise IsADirectoryError(0, "it is a folder that cannot be opened, or a device, not a file")
    return path.read_bytes()


def _unfit(data: bytes, within: int) -> str:
    """Say why bytes are no text, judged by zero bytes in the first ones; empty if they may be."""
    if data.startswith(_WIDE_MARKS):
        return ""
    if data.find(b"\0", 0, within) >= 0:
        return "the file is binary, not text (it holds zero bytes)"
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return "the file is empty"
    return ""


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "the file may not be read (permission denied)"
    if isinstance(error, FileNotFoundError) and "\ufffd" in path:
        return "its name is not valid UTF-8; rename it"
    if isinstance(error, FileNotFoundError):
        return "the file is gone, or is a link to nowhere"
    return f"the file cannot be read: {error.strerror or error}"
