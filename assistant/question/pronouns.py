"""Pronouns that point back: whom or what "he", "it" and "there" stand for in a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.question.topic import Talk, asked_of, beside, content_words
from assistant.schema import Turn
from assistant.text.names import names, person_likelihood
from assistant.text.words import STOP_WORDS

_HE = re.compile(r"\b(he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_OBJECT = frozenset({"him", "her", "hers"})


def somebody(talk: Talk) -> str | None:
    """Read "What did he say?": the most recent person's name for the pronoun."""
    match = _HE.search(talk.question)
    if match is None:
        return None
    word = match.group().lower()
    before = [name for name in talk.own_names() if name.end <= match.start()]
    if before and not (word == "him" and len(before) == 1):
        return None
    taken = {name.text for name in before}
    person = _latest_person(talk.turns, taken, word)
    if person is None:
        return beside(talk)
    if word in ("his", "hers") or (word == "her" and _followed_by_noun(talk.question, match.end())):
        person = _possessive(person)
    return talk.question[: match.start()] + person + talk.question[match.end() :]


def _followed_by_noun(question: str, end: int) -> bool:
    follows = re.match(r"\s+([\w'-]+)", question[end:])
    return bool(follows) and follows is not None and follows.group(1).lower() not in STOP_WORDS


def _latest_person(turns: Sequence[Turn], taken: set[str], pronoun: str) -> str | None:
    for turn in reversed(turns):
        asked, said = asked_of(turn), turn.answer_text
        everything = f"{asked} {said}"
        texts = [said, asked] if re.match(r"who\b", asked, re.IGNORECASE) else [asked, said]
        found = names(said)
        for text in texts:
            candidates = names(text, [name.text for name in found])
            scored = [
                (person_likelihood(name.text, everything) - 0.01 * place, name.text)
                for place, name in enumerate(candidates)
                if name.text not in taken
            ]
            best = max(scored, default=(0.0, ""))
            if best[0] > -1:
                return best[1]
    return None


_THIS_TIME = (
    r"(?!\s+(?:year|month|week|weekend|morning|evening|afternoon|summer|winter|spring|autumn|"
    r"time)\b)"
)
_IT = re.compile(
    rf"\b(it|its|they|them|their|theirs|those(?!\s+(?:who|that))|these{_THIS_TIME}|"
    rf"this{_THIS_TIME}|that|there|such|ones?|the (?:latter|former|same|other|others))\b",
    re.IGNORECASE,
)
_EMPTY_IT = re.compile(
    r"\bit(?:'s| is| was)? (?:true|raining|possible|safe|legal|worth|likely|take|hard|easy|better|"
    r"necessary|important|okay|ok|normal|bad|good|illegal)\b(?! for it)",
    re.IGNORECASE,
)
_BEFORE_THAT = frozenset(
    """is are was were does did do about of for to after before by with than like from has have had
    and but on at in can could will would what why how when where who which all mean means
    """.split()
)


_EXISTENTIAL = frozenset("is are was were be been has have will".split())
_BEFORE_ONE = frozenset("first second third last other which that this another next".split())


def something(talk: Talk) -> str | None:
    """Read "How is that calculated?": the topic for the pronoun, or beside the question."""
    for match in _IT.finditer(talk.question):
        if _points_back(talk, match):
            return _with_topic(talk, match)
    return None


def _points_back(talk: Talk, match: re.Match[str]) -> bool:
    question, word = talk.question, match.group().lower()
    before = question[: match.start()]
    previous = re.findall(r"[\w']+", before.lower())[-1:] or [""]
    follows = re.match(r"\s+([\w'-]+)", question[match.end() :])
    following = follows.group(1).lower() if follows else ""
    if word == "there":
        return previous[0] not in _EXISTENTIAL and following not in _EXISTENTIAL
    if word in ("that", "such") and previous[0] not in _BEFORE_THAT | {""} and following:
        return False
    if word in ("one", "ones"):
        return previous[0] in _BEFORE_ONE
    if word == "it" and _EMPTY_IT.match(question[match.start() :]):
        return False
    return not _has_antecedent(talk, before, word)


def _has_antecedent(talk: Talk, before: str, word: str) -> bool:
    """Tell whether an earlier clause of the question itself holds what a pronoun stands for."""
    clauses = re.split(
        r"[,;.?!]|\b(?:if|when|while|because|since|and|or|but|that|where|after|before)\b",
        before,
        flags=re.I,
    )
    if any(content_words(clause) for clause in clauses[:-1]):
        return True
    said = re.search(
        r"\b(?:say|says|said|think|thinks|believe|claim|claims|hope|hopes)\s*$", before
    )
    if said and (word == "it" or word == "they"):
        return True
    own = [name for name in talk.own_names() if name.end <= len(before)]
    return bool(own) and word in ("its", "their", "theirs")


def _with_topic(talk: Talk, match: re.Match[str]) -> str:
    """Put the previous question's only name for the pronoun when it was about nothing else."""
    question, word = talk.question, match.group().lower()
    there = names(talk.previous, talk.known)
    if len(there) != 1 or word not in ("it", "its", "there"):
        return beside(talk)
    name = there[0].text
    around = talk.previous[: there[0].start] + talk.previous[there[0].end :]
    if len(content_words(around)) > 1:
        return beside(talk)
    if word == "its":
        name = _possessive(name)
    if word == "there":
        name = f"in {name}"
    return question[: match.start()] + name + question[match.end() :]


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
