"""Plain text and Markdown: one article a file, with front matter or a title line."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.corpus.content import FileContent, Problem, first_words, unreadable_date
from assistant.corpus.dates import parse_date
from assistant.corpus.decoding import NotUtf8, decode
from assistant.corpus.front_matter import split_front_matter, without_blank_lines
from assistant.schema import Article

_KNOWN = frozenset({"id", "title", "source", "author", "date", "published", "url"})
_LONGEST_TITLE = 20
_FIRST_LINE = re.compile(r"\s*(?P<line>\S[^\n]*)\n[^\S\n]*\n")
_HEADING = re.compile(r"#{1,6}\s+|\s+#+$")
_CLOSING = "\"'”’»)]*_ \t"


def read_text(path: str, data: bytes) -> FileContent:
    """Read a `.txt` file."""
    return _read(path, data, heading=re.compile("(?!)"))


def read_markdown(path: str, data: bytes) -> FileContent:
    """Read a `.md` file; the `#` of a heading is no part of a title."""
    return _read(path, data, heading=_HEADING)


def _read(path: str, data: bytes, heading: re.Pattern[str]) -> FileContent:
    try:
        whole = decode(data).replace("\r\n", "\n")
    except NotUtf8 as error:
        return FileContent(problems=(Problem(path, str(error)),))
    fields, body = split_front_matter(whole)
    title = fields.get("title", "")
    if not title:
        line, body = split_title(body)
        title = heading.sub("", line).strip()
    if not body.strip():
        return FileContent(problems=(Problem(path, "the file has no text"),))
    return _article(path, fields, title or first_words(body), body)


def split_title(body: str) -> tuple[str, str]:
    """Part the title line from the text; without one the title is empty and the text whole.

    A title is a first line of at most 20 words, with no final stop and a blank line after it.
    """
    match = _FIRST_LINE.match(body)
    line = match["line"].strip() if match else ""
    if not match or not _is_title(line) or not body[match.end() :].strip():
        return "", body
    return line, without_blank_lines(body[match.end() :])


def _is_title(line: str) -> bool:
    stops = line.rstrip(_CLOSING).endswith((".", "。"))
    return len(line.split()) <= _LONGEST_TITLE and not stops and bool(re.search(r"\w", line))


def _article(path: str, fields: Mapping[str, str], title: str, body: str) -> FileContent:
    written = fields.get("date") or fields.get("published") or ""
    published = parse_date(written)
    article = Article(
        id=fields.get("id") or path,
        title=title,
        text=body,
        source=fields.get("source", ""),
        author=fields.get("author", ""),
        published=published,
        url=fields.get("url", ""),
        path=path,
        metadata={name: value for name, value in fields.items() if name not in _KNOWN},
    )
    problems = (unreadable_date(path, written),) if written and not published else ()
    return FileContent((article,), problems)
