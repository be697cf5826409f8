"""The only door from text to HTML: escaping, marked spans, bylines and links.

Nothing here interprets Markdown or LaTeX: text that comes in is text that is seen.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

# Control characters and lone surrogates cannot be shown, and the latter cannot even be sent.
# Embeddings and overrides of direction would turn round what stands beside a text ("Trojan
# Source"); the marks and isolates that right-to-left text needs stay.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of a text and the element it is wrapped in."""

    start: int
    end: int
    opening: str
    closing: str


def escaped(text: str) -> str:
    """Return text as HTML that shows exactly it, safe inside elements and quoted attributes."""
    return html.escape(showable(text), quote=True)


def showable(text: str) -> str:
    """Return text with a sign in place of what no browser shows or sends back."""
    return _UNSHOWABLE.sub("\ufffd", text)


def with_marks(text: str, marks: Iterable[Marked], start: int = 0, end: int | None = None) -> str:
    """Return `text[start:end]` escaped, with marked spans wrapped; later overlaps are clipped."""
    end = len(text) if end is None else end
    parts, cursor = [], start
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        first, last = max(mark.start, cursor), min(mark.end, end)
        if first >= last:
            continue
        parts.append(escaped(text[cursor:first]))
        parts.append(f"{mark.opening}{escaped(text[first:last])}{mark.closing}")
        cursor = last
    parts.append(escaped(text[cursor:end]))
    return "".join(parts)


def day(value: date) -> str:
    """Return a date as readers write it: `16 June 2022`."""
    return f"{value.day} {value:%B %Y}"


def byline(source: str, published: date | None) -> str:
    """Return who and when as plain text: `CNN, 16 June 2022`."""
    when = day(published) if published else "undated"
    return f"{isolated(source)}, {when}" if source else when


def isolated(text: str) -> str:
    """Return text that turns nothing beside it round, should it run from right to left."""
    runs_left = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    return f"\u2068{text}\u2069" if runs_left else text


def web_address(url: str) -> str:
    """Return the address if it is a plain web address, else nothing (`javascript:` and friends)."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
