"""The numbers of a sentence with their units, and whether statements give them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.numerals import numbers
from assistant.text.values import days
from assistant.verification.reading import Reading
from assistant.verification.slots import Place, is_displaced

_SCALES = {
    "hundred": 100, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12,
}  # fmt: skip
_UNITS = {
    "$": "$", "£": "£", "€": "€", "dollar": "$", "pound": "£", "euro": "€", "%": "%",
    "percent": "%", "percentage": "%", "per cent": "%", "pct": "%", "km": "km", "kilometre": "km",
    "kilometer": "km", "mile": "mile", "metre": "m", "meter": "m", "foot": "ft", "feet": "ft",
    "ft": "ft", "inch": "inch", "cm": "cm", "kg": "kg", "kilogram": "kg", "tonne": "ton",
    "ton": "ton", "litre": "litre", "liter": "litre", "acre": "acre", "hectare": "hectare",
    "year": "year", "month": "month", "week": "week", "day": "day", "hour": "hour", "hr": "hour",
    "minute": "minute", "min": "minute", "second": "second", "mph": "mph", "degree": "degree",
}  # fmt: skip
_SPOKEN = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|"
    r"thousand|million|billion)"
)
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_AMOUNT = re.compile(
    rf"(?P<coin>[$£€]\s?)?(?:(?<![\w.])(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?P<end>st|nd|rd|th|s)?|\b(?P<words>(?:one (?=hundred|thousand|million|billion|dozen))?"
    rf"{_SPOKEN}(?:[ -](?:and )?(?:{_SPOKEN}|(?<=ty[ -]){_SMALL}|(?<=and ){_SMALL}))*)\b"
    rf"|\b(?P<dozen>dozen)\b)"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|mn|bn|tn|[mk])\b)?"
    rf"(?:[ -]?(?P<unit>%|per cent|[a-z]+))?",
    re.IGNORECASE,
)
_HEDGES = {
    "nearest": re.compile(r"\b(?:about|around|roughly|some|approximately|estimated)\s+$", re.I),
    "down": re.compile(r"\b(?:over|(?:more|greater|higher) than|at least|above)\s+$", re.I),
    "up": re.compile(
        r"\b(?:nearly|almost|up to|close to|as many as|under|at most|(?:less|fewer) than)\s+$", re.I
    ),
}
_FEW = 5
_COARSE = 3  # digits that a hedged number has at most
_LARGE = 1000  # numbers that are rounded without saying so
_COUNTED = frozenset(
    "options points ways types kinds reasons factors things steps parts categories plans".split()
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: where it stands, its value and its unit."""

    text: str
    start: int
    end: int
    value: float
    unit: str
    hedge: str

    def given_by(self, other: Amount) -> bool:
        """Tell whether another amount is this one, or this one is the other rounded."""
        if self.unit and other.unit and self.unit != other.unit:
            return False
        return self.value == other.value or self._rounds(other.value)

    def _rounds(self, exact: float) -> bool:
        if self.value < 10 or exact <= 0:
            return False
        digits = len(f"{self.value:.0f}".rstrip("0")) if self.value == int(self.value) else 9
        place = 10 ** (math.floor(math.log10(self.value)) + 1 - digits)
        rounded = {
            "down": math.floor(exact / place) * place,
            "up": math.ceil(exact / place) * place,
        }.get(self.hedge, round(exact / place) * place)
        sure = digits <= _COARSE if self.hedge else self.value >= _LARGE
        return sure and exact != rounded == self.value  # the other has more digits


@lru_cache(maxsize=8192)
def amounts(text: str) -> tuple[Amount, ...]:
    """Return the numbers of a text in figures or words, without those that belong to a date."""
    dates = [(day.start, day.end) for day in days(text)]
    found = []
    for match in _AMOUNT.finditer(text):
        if not any(start <= match.start() < end for start, end in dates):
            found.append(_amount(text, match))
    return tuple(found)


def _amount(text: str, match: re.Match[str]) -> Amount:
    scale, unit = (match["scale"] or "").lower(), _unit(match)
    end = match.end("scale") if match["scale"] else match.end()
    if not match["scale"]:
        end = max(match.end(name) for name in ("digits", "end", "words", "dozen"))
    return Amount(
        text[match.start() : end].strip(),
        match.start(),
        end,
        _value(match) * _SCALES.get(scale, 1),
        unit,
        next((n for n, rule in _HEDGES.items() if rule.search(text[: match.start()])), ""),
    )


def _unit(match: re.Match[str]) -> str:
    if match["coin"]:
        return match["coin"].strip()
    word = (match["unit"] or "").lower()
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"), "")


def _value(match: re.Match[str]) -> float:
    if match["digits"]:
        return float(match["digits"].replace(",", ""))
    if match["dozen"]:
        return 12.0
    words = match["words"].lower()
    spoken = dict(numbers(words.replace("-", " ")))
    digits = next(iter(spoken.values()), "")
    return float(digits) if digits.isdigit() else _SCALES.get(words, 0.0)


def missing_amount(sentence: Reading, known: str, given: Sequence[Reading]) -> str:
    """Return the first number of a sentence that the statements do not give for the same thing.

    Numbers that stand in `known`, the question, are no claims.
    """
    asked = {each.value for each in amounts(known)}
    own = amounts(sentence.text)
    found = [(each, reading) for reading in given for each in amounts(reading.text)]
    for amount in own:
        same = [_place(reading, each) for each, reading in found if amount.given_by(each)]
        others = [
            _place(reading, each)
            for each, reading in found
            if reading is given[0] and not any(mine.given_by(each) for mine in own)
        ]
        if amount.value in asked and not same:
            continue
        lacking = not same and not _counts_what_follows(sentence, amount)
        if lacking or is_displaced(_place(sentence, amount), same, others):
            return amount.text
    return ""


def _counts_what_follows(sentence: Reading, amount: Amount) -> bool:
    """Tell whether a writer counted himself: "two options", "three main reasons"."""
    after = [t.text.lower() for t in sentence.tokens if t.start >= amount.end][:2]
    return amount.value <= _FEW and amount.text.isalpha() and not _COUNTED.isdisjoint(after)


def _place(reading: Reading, amount: Amount) -> Place:
    return reading, amount.start, amount.end
