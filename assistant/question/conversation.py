"""Reading a follow-up question with the turns before it, only when it depends on them.

Joining the conversation to every question makes retrieval worse, so a question stays as it is
unless something in it points back ("What did he say?", "And in 2023?", "Why?"), or it says too
little to search by. Each rule returns the question with the fewest words of the turns before it
put in, or None where it does not apply; no name is added that nobody said. What the conversation
is about goes along for the ranking of passages, and for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.timewords import read_time
from assistant.question.topic import (
    LEAD,
    Talk,
    asked_of,
    beside,
    content_words,
    conversation_topic,
    defines,
    is_telling,
    known_names,
)
from assistant.schema import Turn
from assistant.text.names import names, person_likelihood
from assistant.text.words import STOP_WORDS

_RECENT = 4  # turns
_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date
_OPENING = re.compile(
    rf"{LEAD}(?:(?:what|how) about )?(?:(?:in|on|for|with) (?=\D))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as it is searched, and what it is compared by in meaning.

    `plain` is the question without what was put beside it in brackets, where it says something
    by itself; `topic` is what the conversation is about, in a few words. `beside` is what was put
    in those brackets because the question says little, though nothing in it points back.
    """

    text: str
    plain: str
    topic: str = ""
    beside: str = ""

    @property
    def alone(self) -> FollowUp:
        """The question by itself; one that says little is still ranked by the topic."""
        return FollowUp(self.plain, self.plain, "" if is_telling(self.plain) else self.topic)


def _another_time(talk: Talk) -> str | None:
    """Read "And in 2023?": the previous question at another time."""
    bare = talk.question[_opened(talk.question) :].strip(" ?!.,")
    spans = read_time(bare, _ANY_DAY).spans
    if not spans or sum(end - start for start, end in spans) < len(bare):
        return None
    asked = read_time(talk.previous, _ANY_DAY)
    if not asked.spans:
        body = talk.previous.rstrip(" ?!.")
        return f"{body} {bare}{talk.previous[len(body) :]}"
    start, end = asked.spans[-1]
    year = re.search(r"\d{4}", bare)
    if year and not asked.explicit:  # "Who won the 2022 World Cup?": only the year changes
        bare = re.sub(r"\d{4}", year.group(), talk.previous[start:end])
    return talk.previous[:start] + bare + talk.previous[end:]


def _bare_question_word(talk: Talk) -> str | None:
    """Read "Why?": the word with a previous question that was to be answered by yes or no."""
    word = talk.question[_opened(talk.question) :].strip(" ?!.").lower()
    first, _, rest = talk.previous.partition(" ")
    if word in ("why", "how", "when", "where") and first.lower() in _AUXILIARIES:
        return f"{word.capitalize()} {first.lower()} {rest}"
    return None


_AUXILIARIES = frozenset(
    "is are was were do does did can could will would should has have had".split()
)


def _another_name(talk: Talk) -> str | None:
    """Read "What about France?": the previous question about another name."""
    start = _opened(talk.question)
    own = names(f"about {talk.question[start:]}", talk.known) if start else []
    other = talk.question[start:].strip(" ?!.,").lower().removeprefix("the ")
    if len(own) != 1 or own[0].text.lower() != other:
        return None
    there = names(talk.previous, talk.known)
    if len(there) > 1:
        person = person_likelihood(own[0].text, "") >= 0
        there = [one for one in there if (person_likelihood(one.text, "") >= 0) == person]
    if len(there) != 1 or "(" in talk.previous:
        return None
    return talk.previous[: there[0].start] + own[0].text + talk.previous[there[0].end :]


def _opened(question: str) -> int:
    """Return where what matters of "And what about France?" begins."""
    match = _OPENING.match(question)
    return match.end() if match else 0


_HE = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)


def _somebody(talk: Talk) -> str | None:
    """Read "What did he say?": the most recent person's name for the pronoun."""
    match = _HE.search(talk.question)
    if match is None:
        return None
    word, following = match.group().lower(), talk.question[match.end() :]
    before = [name.text for name in talk.own_names() if name.end <= match.start()]
    if before and not (word == "him" and len(before) == 1):
        return None
    person = _latest_person(talk, before)
    if not person:
        return beside(talk)
    noun = following.split()[:1] and following.split()[0].strip("?.!,").lower()
    if word in ("his", "hers") or (word == "her" and noun and noun not in STOP_WORDS):
        person += "'" if person.endswith("s") else "'s"
    return talk.question[: match.start()] + person + following


def _latest_person(talk: Talk, taken: list[str]) -> str:
    for turn in reversed(talk.turns):
        asked, said = asked_of(turn), turn.answer_text
        told = [name.text for name in names(said)]
        for text in (said, asked) if asked.lower().startswith("who ") else (asked, said):
            scored = [
                (person_likelihood(name.text, f"{asked} {said}") - 0.01 * place, name.text)
                for place, name in enumerate(names(text, told))
                if name.text not in taken
            ]
            score, person = max(scored, default=(-1.0, ""))
            if score > -1:
                return person
    return ""


_IT = re.compile(
    r"\b(?:it|its|they|them|theirs?|those(?! (?:who|that)\b)|such|there|"
    r"(?:these|this)(?! (?:year|month|week|weekend|morning|evening|summer|winter|spring)\b)|"
    r"that|the (?:latter|former|same|others?)|(?:first|second|last|other|which) ones?)\b",
    re.IGNORECASE,
)
_BE = r"(?:is|are|was|were|be|been|has|have|will)"
_EXISTENTIAL = re.compile(rf"\b{_BE} there\b|\bthere {_BE}\b", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[,;.?!]|\b(?:if|when|while|because|since|and|or|but|that|where|after|before|says?|said|"
    r"thinks?|believes?|claims?|hopes?)\b",
    re.IGNORECASE,
)


def _something(talk: Talk) -> str | None:
    """Read "How is that calculated?": with the topic of the conversation beside it."""
    question = _EXISTENTIAL.sub("", talk.question)
    points = (_points_back(question, match) for match in _IT.finditer(question))
    return beside(talk) if any(points) else None


def _points_back(question: str, match: re.Match[str]) -> bool:
    """Tell whether no earlier clause of the question holds what a pronoun stands for."""
    before, word = question[: match.start()], match.group().lower()
    *earlier, last = _CLAUSE_END.split(before)
    if word in ("that", "such") and content_words(last) and question[match.end() :].strip(" ?!."):
        return False  # "the law that passed"
    return not any(map(content_words, earlier))


def _too_short(talk: Talk) -> str | None:
    """Read a question that has too little of its own to search by."""
    if talk.own_names():
        return None
    few = len(content_words(talk.question)) <= 1
    return beside(talk) if few or not is_telling(talk.question) else None


_POINTING = (_another_time, _bare_question_word, _somebody, _something)
_RULES = (
    _another_time,
    _bare_question_word,
    _another_name,
    _somebody,
    _something,
    _too_short,
)


def read_follow_up(question: str, history: Sequence[Turn]) -> FollowUp:
    """Read a question with the turns before it, small talk left out.

    "What did he say about sanctions?" after a question on Putin ->
    "What did Putin say about sanctions?"
    """
    turns = [turn for turn in history if turn.question.strip()][-_RECENT:]
    if not turns:
        return FollowUp(question, question)
    talk = Talk(question.strip(), turns, known_names(turns))
    points = any(rule(talk) for rule in _POINTING)
    if not points and defines(question):
        return FollowUp(question, question)
    text = next((read for rule in _RULES if (read := rule(talk))), question)
    apart = text.startswith(f"{talk.question} (") and content_words(talk.question)
    plain = talk.question if apart else text
    beside = "" if points else text[len(plain) :].strip(" ()")
    return FollowUp(text, plain, conversation_topic(question, turns), beside)


def without_aside(text: str, question: str) -> str:
    """Return a question as it was read, without the topic in brackets that its asker did not type.

    "Is it open? (pier of Lindau)" for "Is it open?" -> "Is it open?"
    """
    return text.rpartition(" (")[0] if text.count("(") > question.count("(") else text
