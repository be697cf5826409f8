"""What people read around a headline: who wrote the story, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.corpus.dates import Order, bare_day, either_day, parse_date
from assistant.corpus.elements import (
    Element,
    VisibleLine,
    block_of,
    classes_of,
    is_headline,
    lines_of,
    text_of,
)

_BY = re.compile(
    r"\W*(?:(?:written|posted|published|story|reported) )?"
    r"(?:by|von|par|por|di|door|af|autore?|text|автор)\b[:.]?\s+(?=\w)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|·•(<\[/]|,|\s[-–—]|\S+@|\b(?:updated|published|posted|veröffentlicht|aktualisiert|publié|publicado|on|am|le|el|in|for)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\s\d).*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|//")
_SIGNED = re.compile(r"\s*(?:\(c\)|©|copyright)", re.IGNORECASE)
_DATED = re.compile(
    r"(?:entry|post|article|publish(?:ed)?|pub)-(?:date|time)|date-header|published"
)
_PUBLISHED = re.compile(
    r"(?:published|posted|veröffentlicht|erschienen|erstellt|publié|publicado|pubblicato)\b",
    re.IGNORECASE,
)
_TOP = 2  # lines of a page, where its clock stands
_LONGEST = 16  # words: longer lines are paragraphs
_LONGEST_NAMES = 8  # words
_BELOW, _ABOVE = 10, 4  # lines around a headline


class Byline:
    """The short lines below a headline, the days above it, and the lines of rights."""

    def __init__(self, tree: Element, title: str, order: Order = "") -> None:
        self._order: Order = order
        self._lines = tuple(self._around(story_lines(tree), title))

    def day(self) -> str:
        """Return what tells the day of publication, or ""."""
        return next((day for day in map(self._day, self._lines) if day), "")

    def unsure_day(self) -> str:
        """Return a line with a date that may be two days, or ""."""
        return next((line.text for line in self._lines if either_day(line.text)), "")

    def author(self) -> str:
        """Return who is named after "By", or ""."""
        found = (_BY.match(line.text) for line in self._lines)
        names = (author_name(match.string[match.end() :]) for match in found if match)
        return next(filter(None, names), "")

    def outlet(self) -> str:
        """Return who has the rights, if a day follows: "(c) Tolm Weekly 14.5.2001"; or ""."""
        for line in self._lines:
            if (match := _SIGNED.match(line.text)) and parse_date(line.text):
                return author_name(line.text[match.end() :])
        return ""

    def _day(self, line: VisibleLine) -> str:
        told = line.text[:1] + line.text[1:].partition("©")[0]  # before what is of a picture
        if parse_date(told, self._order):
            return told
        block = block_of(line.element)
        changes = [each for each in block.iter() if _is_change(each)]
        for change in changes:
            told = told.replace(text_of(change), " ")
        if parse_date(told, self._order):
            return told
        times = [each for each in block.iter("time", "abbr") if each not in changes]
        values = (each.get("datetime") or each.get("title") or "" for each in times)
        return next(filter(parse_date, values), "")

    def _around(self, lines: Sequence[VisibleLine], title: str) -> Iterator[VisibleLine]:
        """Yield the short lines around the headline, of several the one with a story below it."""
        places = [place for place, line in enumerate(lines) if is_headline(line.text, title)]
        for place in sorted(places, key=lambda place: _rank(lines, place))[:1]:
            below = lines[place + 1 : place + 1 + _BELOW]
            story = [number for number, line in enumerate(below) if _is_long(line)]
            end = (*story, _BELOW, _BELOW)[1]  # the first long line may tell the story in short
            rights = (line for line in lines[place:] if _SIGNED.match(line.text))
            whole, found, rest = lines[place].text.partition(title)
            beside = [lines[place]._replace(text=f"{whole} {rest}")] if found else []
            around = (*beside, *below[:end], *_above(lines, place), *rights)
            yield from (line for line in around if not _is_long(line))


def _is_change(element: Element) -> bool:
    kinds = set(classes_of(element))
    return "updated" in kinds and kinds.isdisjoint(("entry-date", "published"))


def opens_byline(text: str) -> bool:
    """Tell whether a text begins with "By" or the like."""
    return bool(_BY.match(text))


def author_name(written: str) -> str:
    """Return the name in what is written of an author, without trade, address and mail; or ""."""
    if _ADDRESS.search(written):
        return ""
    words = _AFTER_NAME.sub("", written[_start(written) :]).strip(" .,;:|-–—").split()
    return " ".join(words) if len(words) <= _LONGEST_NAMES else ""


def _start(written: str) -> int:
    match = _BY.match(written)
    return match.end() if match else 0


def _above(lines: Sequence[VisibleLine], place: int) -> Iterator[VisibleLine]:
    """Yield the lines right above a headline, the nearest first, but no links to other stories."""
    for line in reversed(lines[max(place - _ABOVE, 0) : place]):
        if bare_day(line.text) or not is_link(line):
            yield line


def _rank(lines: Sequence[VisibleLine], place: int) -> tuple[bool, int, int]:
    """Return what of several lines with the headline comes first: one of a story, of the level."""
    story = any(_is_long(line) for line in lines[place + 1 : place + 1 + _BELOW])
    return not story, _level(lines[place]), place


def _level(line: VisibleLine) -> int:
    """Return 0 for the title of a page, 1 for other headings, and 2 for what is none."""
    tags = {each.tag for each in _holders(line)}
    return 0 if "h1" in tags else 1 if tags & {"h2", "h3", "h4"} else 2


def _is_long(line: VisibleLine) -> bool:
    words = len(line.text.split())
    return words > _LONGEST or (words > _LONGEST / 2 and line.text.endswith((".", "!", "?", "”")))


def is_link(line: VisibleLine) -> bool:
    """Tell whether all of a line is a link."""
    return line.linked == len("".join(line.text.split()))


def story_lines(tree: Element) -> list[VisibleLine]:
    """Return the lines of a page that may be around its story: none of its menus and its clock."""
    lines = [*lines_of(tree)]
    clocks = takewhile(lambda line: _level(line) > 0, lines[:_TOP])
    above = {line for line in clocks if parse_date(line.text) and not is_dated(line)}
    return [line for line in lines if line not in above and not _is_apart(line)]


def _is_apart(line: VisibleLine) -> bool:
    tags = {each.tag for each in _holders(line)}
    return bool(tags & {"footer", "nav"}) and "h1" not in tags


def is_dated(line: VisibleLine) -> bool:
    """Tell whether a line is called the day of a story, or says so."""
    named = (name for each in _holders(line)[:2] for name in classes_of(each))
    return (
        line.element.tag == "time"
        or bool(_PUBLISHED.match(line.text))
        or any(map(_DATED.fullmatch, named))
    )


def _holders(line: VisibleLine) -> list[Element]:
    return [line.element, *line.element.iterancestors()]
