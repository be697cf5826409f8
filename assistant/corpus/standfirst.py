"""What a story opens with above its body, which extraction by density leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.corpus.dates import bare_day
from assistant.corpus.elements import (
    Element,
    VisibleLine,
    agree,
    classes_of,
    is_headline,
    lines_of,
    squeezed,
)
from assistant.corpus.furniture import is_consent, is_notice

_APART = frozenset(
    "a aside audio blockquote button figure footer form label nav table video".split()
)
_CAPTION = re.compile(
    r"(?:.*-)?(?:caption|credits?|copyright|gallery|image|photo|picture|bild|legende?|figure|media"
    r"|author|byline|bio|tags|sharing?|social|paywall|related|newsletter|comments?)(?:-.*)?"
)
_CREDIT = re.compile(r"©|\(c\)|\b(?:foto|photo|bild|image|credit|quelle|source)s?:", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…。؟]['\"”’»)\]]*$")
_FEWEST = 6  # words
_FURTHEST = 24  # lines between a headline and the story
_KNOWN = 40  # letters by which a line is found again
_SHORTEST = 20  # letters of a line that tells where the story begins


class Openings:
    """The lines of a page that may open its story, seen before anything is taken out."""

    def __init__(self, tree: Element) -> None:
        self._lines = [(line.text, _may_open(line)) for line in lines_of(tree)]

    def before(self, text: str, title: str, description: str) -> str:
        """Return the lines between the headline and the beginning of a text that it lacks."""
        told, lines = squeezed(text), [line for line, _ in self._lines]
        heads = [place for place, line in enumerate(lines) if is_headline(line, title)]
        for head in reversed(heads):
            end = _beginning(lines[head + 1 : head + 2 + _FURTHEST], told)
            if end is not None:
                found = self._lines[head + 1 : head + 1 + end]
                return "\n".join(_openings(found, told, title, description))
        return ""


def _openings(
    lines: Sequence[tuple[str, bool]], told: str, title: str, description: str
) -> Iterator[str]:
    for line, may_open in lines:
        new = squeezed(line)[:_KNOWN] not in told and not agree(line, title)
        if may_open and new and (_SENTENCE.search(line) or agree(line, description)):
            yield line


def _beginning(lines: Sequence[str], told: str) -> int | None:
    """Return the place of the first line that stands at the beginning of a text."""
    for place, line in enumerate(lines):
        letters = squeezed(line)[:_KNOWN]
        if len(letters) >= _SHORTEST and 0 <= told.find(letters) <= 10 * _KNOWN:
            return place
    return None


def _may_open(line: VisibleLine) -> bool:
    if line.linked or len(line.text.split()) < _FEWEST or _CREDIT.search(line.text):
        return False
    if bare_day(line.text) or is_notice(line.text) or is_consent(line.text):
        return False
    holders = [line.element, *line.element.iterancestors()]
    boxes = takewhile(lambda each: each.tag not in ("article", "main", "body"), holders[:3])
    near = (name for each in boxes for name in classes_of(each))
    return not any(each.tag in _APART for each in holders) and not any(
        map(_CAPTION.fullmatch, near)
    )
