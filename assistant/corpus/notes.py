"""What note-takers write of an article above its text: Logseq, Dataview, Readwise and by hand.

`title:: Weir opens`, `**Source**:: [[Ollen Post]]`, or a list `- Author: [[Kim Ost]]`, at the top
or below a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.corpus.dates import parse_date
from assistant.corpus.fields import field_of
from assistant.corpus.people import unlinked

_TOP = 60  # lines
_HEADING = re.compile(r" {0,3}#{1,6}\s+\S")
_PICTURE = re.compile(r"\s*!\[.*\)\s*$")
_FIELD = re.compile(
    r"\s*(?:[-*+]\s+)?(?:\*\*|__)?(?P<name>[^\W\d_][^\n:*\[\]]{0,40}?)"
    r"(?:(?:\*\*|__)?::?|::?(?:\*\*|__))(?:\s+(?P<value>\S.*?))?\s*"
)
_DOUBLED = re.compile(r"[^:]*::")
_FEW = 2  # fields that prose does not make by accident


def split_notes(text: str) -> tuple[dict[str, object], str]:
    """Part the fields that stand at the top of a note, below its heading, from the rest.

    A heading above fields that tell the title is the name of the note, and leaves with them.
    """
    lines = text.split("\n", _TOP)
    heads, first = _heads(lines)
    last = next((n for n in range(first, len(lines)) if not _FIELD.fullmatch(lines[n])), len(lines))
    found = dict(_fields(lines[first:last]))
    if not _are_about_a_text(found, lines[first:last], bool(heads)):
        return {}, text
    titled = any(field_of(name) == "title" for name in found)
    kept = [] if titled else [lines[place] for place in heads[:-1] or heads]
    return dict(found), "\n\n".join([*kept, "\n".join(lines[last:])])


def _heads(lines: list[str]) -> tuple[list[int], int]:
    """Return the places of the headings above the first words, and that of those."""
    heads: list[int] = []
    for place, line in enumerate(lines[:_TOP]):
        if _HEADING.match(line):
            heads.append(place)
        elif line.strip("\ufeff \t") and not _PICTURE.match(line):
            return heads, place
    return heads, len(lines)


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    for field in filter(None, map(_FIELD.fullmatch, lines)):
        name, value = field["name"].strip().lower(), field["value"] or ""
        yield name, value if field_of(name) == "author" else unlinked(value)


def _are_about_a_text(found: Mapping[str, str], lines: list[str], is_below: bool) -> bool:
    """Whether fields are of an article: known ones, with two colons or below a heading."""
    known = {field_of(name) for name in found} - {""}
    doubled = bool(known) and all(map(_DOUBLED.match, lines))
    dated = any(field_of(name) == "date" and parse_date(value) for name, value in found.items())
    return doubled or (is_below and (dated or len(known) >= _FEW))
