"""Where a sentence of news mentions a number, a time, a name or a place: spans, by patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.names import Name, names
from assistant.placenames import A_COUNTRY, A_STATE
from assistant.words import STOP_WORDS

Span = tuple[int, int]

_ABOUT = (
    r"(?:(?:about|around|approximately|roughly|nearly|almost|some|over|under|more than|less than|"
    r"fewer than|at least|at most|up to|an estimated|only|just(?: over| under)?)\s+)?"
)
_ONES = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|one(?!\s+of\b)|zero|"
    r"(?:a|several)\s+(?=(?:dozen|hundred|thousand|million|billion)))"
)
_SCALE = r"(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|mn|bn|[mbk]\b)"
_FIGURE = r"\d[\d,]*(?:\.\d+)?(?![\d])"
_COIN = r"(?:(?:US|A|C|NZ|HK)?[$€£¥₹]\s?)"
_NUMERAL = rf"{_COIN}?(?:{_FIGURE}|\b{_ONES}\b)(?:[\s-]?{_SCALE})*|\b{_SCALE}(?=\s+of\b)"
_RANGE = rf"(?:{_NUMERAL})(?:(?:\s?%|\s+per ?cent)?\s?(?:to|–|—|-)\s?(?={_COIN}?\d)(?:{_NUMERAL}))?"
_UNIT = (
    r"(?:\s?%|\s+(?:per ?cent|percent)(?:age points)?|"
    r"[\s-]+(?:dollars|euros|pounds|crowns|francs|yen|yuan|rubles|roubles|rupees|lire|people|men|"
    r"women|children|(?:light[ -])?years?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"(?:nautical )?miles?|(?:kilo|centi|milli)?met(?:er|re)s?|cm|mm|knots?|km/h|kph|feet|foot|"
    r"inch(?:es)?|km|kg|mph|kilograms?|grams?|ton(?:ne)?s?|acres?|"
    r"hectares?|barrels?|degrees?|times|points?|votes?|seats?|goals?|gallons?|lit(?:er|re)s?)\b)"
)
_NUMBER = re.compile(
    rf"(?<![\w.,-]){_ABOUT}(?:{_RANGE})(?:\s+and a (?:half|quarter))?(?:{_UNIT})?(?![\w])"
    r"(?:[\s-]+years?[\s-]+old\b)?",
    re.I,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|first|[a-z]+(?:th|nd|rd))"
_PARTS = r"(?:(?:early|late|mid|the end of|the beginning of|the start of)[ -])?"
_DATE = (
    rf"{_DAY}(?:\s?[–-]\s?{_DAY})?(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?|"
    rf"{_MONTH}\s+{_DAY}(?![\d%])(?:\s?[–-]\s?{_DAY})?(?:,?\s+{_YEAR})?|"
    rf"{_MONTH},?\s+{_YEAR}|(?<=[a-z,]\s){_PARTS}{_MONTH}(?=\W|$)"
)
_CLOCK = (
    r"(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|midnight|noon)"
    r"(?:\s+(?:local time|[A-Z]{2,4}\b))?"
)
_SPOKEN = (
    r"(?:(?:last|next|this|earlier this|later this|early next|late last)\s+(?:week|month|year|"
    rf"spring|summer|autumn|fall|winter|night|weekend|{_WEEKDAY}|{_MONTH})|yesterday|tomorrow|"
    rf"(?:\w+|\d+|a few|a couple of)\s+(?:years?|months?|weeks?|days?|hours?)\s+(?:ago|later|"
    rf"earlier)|(?:this\s+)?(?:spring|summer|autumn|winter)(?:\s+(?:of\s+)?{_YEAR}))"
)
_ERA = (
    rf"{_PARTS}(?:{_ORDINAL})(?:\s+(?:or|and|to)\s+{_ORDINAL})?\s+centur(?:y|ies)|"
    rf"{_PARTS}{_YEAR}s\b|\d{{1,4}}\s?(?:BC|BCE|AD|CE)\b"
)
_ONE_TIME = (
    rf"(?:{_ERA}|{_DATE}|{_CLOCK}|{_SPOKEN}|{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?|"
    rf"{_PARTS}{_YEAR}(?:\s?[–-]\s?\d{{2,4}})?(?![\w%,]*\d))"
)
_TIME = re.compile(
    rf"(?<![\w$€£.,-]){_ONE_TIME}(?:(?:,?\s+(?:on|at|in|of|the)?\s*|\s+(?:on|at)\s+|,\s*)"
    rf"{_ONE_TIME})*(?!\w)"
)
_YEARS = re.compile(rf"(?<![\w$€£.,-]){_YEAR}(?!\w)")
_NAME_BEFORE = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]\w* $")  # "the Harbour Act 1998"
_AGE = re.compile(
    r"(?:\baged?\s+(?:of\s+)?|\bturn(?:s|ed|ing)\s+|,\s+|\bis\s+|\bwas\s+)(?P<age>\d{1,3})"
    r"(?!\w|[.,]\d|%|\s+(?:percent|per cent|million|people))"
    r"|\b(?P<old>\d{1,3}[\s-]years?(?:[\s-]old|\s+of\s+age))"
)
_TITLE = re.compile(r"[“\"‘]([A-Z0-9][^“”\"‘]{1,60}?)[,.]?[”\"’](?!\w)")
_PLACE_WORD = re.compile(
    r"\b(?:in|at|near|from|to|into|inside|across|off|on|over|through|around)\s+"
    r"(?:(?:the|northern|southern|eastern|western|central|nearby)\s+|(?:city|town|province|island|"
    r"state|village|port|region) of\s+)*$"
)
_PLAIN_PLACE = re.compile(
    r"\b(?:in|at|near|inside|outside|under|on|within)\s+(?P<place>(?:the|a|an)\s+(?:[a-z]+\s+){0,2}"
    r"[a-z]+)(?=[.,;]|$|\s(?:and|on|in|of|for|as|when|after|before|where|with|to|from|by)\b)"
)
SHARE = re.compile(r"%|\bper ?cent", re.IGNORECASE)
MONEY = re.compile(
    r"[$€£¥₹]|\b(?:dollar|euro|pound|crown|franc|yen|yuan|rou?ble|rupee|lire|cent)s?\b",
    re.IGNORECASE,
)
SPAN = re.compile(
    r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|miles?|feet|foot|knots?|km/h|kph|cm|"
    r"mm|(?:kilo|centi|milli)?met(?:er|re)s?|inch(?:es)?|km|kg|kilograms?|pounds|tons?|"
    r"tonnes?|acres?|hectares?|mph|degrees?)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"[A-Z]\w+ the ")  # "Unlike the Orlu"
_OWNER = re.compile(rf"(?:{A_COUNTRY.pattern}|{A_STATE.pattern})['’]s? ")  # "Ohio's Orlu Park"
_CALENDAR = re.compile(rf"\b(?:(?!May\b){_MONTH}|May(?= \d)|{_WEEKDAY})\b\.?(?: \d+)*\s*")
_OPENING = re.compile(r"(?:^|[:;–—] |[“\"‘(])([A-ZÀ-Þ][\w’'-]*\w(?= [a-z])(?<!['’]s))")
_ADJECTIVE = re.compile(r"[A-Z]\w*(?:ish|ese|ic|ist|ench|utch)|[A-Z]\w{3,}[ei]an")
_RANKS = re.compile(
    r"^.*\b(?:President|Minister|Chancellor|Secretary(?: of State)?|Sen(?:ator|\.)|Rep\.|Governor|"
    r"Gov\.|Mayor|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Gen(?:eral|\.)|Major|Colonel|Captain|Judge|Justice|CEO|"
    r"Chairman|Director|Professor|Spokes(?:man|woman)|Coach|Speaker|Leader|Actor|Actress|Singer|Premier)\s+"
    r"(?=[A-ZÀ-Þ])"
)
_NOT_NAMES = re.compile(
    rf"(?:{_MONTH}|{_WEEKDAY}|[A-Z][a-z]+day)(?:\s+\d+)?|COVID.*|I|A|The|Mr|Mrs", re.I
)


def numbers(text: str) -> Iterator[Span]:
    """Yield numbers with their qualifier and unit, those that are dates or ages too."""
    for match in _NUMBER.finditer(text):
        yield match.start(), match.end() - (len(match.group()) - len(match.group().rstrip(" ,-")))


def times(text: str) -> Iterator[Span]:
    """Yield times: "2 April", "Tuesday", "March 2024", "2019", "7 p.m. on Friday"."""
    for match in _TIME.finditer(text):
        if not (_YEARS.fullmatch(match.group()) and _NAME_BEFORE.search(text[: match.start()])):
            yield match.span()


def years(text: str) -> Iterator[Span]:
    """Yield years alone."""
    yield from (match.span() for match in _YEARS.finditer(text))


def ages(text: str) -> Iterator[Span]:
    """Yield ages: "aged 45", "45-year-old", "Rossi, 45,"."""
    for match in _AGE.finditer(text):
        yield match.span("age") if match["age"] else match.span("old")


def named(text: str, is_name: Callable[[str], bool] = lambda _: False) -> Iterator[Span]:
    """Yield the names of people, places and other things; an opening word only if it is one."""
    for opening in _OPENING.finditer(text):
        if is_name(opening[1]):
            yield opening.span(1)
    for name in names(text):
        for start, end in _cut(name):
            if not _NOT_NAMES.fullmatch(text[start:end]) and not _is_adjective(text, start, end):
                yield start, end


def _cut(name: Name) -> Iterator[Span]:
    """Cut a run at months, weekdays and what owns it: "23 September Lin" -> "Lin"."""
    opener = _NOT_YET.match(name.text) if name.start == 0 else None
    owner = _OWNER.match(name.text)
    start = opener.end() if opener else owner.end() if owner else 0
    for match in _CALENDAR.finditer(name.text):
        if match.start() > start:
            piece = re.sub(r"(?:['’]s?)?\s*$", "", name.text[: match.start()])
            yield name.start + start, name.start + len(piece)
        start = match.end()
    if name.start + start < name.end:
        yield name.start + start, name.end


def _is_adjective(text: str, start: int, end: int) -> bool:
    """Tell whether a word stands for a nation or a creed before a noun: "Italian courts"."""
    return bool(_ADJECTIVE.fullmatch(text[start:end]) and re.match(r"[ -][a-z]", text[end:]))


def people(text: str, is_name: Callable[[str], bool] = lambda _: False) -> Iterator[Span]:
    """Yield names without the ranks before them: "Prime Minister Ada Lin" -> "Ada Lin"."""
    for start, end in named(text, is_name):
        rank = _RANKS.match(text[start:end])
        yield start + (rank.end() if rank else 0), end


def titles(text: str) -> Iterator[Span]:
    """Yield what stands in quotation marks like a title: “The Salt Road”."""
    yield from (match.span(1) for match in _TITLE.finditer(text))


def stands_as_place(text: str, start: int) -> bool:
    """Tell whether the words before say that what starts here is a place."""
    return bool(_PLACE_WORD.search(text[:start]))


def plain_places(text: str) -> Iterator[Span]:
    """Yield places without a name: "in the old harbour"."""
    for match in _PLAIN_PLACE.finditer(text):
        if match["place"].split()[-1] not in STOP_WORDS:
            yield match.span("place")
