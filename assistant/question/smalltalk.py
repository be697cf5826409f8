"""Talk that is no question about what an article says: greetings, thanks, "what can you do?".

Everything is matched whole: a phrase with one word too many ("Hello Kitty was created by whom?")
is a question for the articles.
"""
# ruff: noqa: E501 - a phrase table reads better with a phrase a line than broken at column 100

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from assistant.question.timewords import read_time


class Kind(StrEnum):
    """What sort of talk it is, and so which short answer it gets."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ABILITIES = "abilities"
    OVERVIEW = "overview"
    NEWS = "news"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """One piece of such talk; `topic` is what to summarise, empty for "summarise it"."""

    kind: Kind
    topic: str = ""


@lru_cache(maxsize=256)  # every later question of a conversation asks again about this one
def read_smalltalk(question: str) -> SmallTalk | None:
    """Tell what kind of talk a question is, or None for a question about what articles say.

    "thank you so much!" -> THANKS; "Summarise the piece on tides" -> SUMMARY of "tides"
    """
    chat = _chat(_plain(question))
    if chat is not None:
        return SmallTalk(chat)
    asked = strip_greeting(question)
    topic = _summary_topic(asked)
    if topic is not None:
        return SmallTalk(Kind.SUMMARY, topic)
    plain = _plain(asked)
    for kind, pattern in _MATTERS:
        if pattern.fullmatch(plain):
            return SmallTalk(kind)
    return SmallTalk(Kind.NEWS) if _NEWS.fullmatch(_plain(_without_time(asked))) else None


def strip_greeting(question: str) -> str:
    """Return the question without a greeting before it or thanks after it.

    "Hi, who won the World Cup? Thanks!" -> "who won the World Cup?"
    """
    text = question.strip()
    while match := _LEADING.match(text):
        text = text[match.end() :]
    return _TRAILING.sub(r"\1", text) or question.strip()


_MORE = r"(?: (?:there|all|everyone|everybody|folks|guys|friend|mate|again|bot|assistant|you|buddy|sir|madam))*"
_GREETING = (
    rf"(?:hi+|hiya|he+y+|hel+o+|hal+o|howdy|yo|greetings|hola|bonjour|sup|g'?day|"
    rf"good (?:morning|afternoon|evening|day)|morning|evening){_MORE}"
)
_HOW_ARE_YOU = (
    r"how (?:are|r) (?:you|u|things)(?: doing| today| going)*|how is it going|how do you do|"
    r"nice to meet you|pleased to meet you|what is up|how have you been"
)
_INTENSITY = r"(?: (?:so|very|a lot|lots|much|again|indeed|kindly|a bunch|a million|loads|mate|everyone|all))*"
_THANKS = (
    rf"(?:many |much |big )?(?:thank ?(?:you|u)|thanks?|thanx|thx|tnx|thnks|thankx|tysm|ty)"
    rf"{_INTENSITY}(?: for (?:your |the |all )*(?:help|helping(?: me)?|answers?|info|information|that|this|explaining))?"
    r"|cheers(?: mate)?|much appreciated|i appreciate (?:it|that|your help)|appreciated"
    r"|(?:that|this|it) (?:is|was) (?:very |really |so )?(?:helpful|useful|great|good|nice|perfect|interesting|amazing|right)"
    r"|that helps(?: a lot)?|very (?:helpful|good|nice|interesting)|helpful|good (?:job|work|answer|bot)|well done|nice (?:one|work|job)"
    r"|great(?: (?:job|work|answer))?|ok(?:ay)?|okey|k|kk|cool|nice|perfect|awesome|excellent|wonderful|fine|sure|wow|amazing|brilliant|interesting|lovely"
    r"|alright|all right|right|got it|i see|understood|makes sense|that makes sense|never ?mind|no worries|good to know|i understand|yes|yeah|yep|no|nope|lol|haha+"
)
_FAREWELL = (
    r"(?:good ?)?bye(?: ?bye)?(?: (?:now|for now|then))?|see (?:you|ya)(?: (?:later|soon|tomorrow|around|then|again))*|cya|ciao|farewell|good ?night|"
    r"(?:talk|speak) to you (?:later|soon)|take care|have a (?:nice|good|great|lovely) (?:day|one|evening|night|weekend|time)|"
    r"(?:that|this) (?:is|was|will be) all(?: for (?:now|today))?|later|until next time|i am done|i have to go|exit|quit"
)
_CHAT = (
    (Kind.FAREWELL, re.compile(rf"(?:{_FAREWELL})(?= |$)")),
    (Kind.THANKS, re.compile(rf"(?:{_THANKS})(?= |$)")),
    (Kind.GREETING, re.compile(rf"(?:{_GREETING}|{_HOW_ARE_YOU})(?= |$)")),
)
_RANK = {Kind.GREETING: 0, Kind.THANKS: 1, Kind.FAREWELL: 2}

_STARTER = (
    r"(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|will|"
    r"would|should|has|have|had|may|might|please|pls|tell|give|show|explain|describe|list|name|"
    r"summari[sz]e|find|search|any|i|i'd|i'm|in which|in what|so|and|but|also|whats|whos|help|tl;?dr|sum up|just)\b"
)
_GREETING_WORDS = _GREETING.replace(" ", r"[ ,]+")
_LEADING = re.compile(
    rf"(?:{_GREETING_WORDS}|ok(?:ay)?|thanks?(?: (?:you|a lot|so much|very much))*|great|cool|alright|"
    rf"please|pls|dear assistant)[\s,.!:;–—-]+(?={_STARTER}|please\b|thank|ok\b|{_GREETING_WORDS}[,!. ]+{_STARTER})",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"([?.!]|\w(?=\s*,))\s*,?\s*(?:(?:many )?thanks?(?: (?:you|in advance|a lot|so much|very much))*|please|pls|cheers)[\s.!]*$",
    re.IGNORECASE,
)

_POLITE = r"(?:please |can you |could you |would you |will you |i want you to |i would like |i want |i need |give me |let me have |make |write |show me |tell me |just )*"
_ARTICLES = (
    r"(?:news|articles?|documents?|docs|files?|texts?|stories|papers|corpus|collection|archive|index|"
    r"library|folder|database|data|content|contents|material|knowledge ?base|everything|reports)"
)
_OWN = r"(?:you|i|we|it|this|the assistant|the (?:corpus|collection|index|archive|folder))"
_HERE = (
    r"(?:(?: (?:do|does|did|can) (?:you|i|we|it|the assistant) (?:have|know|hold|cover|contain|use|read|index|search|see|ask|rely on|draw on|draw from|access|get|find))"
    rf"|(?: (?:are|is|have been|has been) (?:there|here|available|indexed|included|covered|loaded|stored|used|in (?:here|there|it|(?:the|this|your) {_ARTICLES})))"
    rf"|(?: in (?:here|total|all|(?:the|this|your) {_ARTICLES}|your (?:index|database)))|(?: about| in| on| from| here| now| all| altogether| available)|(?: you have| there are))"
)
_MATTERS = (
    (
        Kind.ABILITIES,
        re.compile(
            r"(?:so )?(?:and )?(?:what (?:can|could|do|will|else can) (?:you|u|this (?:app|tool|assistant|chat|bot|thing)) do(?: for me| here| exactly)*"
            r"|(?:who|what) (?:are|r) (?:you|u)(?: exactly)?|what is (?:your (?:name|job|purpose|role|function)|this (?:app|tool|assistant|chat|bot|site|page|thing|program))"
            r"|(?:please |can you |could you )*help(?: me)?(?: please| out)?|i need (?:some )?help"
            r"|how (?:do|does|can|should|would) (?:you|this|it|i|we|this (?:app|tool|assistant|chat|bot|thing)) (?:work|function|help(?: me)?|use (?:you|this|it|this (?:app|tool|assistant|chat|bot))|start|begin|ask)(?: exactly)?"
            r"|what (?:can|could|should|may) i (?:ask|do)(?: you| here| about| for| with you| with this)*|what (?:kind|sort|type)s? of questions can (?:i ask|you answer)(?: you)?"
            r"|what questions can (?:i ask|you answer)(?: you)?|how can you help(?: me)?|can you help(?: me)?|what are your (?:abilities|capabilities|features|skills|functions)"
            r"|are you (?:a |an )?(?:bot|robot|human|person|ai|a\.i|chat ?gpt|gpt|llm|language model|machine|real|there|chatbot|real person)"
            r"|who (?:made|built|created|wrote|developed|programmed) (?:you|this)|tell me about yourself|introduce yourself|what are you able to do|where do (?:you get your|your) (?:answers|information|facts)(?: come)?(?: from)?|menu|commands|instructions)"
        ),
    ),
    (
        Kind.OVERVIEW,
        re.compile(
            rf"(?:so )?(?:and )?(?:what (?:is|are) (?:(?:in )?(?:the|these|those|this|your|all|all these|all the|that) {_ARTICLES}(?: here)?(?: all)?(?: about| on| covering)?|in here|in it)"
            rf"|what (?:do|does|is|are) (?:the|these|those|your|this|all these) {_ARTICLES} (?:talk |be |say |all )?(?:about|cover|deal with|contain|discuss|say)"
            r"|what (?:do|can) you (?:know|tell me|cover|write|talk)(?: about| to me about| me about)?(?: things)?|what do you have(?: here| information on| info on)?"
            rf"|how (?:many|much) (?:different )?(?:{_ARTICLES}|sources|outlets|newspapers|topics|passages){_HERE}*"
            rf"|(?:which|what) (?:(?:news )?(?:sources?|outlets?|newspapers?|publications?|publishers?|sites|websites|media)|(?:other |main |kinds? of |sort of )*(?:topics?|subjects?|themes?|{_ARTICLES})){_HERE}*"
            rf"|(?:what|which) (?:dates?|period|periods|time|times|time (?:span|range|period)|years?|months?|date range) (?:do|does|is|are|did) (?:the|these|your|this|all) {_ARTICLES} (?:cover(?:ed)?|from|span|about|date from|come from|range over)"
            rf"|(?:what|which) (?:dates?|period|periods|time (?:span|range|period)|years?|months?|date range)(?: (?:do|does|is|are) (?:you|it|this) (?:cover|have|know)(?: about)?| (?:is|are) covered)"
            rf"|how (?:old|recent|new|up to date|current) (?:are|is) (?:the|these|your|this) {_ARTICLES}|when (?:are|were|was) (?:the|these|your) {_ARTICLES} (?:published|written|from)"
            rf"|(?:how far back|up to when) (?:do|does) (?:the|these|your|this) {_ARTICLES} go"
            rf"|(?:please |can you |could you )*(?:list|show|show me|give me|tell me|name)(?: me)?(?: all)?(?: of)?(?: the| your| these| an)?(?: available| main)* (?:{_ARTICLES}|topics|sources|outlets|titles|headlines|subjects|overview)(?: you have| available| there are)*"
            rf"|what are the (?:main |most important |biggest |available |different )*(?:topics|subjects|themes|sources|outlets)(?: (?:here|(?:in|of) (?:the|these|your|this) {_ARTICLES}))?"
            rf"|where (?:do|are) (?:the|these|your) {_ARTICLES} (?:come )?from|(?:please )?(?:give me )?an? overview(?: of (?:the|these|your|all) {_ARTICLES})?|overview|who (?:wrote|published) (?:the|these) {_ARTICLES})"
        ),
    ),
)
_NEWS = re.compile(
    r"(?:so |and )?(?:(?:please |can you |could you )*(?:give me |show me |tell me |read me |list |what (?:is|are) |i want |get me |any )?(?:all )?(?:the |some |your |any )?"
    r"(?:(?:latest|newest|recent|most recent|top|main|new|current|big|biggest|important|most important|breaking)(?: and)? )*(?:news|headlines|stories|articles|top stories|updates)(?: stories| headlines| articles)?"
    r"(?: (?:in the world|around the world|from around the world|please|for me|of the (?:day|week|month)|you have|there|out there))*"
    r"|(?:is there |do you have |have you got )?any(?:thing)? (?:new|news|interesting|updates)|what (?:is|was|else is) (?:new|going on|happening|the latest|up)(?: (?:in the (?:world|news)|around the world|out there))*"
    r"|what is in the (?:news|headlines)|what (?:has |have |is |else )?(?:happened|happening|been happening|been going on|went on)(?: (?:in the (?:world|news)|around the world))*|what did i miss|catch me up|(?:news )?(?:update|briefing|digest)(?: me)?|what should i know)"
)

_SUMMARY = re.compile(
    r"(?:(?:so|and|please|pls|can you|could you|would you|will you|i want|i need|i'd like|i would like|give me|"
    r"show me|write|make|provide|just|quickly|briefly|also|me|do|let me have|to|you)\s+)*"
    r"(?:summari[sz]e|summarsie|sumarise|sumarize|sum up|recap|tl;?\s?dr|"
    r"(?:(?:a|the|an)\s+)?(?:(?:short|brief|quick|concise|one-line|little)\s+)*(?:summary|recap|overview|synopsis|digest|gist)(?=\s+(?:of|for|on|about)\b|\s*$))"
    r"\s*(?:[:,]\s*|(?:of|for|on|about)\s+)?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SAYS = re.compile(
    r"what\s+(?:does|do|did)\s+(?:the|that|your)\s+(?:article|piece|story|report)\s+"
    r"(?:about|on)\s+(?P<rest>(?:(?!\b(?:say|tell)\b).)+?)\s+(?:say|tell us|tell)",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"(?:for me\s+|me\s+|up\s+)*(?:(?:the|that|this|your|an|a|all|what the|what is in the)\s+)*"
    r"(?:(?:latest|newest|recent|last|first|whole|entire|full|bbc|cnn|news|newspaper)\s+)*"
    r"(?:articles?|pieces?|story|stories|reports?|text|news|coverage|post|page|document|one|it|this|that)\b"
    r"(?:\s+(?:says?|tells?))?(?:\s+(?:about|on|of|titled|called|headlined|named|regarding|concerning|entitled|with the title|covering)\b)?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[\s,]*(?:(?:for me|please|pls|briefly|in short|shortly|in (?:one|two|three|a few|\d+) (?:sentences?|words|lines))\b[\s,]*)*$",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:what|who|whom|why|how|when|where|whether|which)\b", re.IGNORECASE)


def _summary_topic(question: str) -> str | None:
    text = question.strip().rstrip("?!. ")
    match = _SUMMARY.fullmatch(text) or _SAYS.fullmatch(text)
    if match is None:
        return None
    rest = match["rest"].strip()
    piece = _PIECE.match(rest)
    topic = _TAIL.sub("", rest[piece.end() :] if piece else rest).strip(" \"'“”‘’:")
    if _ASKING.match(topic):  # "summarise what Putin said" asks what he said
        return None
    return topic


def _without_time(question: str) -> str:
    """Drop the time words; the as-of date only decides what they mean, so any will do."""
    for start, end in reversed(read_time(question, date(2100, 1, 1)).spans):
        question = f"{question[:start]} {question[end:]}"
    return question


def _plain(question: str) -> str:
    text = question.lower().replace("’", "'")
    text = re.sub(r"\b(what|who|how|that|it|where)'?s\b", r"\1 is", text)
    text = re.sub(r"\b(i)'m\b", r"\1 am", text)
    text = re.sub(r"\bi'd\b", "i would", text)
    return " ".join(re.sub(r"[^\w' ]+", " ", text.replace("tl;dr", "tldr")).split())


def _chat(plain: str) -> Kind | None:
    """Peel off greetings and thanks; the kind when nothing else is left, the weightiest one."""
    kinds: list[Kind] = []
    while plain:
        taken = ((kind, pattern.match(plain)) for kind, pattern in _CHAT)
        best = max(
            ((kind, match) for kind, match in taken if match),
            key=lambda one: one[1].end(),
            default=None,
        )
        if best is None:
            return None
        kinds.append(best[0])
        plain = plain[best[1].end() :].strip()
    return max(kinds, key=_RANK.__getitem__, default=None)
