"""Numbers in running text, with what they count in, and in words and digits.

"twelve", "1,337", "$1.39 billion", "3.5 km"; "fifty thousand" and 50,000, "third" and 3rd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.text.dates import partial_dates
from assistant.text.visible import Visible, spaced, visible

_ROUNDED = 0.05  # "about 12,000" and 12,340 are the same figure

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = dict(zip(_ONES + _TENS, [*range(20), *range(20, 100, 10)], strict=True))
# "First" and "second" are left out: they seldom number anything.
_NTHS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_ORDINALS = {
    **{word: value for value, word in enumerate(_NTHS, 3)},
    **{f"{ten[:-1]}ieth": NUMBER_WORDS[ten] for ten in _TENS},
}
_VALUES = {**NUMBER_WORDS, **_ORDINALS, "fourty": 40}
_SPOKEN_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
    "trillion": 10**12,
}  # fmt: skip
_SIZES = {word: size for word, size in _SPOKEN_SCALES.items() if word != "dozen"}
_SCALES = {
    "": 1, **_SPOKEN_SCALES, "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9,
    "bln": 10**9, "tn": 10**12,
}  # fmt: skip
# Each unit in all spellings but the plural in "s".
_UNITS = {
    spelling: unit
    for unit, *others in map(
        str.split,
        """
        $ us$ dollar dlr, £ pound, € euro, ¥ yen, ₹ rupee, cent penny pence, crown krona kronor
        krone kroner, yuan renminbi, ruble rouble, franc, peso, zloty, lira, rand, shekel, riyal,
        dirham, dinar, baht, ringgit, rupiah, naira, shilling, hryvnia, forint,
        % percent per-cent pct percentage, point percentage-point,
        km kilometre kilometer, mile, metre meter, cm centimetre centimeter, foot feet ft,
        inch inche, light-year, mph, kph, kg kilogram, ton tonne, litre liter, acre, hectare,
        year, month, week, day, hour hr, minute min, second, degree, magnitude
        """.split(","),
    )
    for spelling in (unit, *others)
}
MONEY = frozenset(
    """$ £ € ¥ ₹ cent crown yuan ruble franc peso zloty lira rand shekel riyal dirham dinar baht
    ringgit rupiah naira shilling hryvnia forint""".split()
)
_SHARED_OUT = frozenset(
    "share month year week day hour minute person head barrel gallon litre liter ounce ton".split()
)


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # "seventeen" before "seven"


_WORD = rf"(?:{_any(NUMBER_WORDS | _SPOKEN_SCALES)})"
_HEDGE = (
    r"(?P<nearest>about|around|roughly|some|approximately|(?:an )?estimated)|"
    r"(?P<down>over|(?:more|greater|higher) than|at least|above)|"
    r"(?P<up>nearly|almost|up to|close to|as many as|under|at most|(?:less|fewer) than)"
)
_SPACES = "\u00a0\u202f\u2009"  # that group digits
_QUANTITY = re.compile(
    rf"(?:\b(?:{_HEDGE})\s+)?(?P<strength>\bmagnitude(?: of)?(?: an?)?[ -])?"
    rf"(?P<number>(?:(?P<coin>(?:US)?\$|[£€¥₹])\s?)?(?:(?<![\w.])"
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:\.\d{{3}}){{2,}}|"
    rf"\d{{1,3}}(?:[{_SPACES}’']\d{{3}})+|\d+(?:\.\d+)?)(?P<end>st|nd|rd|th|s)?"
    rf"(?:[ -]?(?P<scale>{_any(_SCALES)[:-1]})\b)?|"
    rf"\b(?P<words>(?:an? )?{_WORD}(?:(?:[ -]|(?:(?<=hundred)|(?<=thousand)) and ){_WORD})*)\b)"
    r"(?P<half> and a half\b)?)"
    r"(?=(?:[ -]?(?P<unit>%|per cent|percentage points?|light[ -]years?|"
    r"(?!(?:an?|per|each)\b)[a-z]+))?(?:[ -](?:per|an?|each)[ -](?P<per>[a-z]+))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts in: "%", "$", "km", "magnitude", or nothing; `per` a share.

    `text` has "about" and the unit as well, `number` only the number. `hedge` tells how it is
    rounded: to the "nearest", "down" (more than), "up" (almost), or not.
    """

    text: str
    start: int
    end: int
    number: str
    value: float
    unit: str
    per: str
    hedge: str

    def comparable(self, other: object) -> bool:
        """Tell whether the two could be the same at all."""
        if not isinstance(other, Quantity) or (self.unit, self.per) != (other.unit, other.per):
            return False
        # What has no unit is counted, and nothing counted has a fraction.
        return bool(self.unit) or self.value.is_integer() == other.value.is_integer()

    def same(self, other: object) -> bool:
        """Tell whether the two are one figure, one of them perhaps rounded."""
        if not isinstance(other, Quantity):
            return False
        low, high = sorted((self.value, other.value))
        rounded = any(each.hedge or _is_round(each.value) for each in (self, other))
        return low == high or (rounded and high - low <= _ROUNDED * high)

    def told_by(self, other: object) -> bool:
        """Tell whether another value says this one."""
        return self.comparable(other) and self.same(other)


@lru_cache(maxsize=8192)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text that belong to no date; "one" counts with a unit only.

    "At least twelve people" -> 12; "$1.39 billion" -> 1390000000 in "$"
    """
    seen = visible(spaced(text))
    dates = [range(each.start, each.end) for each in partial_dates(seen.text)]
    found = (
        _quantity(seen, match)
        for match in _QUANTITY.finditer(seen.text)
        if not any(match.start("number") in each for each in dates)
    )
    return tuple(each for each in found if each.unit or each.number.lower() != "one")


def _quantity(seen: Visible, match: re.Match[str]) -> Quantity:
    named = unit_named(match["unit"] or "")
    start, end = match.start(), match.end("unit" if named else "number")
    per = (match["per"] or "").lower()
    unit = (match["coin"] or "")[-1:] or named or ("magnitude" if match["strength"] else "")
    return Quantity(
        seen.text[start:end],
        *seen.there(start, end),
        match["number"],
        _value(match),
        unit,
        per if unit and per in _SHARED_OUT else "",
        next((each for each in ("nearest", "down", "up") if match[each]), ""),
    )


def unit_named(word: str) -> str:
    """Return the unit that a word names in any spelling, or ""."""
    word = word.lower().replace(" ", "-")
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("s"), "")


def _value(match: re.Match[str]) -> float:
    return _whole(match) + (0.5 if match["half"] else 0.0)


def _whole(match: re.Match[str]) -> float:
    if match["digits"]:
        groups = re.split(rf"[,{_SPACES}’']|\.(?=\d{{3}}\.)|(?<=\.\d{{3}})\.", match["digits"])
        return float("".join(groups)) * _SCALES[(match["scale"] or "").lower()]
    return float(_said(match["words"].lower().replace("-", " ").split()))


def _said(words: Sequence[str]) -> int:
    """Return the number that words say: "two hundred and fifty" -> 250."""
    total, part = 0, 0
    for word in words:
        scale = _SPOKEN_SCALES.get(word, 1)
        if scale > 100:
            total, part = total + max(part, 1) * scale, 0
        elif scale > 1:
            part = max(part, 1) * scale
        else:
            part += _VALUES.get(word, 0)
    return total + part


def _is_round(value: float) -> bool:
    return value >= 1000 and value % 100 == 0


_WRITTEN = re.compile(r"\d[\d,]*(?:st|nd|rd|th)?|[a-z]+")


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text with another way to write it, both in lower case.

    "Fifty thousand people" -> ("fifty thousand", "50000"); "2 men" -> ("2", "two").
    """
    run: list[str] = []
    for word in (*_WRITTEN.findall(text.lower()), ""):
        if word in _VALUES or word == "dozen" or (run and word in _SIZES):
            run.append(word)
        elif not (run and word == "and"):
            if run and run not in (["one"], ["zero"]):
                yield " ".join(run), _in_digits(run)
            run = []
            digits = word.replace(",", "")
            yield from ((digits, spoken) for spoken in _in_words(digits))


def _in_digits(run: Sequence[str]) -> str:
    return _ordinal(_said(run)) if run[-1] in _ORDINALS else str(_said(run))


def _ordinal(value: int) -> str:
    end = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{end}"


_SPOKEN = {
    **{str(value): word for word, value in NUMBER_WORDS.items()},
    **{_ordinal(value): word for word, value in _ORDINALS.items()},
    **{f"{NUMBER_WORDS[ten] + n}": f"{ten} {_ONES[n]}" for ten in _TENS for n in range(1, 10)},
}


def _in_words(digits: str) -> Iterator[str]:
    """Yield a number of few words in words."""
    if digits in _SPOKEN:
        yield _SPOKEN[digits]
    for scale, size in _SIZES.items() if digits.isdigit() else ():
        count, rest = divmod(int(digits), size)
        if rest == 0 < count < (10 if size == 100 else 1000):
            if str(count) in _SPOKEN:
                yield f"{_SPOKEN[str(count)]} {scale}"
            if size > 100:
                yield f"{count} {scale}"
