"""Questions that leave out what the one before said: "Why?", "And in 2023?", "What about her?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.question.timewords import read_time
from assistant.question.topic import Talk, beside, content_words, is_telling, topic
from assistant.text.names import names, person_likelihood

_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date
# What a question may open with without meaning anything.
_LEAD_IN = r"(?:(?:and|but|so|then|ok(?:ay)?|now|well|also|what about|how about|what of)\b[\s,]*)+"


def another_time(talk: Talk) -> str | None:
    """Read "And in 2023?": the previous question at another time."""
    bare = re.sub(rf"^{_LEAD_IN}", "", talk.question, flags=re.IGNORECASE).strip(" ?!.,")
    spans = read_time(bare, _ANY_DAY).spans
    if not spans or _rest(bare, spans):
        return None
    return _with_time(talk.previous, bare)


def _rest(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text.strip(" ,?")


def _with_time(question: str, when: str) -> str:
    """Put other time words in the place of a question's own, or at its end."""
    reading = read_time(question, _ANY_DAY)
    if not reading.spans:
        body = question.rstrip(" ?!.")
        return f"{body} {when}{question[len(body) :]}"
    start, end = reading.spans[-1]
    if not reading.explicit:  # "Who won the 2022 World Cup?": only the year changes
        year = re.search(r"\d{4}", question[start:end])
        other = re.search(r"\d{4}", when)
        if year and other:
            return question[: start + year.start()] + other.group() + question[start + year.end() :]
    return question[:start] + when + question[end:]


_BARE = re.compile(
    rf"(?:{_LEAD_IN})?(?P<word>why(?: not)?|how|when|where|who|"
    r"how (?:come|many|much|long|often|far|old|so)|"
    r"since when|by whom|which(?: ones?)?|what for|for how long|where exactly|when exactly|"
    r"how exactly|why exactly|why (?:is|was|did) (?:that|this|it)(?: happen(?:ed)?)?|really|"
    r"says who|who else|what else|where else)[\s?!.]*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)\b", re.IGNORECASE
)
_ASKED_REASON = re.compile(r"(?:what|who|which|where|when|how)\b", re.IGNORECASE)


def bare_question_word(talk: Talk) -> str | None:
    """Read "Why?": the word with what the previous question was about."""
    match = _BARE.fullmatch(talk.question)
    if match is None:
        return None
    word = match["word"].split()[0] if match["word"].lower().startswith("why") else match["word"]
    word = word[0].upper() + word[1:]
    previous = talk.previous
    if _AUXILIARY.match(previous) and word.lower() in ("why", "how", "when", "where"):
        return f"{word} {previous[0].lower()}{previous[1:]}"
    about = topic(talk.turns, limit=6)
    return f"{word}? ({about})" if about else talk.question


_ABOUT = re.compile(
    r"(?:and|but|so|ok(?:ay)?|then|now)?[\s,]*(?:(?:what|how) about|what of|and|same for|also)\s+"
    r"(?P<other>(?!\w+ing\b)[^?]{2,60}?)[\s?!.]*",
    re.IGNORECASE,
)


def another_topic(talk: Talk) -> str | None:
    """Read "What about France?": the previous question about another name."""
    match = _ABOUT.fullmatch(talk.question)
    if match is None or _CLAUSE.search(match["other"]):
        return None
    other = re.sub(r"^(?:in|on|for|with|about) ", "", match["other"])
    own = names(f"about {other}", talk.known)
    name = own[0].text if len(own) == 1 else ""
    if name and name.lower() == re.sub(r"^the ", "", other.lower()):
        there = names(talk.previous, talk.known)
        people = person_likelihood(name, "") >= 0
        if len(there) > 1:
            there = [one for one in there if (person_likelihood(one.text, "") >= 0) == people]
        if len(there) == 1 and "(" not in talk.previous:
            one = there[0]
            return talk.previous[: one.start] + name + talk.previous[one.end :]
    return beside(talk)


_CLAUSE = re.compile(
    r"\b(?:what|who|why|how|when|where|which|is|are|was|were|does|did|do|can|could|will|has|have)\b",
    re.IGNORECASE,
)

_REPAIR = re.compile(r"(?:no[,.]? )?i (?:meant?|am (?:asking|talking) about)\b", re.IGNORECASE)
_CONTINUES = re.compile(r"(?:and|but|also|so|then)\b", re.IGNORECASE)
_SHIFTS = re.compile(
    r"(?:by the (?:a?way)|btw|speaking (?:of|about)|another question)\b", re.IGNORECASE
)


def too_short(talk: Talk) -> str | None:
    """Read a question that has too little of its own to search by."""
    if _SHIFTS.match(talk.question):
        return None
    own = content_words(talk.question)
    if talk.own_names():
        return None
    if (
        _REPAIR.match(talk.question)
        or len(own) <= 1
        or (_CONTINUES.match(talk.question) and len(own) <= 3)
        or not is_telling(talk.question)
    ):
        return beside(talk)
    return None
