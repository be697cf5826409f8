"""What a folder of articles is made of: files, the articles they hold, and what is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from assistant.schema import Article

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


def encodable(text: str) -> str:
    """Replace lone surrogates, which no file or database can hold; offsets stay as they are."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def first_words(text: str) -> str:
    """Make a title of the first words of a text that has none."""
    words = text[: _TITLE_CHARACTERS * 10].split()
    title = " ".join(words[:_TITLE_WORDS])[:_TITLE_CHARACTERS]
    return title if title == " ".join(text.split()) else f"{title}…"


def unreadable_date(path: str, value: str) -> Problem:
    """Say that an article is indexed, but without its date."""
    return Problem(
        path,
        f"the date {value[:60]!r} cannot be read, so the article is indexed without a date; "
        "write it as YYYY-MM-DD",
    )
