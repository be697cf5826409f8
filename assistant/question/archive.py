"""Questions about the articles themselves: how many, which, by whom, from when, in which paper.

"Who wrote the article about the ferry?" asks the index; "Who wrote the report of the inquiry?"
asks what articles say. What the index knows is taken out first (a period, its outlets and
authors), then the topic ("about the ferry"). What is left must consist of nothing but words for
articles and their records: one word more, and it is a question about the world.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.question.bylines import NOBODY, Attribution, Bylines
from assistant.question.framing import (
    ALL,
    MENTION,
    NOUN,
    OFTEN,
    OUTLET,
    PICK,
    Frame,
    frame,
    without_courtesy,
)
from assistant.question.timewords import read_time
from assistant.question.vocabulary import words
from assistant.schema import DateRange
from assistant.text.words import content_stems


class Wanted(StrEnum):
    """What is asked of the index."""

    COUNT = "count"
    ARTICLES = "articles"
    MENTIONS = "mentions"
    AUTHOR = "author"
    PUBLISHED = "published"
    SOURCE = "source"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of which articles.

    `about` tells "about X" from "mentions X", `one` that a single article is meant, `pick` which
    of them ("newest" or "oldest"), and `pointing` that it is the one just talked about; `text` is
    the question. What is not `sure` may as well ask what articles say.
    """

    wanted: Wanted
    topic: str = ""
    about: bool = True
    named: Attribution = NOBODY
    period: DateRange | None = None
    one: bool = False
    pick: str = ""
    pointing: bool = False
    text: str = ""
    sure: bool = True


_PERSONS = frozenset("i my he him his she her hers we us our they them their".split())
_LONG = 6  # words of a topic beyond which it may well be more than one
_POINTERS = ("it", "that", "this", "these", "those")


def read_request(question: str, as_of: date, bylines: Bylines) -> Request | None:
    """Read what is asked of the index, or None for a question about what articles say.

    "How many articles mention the tram strike?" -> COUNT of those that mention "the tram strike"
    """
    # Outlets first, for USA Today is no day.
    text, named = bylines.take_out(without_courtesy(question), NOUN)
    text, period = _without_period(text, as_of)
    parts = frame(text)
    if parts and parts.topic and named.sources and _WHAT_THEY_SAY.match(parts.rest):
        return None  # "What did the Post report about the dam?" asks for what it says
    found = _request(parts, named, period) if parts else None
    return found and replace(found, text=question)


_WHAT_THEY_SAY = re.compile(r"(?:and )?(?:what|how) (?:do|does|did|has|have)\b", re.IGNORECASE)


def _without_period(text: str, as_of: date) -> tuple[str, DateRange | None]:
    reading = read_time(text, as_of)
    if not reading.explicit:
        return text, None
    for start, end in sorted(reading.spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()), reading.date_range


def _request(parts: Frame, named: Attribution, period: DateRange | None) -> Request | None:
    rest = parts.rest.lower()
    wanted = _wanted(f"{rest} {parts.how}")
    pick = re.search(rf"\b{PICK}\b", rest)
    topic = parts.topic.strip(' ,"')
    pointing = not (topic or named or period or pick)
    noun = re.search(rf"\b{NOUN}\b", rest)
    if not _is_whole(parts, topic) or not _says_what(rest, wanted, bool(noun), pointing):
        return None
    return Request(
        wanted,
        topic,
        about=re.match(MENTION, parts.how) is None,
        named=named,
        period=period,
        one=not noun[0].endswith(("s", "coverage")) if noun else bool(pick or pointing),
        pick=_picked(pick[0] if pick else ""),
        pointing=pointing,
        sure=parts.plain and _is_sure(parts, wanted, noun[0] if noun else "", pointing),
    )


def _is_whole(parts: Frame, topic: str) -> bool:
    """Tell whether nothing points to what was said before, but to "it" where that is all."""
    if not _PERSONS.isdisjoint(words(f"{parts.rest} {topic}".lower())):
        return False
    return not parts.topic or bool(content_stems(topic) and topic.lower() not in _POINTERS)


def _says_what(rest: str, wanted: Wanted, noun: bool, pointing: bool) -> bool:
    """Tell whether a question says of which articles, and that they are articles."""
    if wanted is Wanted.MENTIONS:
        return not pointing
    if wanted in (Wanted.COUNT, Wanted.ARTICLES):
        sort = rf"[†¤]|\b(?:{ALL}|newest|latest|most recent)\b"
        loose = wanted is Wanted.ARTICLES and re.search(sort, rest)
        return not pointing and bool(noun or loose)
    if not pointing:
        return noun or wanted in (Wanted.AUTHOR, Wanted.SOURCE, Wanted.HEADLINE)
    it = re.search(r"\b(?:it|that|this)\b|\bthe (?:author|byline|source|headline|title)$", rest)
    return noun or bool(it and re.search(_OF_IT[wanted], rest))


# What must be said of "it", for it to be an article: "What is it called?" asks for any name.
_OF_IT = {
    Wanted.AUTHOR: "",
    Wanted.PUBLISHED: r"\b(?:published|printed|posted|written)\b",
    Wanted.SOURCE: rf"\b(?:published|printed|posted|{OUTLET})\b",
    Wanted.HEADLINE: r"\b(?:headline|title)\b",
}
_FIRM = ("article", "coverage", "headlines", "news")
_FIRM_REST = re.compile(
    r"†|^(?:list|show|give|find|get)\b|\bnewest\b|"
    r"\b(?:which|what|how many) (?:news ?)?(?:papers|outlets|sources)\b"
)


def _is_sure(parts: Frame, wanted: Wanted, noun: str, pointing: bool) -> bool:
    """Tell whether it cannot well be asked of the world: reports and stories are there too."""
    if len(parts.topic.split()) > _LONG and not parts.topic.startswith('"'):
        return False
    if wanted is Wanted.MENTIONS:
        return True
    if noun:
        story = noun.startswith("stor") and not pointing and wanted is not Wanted.AUTHOR
        return story or noun.startswith(_FIRM)
    return wanted is Wanted.HEADLINE or _FIRM_REST.search(parts.rest.lower()) is not None


def _picked(word: str) -> str:
    return word and ("newest" if word in ("newest", "latest", "most recent") else "oldest")


_KINDS = (
    (Wanted.MENTIONS, rf"{OFTEN}\b.*\b(?:mention|nam|refer)|how many\b.* mentions\b"),
    (
        Wanted.COUNT,
        rf"(?:how many|(?:the )?number of|count)\b(?!.* {OUTLET}\b(?! (?:articles?|stor)))",
    ),
    (Wanted.HEADLINE, r".*\b(?:headline|titles?|titled|called)\b"),
    (Wanted.AUTHOR, r".*\b(?:(?:author|writer|journalist|reporter|byline)s?|by whom)\b"),
    (Wanted.AUTHOR, r"who\b.*\b(?:wrote|written|writes)\b"),
    (
        Wanted.PUBLISHED,
        r"(?:from )?when\b|.*\b(?:(?:what|which) (?:day|date|month|year)|date of)\b|"
        r"how (?:old|recent)\b",
    ),
    (
        Wanted.SOURCE,
        rf"where\b|who (?:has )?[a-z]+(?:ed|ran)\b|.*\b{OUTLET}\b(?! (?:articles?|stor))",
    ),
)


def _wanted(rest: str) -> Wanted:
    """Return what is asked for, by what is left of a question."""
    return next((kind for kind, sign in _KINDS if re.match(sign, rest)), Wanted.ARTICLES)
