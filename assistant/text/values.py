"""The dates and names in a sentence, read so that two of them can be compared, and figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.text.figures import SPELLED, Figure
from assistant.text.names import names
from assistant.text.words import STOP_WORDS, stems

_SAME_SPELLING = 0.8  # "Zelensky" and "Zelenskyy"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told: 0 stands for a part that is not."""

    text: str
    start: int
    end: int
    year: int
    month: int
    day: int

    def comparable(self, other: object) -> bool:
        """Tell whether the two tell a part in common."""
        return isinstance(other, Day) and bool(self._shared(other))

    def same(self, other: object) -> bool:
        """Tell whether the two agree in every part that both tell."""
        return isinstance(other, Day) and all(one == two for one, two in self._shared(other))

    def told_by(self, other: object) -> bool:
        """Tell whether another date tells every part of this one, and the same."""
        parts = [(self.year, "year"), (self.month, "month"), (self.day, "day")]
        return isinstance(other, Day) and all(
            getattr(other, name) == part for part, name in parts if part
        )

    def _shared(self, other: Day) -> list[tuple[int, int]]:
        parts = (self.year, other.year), (self.month, other.month), (self.day, other.day)
        return [(one, two) for one, two in parts if one and two]


@dataclass(frozen=True, slots=True)
class Named:
    """A run of capitalised words."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]

    def upto(self, length: int) -> Named:
        """Return the name's first characters as a name."""
        text = self.text[:length].rstrip()
        return Named(text, self.start, self.start + len(text), _key(text))

    def comparable(self, other: object) -> bool:
        """Tell whether both are names."""
        return isinstance(other, Named)

    def same(self, other: object) -> bool:
        """Tell whether one may be another way to write the other: "Carlos Alcaraz", "Alcaraz"."""
        if not isinstance(other, Named):
            return False
        one, two = self.words, other.words
        if set(one) <= set(two) or set(two) <= set(one) or one[-1] == two[-1]:
            return True
        if _initials(self.text) == "".join(two) or _initials(other.text) == "".join(one):
            return True
        return SequenceMatcher(None, "".join(one), "".join(two)).ratio() >= _SAME_SPELLING

    def told_by(self, other: object) -> bool:
        """Tell whether another name has all the words of this one, or the other way round."""
        if not isinstance(other, Named):
            return False
        one, two = set(self.words), set(other.words)
        return one <= two or two <= one


Value = Figure | Day | Named

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|"
    r"December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY_OF = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_THIS_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)\b(?![,.]?\d)"
_DATES = [
    re.compile(rf"\b{_MONTH} {_DAY_OF}\b(?:,? {_THIS_YEAR})?"),
    re.compile(rf"\b{_DAY_OF} (?:of )?{_MONTH}(?:,? {_THIS_YEAR})?"),
    re.compile(rf"\b{_MONTH},? (?:of )?{_THIS_YEAR}"),
    re.compile(rf"(?<![\w$£€.,–-]){_THIS_YEAR}(?![%-])"),
]


def days(text: str) -> list[Day]:
    """Return the dates of a text, as far as each is told: "15 November 2020", "May 2021", 1998."""
    found: list[Day] = []
    for match in (match for rule in _DATES for match in rule.finditer(text)):
        if any(match.start() < one.end and one.start < match.end() for one in found):
            continue
        parts = match.groupdict()
        month = _MONTHS.index(parts["month"][:3].lower()) + 1 if parts.get("month") else 0
        year, day = int(parts.get("year") or 0), int(parts.get("day") or 0)
        found.append(Day(match.group(), *match.span(), year, month, day))
    return sorted(found, key=lambda day: day.start)


_OPENER = re.compile(r"(?:^|[.!?:;] |[\"“‘(•·] ?)(?P<name>[A-Z][\w’'-]+)(?= [a-z(])")


def named(text: str) -> list[Named]:
    """Return the names of a text; a capitalised word that opens a sentence may be one too."""
    dates = days(text)
    found = [
        Named(name.text, name.start, name.end, _key(name.text))
        for name in names(text)
        if not any(day.start < name.end and name.start < day.end for day in dates)
    ]
    for match in _OPENER.finditer(text):
        word = match["name"]
        span = match.span("name")
        if word.lower() not in STOP_WORDS | SPELLED.keys() and not any(
            one.start < span[1] and span[0] < one.end for one in found
        ):
            found.append(Named(word, *span, _key(word)))
    return sorted((one for one in found if one.words), key=lambda one: one.start)


def _key(name: str) -> tuple[str, ...]:
    return tuple(stems(name))


def _initials(name: str) -> str:
    return "".join(_capitals(name))


def _capitals(name: str) -> Iterator[str]:
    for word in name.split():
        if word[:1].isupper():
            yield word[0].lower()
