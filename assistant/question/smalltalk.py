"""Talk that is no question about what an article says: greetings, thanks, "what can you do?".

A short text is such talk when it is near in meaning to an example of it, and nearer than to any
example of a question. What is to be summarised is read from the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.models.embedding import Embedder
from assistant.question.timewords import without_time
from assistant.question.vocabulary import TELLING, rarity, words
from assistant.text.names import OPENERS


class Kind(StrEnum):
    """What sort of talk it is, and so which short answer it gets."""

    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    ABILITIES = "abilities"
    OVERVIEW = "overview"
    NEWS = "news"
    SUMMARY = "summary"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """One piece of such talk; `topic` is what to summarise, empty for "summarise it"."""

    kind: Kind
    topic: str = ""


_EXAMPLES: dict[Kind | None, str] = {
    Kind.GREETING: """
        hi; hello; helo; hola; hey there; hi there, bot; good morning; good afternoon; good
        evening; how are you?; how's it going?; good day to you; yo; what's up?; nice to meet you;
        greetings, everyone; howdy""",
    Kind.THANKS: """
        thanks; thx; ty; much appreciated; I appreciate it; right; you're great; that helps a lot;
        thanks for your help; thanks a million; a million thanks; that was useful; thank you so
        much; hello, thanks; great, thank you; ok; okay; ok, thanks!; cheers; that was very
        helpful; good answer; well done; that's interesting; wow; got it; I see; cool; perfect;
        great; nice; never mind; yes; no; lol; that makes sense""",
    Kind.FAREWELL: """
        bye; ciao; bye bye; see ya; I'm done; that will be all; goodbye; see you later; catch you
        later; good night; thanks, bye; that's all for now; have a great weekend; have a nice day;
        take care; I have to go""",
    Kind.ABILITIES: """
        what can you do?; who are you?; what are you?; what is your name?; help; please help me;
        introduce yourself; what are you capable of?; are you an AI?; explain how you work; how
        can I use you?; what is this?; how does this app work?; how do I use this?; what can I ask
        you?; what kind of questions can you answer?; are you a bot?; are you ChatGPT?; are you a
        real person?; what kind of assistant is this?; tell me about yourself; how can you help
        me?; what is this app?; who made you?; what is your purpose?; what are your capabilities?;
        where do your answers come from?; I need help""",
    Kind.OVERVIEW: """
        what are these articles about?; what do you know?; what do you know about?; how many
        articles are there?; how many documents do you have?; which outlets do you have?; what is
        this collection about?; which sources do you have?; how many sources do you have?; what is
        in your database?; how up to date are you?; list all sources; how many files are there?;
        what do these documents contain?; what stories do you have?;
        what dates do the articles cover?; how recent are the articles?; what topics are covered?;
        what are the main topics?; what subjects do the articles deal with?; list the articles;
        what articles do you have?; what is in the corpus?; what is in here?; what's here?;
        overview; which newspapers are these from?; what can I read about here?; show me the
        titles""",
    Kind.NEWS: """
        what's new?; whats new; any updates?; what has been going on lately?; what should I know?;
        any news?; news; breaking news; recent news; what happened?; what happened today?;
        headlines; latest headlines; show me the latest news; what's in the news?; what's
        happening in the world?; what is going on?; what did I miss?; top stories; newest
        articles; catch me up; summarise the news; give me a news update; anything interesting?""",
    Kind.SUMMARY: """
        summarise it; summarize; tldr; tl;dr; short summary; give me the gist; summary; give me a
        summary; sum that up; summarise the article; recap; summarise that for me""",
    Kind.MORE: """
        tell me more; more; more, please; what else?; anything else?; what more is there?; go on;
        more details; tell me more about it; what else do you know about it?; continue; is there
        more?; what else happened?; what else does it say?; can you tell me more about that?""",
    None: """
        who came?; who attended?;
        how does it work?; who made it?; what is it?; what changed?; how does that help?; what is
        it about?; what is it called?; who is he?; what is his name?; who are they?; what are
        they?; what does it mean?; why?; how?; when?; who?; where?; how many?; what happened
        there?; what happened next?; what happened to him?; how many are there?; how old is it?;
        what did he do?; what can they do?; what did they say?; is that true?; any
        news about the war?; the latest news from Ukraine; what happened in Kyiv?; what is in the
        report?; what did the minister say?; what's new in the phone?; what is happening in Gaza?;
        which sources confirmed it?; how many sources are there?; who am I?; what about France?""",
}
_LONGEST = 8  # words
_NEAR, _SAME = 0.55, 0.9  # cosines
_POINTING = frozenset("he him his she her hers it its they them their theirs".split())


class SmallTalkReader:
    """Tells small talk from questions by an embedder; its examples are embedded once, when used."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def read(self, question: str) -> SmallTalk | None:
        """Tell what kind of talk a question is, or None for a question about what articles say.

        "thank you so much!" -> THANKS; "Summarise the piece on tides" -> SUMMARY of "tides"
        """
        asked = strip_greeting(question)
        if topic := _summary_topic(asked):
            return SmallTalk(Kind.SUMMARY, topic)
        asked = without_time(asked, _ANY_DAY) or asked
        if len(asked.split()) > _LONGEST or _names_something(asked):
            return None  # without a look at the examples, which cost most of a first answer's time
        kind = self._nearest(asked)
        return SmallTalk(kind) if kind else None

    def _nearest(self, text: str) -> Kind | None:
        kinds, vectors = self._examples
        near = vectors @ self._embedder.embed_question(text)
        best = int(near.argmax())
        kind = kinds[best]
        sure = near[best] >= _SAME or (near[best] >= _NEAR and not _points(text, kind))
        return kind if sure else None

    @cached_property
    def _examples(self) -> tuple[list[Kind | None], NDArray[np.float32]]:
        pairs = [
            (kind, text)
            for kind, line in _EXAMPLES.items()
            for text in " ".join(line.split()).split("; ")
        ]
        vectors = np.stack([self._embedder.embed_question(text) for _, text in pairs])
        return [kind for kind, _ in pairs], vectors


def _points(text: str, kind: Kind | None) -> bool:
    """Tell whether a text points to something, as no talk does but that about an answer."""
    own = words(text.lower())
    return kind not in (Kind.SUMMARY, Kind.MORE) and not _POINTING.isdisjoint(own)


def _names_something(text: str) -> bool:
    """Tell whether a text of several words has a telling one that no example of talk has."""
    own = words(text.lower())
    return len(own) > 1 and any(rarity(word) >= TELLING for word in {*own} - _KNOWN)


_KNOWN = {word for kind, line in _EXAMPLES.items() if kind for word in words(line.lower())}


_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date
_COURTESY = (
    r"(?:hi+|hiya|he+y+|hello|howdy|greetings|good (?:morning|afternoon|evening|day)|ok(?:ay)?|"
    r"(?:many )?thanks?(?: (?:you|a lot|in advance|so much|very much))*+|great|cool|please|cheers)"
    r"(?: (?:there|all|everyone|again))?+"
)
_LEADING = re.compile(
    rf"(?:{_COURTESY}[\s,.!:;–—-]+)+(?!(?:to|for)\b)(?=(?P<next>[\w']+))", re.IGNORECASE
)
_TRAILING = re.compile(rf"(?<=[?.!,])(?:\s*{_COURTESY}[\s.!]*)+$", re.IGNORECASE)


def strip_greeting(question: str) -> str:
    """Return the question without a greeting before it or thanks after it.

    "Hi, who won the World Cup? Thanks!" -> "who won the World Cup?"
    """
    text = question.strip()
    match = _LEADING.match(text)
    if match and match["next"].lower() in OPENERS:
        text = text[match.end() :]
    return _TRAILING.sub("", text).rstrip(",") or text


_PIECE = r"(?:articles?|piece|story|stories|reports?|text|news|coverage|document|page)"
_SUMMARY = re.compile(
    r"(?:(?:and|please|can|could|would|will|you|i|i'd|want|need|like|give|show|write|make|me|just|"
    r"quickly|briefly|to|a|an|the|short|brief|quick) )*"
    r"(?:summari[sz]e|sum up|recap|tl;?dr|(?:summary|overview|synopsis|gist) (?=of|for|on|about))"
    r"[\s:,]*+(?:of |for |on |about )?+"
    r"(?:what(?:['’]s| is| has| was)? (?:been |we )?(?:reported|written|said|known|know|happened|"
    r"happening|going on) (?:so far |until now )?(?:about|on|of|in|with|at|to|around) )?+"
    r"(?!what|who|why|how|when|where|which)(?P<rest>.+?)"
    r"(?:,? (?:for me|please|briefly|in short|in \w+ (?:sentences?|words|lines)))*"
    rf"|what (?:does|did) the {_PIECE} (?:about|on) (?P<piece>.+) say",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    rf"(?:for me |me )?(?:(?:the|that|this|an?|all|latest|newest|last|whole) )*"
    rf"(?:{_PIECE}|it|this|that)\b(?:,? (?:about|on|of|titled|called|headlined))?[\s:]*",
    re.IGNORECASE,
)


_SINGLE = re.compile(
    r"\b(?:article|piece|story|report|text|document|page)\b(?:,? (?:about|on|of|titled|called|"
    r"headlined)\b|\W)|\bwhat (?:does|did) the\b",
    re.IGNORECASE,
)


def names_one_article(question: str) -> bool:
    """Tell whether a summary is asked of one article: "Summarise the article about tides"."""
    return bool(_SINGLE.search(question))


def _summary_topic(question: str) -> str:
    """Return what a summary is asked of, in words of the question, or ""."""
    match = _SUMMARY.fullmatch(question.strip(" ?!."))
    topic = (match["rest"] or match["piece"]) if match else ""
    return _ABOUT.sub("", topic, count=1).strip(" \"'“”‘’:") if _ABOUT.match(topic) else topic
