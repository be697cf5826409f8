"""What a folder of articles is made of: files, the articles they hold, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from assistant.corpus.dates import parse_date
from assistant.schema import Article

KNOWN_FIELDS = ("id", "title", "source", "author", "date", "published", "url")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TITLE_WORDS = 12
_TITLE_CHARACTERS = 100


class FileState(NamedTuple):
    """A file as the last scan saw it; `modified` is in nanoseconds, `path` relative and posix."""

    path: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, or with one line of it ("feed.jsonl:12"), in a user's words."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileContent:
    """The articles of one file, in order, and everything in it that could not be read."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


class NotUtf8(ValueError):
    """The bytes are not UTF-8; the message says where."""


def decode(data: bytes) -> str:
    """Decode UTF-8 without its byte-order mark; raise NotUtf8, naming the line, if it is not."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotUtf8(
            f"the text is not UTF-8 (byte 0x{data[error.start]:02X} in line {line}); "
            "save it as UTF-8"
        ) from None


def encodable(text: str) -> str:
    """Replace lone surrogates, which no file or database can hold; offsets stay as they are."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def unreadable(path: str, reason: str) -> FileContent:
    """Return the content of a file that holds no article."""
    return FileContent(problems=(Problem(path, reason),))


def one_article(path: str, place: str, text: str, fields: Mapping[str, str]) -> FileContent:
    """Return the article that stands at a place of a file; fields we do not know are metadata."""
    written = fields.get("date") or fields.get("published") or ""
    published = parse_date(written)
    article = Article(
        id=fields.get("id") or place,
        title=fields.get("title") or _first_words(text),
        text=text,
        source=fields.get("source", ""),
        author=fields.get("author", ""),
        published=published,
        url=fields.get("url", ""),
        path=path,
        metadata={name: value for name, value in fields.items() if name not in KNOWN_FIELDS},
    )
    undated = bool(written) and published is None
    return FileContent((article,), (_unreadable_date(place, written),) if undated else ())


def _first_words(text: str) -> str:
    """Make a title of the first words of a text that has none."""
    words = text[: _TITLE_CHARACTERS * 10].split()
    title = " ".join(words[:_TITLE_WORDS])[:_TITLE_CHARACTERS]
    return title if title == " ".join(text.split()) else f"{title}…"


def _unreadable_date(place: str, value: str) -> Problem:
    return Problem(
        place,
        f"the date {value[:60]!r} cannot be read, so the article is indexed without a date; "
        "write it as YYYY-MM-DD",
    )
