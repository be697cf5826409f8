"""JSON lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.corpus.content import (
    FileContent,
    Problem,
    encodable,
    first_words,
    unreadable_date,
)
from assistant.corpus.dates import parse_date
from assistant.corpus.decoding import NotUtf8, decode
from assistant.schema import Article

_KNOWN = frozenset({"id", "title", "text", "source", "author", "date", "published", "url"})
_KINDS = {dict: "an object", list: "a list", bool: "true or false", str: "text"}


class _Rejected(ValueError):
    """The record is no article; the message says why."""


def read_jsonl(path: str, data: bytes) -> FileContent:
    """Read a `.jsonl` file; a bad line is reported and the others are read."""
    reader = _Reader(path)
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            reader.read(number, line)
    return FileContent(tuple(reader.articles), tuple(reader.problems))


@dataclass
class _Reader:
    """The articles and problems of a file so far."""

    path: str
    articles: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, number: int, line: bytes) -> None:
        place = f"{self.path}:{number}"
        try:
            record = _record(line)
            article, remarks = _article(self.path, place, record)
            if article.id in self.lines:
                raise _Rejected(
                    f"the id {article.id!r} repeats that of line {self.lines[article.id]}; "
                    "only the first is indexed"
                )
        except (_Rejected, NotUtf8) as error:
            self.problems.append(Problem(place, str(error)))
            return
        self.lines[article.id] = number
        self.articles.append(article)
        self.problems += remarks


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(_decoded(line))
    except json.JSONDecodeError as error:
        raise _Rejected(f"broken JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise _Rejected("broken JSON: nested too deeply") from None
    except ValueError as error:
        if isinstance(error, NotUtf8):
            raise
        raise _Rejected(f"broken JSON: {error}") from None
    if not isinstance(record, dict):
        raise _Rejected(f"the line is {_kind(record)}, not an object with a text")
    return record


def _decoded(line: bytes) -> str:
    try:
        return decode(line)
    except NotUtf8 as error:
        raise NotUtf8(str(error).replace(" in line 1", "")) from None


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), "a number")


def _article(path: str, place: str, record: dict[str, Any]) -> tuple[Article, list[Problem]]:
    text = record.get("text")
    if text is not None and not isinstance(text, str):
        raise _Rejected(f"its text is {_kind(text)}, not text")
    if not text or not text.strip():
        raise _Rejected("it has no text")
    fields = _Fields(place, record)
    text = encodable(text)
    written = fields.value("date") or fields.value("published")
    published = parse_date(written)
    if written and not published:
        fields.problems.append(unreadable_date(place, written))
    article = Article(
        id=fields.value("id") or place,
        title=" ".join(fields.value("title").split()) or first_words(text),
        text=text,
        source=fields.value("source"),
        author=fields.value("author"),
        published=published,
        url=fields.value("url"),
        path=path,
        metadata=dict(_metadata(record)),
    )
    return article, fields.problems


@dataclass
class _Fields:
    """The known fields of a record as text; one of another kind is reported and left out."""

    place: str
    record: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def value(self, name: str) -> str:
        value = self.record.get(name)
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            value = ", ".join(value)  # several authors
        if value is None:
            return ""
        if isinstance(value, bool | dict | list | float):
            reason = f"its {name} is {_kind(value)}, not text, and is left out"
            self.problems.append(Problem(self.place, reason))
            return ""
        return encodable(str(value)).strip()


def _metadata(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in record.items():
        if name not in _KNOWN and value is not None:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield encodable(name), encodable(text)
