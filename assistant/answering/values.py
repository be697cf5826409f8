"""What an answer may be, so that two of them can be compared: a figure, a date or a name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.question.vocabulary import words
from assistant.text.dates import PartialDate, partial_dates
from assistant.text.names import names
from assistant.text.quantities import NUMBER_WORDS, Quantity, quantities
from assistant.text.words import STOP_WORDS, content_stems, stems

_SAME_SPELLING = 0.8  # "Zelensky" and "Zelenskyy"


@dataclass(frozen=True, slots=True)
class Named:
    """A run of capitalised words."""

    text: str
    start: int
    end: int
    words: tuple[str, ...]

    def comparable(self, other: object) -> bool:
        """Tell whether both are names."""
        return isinstance(other, Named)

    def same(self, other: object) -> bool:
        """Tell whether one may be another way to write the other: "Carlos Alcaraz", "Alcaraz"."""
        if not isinstance(other, Named):
            return False
        one, two = self.words, other.words
        if self.told_by(other) or one[-1] == two[-1]:
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


Value = Quantity | PartialDate | Named

_OPENER = re.compile(r"(?:^|[.!?:;] |[\"“‘(•·] ?)(?P<name>[A-Z][\w’'-]+)(?= [a-z(])")
_NO_FIGURE_BEFORE = re.compile(
    r"[\w.,:–/-]$|\d\S*(?: \w+)? (?:out )?of (?:the |its |their |all )?$|\b(?:aged|age) $"
)
SUMS = re.compile(
    r"\b(?:hundreds|tens|dozens|scores|thousands|millions|billions)"
    r"(?: of (?:thousands|millions|billions))?(?: of)?\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|tenths?|(?:in|out of) (?:every )?\w+)\b", re.IGNORECASE
)
_JOINED = re.compile(r"[\w.,:–/-]$")
_NO_FIGURE_AFTER = re.compile(r"[\d:]|[–/-]\d|(?:st|nd|rd|th|s)\b|\s?[ap]\.?m\b", re.IGNORECASE)
_ITEM = re.compile(r"\s*\d+[.)]\s")


def figures(text: str) -> list[Quantity]:
    """Return what a text measures or counts: no time of day, score, age, rank, year or item."""
    item = _ITEM.match(text)  # "5. Flood in Orlu"
    return [
        each
        for each in quantities(text)
        if not (item and each.start < item.end())
        and not _NO_FIGURE_BEFORE.search(text[max(0, each.start - 40) : each.start])
        and not _NO_FIGURE_AFTER.match(text, each.end)
    ]


def amount_fit(text: str, start: int, end: int, units: Collection[str]) -> int:
    """Tell whether a span tells an amount in one of the units (1) or does not (-1).

    0 where any would do. What is counted ("" alone) has no fraction, and is no "three-book deal".
    """
    if not units:
        return 0
    if "" in units and text[end : end + 1] != "-" and _is_counted(text[start:end]):
        return 1
    if "%" in units and _SHARE.search(text[start:end]):
        return 1
    told = (each for each in quantities(text) if each.start < end and start < each.end)
    return 1 if any(_tells_amount(text, each, units) for each in told) else -1


def _is_counted(text: str) -> bool:
    """Tell whether a text is a number in words, or a round sum: "one", "dozens of boats"."""
    return text.lower() in NUMBER_WORDS or bool(SUMS.search(text))


def _tells_amount(text: str, figure: Quantity, units: Collection[str]) -> bool:
    apart = not _JOINED.search(text[: figure.start]) and not _NO_FIGURE_AFTER.match(
        text, figure.end
    )
    if figure.unit not in units or not apart:
        return False
    return bool(figure.unit) or (figure.value.is_integer() and text[figure.end :][:1] != "-")


def named(text: str) -> list[Named]:
    """Return the names of a text; a capitalised word that opens a sentence may be one too."""
    taken = [range(day.start, day.end) for day in partial_dates(text)]
    spans = [(each.start, each.end) for each in names(text)]
    spans += [
        match.span("name")
        for match in _OPENER.finditer(text)
        if match["name"].lower() not in STOP_WORDS | NUMBER_WORDS.keys()
    ]
    found: list[Named] = []
    for start, end in spans:
        words = tuple(stems(text[start:end]))
        if words and not any(start < each.stop and each.start < end for each in taken):
            found.append(Named(text[start:end], start, end, words))
            taken.append(range(start, end))
    return sorted(found, key=lambda each: each.start)


def value_at(text: str, start: int, end: int) -> Value | None:
    """Return the one figure, date or name that a span is, or None."""
    for found in (partial_dates(text), figures(text)):
        inside = [each for each in found if each.start < end and start < each.end]
        if inside:
            return inside[0] if len(inside) == 1 else None
    said = text[start:end]
    words = tuple(content_stems(said))
    return Named(said, start, end, words) if words and said[0].isupper() else None


def has_name(text: str) -> bool:
    """Tell whether a word of a text that says something has a capital: "A man" names nobody."""
    said = (word for word in words(text) if word.lower() not in STOP_WORDS)
    return any(word[0].isupper() for word in said)


def values(text: str) -> list[Value]:
    """Return all dates, figures and names of a text."""
    return [*partial_dates(text), *figures(text), *named(text)]


def _initials(name: str) -> str:
    return "".join(word[0].lower() for word in name.split() if word[0].isupper())
