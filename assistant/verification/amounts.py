"""The numbers of a sentence with their units, and whether statements give them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.numerals import numbers
from assistant.values import days
from assistant.verification.reading import Reading, Token, read

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
_HEDGED = re.compile(
    r"\b(?:about|around|nearly|almost|roughly|some|approximately|over|than|least|up to|most|"
    r"close to|as many as|estimated|under|just)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number: where it stands, its value and unit, and the lemma of what it counts."""

    text: str
    start: int
    end: int
    value: float
    unit: str
    counted: str
    hedged: bool

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
        precise = exact != round(exact / place) * place  # the other has more digits
        near = {math.floor(exact / place) * place, math.ceil(exact / place) * place}
        if precise and self.hedged:
            return self.value in near and digits <= 3
        return precise and self.value >= 1000 and round(exact / place) * place == self.value


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
    counted = next((token.lemma for token in read(text).within(end, end + 30) if token.weight), "")
    return Amount(
        text[match.start() : end].strip(),
        match.start(),
        end,
        _value(match) * _SCALES.get(scale, 1),
        unit,
        counted,
        bool(_HEDGED.search(text[: match.start()])),
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
    found = [(each, reading) for reading in given for each in amounts(reading.text)]
    for amount in amounts(sentence.text):
        if amount.value in asked:
            continue
        same = [(each, reading) for each, reading in found if amount.given_by(each)]
        if not same or _counts_another(sentence, amount, same, found):
            return amount.text
    return ""


def _counts_another(
    sentence: Reading,
    amount: Amount,
    same: Iterable[tuple[Amount, Reading]],
    found: Iterable[tuple[Amount, Reading]],
) -> bool:
    """Tell whether statements give this number for other things, and these another number."""
    own = _beside(sentence, amount)
    nearest = max(len(own & _beside(reading, each)) for each, reading in same)
    if nearest or not own:
        return False
    return any(
        each.counted == amount.counted != "" and not amount.given_by(each) for each, _ in found
    )


def _beside(reading: Reading, amount: Amount) -> set[str]:
    """Return the content words that stand near a number."""
    place = reading.place(amount.start)
    near: Sequence[Token] = reading.tokens[max(0, place - 5) : place + 6]
    return {t.lemma for t in near if t.weight and not amount.start <= t.start < amount.end}
