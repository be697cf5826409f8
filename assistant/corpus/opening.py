"""The lines above a text that tell who wrote it and when: "By Ines Tol, 14 March 2024"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from assistant.corpus.dates import bare_day, either_day, parse_date
from assistant.corpus.fields import field_of

_OPENING = 500  # characters, and lines of them, in which a text may tell its day
_FIRST_LINES = 3
_LONGEST = 16  # words of a line that names people
_MOST_WORDS = 10  # of names
_DATELINE = re.compile(r"\s*[^\W\d_a-z][^\n–—(]{2,80}?(?: [-–—]+ |\()")
_SEPARATOR = re.compile(r"[|·•]")
_LABEL = re.compile(r"(?:by\s[^,]+,|(?:published|posted)(?:\son)?)\s+", re.IGNORECASE)
_BY = re.compile(
    r"[*_]*(?:(?:(?:written|words|text|story|report(?:ed|ing)?|posted|published)\s)?by\b:?"
    r"|(?:words|text|texte|texto|testo|story|author|autore?)\s*:|(?:von|par|por|di|door|af|av)\b:?"
    r"|(?:текст|автор)\s*:)\s*(?P<rest>\S.*?)[*_]*",
    re.IGNORECASE,
)
_MARKS = " \t,;|·•()[]/–—-"
_ENDS = (",", "|", "·", "•", "/", "–", "—", "-")
_JOINTS = frozenset("and und et y e i en och og & | · •".split())
_PARTICLES = frozenset(
    "von van der den de del della di da dos du la le el al bin ibn ben ter zu zur af".split()
)


class Opening(NamedTuple):
    """What the first lines of a text tell of it: names as written, a day, and the text below."""

    author: str
    day: date | None
    text: str


def read_opening(text: str) -> Opening:
    """Part the lines that name the author, with that of the day beside them, from the text.

    A text that names nobody so is left as it is.
    """
    author, day, end = "", None, 0
    for line, after in _lines(text):
        names, told = ("", _line_day(line)) if author else _byline(line)
        told = told or (None if names else _line_day(line))
        if not names and (told is None or day):
            break
        author, day, end = author or names, day or told, after
    below = text[end:].lstrip("\n")
    return Opening(author, day, below) if author and below.strip() else Opening("", None, text)


def part_headline(first_line: str, text: str) -> tuple[str, str]:
    """Return the headline and the text where a first line is a byline, or stands right above one.

    `first_line` is what was taken for a headline, as far as there was one.
    """
    if first_line:
        return ("", f"{first_line}\n\n{text}") if _byline(first_line)[0] else (first_line, text)
    line, end = next(_lines(text), ("", 0))
    short = 0 < len(line.split()) <= _LONGEST and not line.endswith((".", "!", "?"))
    signed = short and not _byline(line)[0] and read_opening(text[end:]).author
    return (line, text[end:].lstrip("\n")) if signed else ("", text)


def opening_day(text: str) -> date | None:
    """Return the day that a text opens with, as in "PORT LOME, March 3, 2024 (Wire) -".

    Or that of a line of its own, as in "Ann Lee | 3 March 2024".
    """
    place = _DATELINE.match(text)
    if place and place[0].split(",")[0].isupper() and (day := parse_date(place[0])):
        return day
    parts = (part for line, _ in _lines(text) for part in _SEPARATOR.split(_unsigned(line)))
    return next(filter(None, map(_line_day, parts)), None)


def _unsigned(line: str) -> str:
    """Return a line without the names that it begins with: "Ann Lee, Tolm Post, 3 March 2024"."""
    parts = line.split(",")
    names = list(takewhile(lambda part: _is_names(part.strip()), parts))
    return ",".join(parts[len(names) :]).strip()


def unsure_line(text: str) -> str:
    """Return a line at the top of a text with a date that may be two days, or ""."""
    parts = (part for line, _ in _lines(text) for part in _SEPARATOR.split(line))
    return next(
        (part for part in parts if len(part.split()) <= _MOST_WORDS and either_day(part)), ""
    )


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the first lines that are not blank, and where each ends."""
    found = re.finditer(r"[^\n]*\S[^\n]*", text[:_OPENING])
    for _, line in zip(range(_FIRST_LINES), found, strict=False):
        yield line.group().strip(), line.end()


def _line_day(line: str) -> date | None:
    label, _, rest = line.partition(":")
    if rest and field_of(label) == "date":
        return bare_day(rest)
    other = rest and not any(map(str.isdigit, label))  # "Deadline: 1 June 2024"
    return None if other else bare_day(_LABEL.sub("", line.strip()))


def _byline(line: str) -> tuple[str, date | None]:
    """Return the names and the day of a line that names who wrote the text below."""
    by = _BY.fullmatch(line) if len(line.split()) <= _LONGEST else None
    if not by:
        return "", None
    words = by["rest"].split()
    place = _day_begins(words)
    names = " ".join(words[:place]).strip(_MARKS)
    if not _is_names(names):
        return "", None
    return f"By {names}", bare_day(" ".join(words[place:])) if place < len(words) else None


def _day_begins(words: list[str]) -> int:
    """Return which of the words after "By" is the first of a day, or how many there are."""
    places = range(1, len(words))
    apart = [n for n in places if words[n - 1].endswith(_ENDS) or not words[n][0].isupper()]
    ordered = (*apart, *reversed(places))  # "Ann Lee March 3, 2024": the last that is one
    dated = (n for n in ordered if bare_day(" ".join(words[n:]).strip(_MARKS)))
    return next(dated, len(words))


def _is_names(words: str) -> bool:
    """Tell whether words are names: of two words or in capitals, and each begins with one."""
    each = [word.strip(".,") for word in words.split() if word not in _JOINTS]
    if not each or len(each) > _MOST_WORDS or words.endswith(("!", "?", ":", '."', ".”")):
        return False
    letters = all(word and not any(map(str.isdigit, word)) for word in each)
    capitals = all(word[:1].isupper() or word in _PARTICLES for word in each)
    return letters and capitals and (len(each) > 1 or (words.isupper() and len(words) > 1))
