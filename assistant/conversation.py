"""Reading a follow-up question with the turns before it, only when it depends on them.

Joining the conversation to every question makes retrieval worse, so a question stays as it is
unless something in it points back: a pronoun with nothing to stand for ("What did he say?"), an
ellipsis ("And in 2023?", "Why?", "What about France?"), or too little to search by. Then the
fewest words of the turns before are put in. No name is added that nobody said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.names import Name, names, person_likelihood
from assistant.schema import Answer, Turn
from assistant.smalltalk import read_smalltalk
from assistant.timewords import read_time
from assistant.words import STOP_WORDS

_RECENT = 4
_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it should be searched.

    "What did he say about sanctions?" after a question on Putin ->
    "What did Putin say about sanctions?"
    """
    turns = [turn for turn in history[-2 * _RECENT :] if _is_about_articles(turn)][-_RECENT:]
    if not turns or read_smalltalk(question) is not None:
        return question
    talk = _Talk(question.strip(), turns, _known(turns))
    return next((read for rule in _RULES if (read := rule(talk))), question)


def _is_about_articles(turn: Turn) -> bool:
    return bool(turn.question.strip()) and read_smalltalk(turn.question) is None


@dataclass(frozen=True, slots=True)
class _Talk:
    """The question and the recent turns, oldest first."""

    question: str
    turns: list[Turn]
    known: list[str]

    @property
    def previous(self) -> str:
        """The last question, as it was searched."""
        return _asked(self.turns[-1])

    def own_names(self) -> list[Name]:
        """Return the names in the question itself, also when typed in lower case."""
        return names(self.question, self.known)


def _known(turns: Sequence[Turn]) -> list[str]:
    """Return the names of the conversation, the latest turn first, without repeats."""
    texts = [part for turn in reversed(turns) for part in (_asked(turn), turn.answer_text)]
    return list(dict.fromkeys(name.text for text in texts for name in names(text)))


def _asked(turn: Turn) -> str:
    resolved = turn.answer.question if isinstance(turn.answer, Answer) else ""
    return (resolved or turn.question).strip()


# What a question may open with without meaning anything.
_LEAD_IN = r"(?:(?:and|but|so|then|ok(?:ay)?|now|well|also|what about|how about|what of)\b[\s,]*)+"


def _another_time(talk: _Talk) -> str | None:
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


def _bare_question_word(talk: _Talk) -> str | None:
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


def _another_topic(talk: _Talk) -> str | None:
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
    return _beside(talk)


_CLAUSE = re.compile(
    r"\b(?:what|who|why|how|when|where|which|is|are|was|were|does|did|do|can|could|will|has|have)\b",
    re.IGNORECASE,
)
_HE = re.compile(r"\b(he|she|him|his|her|hers|himself|herself)\b", re.IGNORECASE)
_OBJECT = frozenset({"him", "her", "hers"})


def _somebody(talk: _Talk) -> str | None:
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
        return _beside(talk)
    if word in ("his", "hers") or (word == "her" and _followed_by_noun(talk.question, match.end())):
        person = _possessive(person)
    return talk.question[: match.start()] + person + talk.question[match.end() :]


def _followed_by_noun(question: str, end: int) -> bool:
    follows = re.match(r"\s+([\w'-]+)", question[end:])
    return bool(follows) and follows is not None and follows.group(1).lower() not in STOP_WORDS


def _latest_person(turns: Sequence[Turn], taken: set[str], pronoun: str) -> str | None:
    for turn in reversed(turns):
        asked, said = _asked(turn), turn.answer_text
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


def _something(talk: _Talk) -> str | None:
    """Read "How is that calculated?": the topic for the pronoun, or beside the question."""
    for match in _IT.finditer(talk.question):
        if _points_back(talk, match):
            return _with_topic(talk, match)
    return None


def _points_back(talk: _Talk, match: re.Match[str]) -> bool:
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


def _has_antecedent(talk: _Talk, before: str, word: str) -> bool:
    """Tell whether an earlier clause of the question itself holds what a pronoun stands for."""
    clauses = re.split(
        r"[,;.?!]|\b(?:if|when|while|because|since|and|or|but|that|where|after|before)\b",
        before,
        flags=re.I,
    )
    if any(_content(clause) for clause in clauses[:-1]):
        return True
    said = re.search(
        r"\b(?:say|says|said|think|thinks|believe|claim|claims|hope|hopes)\s*$", before
    )
    if said and (word == "it" or word == "they"):
        return True
    own = [name for name in talk.own_names() if name.end <= len(before)]
    return bool(own) and word in ("its", "their", "theirs")


def _with_topic(talk: _Talk, match: re.Match[str]) -> str:
    """Put the previous question's only name for the pronoun when it was about nothing else."""
    question, word = talk.question, match.group().lower()
    there = names(talk.previous, talk.known)
    if len(there) != 1 or word not in ("it", "its", "there"):
        return _beside(talk)
    name = there[0].text
    around = talk.previous[: there[0].start] + talk.previous[there[0].end :]
    if len(_content(around)) > 1:
        return _beside(talk)
    if word == "its":
        name = _possessive(name)
    if word == "there":
        name = f"in {name}"
    return question[: match.start()] + name + question[match.end() :]


def _beside(talk: _Talk) -> str:
    """Put the topic of the conversation beside the question."""
    about = topic(talk.turns)
    return f"{talk.question} ({about})" if about else talk.question


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


_REPAIR = re.compile(r"(?:no[,.]? )?i (?:meant?|am (?:asking|talking) about)\b", re.IGNORECASE)
_CONTINUES = re.compile(r"(?:and|but|also|so|then)\b", re.IGNORECASE)
_SHIFTS = re.compile(
    r"(?:by the (?:a?way)|btw|speaking (?:of|about)|another question)\b", re.IGNORECASE
)


def _too_short(talk: _Talk) -> str | None:
    """Read a question that has too little of its own to search by."""
    if _SHIFTS.match(talk.question):
        return None
    own = _content(talk.question)
    if talk.own_names():
        return None
    if (
        _REPAIR.match(talk.question)
        or len(own) <= 1
        or (_CONTINUES.match(talk.question) and len(own) <= 3)
    ):
        return _beside(talk)
    return None


_HOLLOW = frozenset(
    """tell give show explain describe know think mean want need like get got make use see go say
    said information details detail thing things please something anything somebody someone way kind
    type example examples happen happened really actually exactly still also else yes ok okay
    could would
    let much many lot best better good bad first second one ones don't does doesn't it's what's
    """.split()
)


def _content(text: str) -> list[str]:
    """Return the words of a text that say what it is about."""
    return [
        word
        for word in re.findall(r"[^\W_][\w'’.&-]*[\w]|[^\W_]", text)
        if word.lower() not in STOP_WORDS and word.lower() not in _HOLLOW
    ]


def topic(history: Sequence[Turn], limit: int = 4) -> str:
    """Return what the latest question with a topic was about, in few words of its own."""
    for turn in reversed(history):
        asked, _, aside = _asked(turn).partition(" (")
        phrase = _phrase(asked, limit) or _phrase(aside.rstrip(")"), limit)
        if phrase:
            return phrase
    return " ".join(name.text for turn in history[-1:] for name in names(turn.answer_text)[:2])


_HELPERS = re.compile(r"\b(?:do|does|did|is|are|was|were|has|have|had) (?=\w)", re.IGNORECASE)


def _phrase(text: str, limit: int) -> str:
    """Return a text from its first content word to its last; only those where that is long."""
    words = _content(text)
    if not words:
        return ""
    first = re.search(rf"(?<!\w){re.escape(words[0])}", text)
    start = first.start() if first else 0
    phrase = _HELPERS.sub("", text[start : text.rindex(words[-1]) + len(words[-1])])
    return phrase if len(phrase.split()) <= limit + 2 else " ".join(words[:limit])


_RULES: tuple[Callable[[_Talk], str | None], ...] = (
    _another_time,
    _bare_question_word,
    _another_topic,
    _somebody,
    _something,
    _too_short,
)
