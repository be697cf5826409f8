"""False sentences made of true ones: one fact changed, the rest left as it stands."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_SPELLED = "two three four five six seven eight nine ten eleven twelve twenty thirty fifty".split()
_NUMBER = re.compile(
    rf"(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+(?!\d)|(?<![\w.,])\d+(?:\.\d+)?(?![\w,.]\d|\w)"
    rf"|\b(?:{'|'.join(_SPELLED)})\b"
)
_YEAR = re.compile(r"(?<![\w$£€.,])(?:1[5-9]|20)\d\d(?!\w|[.,]\d)")
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DAY = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)}) (?P<after>\d\d?)\b|\b(?P<before>\d\d?)(?:st|nd|rd|th)? "
    rf"(?:of )?(?:{'|'.join(_MONTHS)})\b"
)
_NAMED_TIME = re.compile(rf"\b(?:{'|'.join((*_MONTHS, *_WEEKDAYS))})\b")
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|must|may|might|does|did|do)\b"
    r"(?! not|n['’]t)(?= [a-z])"
)
_NOT = re.compile(r" not\b| never\b")
_SOME = re.compile(
    r"\b(?:some|many|several|most|a few|a number)(?: of)?(?= (?:the )?[a-z])|\bsometimes\b|"
    r"\boften\b|\busually\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?“\"‘] )(?<!^)(?<!“)\b[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}\b")
_QUOTE = re.compile(r"“[^“”]{25,}”")
_CAUSE = re.compile(r"^(?P<one>[^.;“”]{15,}?),? because (?!of\b)(?P<two>[^.;“”]{15,})[.]$")
_WORD = re.compile(r"\b[a-z]{4,}\b")


@dataclass(frozen=True, slots=True)
class Edit:
    """A false sentence, the kind of its change and the true sentence it was made of."""

    kind: str
    text: str
    true: str


def edits(sentences: Sequence[str], chance: random.Random) -> list[Edit]:
    """Return one edit of each kind that applies for every sentence of an article."""
    names = sorted({match.group() for text in sentences for match in _NAME.finditer(text)})
    names = [name for name in names if name not in (*_MONTHS, *_WEEKDAYS)]
    words = sorted({word for text in sentences for word in _WORD.findall(text)})
    makers: dict[str, Callable[[str], str]] = {
        "number changed": lambda text: number_changed(text, chance),
        "name swapped": lambda text: name_swapped(text, names, chance),
        "negated": lambda text: negated(text, chance),
        "date moved": lambda text: date_moved(text, chance),
        "quotation altered": lambda text: quotation_altered(text, words, chance),
        "some to all": some_to_all,
        "cause reversed": cause_reversed,
    }
    made = [(kind, maker(text), text) for text in sentences for kind, maker in makers.items()]
    return [Edit(kind, text, true) for kind, text, true in made if text and text != true]


def _replaced(text: str, match: re.Match[str], words: str) -> str:
    return text[: match.start()] + words + text[match.end() :]


def number_changed(text: str, chance: random.Random) -> str:
    """Change one number that belongs to no date."""
    dated = [match.span() for rule in (_DAY, _YEAR) for match in rule.finditer(text)]
    found = [
        match
        for match in _NUMBER.finditer(text)
        if not any(start <= match.start() < end for start, end in dated)
    ]
    if not found:
        return ""
    match = chance.choice(found)
    return _replaced(text, match, _another(match.group(), chance))


def _another(number: str, chance: random.Random) -> str:
    if number in _SPELLED:
        return chance.choice([word for word in _SPELLED if word != number])
    value = float(number.replace(",", ""))
    factor = chance.choice((0.5, 0.7, 1.2, 1.5, 2.0, 3.0))
    if "." in number:
        return f"{value * factor + 0.1:.{len(number.split('.')[1])}f}"
    changed = round(value * factor)
    changed = changed + 1 if changed == value else changed
    return f"{changed:,}" if "," in number else str(changed)


def name_swapped(text: str, names: Sequence[str], chance: random.Random) -> str:
    """Put another name of the article in the place of one."""
    found = [match for match in _NAME.finditer(text) if match.group() in names]
    if not found:
        return ""
    match = chance.choice(found)
    own = set(match.group().split())
    others = [name for name in names if not own & set(name.split())]
    return _replaced(text, match, chance.choice(others)) if others else ""


def negated(text: str, chance: random.Random) -> str:
    """Take a negation away, or put one behind an auxiliary."""
    if gone := _NOT.search(text):
        return _replaced(text, gone, "")
    bare = re.sub(r"“[^”]*”?", lambda match: "~" * len(match.group()), text)
    found = [*_AUXILIARY.finditer(bare)]
    if not found:
        return ""
    match = chance.choice(found)
    return _replaced(text, match, f"{match.group()} not")


def date_moved(text: str, chance: random.Random) -> str:
    """Move a year, a day of a month, a month or a weekday."""
    moves: list[str] = []
    for match in _YEAR.finditer(text):
        year = int(match.group()) + chance.choice((-7, -3, -2, -1, 1, 2, 4))
        moves.append(_replaced(text, match, str(year)))
    for match in _DAY.finditer(text):
        start, end = match.span("after" if match["after"] else "before")
        day = (int(text[start:end]) + chance.choice((2, 5, 9))) % 28 + 1
        moves.append(text[:start] + str(day) + text[end:])
    for match in _NAMED_TIME.finditer(text):
        calendar = _MONTHS if match.group() in _MONTHS else _WEEKDAYS
        others = [name for name in calendar if name != match.group()]
        moves.append(_replaced(text, match, chance.choice(others)))
    return chance.choice(moves) if moves else ""


def quotation_altered(text: str, words: Sequence[str], chance: random.Random) -> str:
    """Change or drop a word between quotation marks."""
    quotes = [*_QUOTE.finditer(text)]
    if not quotes:
        return ""
    quote = chance.choice(quotes)
    found = [*_WORD.finditer(text, quote.start(), quote.end())]
    if not found:
        return ""
    match = chance.choice(found)
    if chance.random() < 0.3:
        return text[: match.start()].rstrip() + text[match.end() :]
    return _replaced(text, match, chance.choice([w for w in words if w != match.group()]))


def some_to_all(text: str) -> str:
    """Say of all what is said of some."""
    match = _SOME.search(re.sub(r"“[^”]*”?", lambda found: "~" * len(found.group()), text))
    if not match:
        return ""
    word = match.group()
    often = word.lower() in ("sometimes", "often", "usually")
    new = "always" if often else "all"
    return _replaced(text, match, new.capitalize() if word[0].isupper() else new)


def cause_reversed(text: str) -> str:
    """Turn "A because B" into "B because A"."""
    match = _CAUSE.match(text)
    if not match:
        return ""
    one, two = match["one"], match["two"]
    return f"{two[0].upper()}{two[1:]} because {one[0].lower()}{one[1:]}."
