"""What people read around a headline: who wrote the story, and when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.corpus.dates import parse_date
from assistant.corpus.elements import Element, VisibleLine, lines_of

_BY = re.compile(
    r"\W*(?:(?:written|posted|published|story|reported) )?"
    r"(?:by|von|par|por|di|door|af|autore?|text|автор)\b[:.]?\s+(?=\w)",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|·•(<\[/]|,|\s[-–—]|\S+@|\b(?:updated|published|posted|on|am|le|el|in|for)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d).*",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"https?:|www\.|//|[\d@{}]")
_SIGNED = re.compile(r"\s*(?:\(c\)|©|copyright)", re.IGNORECASE)
_LONGEST = 16  # words: longer lines are paragraphs
_LONGEST_NAMES = 8  # words
_NEAR = 10  # lines between a headline and its story


class Byline:
    """The short lines below a headline and above it in its box, and the lines of rights."""

    def __init__(self, tree: Element, title: str) -> None:
        self.lines = tuple(_around(list(lines_of(tree)), title))

    def day(self) -> str:
        """Return the line that tells the day of publication, or ""."""
        return next((line for line in self.lines if parse_date(line)), "")

    def author(self) -> str:
        """Return who is named after "By", or ""."""
        found = (_BY.match(line) for line in self.lines)
        names = (author_name(match.string[match.end() :]) for match in found if match)
        return next(filter(None, names), "")


def author_name(written: str) -> str:
    """Return the name in what is written of an author, without trade, address and mail; or ""."""
    words = _AFTER_NAME.sub("", written[_start(written) :]).strip(" .,;:|-–—").split()
    name = " ".join(words)
    return "" if _NO_NAME.search(name) or len(words) > _LONGEST_NAMES else name


def _start(written: str) -> int:
    match = _BY.match(written)
    return match.end() if match else 0


def _around(lines: Sequence[VisibleLine], title: str) -> Iterator[str]:
    """Yield the lines around the headline that has a story below it."""
    for place, line in enumerate(lines):
        if not title or line.text != title:
            continue
        near = range(place + 1, min(place + 1 + _NEAR, len(lines)))
        first = next((each for each in near if _is_long(lines[each])), None)
        if first is None:
            continue
        box = _common(line.element, lines[first].element)
        yield from (each.text for each in lines[place + 1 : first])
        if box is not None and box.tag not in ("body", "html"):
            above = lines[max(place - 3, 0) : place]
            yield from (each.text for each in above if _is_in(each.element, box))
        rest = lines[first:]
        yield from (each.text for each in rest if _SIGNED.match(each.text) and not _is_long(each))
        return


def _is_long(line: VisibleLine) -> bool:
    return len(line.text.split()) > _LONGEST


def _common(one: Element, other: Element) -> Element:
    """Return the smallest element that holds both."""
    holders = {id(each): each for each in [one, *one.iterancestors()]}
    return next((each for each in [other, *other.iterancestors()] if id(each) in holders), None)


def _is_in(element: Element, box: Element) -> bool:
    return any(each is box for each in [element, *element.iterancestors()])
