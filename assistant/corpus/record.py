"""What a file says about an article, field by field, as an Article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from assistant.corpus.content import FileContent, Problem
from assistant.corpus.dates import parse_date
from assistant.corpus.fields import KNOWN_FIELDS, written
from assistant.schema import Article

_TITLE_WORDS = 12
_TITLE_CHARACTERS = 100
_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_MAIL = re.compile(r"[<(\[]?[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.\w+[>)\]]?")
_LONGEST_AUTHOR = 1000
_LINK = re.compile(r"\[\[(?:[^\[\]|]*[/|])?([^\[\]|]+)\]\]|\[([^\[\]]+)\]\([^()\s]*\)")
_BYLINE = re.compile(r"by[:\s]\s*", re.IGNORECASE)
_WHOLE_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_MARKS = " \t,;|'\"[]"
# The first newspaper is of 1605; the years of other calendars lie before it or far ahead.
_FIRST_DAY = date(1605, 1, 1)
_AHEAD = timedelta(days=366)
_DAY_IN_PATH = re.compile(r"(?<![\dA-Za-z])((?:19|20)\d\d)([-_./]?)(\d\d)\2(\d\d)(?!\d)")
_DATELINE = re.compile(r"\s*[^\W\d_a-z][^\n–—(]{2,80}?(?: [-–—]+ |\()")
_YES_OR_NO = ("true", "false", "yes", "no")


def one_article(path: str, place: str, text: str, fields: Mapping[str, str]) -> FileContent:
    """Return the article that stands at a place of a file, by its fields as the file names them.

    Fields that mean nothing to us are metadata. `origins` tells where the others were found.
    """
    names = written(fields)
    found = {name: fields[each[0]] for name, each in names.items()}
    origins = {name: each[0] for name, each in names.items()}
    dates = [name for name in names.get("date", ()) if fields[name].lower() not in _YES_OR_NO]
    published, origins["date"] = _published(path, place, text, fields, dates)
    if not found.get("title"):
        origins["title"] = "the first words of the text"
    article = Article(
        id=found.get("id") or place,
        title=" ".join(found.get("title", "").split()) or _first_words(text),
        text=text,
        source=_outlet(names.get("source", ()), fields),
        author=author_names(found.get("author", "")),
        published=published,
        url=_address([*names.get("url", ()), "source"], fields),
        path=path,
        metadata=_metadata(fields, names),
    )
    stated = dates and origins["date"] not in dates
    problems = (_undated(place, fields[dates[0]], published),) if stated else ()
    told = {name: origin for name, origin in origins.items() if origin}
    return FileContent((article,), problems, told)


def author_names(text: str) -> str:
    """Return who wrote it: names only, without mail addresses, links and "By"."""
    plain = _LINK.sub(lambda link: link[1] or link[2], text[:_LONGEST_AUTHOR])
    plain = _unbracketed(_MAIL.sub(" ", _ADDRESS.sub(" ", plain)))
    parts = (_BYLINE.sub("", part.strip(_MARKS)) for part in plain.split(","))
    return ", ".join(" ".join(part.split()) for part in parts if any(map(str.isalpha, part)))


def _unbracketed(text: str) -> str:
    whole = _WHOLE_BRACKETS.fullmatch(text)
    return whole[1] if whole else text


def _metadata(fields: Mapping[str, str], names: Mapping[str, list[str]]) -> dict[str, str]:
    used = {*KNOWN_FIELDS, *(each[0] for each in names.values()), *names.get("author", ())}
    return {name: value for name, value in fields.items() if name not in used}


def _outlet(names: Sequence[str], fields: Mapping[str, str]) -> str:
    """Return the first outlet that is a name and no address."""
    values = (_LINK.sub(lambda link: link[1] or link[2], fields[name]) for name in names)
    return next((" ".join(each.split()) for each in values if not _ADDRESS.match(each)), "")


def _address(names: Sequence[str], fields: Mapping[str, str]) -> str:
    """Return the first address; a path on a site is none, what else a `url` says is kept."""
    values = [fields.get(name, "").strip() for name in names]
    found = next((each for each in values if _ADDRESS.fullmatch(each)), fields.get("url", ""))
    return "" if found.startswith("/") and not found.startswith("//") else found


def _published(
    path: str, place: str, text: str, fields: Mapping[str, str], names: Sequence[str]
) -> tuple[date | None, str]:
    """Return the day of publication and where it stands: a field, the file's name or the text."""
    places = [(name, parse_date(fields[name])) for name in names]
    if path == place:  # a file of many records is named after the day on which it was made
        places += [("the name of the file", _day_of(path)), ("the dateline", _dateline(text))]
    return next(((day, name) for name, day in places if day and _is_possible(day)), (None, ""))


def _is_possible(day: date) -> bool:
    return _FIRST_DAY <= day <= date.today() + _AHEAD


def _day_of(path: str) -> date | None:
    """Return the last day in a path such as `2024-03-14-title.md` or `2024/03/14/title.md`."""
    days = (parse_date("-".join(each.group(1, 3, 4))) for each in _DAY_IN_PATH.finditer(path))
    return next((day for day in reversed(list(days)) if day), None)


def _dateline(text: str) -> date | None:
    """Return the day that a text opens with, as in "PORT LOME, March 3, 2024 (Wire) -"."""
    line = _DATELINE.match(text)
    return parse_date(line[0]) if line and line[0].split(",")[0].isupper() else None


def _first_words(text: str) -> str:
    """Make a title of the first words of a text that has none."""
    words = text[: _TITLE_CHARACTERS * 10].split()
    title = " ".join(words[:_TITLE_WORDS])[:_TITLE_CHARACTERS]
    return title if title == " ".join(text.split()) else f"{title}…"


def _undated(place: str, value: str, published: date | None) -> Problem:
    wrong = "right" if parse_date(value) else "read"
    instead = f"is dated {published} instead" if published else "is indexed without a date"
    return Problem(
        place,
        f"the date {value[:60]!r} cannot be {wrong}, so the article {instead}; "
        "write it as YYYY-MM-DD",
    )
