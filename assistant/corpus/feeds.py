"""RSS, RDF and Atom: one article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.corpus.content import FileContent, together, unreadable
from assistant.corpus.decoding import encodable
from assistant.corpus.html import html_text
from assistant.corpus.record import one_article

_GLOBAL_ID = re.compile(r"(?:https?|tag|urn|uuid|at):", re.IGNORECASE)


def read_feed(path: str, data: bytes) -> FileContent:
    """Read a feed; an entry has the id that the feed gives it, if that is its own in the world."""
    import feedparser

    # A stream: feedparser would open what looks like the name of a file, or an address.
    found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not found.entries:
        reason = f": {found.bozo_exception}" if found.bozo else ""
        return unreadable(path, f"the feed has no entries{reason}")
    return together(path, _entries(path, found))


def _entries(path: str, found: Any) -> Iterator[FileContent]:
    for number, entry in enumerate(found.entries, start=1):
        place = f"{path}#{number}"
        title = _line(entry.get("title_detail") or {})
        text = _text(entry) or title
        if not text:
            yield unreadable(place, "the entry has no text")
            continue
        fields = {
            "id": _id(path, entry.get("id") or entry.get("link") or ""),
            "title": title,
            "author": ", ".join(filter(None, map(_name, entry.get("authors") or []))),
            "source": (entry.get("source") or {}).get("title") or found.feed.get("title") or "",
            "date": _day(entry),
            "url": entry.get("link") or "",
            "language": entry.get("language") or found.feed.get("language") or "",
        }
        written = {name: encodable(value) for name, value in fields.items() if value}
        yield one_article(path, place, text, written)


def _id(path: str, given: str) -> str:
    return given if not given or _GLOBAL_ID.match(given) else f"{path}#{given}"


def _name(author: Mapping[str, str]) -> str:
    return author.get("name") or ""


def _day(entry: Any) -> str:
    """Return the day of publication, or that of the last change where there is no other."""
    # By the keys that are there: asked for a day, feedparser would give the one for the other.
    name = next((name for name in ("published", "created", "updated") if name in entry), "")
    return str(entry[name]) if name else ""


def _text(entry: Any) -> str:
    """Return the longest text that the entry brings."""
    parts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    return max(map(_plain, parts), key=len, default="")


def _line(part: Mapping[str, str]) -> str:
    return " ".join(_plain(part).split())


def _plain(part: Mapping[str, str]) -> str:
    value = (part.get("value") or "").strip()
    is_html = "html" in (part.get("type") or "html") and re.search(r"[<&]", value)
    return html_text(value) if is_html else encodable(value)
