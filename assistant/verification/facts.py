"""The numbers, dates and quotations of a sentence: do its statements give them, for the same thing?

Relative words in an article ("on Tuesday") count from the day on which it was published.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from assistant.answering.quotation import Quote
from assistant.question.timerules import find_periods
from assistant.schema import DateRange
from assistant.text.dates import WEEKDAYS, PartialDate, partial_dates
from assistant.text.quantities import Quantity, quantities
from assistant.verification.reading import Reading, read

_BESIDE = 3  # words on either side
_PLAIN = frozenset("the a an of and in to at on for is was by that".split())

Place = tuple[Reading, int, int]  # a text, and where in it something stands


def is_displaced(own: Place, same: Iterable[Place], others: Iterable[Place]) -> bool:
    """Tell whether another value of the statement has more of the neighbours than the same has."""
    near, next_to = _beside(own), _beside(own, 1)
    best = max((len(near & _beside(place)) for place in same), default=0)
    # Words that only stand somewhere around both say nothing: one must be next to both.
    touching = [place for place in others if next_to & _beside(place, 1)]
    return any(len(near & _beside(place)) > best for place in touching)


def _beside(place: Place, reach: int = _BESIDE) -> set[tuple[str, str]]:
    """Return the words next to a place, each with its side."""
    reading, start, end = place
    before = [t.lemma for t in reading.tokens if t.end <= start and t.lemma not in _PLAIN]
    after = [t.lemma for t in reading.tokens if t.start >= end and t.lemma not in _PLAIN]
    return {("before", word) for word in before[-reach:]} | {
        ("after", word) for word in after[:reach]
    }


_FEW = 5
_COARSE = 3  # digits that a hedged number has at most
_LARGE = 1000  # numbers that are rounded without saying so
_COUNTED = frozenset(
    "options points ways types kinds reasons factors things steps parts categories plans".split()
)


def missing_number(sentence: Reading, question: str, given: Sequence[Reading]) -> str:
    """Return the first number of a sentence that the statements do not give for the same thing.

    Numbers of the question are no claims.
    """
    asked = {each.value for each in quantities(question)}
    own = quantities(sentence.text)
    told = [(reading, each) for reading in given for each in quantities(reading.text)]
    free = [
        (reading, each.start, each.end)
        for reading, each in told
        if reading is given[0] and not any(_is_given(mine, each) for mine in own)
    ]
    for number in own:
        same = [(text, each.start, each.end) for text, each in told if _is_given(number, each)]
        known = same or number.value in asked or _counts_what_follows(sentence, number)
        if not known or (
            (same or number.value not in asked)
            and is_displaced((sentence, number.start, number.end), same, free)
        ):
            return number.number
    return ""


def _is_given(own: Quantity, told: Quantity) -> bool:
    """Tell whether a number is the one that is told, or that rounded."""
    if own.unit and told.unit and own.unit != told.unit:
        return False
    return own.value == told.value or _rounds(own, told.value)


def _rounds(own: Quantity, exact: float) -> bool:
    if own.value < 10 or exact <= 0 or not own.value.is_integer():
        return False
    digits = len(f"{own.value:.0f}".rstrip("0"))
    place = 10 ** (math.floor(math.log10(own.value)) + 1 - digits)
    to = {"down": math.floor, "up": math.ceil}.get(own.hedge, round)
    sure = digits <= _COARSE if own.hedge else own.value >= _LARGE
    return sure and to(exact / place) * place == own.value


def _counts_what_follows(sentence: Reading, number: Quantity) -> bool:
    """Tell whether a writer counted himself: "two options", "three main reasons"."""
    after = [t.text.lower() for t in sentence.tokens if t.start >= number.end][:2]
    return number.value <= _FEW and number.number.isalpha() and not _COUNTED.isdisjoint(after)


_WEEKDAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS).title()})(?=s?\b)")
_WEEK = timedelta(7)


def missing_date(sentence: Reading, question: str, given: Sequence[Quote]) -> str:
    """Return the first date or weekday of a sentence that no statement gives for the same thing."""
    asked, own = partial_dates(question), partial_dates(sentence.text)
    told = [(read(quote.text), each) for quote in given for each in partial_dates(quote.text)]
    for day in own:
        if not any(_gives(quote, day) for quote in given):
            if not any(day.told_by(each) for each in asked):
                return day.text
            continue
        same = [(text, each.start, each.end) for text, each in told if day.same(each)]
        free = [
            (text, each.start, each.end)
            for text, each in told
            if text.text == given[0].text
            and each.comparable(day)
            and not any(each.same(mine) for mine in own)
        ]
        if same and is_displaced((sentence, day.start, day.end), same, free):
            return day.text
    weekdays = _WEEKDAY.findall(sentence.text)
    return next((each for each in weekdays if not any(_is_on(quote, each) for quote in given)), "")


def rivals(sentence: Reading, given: Sequence[Quote]) -> bool:
    """Tell whether statements give another number or date in the place of one that they lack."""
    numbers, days = quantities(sentence.text), partial_dates(sentence.text)
    texts = [read(quote.text) for quote in given]
    told = [(text, each) for text in texts for each in quantities(text.text)]
    dated = [(text, each) for text in texts for each in partial_dates(text.text)]
    lacking: list[Quantity | PartialDate] = [
        *(mine for mine in numbers if not any(_is_given(mine, each) for _, each in told)),
        *(mine for mine in days if not any(_gives(quote, mine) for quote in given)),
    ]
    spare: list[tuple[Reading, Quantity | PartialDate]] = [
        *(pair for pair in told if not any(_is_given(pair[1], mine) for mine in numbers)),
        *(pair for pair in dated if not any(pair[1].same(mine) for mine in days)),
    ]
    return any(
        mine.comparable(each) and _around(sentence, mine) & _around(text, each)
        for mine in lacking
        for text, each in spare
    )


def _around(reading: Reading, value: Quantity | PartialDate) -> set[str]:
    """Return the content words next to a number or date."""
    words = [token for token in reading.tokens if token.weight]
    before = [token.lemma for token in words if token.end <= value.start]
    after = [token.lemma for token in words if token.start >= value.end]
    return {*before[-_BESIDE:], *after[:_BESIDE]}


def _gives(quote: Quote, day: PartialDate) -> bool:
    published = quote.article.article.published
    if any(day.told_by(each) for each in _told(quote.text, published)):
        return True
    return published is not None and any(
        _within(day, period) for period in _periods(quote.text, published)
    )


def _told(text: str, published: date | None) -> Iterator[PartialDate]:
    """Yield the dates that a text tells, also with the year that its day of publication has."""
    for day in partial_dates(text):
        yield day
        if published and not day.year:
            yield replace(day, year=published.year)
            yield replace(day, year=published.year - 1)


@lru_cache(maxsize=8192)
def _periods(text: str, published: date) -> tuple[DateRange, ...]:
    return tuple(found.period for found in find_periods(text, published))


def _within(day: PartialDate, period: DateRange) -> bool:
    """Tell whether a period lies in a date, as far as the date is told."""
    if period.since is None or period.until is None:
        return False
    if not day.day:
        return day.told_by(period.since) and day.told_by(period.until)
    # "will meet on Tuesday" is that of the next week
    return period.since == period.until and (
        day.told_by(period.since) or day.told_by(period.since + _WEEK)
    )


def _is_on(quote: Quote, weekday: str) -> bool:
    """Tell whether a statement names a weekday, or a day that was one."""
    published = quote.article.article.published
    if weekday in quote.text or (published and f"{published:%A}" == weekday):
        return True
    days = filter(None, (each.when() for each in _told(quote.text, published)))
    return any(f"{day:%A}" == weekday for day in days)


_QUOTED = re.compile(
    r"[“„«]\s*(?P<curly>[^“”„«»\"]+?)\s*(?:[”»]|$)"
    r"|(?<!\w)\"(?=\S)(?P<straight>[^\"“”]+?)\s*(?:\"|$)"
    r"|(?<!\w)‘\s*(?P<single>(?:[^‘’]|(?<=\w)’(?=\w))+?)\s*’(?!\w)"
    r"|(?<!\w)'(?=\S)(?!s\b)(?P<plain>[^'\n]+(?:(?<=\w)'(?=\w)[^'\n]*)*?)(?<=\S)'(?!\w)"
    r"|^(?P<tail>[^“”\"]+?)(?:”|(?<=\S)\"(?=\s))"
)
_CLAUSE = 6  # words of a quotation whose stop is taken to be the speaker's
_DOUBLED = re.compile(r"``|''")
_END = "¶"  # between two statements
_GAP = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*")
_ONE_KIND = str.maketrans("’‘“”–—‑\u00a0", "''\"\"--- ")


def quoted(text: str) -> Iterator[str]:
    """Yield what stands in quotation marks, also where a sentence only opens or closes them."""
    for match in _QUOTED.finditer(_DOUBLED.sub('"', text)):
        yield next(part for part in match.groups() if part)


def unquoted(text: str) -> str:
    """Return a sentence without its quotation marks, for words that are no quotation."""
    text = _DOUBLED.sub('"', text)
    for match in reversed([*_QUOTED.finditer(text)]):
        start, end = match.span(next(n for n, part in match.groupdict().items() if part))
        text = text[: match.start()] + text[start:end] + text[match.end() :]
    return text


def altered(text: str, statements: Iterable[str]) -> str:
    """Return the first quotation of a sentence that no statement has word for word, or ""."""
    said = f" {_END} ".join(_normal(each) for each in statements)
    for words in quoted(text):
        pieces = [piece for piece in map(_normal, _GAP.split(words)) if piece]
        whole = words[-1] in ".!?" and (words[0].isupper() or len(words.split()) >= _CLAUSE)
        if not all(_holds(said, piece, whole=whole) for piece in pieces):
            return words
    return ""


def _holds(said: str, piece: str, *, whole: bool) -> bool:
    """Tell whether words stand in what was said, to the end of a sentence if they are `whole`."""
    end = rf"(?:[.!?,;:-]|\s*{_END}|$)" if whole else r"(?!\w)"
    return re.search(rf"(?<!\w){re.escape(piece)}{end}", said) is not None


def _normal(text: str) -> str:
    """Return words for comparison: one kind of mark, no marks at the ends, no case."""
    plain = " ".join(_DOUBLED.sub(" ", text.translate(_ONE_KIND)).replace('"', " ").split()).lower()
    plain = re.sub(r"(?<!\w)'|'(?!\w)", "", re.sub(r"\s*-+\s*", "-", plain))
    return plain.strip(" .,;:!?-")
