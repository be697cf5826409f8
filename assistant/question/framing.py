"""A question about articles without its topic: "how many articles", "mention", "the strike"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.question.smalltalk import strip_greeting
from assistant.text.words import STOP_WORDS, stems

# In patterns, ¤ stands for an outlet or author of the index, and † for "are there" and the like.
NOUN = (
    r"(?:(?:news(?:paper)? )?(?:articles?|stor(?:y|ies)|pieces?|reports?|coverage|headlines)|"
    r"news items?)"
)
OUTLET = (
    r"(?:(?:news ?)?papers?|(?:news )?(?:outlets?|sources?|sites?|agenc(?:y|ies)|media)|"
    r"publications?|publishers?|magazines?|journalists?|reporters?)"
)
ALL = r"(?:all|everything|anything|something)"
_THERE = (
    r"\b(?:(?:are|is|were) there|do (?:you|we) have|does (?:it|the (?:archive|collection)) have|"
    r"(?:have )?(?:you|we)(?:['’]ve)? (?:have|got))\b(?: any\b)?"
)
_HERE = (
    r" (?:in|among|across|within|throughout) (?:(?:all|of|the|this|your|these|our|my) )*"
    r"(?:collection|archives?|index|corpus|database|articles|folder|library|news)(?= |$)| here$"
)
PICK = r"(?:newest|latest|most recent|oldest|earliest|first)"
_PRINTED = (
    r"(?:c[oa]me out|published|written|printed|posted|released|dated|from|appear|called|titled|"
    r"out|in)"
)
MENTION = r"(?:mention|contain|refer)(?:s|ed|ing|red|ring)?(?: to)?"
_ABOUT = (
    rf"(?:(?:that|which|to) )?(?P<how>{MENTION}|(?:(?:is|are) )?about|(?<!are )(?<!is )on|"
    r"regarding|concerning|(?<=coverage )of|cover(?:s|ed|ing)?|discuss(?:es|ed|ing)?|"
    r"deal(?:s|ing)? with|"
    r"(?:(?:talk|speak|report)(?:s|ed|ing)?|writ(?:es?|ing|ten)|wrote) (?:about|on))"
)
_TOPIC = re.compile(
    rf"(?P<lead>.*?(?:\b(?:{NOUN}|{OUTLET}|{ALL}|{PICK}|who)|[¤†])(?!\w).*?) {_ABOUT} "
    r"(?P<topic>(?!(?:in|by|at) ).+?)"
    rf"(?P<tail>(?: (?:(?:was|were|is|are|been|be|have|has|did) )*(?:{_PRINTED}|[†¤]))*)",
    re.IGNORECASE,
)
OFTEN = r"how (?:many times|often|frequently)"
_TIMES = re.compile(
    rf"(?P<lead>{OFTEN}) (?:is|are|was|were|has|have) (?P<topic>.+?) (?:been )?"
    r"(?P<how>mentioned|named|referred to)(?P<tail>(?: ¤| (?:in|by) ¤ articles)?)",
    re.IGNORECASE,
)
_TIMES_IN = re.compile(
    rf"(?P<lead>{OFTEN} do (?:(?:the|these|all|your) )*(?:articles|¤)|how many(?= mentions)) "
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
_WORDS = """
article story piece report coverage news item headline title called author writer journalist
reporter byline wrote write written newspaper paper outlet source publication publisher magazine
media site agency come came published printed posted released appeared run ran carry date day
month year dated old recent newest latest oldest earliest first list show give get find search look
see read name tell everything anything something every each any else number count total times often
frequently mention refer cover discuss deal talk speak contain thing
"""
_KNOWN = frozenset(stems(" ".join((*STOP_WORDS, _WORDS))))
_QUOTED = re.compile(
    rf"({NOUN})(?: titled| entitled| headlined| called)? [\"“]([^\"“”]+)[\"”]", re.IGNORECASE
)
# "Which articles have X in them", "In how many articles does X come up"
_HOLDS = re.compile(rf"({NOUN}) (?:have|has|had) (.+) in (?:them|it)", re.IGNORECASE)
_COMES_UP = re.compile(
    rf"in ((?:how many|which|what) (?:of the )?{NOUN}) (?:do|does|did|is|are|was|were) (.+) "
    r"(?:come up|appear|occur|turn up|mentioned|named)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:and|so|but|please|ok|now|then|also|well)\b,? |"
    r"(?:can|could|would|will) you (?:please )?(?:(?:tell|show|give) me )?|"
    r"(?:please )?(?:tell me|do you know) |"
    r"i(?:['’]d| would)? (?:like|want|need) to (?:know|see|read) )*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A question without its topic, what stands before that ("about"), and the topic."""

    rest: str
    how: str = ""
    topic: str = ""
    plain: bool = True


def without_courtesy(question: str) -> str:
    """Return a question without what is only said out of courtesy, "what's" in full, and so on.

    "Who wrote the article “Whales seen”?" -> 'Who wrote the article about "Whales seen"'
    """
    text = " ".join(strip_greeting(question).replace("¤", " ").replace("†", " ").split())
    text = re.sub(r",? (?:please|for me)$", "", text.strip(" ?!.:"), flags=re.IGNORECASE)
    text = _QUOTED.sub(r'\1 about "\2"', _LEAD.sub("", text, count=1))
    text = _COMES_UP.sub(r"\1 mention \2", _HOLDS.sub(r"\1 mention \2", text))
    return re.sub(r"\b(what|who|when|where|which)['’]s\b", r"\1 is", text, flags=re.IGNORECASE)


def frame(text: str) -> Frame | None:
    """Take the topic out of a question; None for one that is not only about articles."""
    found = _taken_apart(text)
    sentence = not found.topic.startswith('"') and _CLAUSE.search(found.topic)
    if sentence or _SAYS.search(text) or not _is_known(found.rest):
        return None
    return found


def _taken_apart(text: str) -> Frame:
    text = re.sub(_THERE, "†", text, flags=re.IGNORECASE)
    text = re.sub(_HERE, "", text, flags=re.IGNORECASE)
    found = _TIMES.fullmatch(text) or _TIMES_IN.fullmatch(text) or _TOPIC.fullmatch(text)
    if found:
        return Frame(f"{found['lead']}{found['tail']}", found["how"].lower(), found["topic"])
    before = None if _is_known(text) else _BEFORE.fullmatch(text)
    if before:  # "the ferry article"
        return Frame(f"{before['lead']} {before['tail']}", "", before["topic"], plain=False)
    return Frame(text)


def _is_known(text: str) -> bool:
    return _KNOWN.issuperset(stems(text))
