"""Read one file of articles; whatever is wrong with it comes back as problems."""

from __future__ import annotations

import gzip
import io
import stat
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assistant.corpus.content import FileContent, in_short, unreadable
from assistant.corpus.dayorder import settled
from assistant.corpus.decoding import BINARY
from assistant.corpus.docx import read_docx
from assistant.corpus.epub import read_epub
from assistant.corpus.feeds import read_feed
from assistant.corpus.html import read_html
from assistant.corpus.jsonl import read_json, read_jsonl
from assistant.corpus.mail import read_mail, read_mhtml
from assistant.corpus.newsxml import read_xml
from assistant.corpus.odt import read_odt
from assistant.corpus.pdf import read_pdf
from assistant.corpus.rtf import read_rtf
from assistant.corpus.table import read_table
from assistant.corpus.text import read_markdown, read_text
from assistant.corpus.warc import read_warc

_Reader = Callable[[str, bytes], FileContent]
# Their keys are those of `assistant/filetypes.py`, which interfaces may know.
_TEXTS: dict[str, _Reader] = {
    ".atom": read_feed,
    ".csv": read_table,
    ".htm": read_html,
    ".html": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".markdown": read_markdown,
    ".md": read_markdown,
    ".mdown": read_markdown,
    ".ndjson": read_jsonl,
    ".rss": read_feed,
    ".text": read_text,
    ".tsv": read_table,
    ".txt": read_text,
    ".xhtml": read_html,
    ".xml": read_xml,
}
_PACKED: dict[str, _Reader] = {
    ".docx": read_docx,
    ".eml": read_mail,
    ".epub": read_epub,
    ".mht": read_mhtml,
    ".mhtml": read_mhtml,
    ".odt": read_odt,
    ".pdf": read_pdf,
    ".rtf": read_rtf,
    ".warc": read_warc,
}
READERS = {**_TEXTS, **_PACKED}
"""What reads the files with an ending."""

_LARGEST = 2_000_000_000  # bytes of one file
_UNZIPPED = 500_000_000  # and of one that was zipped: a few bytes may stand for any number
_HEAD = 1024
_INSTALL = "pip install"
_ANEW = "save it anew, or in a simpler form"
_NO_PERMISSION = "the file may not be read (permission denied)"
_ODD_NAME = "its name is not valid UTF-8; rename it"
_GONE = "the file is gone, or is a link to nowhere"
_UNREADABLE = "the file cannot be read"
_NO_FILE = "it is a folder that cannot be opened, or a device, not a file; take it away"
_PASSING = (_NO_PERMISSION, _ODD_NAME, _GONE, _UNREADABLE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")  # of UTF-16 and UTF-32


class _Refused(ValueError):
    """The file is not read; the message says why."""


def file_type(name: str) -> str:
    """Return the ending that says how a file is read: `.html` of "Page.HTML" and "page.html.gz"."""
    parts = name.lower().rpartition("/")[2].split(".")
    if len(parts) > 2 and parts[-1] == "gz":
        parts.pop()
    return f".{parts[-1]}" if len(parts) > 1 else ""


def read_file(folder: Path, path: str) -> FileContent:
    """Return the articles and the problems of the file at a path relative to the folder."""
    try:
        data = _bytes(folder / path)
        reader = READERS.get(file_type(path))
        if reader is None:
            raise _Refused("files of this type are not read")
        zipped = path.lower().endswith(".gz") and reader is not read_warc  # a record at a time
        content = _content(reader, path, _unzipped(data) if zipped else data)
        content = settled(folder, path, content)
        return replace(content, problems=in_short(path, content.problems))
    except OSError as error:
        return unreadable(path, _reason(path, error))
    except _Refused as error:
        return unreadable(path, str(error))


def may_pass(reason: str) -> bool:
    """Whether a file may be readable later, for this reason, though it stays as it is."""
    return reason.startswith(_PASSING) or _INSTALL in reason


def _content(reader: _Reader, path: str, data: bytes) -> FileContent:
    if file_type(path) in _TEXTS:
        # one damaged line of a .jsonl file is that line's problem, and browsers skip zero bytes
        _check(data, within=_HEAD if reader in (read_jsonl, read_html) else len(data))
    elif not data:
        raise _Refused("the file is empty")
    try:
        return reader(path, data)
    except MemoryError:
        raise
    except RecursionError:
        raise _Refused("the file is nested too deeply; save it in a simpler form") from None
    except Exception as error:  # whatever a parser makes of a file must not stop the others
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise _Refused(f"the file cannot be understood: {reason.rstrip('.')}; {_ANEW}") from None


def _bytes(path: Path) -> bytes:
    found = path.stat()
    # asked first: opening a pipe would wait for ever
    if not stat.S_ISREG(found.st_mode):
        raise IsADirectoryError(0, _NO_FILE)
    if found.st_size > _LARGEST:
        raise _Refused(f"the file has more than {_LARGEST / 1e9:g} GB; split it")
    return path.read_bytes()


def _unzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            whole = file.read(_UNZIPPED + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise _Refused(f"the file cannot be unzipped: {error}; get it anew, or unzip it") from None
    if len(whole) > _UNZIPPED:
        raise _Refused(f"unzipped it has more than {_UNZIPPED // 1_000_000} MB; unzip and split it")
    return whole


def _check(data: bytes, within: int) -> None:
    """Refuse bytes that are no text, judged by zero bytes in the first ones."""
    if data.startswith(_WIDE_MARKS):
        return
    if data.find(b"\0", 0, within) >= 0:
        raise _Refused(BINARY)
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise _Refused("the file is empty")


def _reason(path: str, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return _NO_PERMISSION
    if isinstance(error, FileNotFoundError) and "\ufffd" in path:
        return _ODD_NAME
    if isinstance(error, FileNotFoundError):
        return _GONE
    return f"{_UNREADABLE}: {error.strerror or error}"
