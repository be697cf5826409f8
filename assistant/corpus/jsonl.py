"""JSON: one article a line, or a file with one article or a list of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.decoding import NotUtf8, as_utf8, decode, decode_utf8
from assistant.corpus.graph import graph_articles
from assistant.corpus.records import Record, holds_headline, holds_text, kind_of, read_records

_NO_ARTICLES = "it holds neither an object with a text nor a list of such objects"
_DEEPEST = 5  # levels above the list of the articles


class _Broken(ValueError):
    """The bytes are no JSON; the message says why."""


def read_jsonl(path: str, data: bytes) -> FileContent:
    """Read a `.jsonl` file; a bad line is reported and the others are read."""
    return read_records(path, list(_lines(path, data)))


def read_json(path: str, data: bytes) -> FileContent:
    """Read a `.json` file: an article, a list of them, an object that holds one, or JSON lines."""
    try:
        whole = _value(data, decode)
    except _Broken as error:
        lines = list(_lines(path, data))
        if any(line.fields for line in lines):
            return read_records(path, lines)
        return unreadable(path, str(error))
    found = _rows(whole)
    if holds_text(whole) and not found:
        return read_records(path, [Record(path, whole)])
    found = found or _articles_in(whole, holds_text) or _articles_in(whole, holds_headline)
    if not found:
        only = [Record(path, whole)] if isinstance(whole, dict) and whole else []
        return read_records(path, only) if only else unreadable(path, _NO_ARTICLES)
    records = [_record(f"{path}:{place}", value) for place, value in enumerate(found, start=1)]
    return read_records(path, records, unit="record")


def _rows(whole: object) -> list[Any]:
    """Return the rows of a table that was written column by column, as pandas does."""
    columns = list(whole.values()) if isinstance(whole, dict) and holds_text(whole) else []
    keys = list(columns[0]) if columns and isinstance(columns[0], dict) else []
    same = all(isinstance(column, dict) and list(column) == keys for column in columns)
    if not (keys and same and all(map(str.isdigit, keys)) and isinstance(whole, dict)):
        return []
    return [{name: column[key] for name, column in whole.items()} for key in keys]


def _articles_in(whole: object, is_one: Callable[[object], bool]) -> list[Any]:
    """Return the first list or object of values that may be articles, outer ones before inner."""
    level = [whole]
    for _ in range(_DEEPEST):
        objects = [value for value in level if isinstance(value, dict)]
        lists = [value for value in level if isinstance(value, list)]
        lists += [list(value.values()) for value in objects]
        if found := next((each for each in lists if any(map(is_one, each))), None):
            return graph_articles(found)
        level = [inner for value in objects for inner in value.values()]
    return []


def _lines(path: str, data: bytes) -> Iterator[Record]:
    for number, line in enumerate(as_utf8(data).split(b"\n"), start=1):
        if line.strip():
            place = f"{path}:{number}"
            try:
                yield from _line(place, _value(line, decode_utf8))
            except _Broken as error:
                yield Record(place, {}, str(error).replace(" in line 1", ""))


def _line(place: str, value: object) -> Iterator[Record]:
    """Yield the record of a line, or those that an answer of a service holds in it."""
    alone = holds_text(value) or holds_headline(value) or not isinstance(value, dict)
    found = [] if alone else _articles_in(value, holds_text) or _articles_in(value, holds_headline)
    if len(found) < 2:
        yield _record(place, found[0] if found else value)
    for number, each in enumerate(found if len(found) > 1 else (), start=1):
        yield _record(f"{place}:{number}", each)


def _record(place: str, value: object) -> Record:
    if isinstance(value, dict):
        return Record(place, value)
    return Record(place, {}, f"it is {kind_of(value)}, not an object with a text")


def _value(data: bytes, read: Callable[[bytes], str]) -> Any:
    try:
        return json.loads(read(data))
    except NotUtf8 as error:
        raise _Broken(str(error)) from None
    except json.JSONDecodeError as error:
        raise _Broken(f"broken JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise _Broken("broken JSON: nested too deeply") from None
    except ValueError:
        raise _Broken(
            "broken JSON: a number in it has over 4,000 digits; write it as text"
        ) from None
