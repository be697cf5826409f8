"""What a file says about an article, field by field, as an Article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from assistant.corpus.content import FileContent, Problem, UnsureDay, unreadable
from assistant.corpus.dates import (
    Order,
    day_in_path,
    either_day,
    local_order,
    parse_date,
    slash_order,
)
from assistant.corpus.fields import KNOWN_FIELDS, field_of, written
from assistant.corpus.opening import (
    Opening,
    opening_day,
    part_headline,
    read_opening,
    unsure_line,
)
from assistant.corpus.people import author_names, signed, unlinked
from assistant.corpus.signatures import without_signatures
from assistant.schema import Article
from assistant.text.languages import named_language

LONGEST_TEXT = 1_000_000
"""Characters of an article: a novel has fewer."""

_FIRST_LINE = "first line"  # as the readers of texts call it
_NO_WORDS = "there are no words in its text"
_TITLE_WORDS = 12
_TITLE_CHARACTERS = 100
_WORDS = ("title", "source", "author")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_SIGNS = re.compile(r"</[a-z]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_UNSEEN = "\ufeff\u200b\u200e\u200f\u2060 \t\n"
_ADDRESS = re.compile(r"(?:https?:)?//\S+", re.IGNORECASE)
# Characters of a field that is known, of another, and of a name.
_LONGEST, _LONGEST_OTHER, _LONGEST_NAME = 2_000, 20_000, 100
_MOST_FIELDS = 200
# Long words that follow one another, addresses apart.
_ENCODED = re.compile(rf"(?<!\S)(?:(?:(?!https?:)[!-~]{{50,}}+\s?)++|[!-~]{{{_LONGEST + 1},}})")
_LONGEST_OUTLET = 200
# The first newspaper is of 1605; the years of other calendars lie before it or far ahead.
_FIRST_DAY = date(1605, 1, 1)
_AHEAD = timedelta(days=366)
_PLACES = ("path", "permalink", "url", "link")  # of a page on its site
_YES_OR_NO = ("true", "false", "yes", "no")


def one_article(
    path: str, place: str, text: str, fields: Mapping[str, str], local: Order = ""
) -> FileContent:
    """Return the article that stands at a place of a file, by its fields as the file names them.

    Fields that mean nothing to us are metadata. `origins` tells where the others were found, and
    `local` is the order in which people write day and month where the article comes from.
    """
    fields, long = _within_limits(fields)
    text, cut = within_length(text)
    text, encoded = _without_encoded(text)
    long = [*cut, *encoded, *long]
    if not re.search(r"\w", text):
        return unreadable(place, _NO_WORDS)
    names = written(fields)
    fields = {**fields, **_plain_words(fields, names)}
    found = {name: fields[each[0]] for name, each in names.items()}
    origins = {name: each[0] for name, each in names.items()}
    dates = [name for name in names.get("date", ()) if fields[name].lower() not in _YES_OR_NO]
    by, outlet = found.get("author", ""), _outlet(names.get("source", ()), fields)
    if path == place and origins.get("title", _FIRST_LINE) == _FIRST_LINE:
        found["title"], text = part_headline(found.get("title", ""), text)
        origins["title"] = _FIRST_LINE
    # the texts of records are as they are given
    opening = read_opening(text) if path == place else Opening("", None, text)
    order = _order(fields, dates, local)
    published, origins["date"] = _published(path, place, opening, fields, dates, order)
    stated = fields[dates[0]] if dates and origins["date"] not in dates else ""
    if not (published or stated) and path == place:
        stated = unsure_line(text)
    if order and origins["date"] in dates:
        origins["date"] += f", {order}"
    if opening.author and not by:
        by, origins["author"] = opening.author, "the byline"
    text = without_signatures(opening.text, found.get("title", ""))
    if not found.get("title"):
        origins["title"] = "the first words of the text"
    article = Article(
        id=found.get("id") or place,
        title=" ".join(found.get("title", "").split()) or _first_words(text),
        text=text,
        source=outlet or signed(by)[1],
        author=author_names(by, outlet),
        published=published,
        url=_address([*names.get("url", ()), "source"], fields),
        path=path,
        language=named_language(found.get("language", "")),
        metadata=_metadata(fields, names),
    )
    two = either_day(stated)
    doubts = [_undated(place, stated, published)] if stated and published not in two else []
    return FileContent(
        (article,),
        (*doubts, *(Problem(place, each) for each in long)),
        {name: origin for name, origin in origins.items() if origin},
        tuple(UnsureDay(article.id, stated, each) for each in doubts if two and not published),
    )


def within_length(text: str) -> tuple[str, list[str]]:
    """Return as much of a text as an article has at most, and a line on what is left out."""
    if len(text) <= LONGEST_TEXT:
        return text, []
    return text[:LONGEST_TEXT], [
        f"its text has {len(text):,} characters; {LONGEST_TEXT:,} are kept; split it to have all"
    ]


def _without_encoded(text: str) -> tuple[str, list[str]]:
    """Return a text without what no reader reads, such as a picture in base64, and a line on it."""
    left_out = 0

    def shorter(run: re.Match[str]) -> str:
        nonlocal left_out
        left_out += max(0, len(run[0]) - _LONGEST)
        return run[0][:_LONGEST]

    text = _ENCODED.sub(shorter, text)
    told = (
        f"{left_out:,} characters that are no words are left out; if they are a file, save it apart"
    )
    return text, [told] if left_out else []


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
    """Return headlines and names without the tags, signs of HTML and marks that exporters leave."""
    worded = {name: fields[name].strip(_UNSEEN) for key in _WORDS for name in names.get(key, ())}
    return {
        name: html.unescape(_TAG.sub("", value)) if _SIGNS.search(value) else value
        for name, value in worded.items()
    }


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
    values = (unlinked(fields[name]) for name in names)
    named = (" ".join(each.split()) for each in values if not _ADDRESS.match(each))
    return next((each[:_LONGEST_OUTLET] for each in named), "")


def _address(names: Sequence[str], fields: Mapping[str, str]) -> str:
    """Return the first address; a path on a site is none, what else a `url` says is kept."""
    values = [fields.get(name, "").strip() for name in names]
    found = next((each for each in values if _ADDRESS.fullmatch(each)), fields.get("url", ""))
    return "" if found.startswith("/") and not found.startswith("//") else found


def order_where_spoken(fields: Mapping[str, str]) -> Order:
    """Return the order of day and month of the language that people say an article is in."""
    languages = (fields[name] for name in fields if field_of(name) == "language")
    return next(filter(None, map(local_order, languages)), "")


def _order(fields: Mapping[str, str], names: Sequence[str], local: Order) -> Order:
    """Return the order of day and month where a date needs one: by others, or as it is usual."""
    if not any(either_day(fields[name]) for name in names):
        return ""
    return slash_order(fields.values()) or local


def _published(
    path: str,
    place: str,
    opening: Opening,
    fields: Mapping[str, str],
    names: Sequence[str],
    order: Order,
) -> tuple[date | None, str]:
    """Return the day of publication and where it stands: a field, the file's name or the text."""
    for name, day in _days_told(path if path == place else "", opening, fields, names, order):
        if day and _FIRST_DAY <= day <= date.today() + _AHEAD:
            return day, name
    return None, ""


def _days_told(
    path: str, opening: Opening, fields: Mapping[str, str], names: Sequence[str], order: Order
) -> Iterator[tuple[str, date | None]]:
    """Yield what may be the day of publication, by trust.

    Without the path for one of many records: their file is named after the day it was made.
    """
    for name in names:
        yield name, parse_date(fields[name], order)
    for name in filter(fields.get, _PLACES):
        yield name, day_in_path(fields[name])
    if path:
        yield "the name of the file", day_in_path(path)
        yield "the byline", opening.day
        yield "the dateline", opening_day(opening.text)


def _first_words(text: str) -> str:
    """Make a title of the first words of a text that has none."""
    words = text[: _TITLE_CHARACTERS * 10].split()
    title = " ".join(words[:_TITLE_WORDS])[:_TITLE_CHARACTERS]
    return title if title == " ".join(text.split()) else f"{title}…"


def _undated(place: str, value: str, published: date | None) -> Problem:
    two = either_day(value)
    wrong = "cannot be right" if parse_date(value) else "cannot be read"
    wrong = f"may be {two[0]} or {two[1]}" if two else wrong
    instead = f"is dated {published} instead" if published else "is indexed without a date"
    return Problem(
        place,
        f"the date {value[:60]!r} {wrong}, so the article {instead}; write it as YYYY-MM-DD",
    )
