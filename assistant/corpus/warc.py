"""Crawls (.warc, .warc.gz): one article a page, as in the news crawl of Common Crawl."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import Counter
from collections.abc import Iterator
from email.message import Message
from typing import Any

from assistant.corpus.content import FileContent, together, unreadable
from assistant.corpus.savedpage import saved_page

_REPLIES = ("response", "resource")
_ABOUT = ("warcinfo", "request", "metadata", "revisit")  # a revisit found what it found before
_PAGES = ("text/html", "application/xhtml+xml")
_LARGEST = 20_000_000  # bytes of a page
_MOST = 20_000_000_000  # bytes of all records
_GZIP = b"\x1f\x8b"


class _Bounded(io.RawIOBase):
    """A stream that ends with an error once too much was read of it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self._left = _MOST

    def read(self, size: int = -1) -> bytes:
        found: bytes = self._file.read1(size)  # less, rather than beyond what is damaged
        self._left -= len(found)
        if self._left < 0:
            raise ValueError(f"the records have more than {_MOST // 1_000_000_000} GB")
        return found


def read_warc(path: str, data: bytes) -> FileContent:
    """Read a crawl; what is no page in it is counted, and what is damaged told."""
    raw = io.BytesIO(data)
    # Not warcio's own unzipping, which refuses what was zipped as a whole.
    file = _Bounded(gzip.GzipFile(fileobj=raw) if data.startswith(_GZIP) else raw)
    return together(path, _records(path, file))


def _records(path: str, file: Any) -> Iterator[FileContent]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    others: Counter[str] = Counter()
    number = pages = 0
    records = ArchiveIterator(file)
    try:
        for number, record in enumerate(records, start=1):
            kind, charset = _content_type(record)
            if other := _no_page(record, kind):
                others[other] += 1
            elif record.rec_type in _REPLIES:
                pages += 1
                yield _page(path, f"{path}#{number}", record, charset)
    except (ArchiveLoadFailed, ValueError, OSError, EOFError, zlib.error) as error:
        told = " ".join(str(error).split())[:200]
        yield unreadable(path, f"it is damaged and read up to record {number} ({told})")
    if records.err_count:
        yield unreadable(path, f"records that are cut off in it: {records.err_count}")
    if others:
        told = ", ".join(f"{kind} {count:,}" for kind, count in others.most_common(10))
        yield unreadable(path, f"{others.total():,} records are no pages and are not read: {told}")
    elif not pages:
        yield unreadable(path, "there are no pages in it")


def _no_page(record: Any, kind: str) -> str:
    """Say what a record of a reply is instead of a page; empty if it is one, or no reply."""
    if record.rec_type not in _REPLIES:
        return "" if record.rec_type in _ABOUT else str(record.rec_type)
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return f"status {status}" if status != "200" else "" if kind in _PAGES else kind


def _page(path: str, place: str, record: Any, charset: str) -> FileContent:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        page = record.content_stream().read(_LARGEST + 1)
    except MemoryError:
        raise
    except Exception as error:  # of how the page was packed: the other records can be read
        return unreadable(place, f"the page cannot be unpacked: {error}")
    if len(page) > _LARGEST:
        return unreadable(place, f"the page has more than {_LARGEST // 1_000_000} MB")
    return saved_page(path, place, address.strip("<>"), page, charset)


def _content_type(record: Any) -> tuple[str, str]:
    """Return the type and the charset that the server, or else the crawler, told."""
    headers = record.http_headers or record.rec_headers
    message = Message()
    message["content-type"] = headers.get_header("Content-Type") or ""
    return message.get_content_type(), str(message.get_param("charset") or "")
