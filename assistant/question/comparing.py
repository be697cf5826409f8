"""Questions that compare: which two things, and what is asked of each.

"Did Orlu spend more than Varn?" asks of each "how much did Orlu spend?": what a comparative leaves
open is asked for (comparatives.py), and the other side takes the first's place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.comparatives import FIRST, open_question, sense_of
from assistant.question.expected import YES_NO
from assistant.question.timewords import read_time
from assistant.question.topic import content_words, is_telling
from assistant.question.vocabulary import QUESTION_WORDS
from assistant.text.dates import partial_dates
from assistant.text.names import names


@dataclass(frozen=True, slots=True)
class ComparedSide:
    """One side of a comparison: the question about it, and its words."""

    question: str
    label: str


@dataclass(frozen=True, slots=True)
class ComparedPair:
    """Both sides; `larger` is 1 where it is asked whether the first is more, -1 for less, or 0."""

    sides: tuple[ComparedSide, ComparedSide]
    larger: int = 0


_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date
_COMPARE = re.compile(
    r"(?:.*?\b(?:compare[sd]?|contrast|comparison (?:of|between))\b(?P<pair>(?! (?:to|with)\b).+)"
    r"|.*\bdifferen\w+(?P<measure> (?:in|of) .+?)? between(?P<two>.+)"
    r"|\W*how (?:does|do|did) (?P<one>.+?) (?:compare|differ) (?:to|with|against|from)"
    r"(?P<other>.+))",
    re.IGNORECASE,
)
_JOINTS = (
    r" (?:with|against|versus|vs\.?) ",
    r" and (?:that|those|the|who|what|how) ",
    r" to ",
    r",? and ",
)
_HEADED = re.compile(r" of |['’]s? |\b(?:who|what|when|where|which|how|that|those|in|from)\b")
_THAT_OF = re.compile(r"^(?:that|those|the one|the ones) (?=of\b|in\b|for\b|from\b|at\b|on\b)")
_OF = re.compile(r"^(?P<head>.+?) (?:of|for|in|at) ")


def compared(text: str) -> ComparedPair | None:
    """Return what a question compares, or None; `text` has no mark at its end."""
    return _between_times(text) or _than(text) or _either(text) or _side_by_side(text)


def _side_by_side(text: str) -> ComparedPair | None:
    """Read "Compare A with B", "the difference between A and B", "How does A compare with B?"."""
    match = _COMPARE.fullmatch(text)
    if match is None:
        return None
    pair = (match["pair"] or match["two"] or "").strip(" :,")
    sides = (match["one"], match["other"]) if match["one"] else _split(pair)
    if sides is None:
        return None
    one, other = (each.strip(" ,") for each in sides)
    if match["two"] and not match["measure"] and not all(map(_HEADED.search, sides)):
        return None  # "the difference between dogs and wolves" is told in one place
    if measure := (match["measure"] or "").strip():
        measure = measure.partition(" ")[2]
        return _told(f"the {measure} of {one}", f"the {measure} of {other}")
    return _told(one, _completed(one, other))


def _told(one: str, other: str) -> ComparedPair | None:
    if one == other or not all(names(f"than {each}") or is_telling(each) for each in (one, other)):
        return None
    return ComparedPair((ComparedSide(_question(one), one), ComparedSide(_question(other), other)))


def _question(phrase: str) -> str:
    """Ask for what a phrase names: "the price of it" -> "What is the price of it"."""
    first = phrase.split()[0].lower()
    return phrase if first in QUESTION_WORDS else f"What was {phrase}"


def _split(pair: str) -> tuple[str, str] | None:
    """Part what is compared at the clearest joint that there is."""
    for joint in _JOINTS:
        if match := re.search(joint, pair):
            kept = match.group().strip().partition(" ")[2] if "and" in joint else ""
            return pair[: match.start()], f"{kept} {pair[match.end() :]}"
    return None


def _completed(one: str, other: str) -> str:
    """Give the second side what it leaves to the first: "that of B", "the painting", "in May"."""
    head = _OF.match(one)
    if head and _THAT_OF.match(other):
        return _THAT_OF.sub(f"{head['head']} ", other)
    times = [read_time(each, _ANY_DAY).spans for each in (one, other)]
    own = [word for word in content_words(_without(other, times[1])) if is_telling(word)]
    if times[0] and times[1] and not own:
        (start, end), (first, last) = times[0][-1], times[1][-1]
        return f"{one[:start]}{other[first:last]}{one[end:]}"
    bare = len(content_words(other)) < 3 and not _HEADED.search(f"{other} ")
    return f"{one[: head.end()]}{other}" if head and bare else other


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text


_PERIODS = re.compile(
    r"(?P<frame>.+?),? (?:between|from) (?P<one>.+?) (?:and|to) (?P<other>.+)", re.IGNORECASE
)
_CHANGE = re.compile(
    r"(?:by )?how (?:much )?(?:did|has|have) (?P<what>.+?) "
    r"(?:change|rise|fall|grow|differ|move|vary|shift|increase|decrease|drop|climb|develop)\w*",
    re.IGNORECASE,
)


def _between_times(text: str) -> ComparedPair | None:
    """Read "How did the price change between May and July?"."""
    match = _PERIODS.fullmatch(text)
    change = _CHANGE.fullmatch(match["frame"]) if match else None
    if match is None or change is None:
        return None
    one, other = match["one"], match["other"]
    years = [[each.year for each in partial_dates(told) if each.year] for told in (one, other)]
    if years[1] and not years[0]:
        one = f"{one} {years[1][0]}"
    if not all(read_time(f"in {each}", _ANY_DAY).spans for each in (one, other)):
        return None
    return _told(f"{change['what']} in {one}", f"{change['what']} in {other}")


_THAN = re.compile(
    r" (?:than|compared (?:to|with)|(?:as )?opposed to|versus|vs\.?) (?P<other>.+)$", re.IGNORECASE
)
_BE = ("is", "are", "was", "were")
_NO_SIDE = re.compile(
    r"(?:\d|a\b|an\b|any|every|expected|usual|before|ever|previous|once|half|one\b|two\b|it\b|"
    r"they\b|he\b|she\b|we\b|people|others?\b|most\b|all\b)",
    re.IGNORECASE,
)


def _than(text: str) -> ComparedPair | None:
    """Read "Was A larger than B?" and "How many did A kill compared to B?"."""
    match = _THAN.search(text)
    if match is None or _NO_SIDE.match(match["other"]):
        return None
    frame, other = text[: match.start()], match["other"]
    opened = YES_NO.match(frame)
    auxiliary = opened.group().lower() if opened else ""
    sense = sense_of(frame)
    if sense == 0 and (opened or match.group().lstrip().startswith("than")):
        return None
    body = frame.removeprefix(opened.group()).lstrip() if opened else frame
    one = _counterpart(body, other, auxiliary in _BE)
    if one is None:
        return None
    start, end = one
    told = _completed(body[start:end], other)
    told = re.sub(r"^(?:in|by|at|for|from|of|on|did|does|was|were|is) ", "", told)
    sides = [
        ComparedSide(open_question(f"{body[:start]}{label}{body[end:]}", auxiliary), label)
        for label in (body[start:end], told)
    ]
    return ComparedPair((sides[0], sides[1]), sense if opened else 0)


_SUBJECT = re.compile(
    r"(?P<subject>.+?) (?=(?:worth |much |far |an? )?(?:more|less|fewer|[a-z]+er)\b)", re.IGNORECASE
)


# What a name has, where the other side has it too: "Judge's contract".
_OWNS = re.compile(r"['’]s? \w")
_OWNED = re.compile(
    r"['’]s?(?: [a-z]+){1,2}?(?= (?:worth|more|less|fewer|[a-z]+er|cost|was|is)\b|$)"
)


def _counterpart(body: str, other: str, opened: bool) -> tuple[int, int] | None:
    """Return where the first side stands: what is named as the second is, or all before a verb."""
    if opened and (match := _SUBJECT.match(body)):
        return match.span("subject")
    # Behind a small word a capital tells a name.
    here, there = names(f"than {body}"), names(f"than {other}")
    if there and here:
        spoken = {word.lower() for name in there for word in name.text.split()}
        best = max(here, key=lambda each: len(spoken & set(each.text.lower().split())))
        start, end = best.start - len("than "), best.end - len("than ")
        owned = _OWNED.match(body, end) if _OWNS.search(other) else None
        return start, owned.end() if owned else end
    return None


_EITHER = re.compile(
    r"(?P<asked>which|who|what)\b(?P<frame>.+?)[,:;] (?P<one>.+?),? or (?P<other>.+)",
    re.IGNORECASE,
)


def _either(text: str) -> ComparedPair | None:
    """Read "Which was more expensive, A or B?"."""
    match = _EITHER.fullmatch(text)
    if match is None or not (sense_of(match["frame"]) or FIRST.search(match["frame"])):
        return None
    frame = match["frame"]
    if not sense_of(frame):
        frame = FIRST.sub("when", frame)
    sides = [
        ComparedSide(open_question(f"{each}{frame}"), each)
        for each in (match["one"], match["other"])
    ]
    return ComparedPair((sides[0], sides[1]))
