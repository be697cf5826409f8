"""The figures, dates and names in a sentence, read so that two of them can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.names import names
from assistant.words import STOP_WORDS, stems

_SAME_SPELLING = 0.8  # "Zelensky" and "Zelenskyy"
_ROUNDED = 0.05  # "about 12,000" and 12,340 are the same figure


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts in: "%", "$", "km", or nothing."""

    text: str
    start: int
    end: int
    amount: float
    unit: str
    hedged: bool

    def comparable(self, other: Value) -> bool:
        """Tell whether the two could be the same at all."""
        return isinstance(other, Figure) and self.unit == other.unit

    def same(self, other: Value) -> bool:
        """Tell whether the two are one figure, one of them perhaps rounded."""
        if not isinstance(other, Figure):
            return False
        low, high = sorted((self.amount, other.amount))
        if low == high:
            return True
        rounded = self.hedged or other.hedged or _is_round(self.amount) or _is_round(other.amount)
        return rounded and high - low <= _ROUNDED * high

    def told_by(self, other: Value) -> bool:
        """Tell whether another value says this one."""
        return self.comparable(other) and self.same(other)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is told: 0 stands for a part that is not."""

    text: str
    start: int
    end: int
    year: int
    month: int
    day: int

    def comparable(self, other: Value) -> bool:
        """Tell whether the two tell a part in common."""
        return isinstance(other, Day) and bool(self._shared(other))

    def same(self, other: Value) -> bool:
        """Tell whether the two agree in every part that both tell."""
        return isinstance(other, Day) and all(one == two for one, two in self._shared(other))

    def told_by(self, other: Value) -> bool:
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

    def comparable(self, other: Value) -> bool:
        """Tell whether both are names."""
        return isinstance(other, Named)

    def same(self, other: Value) -> bool:
        """Tell whether one may be another way to write the other: "Carlos Alcaraz", "Alcaraz"."""
        if not isinstance(other, Named):
            return False
        one, two = self.words, other.words
        if set(one) <= set(two) or set(two) <= set(one) or one[-1] == two[-1]:
            return True
        if _initials(self.text) == "".join(two) or _initials(other.text) == "".join(one):
            return True
        return SequenceMatcher(None, "".join(one), "".join(two)).ratio() >= _SAME_SPELLING

    def told_by(self, other: Value) -> bool:
        """Tell whether another name has all the words of this one, or the other way round."""
        if not isinstance(other, Named):
            return False
        one, two = set(self.words), set(other.words)
        return one <= two or two <= one


Value = Figure | Day | Named

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SPELLED: dict[str, int] = {word: number for number, word in enumerate(_ONES)}
_SPELLED |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_SPELLED |= {"dozen": 12}
_SCALES = {
    "hundred": 100, "thousand": 1000, "k": 1000, "million": 10**6, "m": 10**6, "mn": 10**6,
    "billion": 10**9, "bn": 10**9, "trillion": 10**12,
}  # fmt: skip
_CURRENCIES = {"$": "$", "us$": "$", "dollar": "$", "£": "£", "pound": "£", "€": "€", "euro": "€"}
_MEASURES = {
    "%": "%", "percent": "%", "per cent": "%", "percentage point": "point", "km": "km",
    "kilometre": "km", "kilometer": "km", "mile": "mile", "m": "metre", "metre": "metre",
    "meter": "metre", "foot": "foot", "feet": "foot", "ft": "foot", "kg": "kg", "kilogram": "kg",
    "tonne": "ton", "ton": "ton", "litre": "litre", "liter": "litre", "acre": "acre",
    "hectare": "hectare", "year": "year", "month": "month", "week": "week", "day": "day",
    "hour": "hour", "minute": "minute", "second": "second", "degree": "degree", "mph": "mph",
    "kph": "kph", "cm": "cm", "inch": "inch", "point": "point",
}  # fmt: skip
_WORD = "|".join(sorted([*_SPELLED, "hundred", "thousand", "million"], key=len, reverse=True))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_UNIT = "|".join(
    sorted(map(re.escape, (*_CURRENCIES, *_MEASURES)), key=lambda unit: (-len(unit), unit))
)
_FIGURE = re.compile(
    rf"(?<![\w.,:–/-])(?P<before>(?:US)?\$|£|€)?\s?"
    rf"(?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d:]|[–/-]\d|st\b|nd\b|"
    rf"rd\b|th\b)|(?P<words>(?:an?[ ])?(?:{_WORD})(?:(?:[ -]|[ ]and[ ])(?:{_WORD}))*)\b)"
    rf"(?:[ -]?(?P<scale>{_SCALE})\b)?(?:[ -]?(?P<unit>{_UNIT})(?:(?<=%)|e?s?\b))?",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|approximately|more than|over|at least|up to|"
    r"close to|less than|fewer than|an estimated|estimated|under)\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:from|previous|earlier|initial|than)\s+$|\bout of\s+$", re.IGNORECASE)
_PART_OF = re.compile(r"\d\S*(?: \w+)? (?:out )?of (?:the |its |their |all )?$|\b(?:aged|age) $")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def figures(text: str) -> list[Figure]:
    """Return the numbers of a text, without dates, times of day, scores and years.

    "At least twelve people" -> 12; "$1.39 billion" -> 1390000000 in "$"
    """
    taken = [(day.start, day.end) for day in days(text)]
    found = []
    for match in _FIGURE.finditer(text):
        if any(start <= match.start() < end for start, end in taken) or _is_no_figure(text, match):
            continue
        found.append(_figure(text, match))
    return found


def _is_no_figure(text: str, match: re.Match[str]) -> bool:
    digits, before = match["digits"] or "", text[: match.start()]
    if _YEAR.fullmatch(digits) and not match["before"] and not match["scale"] and not match["unit"]:
        return True
    if (match["words"] or "").lower() == "one" and not match["scale"] and not match["unit"]:
        return True
    return bool(_PART_OF.search(before[-40:]) or re.match(r"\s?[ap]\.?m\b", text[match.end() :]))


def _figure(text: str, match: re.Match[str]) -> Figure:
    amount = (
        float(match["digits"].replace(",", "")) if match["digits"] else _spelled(match["words"])
    )
    scale = (match["scale"] or "").lower()
    named = (match["unit"] or "").lower()
    unit = match["before"] or _CURRENCIES.get(named) or _MEASURES.get(named, "")
    said = match.group().strip()
    start = match.end() - len(match.group().lstrip())
    hedged = bool(_HEDGE.search(text[:start]))
    return Figure(
        said, start, start + len(said), amount * _SCALES.get(scale, 1), unit[-1:] if match["before"] else unit, hedged
    )


def _spelled(words: str) -> float:
    """Return what number words say: "two hundred and fifty" -> 250."""
    total, part = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "dozen":
            part = max(part, 1) * 12
        elif word in _SPELLED:
            part += _SPELLED[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total, part = total + max(part, 1) * _SCALES[word], 0
    return float(total + part)


def is_earlier(text: str, value: Value) -> bool:
    """Tell whether a value is told as what was before: "from 12 to 15"."""
    return bool(_EARLIER.search(text[: value.start]))


def _is_round(amount: float) -> bool:
    return amount >= 1000 and amount % 100 == 0


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
        found.append(
            Day(
                match.group(), *match.span(),
                int(parts.get("year") or 0), month, int(parts.get("day") or 0),
            )  # fmt: skip
        )
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
        if word.lower() not in STOP_WORDS | _SPELLED.keys() and not any(
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
