"""Numbers in words and in digits: "fifty thousand" and 50,000, "third" and 3rd."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "fourty": 40,
    "dozen": 12,
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_ORDINALS = {
    **{f"{word}th": value for value, word in enumerate(_SMALL)},
    **{f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS, 2)},
    **{"third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12},
}
_ENDS = {1: "st", 2: "nd", 3: "rd"}
_WORD = re.compile(r"\d[\d,]*(?:st|nd|rd|th)?|[a-z]+")


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """Yield each number of a text with another way to write it, both in lower case.

    "Fifty thousand people" -> ("fifty thousand", "50000"); "2 men" -> ("2", "two").
    """
    run: list[str] = []
    for word in (*_WORD.findall(text.lower()), ""):
        if word in _VALUES or (run and word in _SCALES) or (word in _ORDINALS):
            run.append(word)
        elif not (run and word == "and"):
            yield from _other(run)
            run = []
            if word[:1].isdigit():
                yield from _in_words(word.replace(",", ""))


def _other(run: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a run of number words with its digits; "one" alone is seldom a number."""
    if not run or run == ["one"] or run == ["zero"]:
        return
    total = part = 0
    for word in run:
        if word in _SCALES:
            part = max(part, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, part = total + part, 0
        else:
            part += _VALUES.get(word, 0) + _ORDINALS.get(word, 0)
    value = total + part
    yield " ".join(run), _ordinal(value) if run[-1] in _ORDINALS else str(value)


def _ordinal(value: int) -> str:
    end = "th" if value % 100 in (11, 12, 13) else _ENDS.get(value % 10, "th")
    return f"{value}{end}"


def _in_words(digits: str) -> Iterator[tuple[str, str]]:
    if not digits.isdigit():
        spoken = {_ordinal(value): word for word, value in _ORDINALS.items()}.get(digits)
    else:
        spoken = _spoken(int(digits))
    if spoken:
        yield digits, spoken
    for scale, value in _SCALES.items():
        if (
            digits.isdigit()
            and value > 100
            and int(digits) % value == 0 < int(digits) < 1000 * value
        ):
            yield digits, f"{int(digits) // value} {scale}"


def _spoken(value: int) -> str:
    """Return a number of few words in words, or ""."""
    for scale, size in sorted(_SCALES.items(), key=lambda each: -each[1]):
        if value >= size:
            count = _spoken(value // size) if value % size == 0 and value // size < 100 else ""
            return f"{count} {scale}" if count else ""
    if value < len(_SMALL):
        return _SMALL[value]
    tens, rest = _TENS[value // 10 - 2], value % 10
    return f"{tens} {_SMALL[rest]}" if rest else tens
