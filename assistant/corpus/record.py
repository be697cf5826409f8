"""What a file says about an article, field by field, as an Article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from assistant.corpus.content import FileContent, Problem
from assistant.corpus.dates import bare_day, parse_date
from assistant.corpus.fields import KNOWN_FIELDS, field_of, written
from assistant.schema import Article
from assistant.text.languages import named_language

_TITLE_WORDS = 12
_TITLE_CHARACTERS = 100
_WORDS = ("title", "source", "author")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SIGNS = re.compile(r"</[a-z]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
_MAIL = re.compile(r"[<(\[]?[^\s<>()\[\],;]+@[^\s<>()\[\],;]+\.\w+[>)\]]?")
_LONGEST_AUTHOR = 1000
# Characters of a field that is known, of another, and of a name.
_LONGEST, _LONGEST_OTHER, _LONGEST_NAME = 2_000, 20_000, 100
_MOST_FIELDS = 200
_LONGEST_OUTLET = 200
_LINK = re.compile(r"\[\[(?:[^\[\]|]*[/|])?([^\[\]|]+)\]\]|\[([^\[\]]+)\]\([^()\s]*\)")
_BYLINE = re.compile(r"^by[:\s]\s*", re.IGNORECASE)
_WHOLE_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*")
_MARKS = " \t,;|'\"[]"
# The first newspaper is of 1605; the years of other calendars lie before it or far ahead.
_FIRST_DAY = date(1605, 1, 1)
_AHEAD = timedelta(days=366)
_DAY_IN_PATH = re.compile(
    r"(?<![\dA-Za-z])(?P<year>(?:19|20)\d\d)"
    r"(?:(?P<mark>[-_./])(\d{1,2})(?P=mark)(\d{1,2})|(\d\d)(\d\d))(?!\d)"
)
_PLACES = ("path", "permalink", "url", "link")  # of a page on its site
_DATELINE = re.compile(r"\s*[^\W\d_a-z][^\n–—(]{2,80}?(?: [-–—]+ |\()")
_OPENING = 500  # characters, and lines of them, in which a text may tell its day
_FIRST_LINES = 3
_SEPARATOR = re.compile(r"[|·•]")
_LABEL = re.compile(r"(?:by\s[^,]+,|(?:published|posted)(?:\son)?)\s+", re.IGNORECASE)
_YES_OR_NO = ("true", "false", "yes", "no")


def one_article(path: str, place: str, text: str, fields: Mapping[str, str]) -> FileContent:
    """Return the article that stands at a place of a file, by its fields as the file names them.

    Fields that mean nothing to us are metadata. `origins` tells where the others were found.
    """
    fields, long = _within_limits(fields)
    names = written(fields)
    fields = {**fields, **_plain_words(fields, names)}
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
        language=named_language(found.get("language", "")),
        metadata=_metadata(fields, names),
    )
    stated = dates and origins["date"] not in dates
    problems = (_undated(place, fields[dates[0]], published),) if stated else ()
    told = {name: origin for name, origin in origins.items() if origin}
    return FileContent((article,), (*problems, *(Problem(place, each) for each in long)), told)


def _within_limits(fields: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Cut fields that are longer than any of their kind, and say so of each that is."""
    ordered = sorted(fields, key=lambda name: not field_of(name))
    kept = {name[:_LONGEST_NAME]: fields[name] for name in ordered[:_MOST_FIELDS]}
    told = [f"it has {len(fields):,} fields; {_MOST_FIELDS} are kept"] * (len(fields) > len(kept))
    for name, value in kept.items():
        most = _LONGEST if field_of(name) else _LONGEST_OTHER
        if len(value) > most:
            kept[name] = value[:most]
            told.append(f"its {name} has {len(value):,} characters; {most:,} are kept")
    return kept, told


def _plain_words(fields: Mapping[str, str], names: Mapping[str, list[str]]) -> dict[str, str]:
    """Return headlines and names without the tags and the signs of HTML that exporters leave."""
    marked = (name for key in _WORDS for name in names.get(key, ()) if _SIGNS.search(fields[name]))
    return {name: html.unescape(_TAG.sub("", fields[name])) for name in marked}


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
    used = {*KNOWN_FIELDS, *names.get("author", ())}
    used |= {each[0] for field, each in names.items() if field != "language"}
    return {
        name: value
        for name, value in fields.items()
        if name not in used and (value or not field_of(name))
    }


def _outlet(names: Sequence[str], fields: Mapping[str, str]) -> str:
    """Return the first outlet that is a name and no address."""
    values = (_LINK.sub(lambda link: link[1] or link[2], fields[name]) for name in names)
    named = (" ".join(each.split()) for each in values if not _ADDRESS.match(each))
    return next((each[:_LONGEST_OUTLET] for each in named), "")


def _address(names: Sequence[str], fields: Mapping[str, str]) -> str:
    """Return the first address; a path on a site is none, what else a `url` says is kept."""
    values = [fields.get(name, "").strip() for name in names]
    found = next((each for each in values if _ADDRESS.fullmatch(each)), fields.get("url", ""))
    return "" if found.startswith("/") and not found.startswith("//") else found


def _published(
    path: str, place: str, text: str, fields: Mapping[str, str], names: Sequence[str]
) -> tuple[date | None, str]:
    """Return the day of publication and where it stands: a field, the file's name or the text."""
    for name, day in _days_told(path if path == place else "", text, fields, names):
        if day and _FIRST_DAY <= day <= date.today() + _AHEAD:
            return day, name
    return None, ""


def _days_told(
    path: str, text: str, fields: Mapping[str, str], names: Sequence[str]
) -> Iterator[tuple[str, date | None]]:
    """Yield what may be the day of publication, by trust.

    Without the path for one of many records: their file is named after the day it was made.
    """
    for name in names:
        yield name, parse_date(fields[name])
    for name in filter(fields.get, _PLACES):
        yield name, _day_of(fields[name])
    if path:
        yield "the name of the file", _day_of(path)
        yield "the dateline", _dateline(text)


def _day_of(path: str) -> date | None:
    """Return the last day in an address or a path: `2024-03-14-title.md`, `/2024/03/14/title`."""
    days = (
        parse_date("-".join(filter(None, each.group("year", 3, 4, 5, 6))))
        for each in _DAY_IN_PATH.finditer(path)
    )
    return next((day for day in reversed(list(days)) if day), None)


def _dateline(text: str) -> date | None:
    """Return the day that a text opens with, as in "PORT LOME, March 3, 2024 (Wire) -".

    Or that of a line of its own, as in "By Ann Lee | 3 March 2024".
    """
    place = _DATELINE.match(text)
    if place and place[0].split(",")[0].isupper() and (day := parse_date(place[0])):
        return day
    lines = [line for line in text[:_OPENING].split("\n") if line.strip()][:_FIRST_LINES]
    parts = (part for line in lines for part in _SEPARATOR.split(line))
    return next(filter(None, map(_line_day, parts)), None)


def _line_day(line: str) -> date | None:
    label, _, rest = line.partition(":")
    if rest and field_of(label) == "date":
        return bare_day(rest)
    other = rest and not any(map(str.isdigit, label))  # "Deadline: 1 June 2024"
    return None if other else bare_day(_LABEL.sub("", line.strip()))


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
