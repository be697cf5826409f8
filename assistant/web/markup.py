"""The only door from text to HTML: escaping, marked spans, bylines, links and templates.

Nothing here interprets Markdown or LaTeX: text that comes in is text that is seen. HTML is built
by the templates in `templates/`, which escape every value that is not HTML already.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

Html = Markup
"""A text that is HTML; adding a plain text to it escapes that text."""

NOTHING = Html()

# Control characters and lone surrogates cannot be shown, and the latter cannot even be sent.
# Embeddings and overrides of direction would turn round what stands beside a text ("Trojan
# Source"); the marks and isolates that right-to-left text needs stay.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")
# The folders of a path, up to its last name.
_FOLDERS = re.compile(r"(?<![\w:/.~-])(?:[A-Za-z]:)?(?:[/\\][\w.~+@%-]+)+[/\\](?=\w)")
_RIGHT_TO_LEFT = ("R", "AL")
# Of a template: a line break beside a tag or a brace (not one between attributes), and any other.
_BESIDE_TAG = re.compile(r"(?<=[>}])\s*\n\s*|\s*\n\s*(?=<|\{[%#])|(?<![\"\s])\s*\n\s*(?=\{)")
_BREAK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of a text and the element it is wrapped in."""

    start: int
    end: int
    opening: str
    closing: str


class Template:
    """The macros of one file of `templates/`, with the functions that they may call."""

    def __init__(self, name: str, *functions: Callable[..., Any]) -> None:
        known = {function.__name__.strip("_"): function for function in functions}
        self._macros = _TEMPLATES.get_template(name, globals=known).module

    def __call__(self, macro: str, *values: object) -> Html:
        """Return what a macro makes of values."""
        made: Html = getattr(self._macros, macro)(*values)
        return made


def problem_of(error: Exception) -> str:
    """Return an error as any reader may see it: where things lie on the server is left out."""
    return _FOLDERS.sub("", str(error))


def escaped(value: object) -> Html:
    """Return a value as HTML that shows exactly it, safe inside elements and quoted attributes."""
    if isinstance(value, Html):
        return value
    return Html(html.escape(showable(str(value)), quote=True))


def showable(text: str) -> str:
    """Return text with a sign in place of what no browser shows or sends back."""
    return _UNSHOWABLE.sub("\ufffd", text)


def with_marks(text: str, marks: Iterable[Marked], start: int = 0, end: int | None = None) -> Html:
    """Return `text[start:end]` escaped, with marked spans wrapped; later overlaps are clipped."""
    end = len(text) if end is None else end
    parts: list[str] = []
    cursor = start
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        first, last = max(mark.start, cursor), min(mark.end, end)
        if first >= last:
            continue
        parts.append(escaped(text[cursor:first]))
        parts.append(f"{mark.opening}{escaped(text[first:last])}{mark.closing}")
        cursor = last
    parts.append(escaped(text[cursor:end]))
    return Html("".join(parts))


def long_date(value: date) -> str:
    """Return a date as readers write it: `16 June 2022`."""
    return f"{value.day} {value:%B %Y}"


def byline(source: str, published: date | None) -> str:
    """Return who and when as plain text: `CNN, 16 June 2022`."""
    when = long_date(published) if published else "undated"
    return f"{isolated(source)}, {when}" if source else when


def number_of(number: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `2,000 articles`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


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


class _Joined(Extension):
    """Takes line breaks out of templates, where white space is seen on the page.

    One beside a tag or a brace is nothing; any other, as between attributes, is one space.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _BREAK.sub(" ", _BESIDE_TAG.sub("", source.strip()))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        extensions=[_Joined],
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        finalize=escaped,  # which also takes out what cannot be shown
    )
    for function in (byline, isolated, long_date, number_of, web_address):
        environment.globals[function.__name__] = function
    return environment


_TEMPLATES = _environment()
