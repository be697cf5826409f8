"""Numbers in words and in digits: "fifty thousand" and 50,000, "third" and 3rd."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
# "First" and "second" are left out: they seldom number anything.
_NTHS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
_CARDINALS = dict(zip([*_ONES, *_TENS], [*range(20), *range(20, 100, 10)], strict=True))
_ORDINALS = {
    **{word: value for value, word in enumerate(_NTHS, 3)},
    **{f"{ten[:-1]}ieth": _CARDINALS[ten] for ten in _TENS},
}
_VALUES = {**_CARDINALS, **_ORDINALS, "fourty": 40, "dozen": 12}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_WORD = re.compile(r"\d[\d,]*(?:st|nd|rd|th)?|[a-z]+")


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text with another way to write it, both in lower case.

    "Fifty thousand people" -> ("fifty thousand", "50000"); "2 men" -> ("2", "two").
    """
    run: list[str] = []
    for word in (*_WORD.findall(text.lower()), ""):
        if word in _VALUES or (run and word in _SCALES):
            run.append(word)
        elif not (run and word == "and"):
            if run and run not in (["one"], ["zero"]):
                yield " ".join(run), _in_digits(run)
            run = []
            digits = word.replace(",", "")
            yield from ((digits, spoken) for spoken in _in_words(digits))


def _in_digits(run: Sequence[str]) -> str:
    total = part = 0
    for word in run:
        part = part * _SCALES[word] if word in _SCALES else part + _VALUES[word]
        if _SCALES.get(word, 0) > 100:
            total, part = total + part, 0
    return _ordinal(total + part) if run[-1] in _ORDINALS else str(total + part)


def _ordinal(value: int) -> str:
    end = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{end}"


_SPOKEN = {
    **{str(value): word for word, value in _CARDINALS.items()},
    **{_ordinal(value): word for word, value in _ORDINALS.items()},
    **{f"{_CARDINALS[ten] + n}": f"{ten} {_ONES[n]}" for ten in _TENS for n in range(1, 10)},
}


def _in_words(digits: str) -> Iterator[str]:
    """Yield a number of few words in words."""
    if digits in _SPOKEN:
        yield _SPOKEN[digits]
    for scale, size in _SCALES.items() if digits.isdigit() else ():
        count, rest = divmod(int(digits), size)
        if rest == 0 < count < (10 if size == 100 else 1000):
            if str(count) in _SPOKEN:
                yield f"{_SPOKEN[str(count)]} {scale}"
            if size > 100:
                yield f"{count} {scale}"
