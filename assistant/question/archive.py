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

from assistant.question.bylines import NOBODY, Bylines, Named
from assistant.question.smalltalk import strip_greeting
from assistant.question.timewords import read_time
from assistant.schema import DateRange
from assistant.text.words import STOP_WORDS, content_stems, stems


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
    named: Named = NOBODY
    period: DateRange | None = None
    one: bool = False
    pick: str = ""
    pointing: bool = False
    text: str = ""
    sure: bool = True


# In patterns, ¤ stands for an outlet or author of the index, and † for "are there" and the like.
_NOUN = (
    r"(?:(?:news(?:paper)? )?(?:articles?|stor(?:y|ies)|pieces?|reports?|coverage|headlines)|"
    r"news items?)"
)
_OUTLET = (
    r"(?:(?:news ?)?papers?|(?:news )?(?:outlets?|sources?|sites?|agenc(?:y|ies)|media)|"
    r"publications?|publishers?|magazines?|journalists?|reporters?)"
)
_ALL = r"(?:all|everything|anything|something)"
_THERE = (
    r"\b(?:(?:are|is|were) there|do (?:you|we) have|does (?:it|the (?:archive|collection)) have|"
    r"(?:have )?(?:you|we)(?:['’]ve)? (?:have|got))\b(?: any\b)?"
)
_HERE = (
    r" (?:in|among|across|within|throughout) (?:(?:all|of|the|this|your|these|our|my) )*"
    r"(?:collection|archives?|index|corpus|database|articles|folder|library|news)(?= |$)| here$"
)
_PICK = r"(?:newest|latest|most recent|oldest|earliest|first)"
_PRINTED = r"(?:published|written|printed|posted|released|dated|from|appear|called|titled|out|in)"
_MENTION = r"(?:mention|contain|refer)(?:s|ed|ing|red|ring)?(?: to)?"
_ABOUT = (
    rf"(?:(?:that|which|to) )?(?P<how>{_MENTION}|(?:(?:is|are) )?about|(?<!are )(?<!is )on|"
    r"regarding|concerning|(?<=coverage )of|cover(?:s|ed|ing)?|discuss(?:es|ed|ing)?|"
    r"deal(?:s|ing)? with|"
    r"(?:(?:talk|speak|report)(?:s|ed|ing)?|writ(?:es?|ing|ten)|wrote) (?:about|on))"
)
_TOPIC = re.compile(
    rf"(?P<lead>.*?(?:\b(?:{_NOUN}|{_OUTLET}|{_ALL}|{_PICK}|who)|[¤†])(?!\w).*?) {_ABOUT} "
    r"(?P<topic>(?!(?:in|by|at) ).+?)"
    rf"(?P<tail>(?: (?:(?:was|were|is|are|been|be|have|has|did) )*(?:{_PRINTED}|[†¤]))*)",
    re.IGNORECASE,
)
_OFTEN = r"how (?:many times|often|frequently)"
_TIMES = re.compile(
    rf"(?P<lead>{_OFTEN}) (?:is|are|was|were|has|have) (?P<topic>.+?) (?:been )?"
    r"(?P<how>mentioned|named|referred to)(?P<tail>(?: ¤)?)",
    re.IGNORECASE,
)
_TIMES_IN = re.compile(
    rf"(?P<lead>{_OFTEN} do (?:(?:the|these|all|your) )*(?:articles|¤)|how many(?= mentions)) "
    r"(?P<how>mention|name|refer to|mentions(?: †)? of) (?P<topic>.+?)(?P<tail>(?: [†¤])*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<lead>.*?\b(?:the|this|that|any|many|all|which|what|me|¤)) "
    r"(?P<topic>[\w’'-]+(?: [\w’'-]+){0,2}) (?P<tail>articles?\b.*)",
    re.IGNORECASE,
)
# What an article says or why is no matter of its record, nor what it or anybody else did.
_SAYS = re.compile(
    r"\bwhy\b|\bhow (?!(?:many|often|frequently|old|recent)\b)|"
    r"\bwhat (?:do|does|did) (?!¤|(?:you|we) have\b)|"
    r"\bwhen (?:do|does|did) (?!¤|.*\b(?:appear|come out)$)",
    re.IGNORECASE,
)
# A topic with a verb of its own is a sentence: "How many articles about the war were censored?".
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|am|be|been|do|does|did|has|have|had|will|would|can|could|should|must|"
    r"who|whom|what|when|where|why|how|whether|that|which|whose|if)\b",
    re.IGNORECASE,
)
_KNOWN = frozenset(
    stem
    for stem in stems(
        f"{' '.join(sorted(STOP_WORDS))} article story piece report coverage news item headline "
        "title called author writer journalist reporter byline wrote write written newspaper "
        "paper outlet source publication publisher magazine media site agency published "
        "printed posted released appeared run ran carry date day dated old recent newest latest "
        "oldest earliest first list show give get find search look see read name tell everything "
        "anything something every each any else number count total times often frequently mention "
        "refer cover discuss deal talk speak contain thing"
    )
)
_PERSONS = frozenset("i my he him his she her hers we us our they them their".split())
_POINTER = re.compile(r"(?:it|that|this|these|those)\b(?! \w)", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:and|so|but|please|ok|now|then|also|well)\b,? |"
    r"(?:can|could|would|will) you (?:please )?(?:(?:tell|show|give) me )?|"
    r"(?:please )?(?:tell me|do you know) |"
    r"i(?:['’]d| would)? (?:like|want|need) to (?:know|see|read) )*",
    re.IGNORECASE,
)
_LONG = 6  # words of a topic beyond which it may well be more than one


@dataclass(frozen=True, slots=True)
class _Parts:
    """A question without its topic, what stands before that ("about"), and the topic."""

    rest: str
    how: str = ""
    topic: str = ""
    plain: bool = True


def read_request(question: str, as_of: date, bylines: Bylines) -> Request | None:
    """Read what is asked of the index, or None for a question about what articles say.

    "How many articles mention the tram strike?" -> COUNT of those that mention "the tram strike"
    """
    text, named = bylines.take_out(_plain(question), _NOUN)  # first, for USA Today is no day
    text, period = _without_period(text, as_of)
    parts = _parts(text)
    if _SAYS.search(text) or _CLAUSE.search(parts.topic) or not _is_known(parts.rest):
        return None
    found = _request(parts, named, period)
    return found and replace(found, text=question)


def _plain(question: str) -> str:
    """Return a question without what is only said out of courtesy, and "what's" in full."""
    text = " ".join(strip_greeting(question).replace("¤", " ").replace("†", " ").split())
    text = re.sub(r",? (?:please|for me)$", "", text.strip(" ?!.:"), flags=re.IGNORECASE)
    text = _LEAD.sub("", text, count=1)
    return re.sub(r"\b(what|who|when|where|which)['’]s\b", r"\1 is", text, flags=re.IGNORECASE)


def _without_period(text: str, as_of: date) -> tuple[str, DateRange | None]:
    reading = read_time(text, as_of)
    if not reading.explicit:
        return text, None
    for start, end in sorted(reading.spans, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return " ".join(text.split()), reading.date_range


def _parts(text: str) -> _Parts:
    """Take the topic out of a question."""
    text = re.sub(_THERE, "†", text, flags=re.IGNORECASE)
    text = re.sub(_HERE, "", text, flags=re.IGNORECASE)
    found = _TIMES.fullmatch(text) or _TIMES_IN.fullmatch(text) or _TOPIC.fullmatch(text)
    if found:
        return _Parts(f"{found['lead']}{found['tail']}", found["how"].lower(), found["topic"])
    before = None if _is_known(text) else _BEFORE.fullmatch(text)
    if before:  # "the ferry article"
        return _Parts(f"{before['lead']} {before['tail']}", "", before["topic"], plain=False)
    return _Parts(text)


def _is_known(text: str) -> bool:
    return _KNOWN.issuperset(stems(text))


def _request(parts: _Parts, named: Named, period: DateRange | None) -> Request | None:
    rest = parts.rest.lower()
    wanted = _wanted(f"{rest} {parts.how}")
    pick = re.search(rf"\b{_PICK}\b", rest)
    topic = parts.topic.strip(" \"'“”‘’,")
    pointing = not (topic or named or period or pick)
    noun = re.search(rf"\b{_NOUN}\b", rest)
    if not _is_whole(parts, topic) or not _says_what(rest, wanted, bool(noun), pointing):
        return None
    return Request(
        wanted,
        topic,
        about=re.match(_MENTION, parts.how) is None,
        named=named,
        period=period,
        one=not noun or re.search(r"s$|coverage", noun[0]) is None,
        pick=_picked(pick[0] if pick else ""),
        pointing=pointing,
        sure=parts.plain and _is_sure(rest, wanted, noun[0] if noun else "", topic, pointing),
    )


def _is_whole(parts: _Parts, topic: str) -> bool:
    """Tell whether nothing points to what was said before, but to "it" where that is all."""
    if not _PERSONS.isdisjoint(re.findall(r"\w+", f"{parts.rest} {topic}".lower())):
        return False
    return not parts.topic or bool(content_stems(topic) and not _POINTER.match(topic))


def _says_what(rest: str, wanted: Wanted, noun: bool, pointing: bool) -> bool:
    """Tell whether a question says of which articles, and that they are articles."""
    if wanted is Wanted.MENTIONS:
        return not pointing
    if wanted in (Wanted.COUNT, Wanted.ARTICLES):
        sort = rf"[†¤]|\b(?:{_ALL}|newest|latest|most recent)\b"
        loose = wanted is Wanted.ARTICLES and re.search(sort, rest)
        return not pointing and bool(noun or loose)
    if not pointing:
        return noun or wanted in (Wanted.AUTHOR, Wanted.SOURCE, Wanted.HEADLINE)
    it = re.search(r"\b(?:it|that|this)\b|\bthe (?:author|byline|source|headline|title)$", rest)
    return noun or bool(it and _OF_IT[wanted].search(rest))


# What must be said of "it", for it to be an article: "What is it called?" asks for any name.
_OF_IT = {
    Wanted.AUTHOR: re.compile(""),
    Wanted.PUBLISHED: re.compile(r"\b(?:published|printed|posted|written)\b"),
    Wanted.SOURCE: re.compile(rf"\b(?:published|printed|posted|{_OUTLET})\b"),
    Wanted.HEADLINE: re.compile(r"\b(?:headline|title)\b"),
}
_FIRM = re.compile(r"articles?|coverage|headlines|news")
_FIRM_REST = re.compile(
    r"†|^(?:list|show|give|find|get)\b|\bnewest\b|"
    r"\b(?:which|what|how many) (?:news ?)?(?:papers|outlets|sources)\b"
)


def _is_sure(rest: str, wanted: Wanted, noun: str, topic: str, pointing: bool) -> bool:
    """Tell whether it cannot well be asked of the world: reports and stories are there too."""
    if len(topic.split()) > _LONG:
        return False
    if wanted is Wanted.MENTIONS:
        return True
    if noun:
        story = noun.startswith("stor") and not pointing and wanted is not Wanted.AUTHOR
        return story or _FIRM.match(noun) is not None
    return wanted is Wanted.HEADLINE or _FIRM_REST.search(rest) is not None


def _picked(word: str) -> str:
    return word and ("newest" if word in ("newest", "latest", "most recent") else "oldest")


_KINDS = (
    (Wanted.MENTIONS, rf"{_OFTEN}\b.*\b(?:mention|nam|refer)|how many\b.* mentions\b"),
    (
        Wanted.COUNT,
        rf"(?:how many|(?:the )?number of|count)\b(?!.* {_OUTLET}\b(?! (?:articles?|stor)))",
    ),
    (Wanted.HEADLINE, r".*\b(?:headline|titles?|titled|called)\b"),
    (Wanted.AUTHOR, r".*\b(?:(?:author|writer|journalist|reporter|byline)s?|by whom)\b"),
    (Wanted.AUTHOR, r"who\b.*\b(?:wrote|written|writes)\b"),
    (
        Wanted.PUBLISHED,
        r"(?:from )?when\b|.*\b(?:(?:what|which) (?:day|date)|date of)\b|how (?:old|recent)\b",
    ),
    (
        Wanted.SOURCE,
        rf"where\b|who (?:has )?[a-z]+(?:ed|ran)\b|.*\b{_OUTLET}\b(?! (?:articles?|stor))",
    ),
)


def _wanted(rest: str) -> Wanted:
    """Return what is asked for, by what is left of a question."""
    return next((kind for kind, sign in _KINDS if re.match(sign, rest)), Wanted.ARTICLES)
