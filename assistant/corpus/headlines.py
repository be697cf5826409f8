"""The headlines that a page shows, without the kickers and subtitles beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from urllib.parse import urlsplit

from assistant.corpus.dates import bare_day
from assistant.corpus.elements import (
    Element,
    agree,
    classes_of,
    line_of,
    lines_of,
    squeezed,
    text_of,
)

_BESIDE = re.compile(
    r"(?:.*-)?(?:sub-?(?:title|headline|heading|line)|(?:roof|over|top)line"
    r"|kicker|eyebrow|dachzeile|category|topic)(?:-.*)?"
)
_TITLE = re.compile(r"(?:entry|post|article)-(?:title|headline|heading|header)")
_LEVELS = ("h1", "h2", "h3")
_ALIKE = 0.5  # of the words of two titles
_WORD = re.compile(r"\w+")
_SENTENCE = 8  # words
_PARTS = ("span", "small", "em", "div", "p", "strong", "i", "b")
_MARKS = " :|•–-"  # which part a kicker from its headline
_ENOUGH = 0.6  # of a title: a part that says less is not the title
_FEWEST = 3  # words of a headline that nothing else on the page repeats


class Headline:
    """What a heading says, whole and in the parts that may be the headline alone."""

    def __init__(self, heading: Element) -> None:
        self._heading = _without_kicker(heading)
        self.level = str(heading.tag)
        self.leads_home = _leads_home(heading)  # as the name of a site does
        self.text = line_of(self._heading).lstrip(_MARKS)

    def as_stated(self, stated: Iterable[str]) -> str:
        """Return the words of the heading that the page states as its title too, or ""."""
        stated = [title for title in stated if title]
        options = [self.text, *(part.lstrip(_MARKS) for part in self._parts())]
        same = [squeezed(title) for title in stated]
        if self._is_one_of(self.text, [t for t in stated if squeezed(self.text) in squeezed(t)]):
            return self.text
        equal = (option for option in options if option and squeezed(option) in same)
        if found := next(equal, ""):
            return found
        return next((option for option in options if self._is_one_of(option, stated)), "")

    def _is_one_of(self, option: str, stated: list[str]) -> bool:
        enough = 0 if option == self.text and self._heading.tag == "h1" else _ENOUGH
        return any(
            agree(option, title) and len(squeezed(option)) >= enough * len(squeezed(title))
            for title in stated
        )

    def _parts(self) -> Iterator[str]:
        """Yield the heading without one of its parts, and each of its lines."""
        for place, part in enumerate(self._heading):
            if part.tag in _PARTS:
                rest = deepcopy(self._heading)
                rest[place].drop_tree()
                yield line_of(rest)
        yield from (line.text for line in lines_of(self._heading))


def headlines(tree: Element) -> list[Headline]:
    """Return the headlines of a page, the first level before the second and the third."""
    found = (Headline(each) for tag in _LEVELS for each in tree.iter(tag))
    return [each for each in found if each.text]


def best_agreed(shown: Iterable[Headline], told: Sequence[str], page_title: str) -> str:
    """Return of the highest headlines that a page states one that it states whole, or the longest.

    `told` is stated of the story; `page_title` may name its section too.
    """
    options = [(each.level, each.as_stated([*told, page_title])) for each in shown]
    levels = [level for level, text in options if text]
    highest = [text for level, text in options if text and level == levels[0]]
    same = [{squeezed(title) for title in told}, {squeezed(page_title)}]
    whole = (text for titles in same for text in highest if squeezed(text) in titles)
    return next(whole, "") or max(highest, key=len, default="")


def only_headline(tree: Element) -> str:
    """Return what a page marks as its headline, or its only one of the first level, or ""."""
    headings = [each for each in tree.iter("h1") if not _leads_home(each)]
    for marked in (_is_marked, _is_in_article):
        if len(found := [each for each in headings if marked(each)]) == 1:
            return Headline(found[0]).text
    text = Headline(headings[0]).text if len(headings) == 1 else ""
    return text if len(text.split()) >= _FEWEST else ""


def most_alike(shown: Iterable[Headline], stated: Sequence[str]) -> str:
    """Return the heading that shares most of its words with a title that is stated, or ""."""
    options = [(_alike(each.text, title), each.text) for each in shown for title in stated]
    likeness, text = max(options, key=lambda option: option[0], default=(0.0, ""))
    return text if likeness >= _ALIKE else ""


def _alike(one: str, other: str) -> float:
    first, second = (set(_WORD.findall(each.lower())) for each in (one, other))
    return len(first & second) / max(len(first | second), 1)


def headline_above_text(tree: Element, title: str) -> str:
    """Return the last heading of the first level above the first paragraph of a page, or "".

    Not where the page shows its title on a line of its own.
    """
    found: dict[str, str] = {}
    lines = [*lines_of(tree)]
    if any(squeezed(line.text) == squeezed(title) for line in lines):
        return ""
    for line in (line for line in lines if line.linked == 0):
        holders = [line.element, *line.element.iterancestors()]
        heading = next((each for each in holders if each.tag in _LEVELS), None)
        if heading is not None:
            found[heading.tag] = Headline(heading).text
        elif found and _is_sentence(line.text):
            break
    return found[min(found)] if found else ""


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SENTENCE and text.endswith((".", "!", "?", "…", "”", "“"))


def _is_marked(heading: Element) -> bool:
    named = any(map(_TITLE.fullmatch, classes_of(heading)))
    return named or heading.get("itemprop") == "headline"


def _is_in_article(heading: Element) -> bool:
    return any(each.tag == "article" for each in heading.iterancestors())


def _without_kicker(heading: Element) -> Element:
    bare = deepcopy(heading)
    bare.tail = None
    for part in [*bare.iterdescendants()]:
        if _is_beside(part) and part.getparent() is not None:
            part.drop_tree()
    return bare if line_of(bare) else heading


def _is_beside(part: Element) -> bool:
    """Tell whether a part of a heading is a kicker, a subtitle or a day."""
    return (
        part.tag == "time"
        or any(map(_BESIDE.fullmatch, classes_of(part)))
        or bare_day(text_of(part), beside=0) is not None
    )


def _leads_home(heading: Element) -> bool:
    """Tell whether a heading is a link to the start of the site, as its name is."""
    links = [each.get("href") or "#" for each in (*heading.iter("a"), *heading.iterancestors("a"))]
    parts = [urlsplit(link) for link in links if "#" not in link]
    return any(not each.path.strip("/") and not each.query for each in parts)
