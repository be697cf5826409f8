"""What people read around a headline: who wrote the story, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.corpus.dates import parse_date
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
_BOX = re.compile(r"article|artikel|story|post|entry|news|content")
_LONGEST = 16  # words: longer lines are paragraphs
_LONGEST_NAMES = 8  # words
_NEAR = 10  # lines between a headline and its story


class Byline:
    """The short lines below a headline and above it in its box, and the lines of rights."""

    def __init__(self, tree: Element, title: str) -> None:
        self._lines = tuple(_around(list(lines_of(tree)), title))

    def day(self) -> str:
        """Return what tells the day of publication, or ""."""
        return next((day for day in map(_day, self._lines) if day), "")

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


def _day(line: VisibleLine) -> str:
    if parse_date(line.text):
        return line.text
    block = block_of(line.element)
    changes = [each for each in block.iter() if _is_change(each)]
    rest = line.text
    for change in changes:
        rest = rest.replace(text_of(change), " ")
    if parse_date(rest):
        return rest
    times = [each for each in block.iter("time", "abbr") if each not in changes]
    values = (each.get("datetime") or each.get("title") or "" for each in times)
    return next(filter(parse_date, values), "")


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


def _around(lines: Sequence[VisibleLine], title: str) -> Iterator[VisibleLine]:
    """Yield the short lines around the headline that has a story below it."""
    places = [place for place, line in enumerate(lines) if is_headline(line.text, title)]
    for place in sorted(places, key=lambda place: _level(lines[place])):
        below = [line for line in lines[place + 1 : place + 1 + _NEAR] if not _is_apart(line)]
        story = [number for number, line in enumerate(below) if _is_long(line)]
        if not story:
            continue
        box = _common(lines[place].element, below[story[0]].element)
        above = [line for line in lines[max(place - 3, 0) : place] if _is_in(line.element, box)]
        end = (*story, _NEAR)[1]  # the first long line may tell what the story is about
        rights = (line for line in lines[place:] if _SIGNED.match(line.text))
        yield from (line for line in (*below[:end], *above, *rights) if not _is_long(line))
        return


def _level(line: VisibleLine) -> int:
    """Return 0 for the title of a page, 1 for other headings, and 2 for what is none."""
    tags = {each.tag for each in [line.element, *line.element.iterancestors()]}
    return 0 if "h1" in tags else 1 if tags & {"h2", "h3", "h4"} else 2


def _is_long(line: VisibleLine) -> bool:
    words = len(line.text.split())
    return words > _LONGEST or (words > _LONGEST / 2 and line.text.endswith((".", "!", "?", "”")))


def _is_apart(line: VisibleLine) -> bool:
    return any(each.tag in ("aside", "footer", "nav") for each in line.element.iterancestors())


def _common(one: Element, other: Element) -> Element:
    """Return the smallest element that holds both."""
    holders = [one, *one.iterancestors()]
    return next((each for each in [other, *other.iterancestors()] if each in holders), None)


def _is_in(element: Element, box: Element) -> bool:
    """Tell whether an element is in the box of a story; what wraps a page may hold its clock."""
    if box is None or not (
        box.tag in ("article", "header") or _BOX.search(" ".join(classes_of(box)))
    ):
        return False
    return any(each is box for each in [element, *element.iterancestors()])
