"""Figures in running text: "twelve", "1,337", "$1.39 billion", "3.5 per cent"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ROUNDED = 0.05  # "about 12,000" and 12,340 are the same figure


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts in: "%", "$", "$ a share", "km", "magnitude", or nothing."""

    text: str
    start: int
    end: int
    amount: float
    unit: str
    hedged: bool

    def comparable(self, other: object) -> bool:
        """Tell whether the two could be the same at all."""
        if not isinstance(other, Figure) or self.unit != other.unit:
            return False
        # What has no unit is counted, and nothing counted has a fraction.
        return bool(self.unit) or self.amount.is_integer() == other.amount.is_integer()

    def same(self, other: object) -> bool:
        """Tell whether the two are one figure, one of them perhaps rounded."""
        if not isinstance(other, Figure):
            return False
        low, high = sorted((self.amount, other.amount))
        if low == high:
            return True
        rounded = self.hedged or other.hedged or _is_round(self.amount) or _is_round(other.amount)
        return rounded and high - low <= _ROUNDED * high

    def told_by(self, other: object) -> bool:
        """Tell whether another value says this one."""
        return self.comparable(other) and self.same(other)


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SPELLED: dict[str, int] = {word: number for number, word in enumerate(_ONES)}
SPELLED |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
SPELLED |= {"dozen": 12}
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
    "kph": "kph", "cm": "cm", "inch": "inch", "point": "point", "light-year": "light-year",
    "light year": "light-year",
}  # fmt: skip
_WORD = "|".join(sorted([*SPELLED, "hundred", "thousand", "million"], key=len, reverse=True))
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
    r"close to|less than|fewer than|as many as|an estimated|estimated|under)\s+$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:from|previous|earlier|initial|than)\s+$|\bout of\s+$", re.IGNORECASE)
_RATE = re.compile(r"(?: |-)(?:per|an?|each)[ -](?P<one>[a-z]+)", re.IGNORECASE)
_SHARED_OUT = frozenset(
    "share month year week day hour minute person head barrel gallon litre liter ounce ton".split()
)
_MAGNITUDE = re.compile(r"\bmagnitude(?: of)?(?: an?)?[ -]?$", re.IGNORECASE)
_OF_MAGNITUDE = re.compile(r"[ -]magnitude\b", re.IGNORECASE)
_LISTED = re.compile(r"[.)]\s")
_PART_OF = re.compile(r"\d\S*(?: \w+)? (?:out )?of (?:the |its |their |all )?$|\b(?:aged|age) $")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def figures(text: str, taken: Iterable[tuple[int, int]] = ()) -> list[Figure]:
    """Return the numbers of a text, without times of day, scores, years and what is `taken`.

    "At least twelve people" -> 12; "$1.39 billion" -> 1390000000 in "$"
    """
    taken = list(taken)
    found = []
    for match in _FIGURE.finditer(text):
        if any(start <= match.start() < end for start, end in taken) or _is_no_figure(text, match):
            continue
        found.append(_figure(text, match))
    return found


def _is_no_figure(text: str, match: re.Match[str]) -> bool:
    digits, before = match["digits"] or "", text[: match.start()]
    if digits and not before.strip() and _LISTED.match(text, match.end()):  # "5. Flood in Orlu"
        return True
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
    unit = _CURRENCIES.get(named) or _MEASURES.get(named, "")
    start = match.end() - len(match.group().lstrip())
    hedge = _HEDGE.search(text[:start])
    said = text[hedge.start() if hedge else start : match.end()].rstrip()
    return Figure(
        said,
        match.end() - len(said),
        match.end(),
        amount * _SCALES.get(scale, 1),
        _measured_in(text, match, match["before"][-1] if match["before"] else unit),
        hedge is not None,
    )


def _measured_in(text: str, match: re.Match[str], unit: str) -> str:
    """Return the unit with what it is shared out to: "$20 a share" is no sum of money."""
    rate = _RATE.match(text, match.end())
    if unit and rate and rate["one"].lower() in _SHARED_OUT:
        return f"{unit} a {rate['one'].lower()}"
    strength = _MAGNITUDE.search(text[: match.start()]) or _OF_MAGNITUDE.match(text, match.end())
    return unit or ("magnitude" if strength else "")


def _spelled(words: str) -> float:
    """Return what number words say: "two hundred and fifty" -> 250."""
    total, part = 0, 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "dozen":
            part = max(part, 1) * 12
        elif word in SPELLED:
            part += SPELLED[word]
        elif word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total, part = total + max(part, 1) * _SCALES[word], 0
    return float(total + part)


def is_earlier(text: str, start: int) -> bool:
    """Tell whether what starts here is told as what was before: "from 12 to 15"."""
    return bool(_EARLIER.search(text[:start]))


def _is_round(amount: float) -> bool:
    return amount >= 1000 and amount % 100 == 0
