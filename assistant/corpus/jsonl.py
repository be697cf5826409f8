"""JSON lines: one article a line."""

from __future__ import annotations

import json
from typing import Any

from assistant.corpus.content import FileContent, Problem, unreadable
from assistant.corpus.decoding import NotUtf8, as_utf8, decode_utf8, encodable
from assistant.corpus.record import KNOWN_FIELDS, one_article
from assistant.corpus.wrapping import unwrapped
from assistant.schema import Article

_KINDS = {dict: "an object", list: "a list", bool: "true or false", str: "text"}


class _Rejected(ValueError):
    """The record is no article; the message says why."""


def read_jsonl(path: str, data: bytes) -> FileContent:
    """Read a `.jsonl` file; a bad line is reported and the others are read."""
    articles: list[Article] = []
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    for number, line in enumerate(as_utf8(data).split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        content = _read_line(path, place, line)
        for article in content.articles:
            first = lines.setdefault(article.id, number)
            if first != number:
                repeats = f"the id {article.id!r} repeats that of line {first}"
                content = unreadable(place, f"{repeats}; only the first is indexed")
        articles += content.articles
        problems += content.problems
    return FileContent(tuple(articles), tuple(problems))


def _read_line(path: str, place: str, line: bytes) -> FileContent:
    try:
        record = _record(line)
        text = _text(record.pop("text", None))
    except _Rejected as error:
        return unreadable(place, str(error))
    fields, odd = _fields(record)
    found = one_article(path, place, text, fields)
    reasons = (f"its {name} is {_kind(record[name])}, not text, and is left out" for name in odd)
    left_out = (Problem(place, reason) for reason in reasons)
    return FileContent(found.articles, (*found.problems, *left_out))


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(decode_utf8(line))
    except NotUtf8 as error:
        raise _Rejected(str(error).replace(" in line 1", "")) from None
    except json.JSONDecodeError as error:
        raise _Rejected(f"broken JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise _Rejected("broken JSON: nested too deeply") from None
    except ValueError as error:  # a number of too many digits
        raise _Rejected(f"broken JSON: {error}") from None
    if not isinstance(record, dict):
        raise _Rejected(f"the line is {_kind(record)}, not an object with a text")
    return record


def _text(text: object) -> str:
    if text is not None and not isinstance(text, str):
        raise _Rejected(f"its text is {_kind(text)}, not text")
    if not text or not text.strip():
        raise _Rejected("it has no text")
    return unwrapped(encodable(text))


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), "a number")


def _fields(record: dict[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a record as text, and the names of known ones that hold none."""
    fields: dict[str, str] = {}
    odd: list[str] = []
    for name, value in record.items():
        if value is None:
            continue
        if name not in KNOWN_FIELDS:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            fields[encodable(name)] = encodable(text)
        elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            fields[name] = encodable(", ".join(value)).strip()  # several authors
        elif isinstance(value, bool | dict | list | float):
            odd.append(name)
        else:
            fields[name] = encodable(str(value)).strip()
    fields["title"] = " ".join(fields.get("title", "").split())
    return fields, odd
