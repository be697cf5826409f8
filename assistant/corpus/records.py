"""Records of articles, as JSON and tables hold them: which fields, which text, which day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assistant.corpus.content import FileContent, Problem, UnsureDay, told_of, unreadable
from assistant.corpus.dates import Order, parse_date, slash_order
from assistant.corpus.decoding import encodable
from assistant.corpus.fields import (
    KNOWN_FIELDS,
    as_metadata,
    as_text,
    field_of,
    flash,
    text_names,
    unwrapped,
)
from assistant.corpus.record import one_article, order_where_spoken
from assistant.corpus.textnodes import longest_sentence, node_text, tree_names
from assistant.corpus.wrapping import joined_lines
from assistant.schema import Article

_KINDS = {dict: "an object", list: "a list", bool: "true or false", str: "text"}
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+(\d+) chars\]\s*$")
_PLACEHOLDER = re.compile(r"\s*\[[^\[\]\n]{1,40}\]\s*")  # "[Removed]"
_LONGEST_CUT = 40


class Record(NamedTuple):
    """The fields of one record and its place in the file, or why it is none."""

    place: str
    fields: Mapping[str, object]
    problem: str = ""


class _NoArticle(ValueError):
    """The record is no article; the message says why."""


def kind_of(value: object) -> str:
    """Say in a user's words what a value of JSON is."""
    return "null" if value is None else _KINDS.get(type(value), "a number")


def read_records(path: str, records: Sequence[Record], unit: str = "line") -> FileContent:
    """Return the articles and the problems of a file of records.

    A place ends in the number of a `unit`, as "feed.jsonl:12" in that of a line.
    """
    whole = [record._replace(fields=unwrapped(record.fields)) for record in records]
    order = slash_order(_slashed(whole))
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    unsure: list[UnsureDay] = []
    places: dict[str, str] = {}
    origins: Mapping[str, str] = {}
    for record in whole:
        content = _content(path, record, order)
        origins = origins or content.origins
        for article in content.articles:
            first = places.setdefault(article.id, record.place)
            if first != record.place:
                repeats = f"repeats that of {unit} {first.rpartition(':')[2]}"
                reason = f"the id {article.id!r} {repeats}; only the first is indexed"
                content = unreadable(record.place, reason)
            articles.setdefault(article.id, article)
        problems += content.problems
        unsure += content.unsure
    return FileContent(tuple(articles.values()), tuple(problems), origins, tuple(unsure))


def holds_text(record: object) -> bool:
    """Whether a value is an object with a field for the text of an article."""
    if not isinstance(record, dict):
        return False
    return bool(text_names(unwrapped({str(name): value for name, value in record.items()})))


def holds_headline(record: object) -> bool:
    """Whether a value is an object with a field for the headline of an article."""
    return isinstance(record, dict) and any(field_of(str(name)) == "title" for name in record)


def _slashed(records: Iterable[Record]) -> Iterator[str]:
    """Yield every date of the records, of which some may tell the order of the others."""
    for record in records:
        for name in filter(_is_date, record.fields):
            yield as_text(record.fields[name])


def _is_date(name: str) -> bool:
    return field_of(name) == "date"


def _content(path: str, record: Record, order: Order) -> FileContent:
    if record.problem:
        return unreadable(record.place, record.problem)
    try:
        name, text = _text(record.fields)
    except _NoArticle as error:
        return unreadable(record.place, str(error))
    texts = {name, *text_names(record.fields)}  # the others are the same in another form
    rest = {each: value for each, value in record.fields.items() if each not in texts}
    fields, reasons = _texts(rest, order)
    cut = _CUT.search(text, len(text) - _LONGEST_CUT)
    if cut:
        text = text[: cut.start()]
        reasons.append(f"its text is cut short: {cut[1]} more characters are missing")
    told = (Problem(record.place, reason) for reason in reasons)
    local = order_where_spoken(fields)
    return told_of(one_article(path, record.place, text, fields, local), told)


def _text(fields: Mapping[str, object]) -> tuple[str, str]:
    """Return the text of a record and the name of its field."""
    names = text_names(fields)
    for name in names:
        text = node_text(fields[name])
        if _PLACEHOLDER.fullmatch(text):
            raise _NoArticle(f"its text is only {text.strip()}")
        if text.strip():
            return name, joined_lines(encodable(text))
    odd = next((name for name in names if not isinstance(fields[name], str | None)), "")
    if odd:
        raise _NoArticle(f"its {odd} is {kind_of(fields[odd])}, not text")
    for name in tree_names(fields):
        text = node_text(fields[name])
        if longest_sentence(text):
            return name, encodable(text)
    others = {name: value for name, value in fields.items() if not field_of(name)}
    likely = max(others, key=lambda name: longest_sentence(others[name]), default="")
    if likely and longest_sentence(others[likely]):
        raise _NoArticle(f"it has no text; if {likely!r} is the text, name it text")
    if headline := flash(fields):
        return "", encodable(headline)
    raise _NoArticle("it has no text")


def _texts(record: Mapping[str, object], order: Order) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a record as text, and what is wrong with those that hold none."""
    fields: dict[str, str] = {}
    reasons: list[str] = []
    for name, value in record.items():
        if value is None or value == []:
            continue
        known = field_of(name)
        text = as_text(value) if known and not isinstance(value, bool) else ""
        if text:
            day = parse_date(text, order) if known == "date" else None
            fields[name] = encodable(day.isoformat() if day else text)
        elif name in KNOWN_FIELDS and not isinstance(value, str) and name != "published":
            reasons.append(f"its {name} is {kind_of(value)}, not text, and is left out")
        elif not known:
            fields[encodable(name)] = encodable(as_metadata(value))
    return fields, reasons
