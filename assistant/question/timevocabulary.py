"""What the rules for time words share: patterns of words, and the question as rules look at it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.schema import DateRange
from assistant.text.dates import WEEKDAYS
from assistant.text.words import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule makes of its match."""

    period: DateRange
    stated: bool = True
    floating: bool = False


_NUMBERS = {
    word: number
    for number, words in enumerate(
        "zero|a an one|two couple|three|four|five few|six|seven several|eight|nine|ten|eleven|"
        "twelve".split("|")
    )
    for word in words.split()
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
DECADES = {
    "twenties": 2020, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990,
}  # fmt: skip
PARTS = {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}
# These are also verbs, names or adjectives; so is every abbreviation ("Jan", "Mar-a-Lago").
AMBIGUOUS = frozenset({"march", "april", "may", "june", "august"})
FIRM = frozenset("in since until till during throughout around early mid late last this".split())
LOOSE = frozenset("before after by from to between and through of or for".split())
_NO_NAMES = FIRM | LOOSE | frozenset(WEEKDAYS)
YEAR_BEFORE = FIRM | LOOSE | {"year", "on", "circa"}
M = (
    r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|"
    r"december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b(?!-)\.?)"
)
Y = r"(?P<year>(?:1[7-9]|20)\d\d(?![\d,]\d)|(?:last|this|next) year)\b"
D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
W = r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
N = r"(?P<number>\d{1,3}|a couple(?: of)?|a few|[a-z]+)"
U = r"(?P<unit>hour|day|week|fortnight|month|year|decade)s?"
P = r"(?:(?P<part>early|mid|late|(?:start|beginning|middle|end) of)[ -](?:in )?(?:the )?)"
S = r"(?P<season>spring|summer|autumn|fall|winter)"
SLOT = r"(?P<slot>morning|afternoon|evening|night)"


class Words:
    """The question and the as-of date, as the rules look at them."""

    def __init__(self, question: str, as_of: date) -> None:
        self.question = question
        self.as_of = as_of

    def before(self, start: int) -> str:
        """Return the word before a position, or nothing."""
        match = re.search(r"([\w'’.&]+)[\s(]*$", self.question[:start])
        return match.group(1) if match else ""

    def after(self, end: int) -> str:
        """Return the word that follows directly, or nothing at the end and before a stop."""
        match = re.match(r"(?:['’]s)?[ ]+([\w'’]+)", self.question[end:])
        return match.group(1) if match else ""

    def beside_name(self, start: int) -> bool:
        """Tell whether the word before is a name (a capital inside the question)."""
        word = self.before(start)
        return word[:1].isupper() and word.lower() not in STOP_WORDS | _NO_NAMES

    def named(self, match: re.Match[str]) -> bool:
        """Tell whether the words themselves look like a name: a capital inside the question."""
        return match.start() > 0 and match.group()[0].isupper() and not self.question.isupper()

    def year(self, match: re.Match[str]) -> int | None:
        """Return the year a match names, or None."""
        words = match["year"]
        if words is None or words.isdigit():
            return int(words) if words else None
        return self.as_of.year + {"last": -1, "this": 0, "next": 1}[words.lower().split()[0]]


Rule = Callable[[re.Match[str], Words], Read | None]


def part_of(match: re.Match[str]) -> str | None:
    """Return the part that a match names: early, mid or late."""
    words = match.groupdict().get("part")
    if words is None:
        return None
    word: str = words.lower().split()[0]
    return PARTS.get(word, word)


def number_of(words: str) -> int | None:
    """Return the number that words say: "a couple of" -> 2."""
    text = words.lower().removesuffix(" of").removeprefix("a ")
    return int(text) if text.isdigit() else _NUMBERS.get(text)


def rule(pattern: str, rule: Rule) -> tuple[re.Pattern[str], Rule]:
    """Return a rule of the table: its pattern, which begins and ends with whole words."""
    return re.compile(rf"(?<![\w'’-]){pattern}(?![\w])", re.IGNORECASE), rule
