"""Reading a follow-up question with the turns before it, only when it depends on them.

Joining the conversation to every question makes retrieval worse, so a question stays as it is
unless something in it points back ("What did he say?", "And in 2023?", "Why?"), or it says too
little to search by. A name that a word stands for takes its place; where nothing can, the question
is joined to the one that it follows, as a person would ask both: "When did the museum reopen, and
who attended?". No name is added that nobody said. Any question may be about the articles that were
just cited: how it is read in those goes along, and the reader decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.expected import read_expected
from assistant.question.timewords import read_time
from assistant.question.topic import (
    LEAD,
    Talk,
    asked_of,
    can_stand_alone,
    content_words,
    conversation_topic,
    defines,
    is_telling,
    joined,
    known_names,
    short_answers,
    with_topic,
)
from assistant.schema import Turn
from assistant.text.names import Name, names, person_likelihood
from assistant.text.nations import is_country
from assistant.text.words import STOP_WORDS

_RECENT = 4  # turns
_ENOUGH = 4  # content words of a question that a pronoun may stand in without pointing back
_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date
_OPENING = re.compile(
    rf"{LEAD}(?:(?:what|how) about )?(?:(?:in|on|for|with) (?=\D))?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as it is searched everywhere, and as it may be read otherwise.

    `text` is a sentence that stands alone, and `plain` what the reader is asked over the passages;
    where `text` joins it to another, the reader is also asked `topical`, and `given` has answered
    before. `topic` is what the conversation is about, in a few words. `within` is the sentence that
    it is where it is about the articles just cited, or "". `alone` is the question by itself where
    `text` joins it to another without its pointing back, or "".
    """

    text: str
    plain: str
    topic: str = ""
    within: str = ""
    alone: str = ""
    topical: str = ""
    given: tuple[str, ...] = ()

    @property
    def joined(self) -> bool:
        """Whether the question is searched with the one that it follows."""
        return self.text != self.plain


def _another_time(talk: Talk) -> str | None:
    """Read "And in 2023?": the previous question at another time."""
    bare = talk.question[_opened(talk.question) :].strip(" ?!.,")
    spans = read_time(bare, _ANY_DAY).spans
    if not spans or sum(end - start for start, end in spans) < len(bare):
        return None
    asked = read_time(talk.root, _ANY_DAY)
    if not asked.spans:
        body = talk.root.rstrip(" ?!.")
        return f"{body} {bare}{talk.root[len(body) :]}"
    start, end = asked.spans[-1]
    year = re.search(r"\d{4}", bare)
    if year and not asked.explicit:  # "Who won the 2022 World Cup?": only the year changes
        bare = re.sub(r"\d{4}", year.group(), talk.root[start:end])
    return talk.root[:start] + bare + talk.root[end:]


def _bare_question_word(talk: Talk) -> str | None:
    """Read "Why?": the word in place of the previous one, or before what was yes or no."""
    word = talk.question[_opened(talk.question) :].strip(" ?!.").lower()
    asked = _ASKED.match(talk.root)
    if asked is None or not _QUESTION_WORD.fullmatch(word):
        return None
    return f"{word.capitalize()} {asked['what'][0].lower()}{asked['what'][1:]}"


_WORDS = r"(?:why|how|when|where)"
_QUESTION_WORD = re.compile(rf"{_WORDS}|since when|how (?:long|often|much|many)")
_ASKED = re.compile(
    rf"(?:{_WORDS} )?(?P<what>(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|"
    r"had) .+)",
    re.IGNORECASE,
)


def _another_name(talk: Talk) -> str | None:
    """Read "What about France?": the previous question about another name."""
    start = _opened(talk.question)
    own = names(f"about {talk.question[start:]}", talk.known) if start else []
    other = talk.question[start:].strip(" ?!.,").lower().removeprefix("the ")
    if len(own) != 1 or own[0].text.lower() != other:
        return None
    there = _after(talk.question[:start].split()[-1:], names(talk.root, talk.known), talk.root)
    if len(there) > 1:
        person = person_likelihood(own[0].text, "") >= 0
        there = [one for one in there if (person_likelihood(one.text, "") >= 0) == person]
    if len(there) > 1:
        there = [one for one in there if is_country(one.text) == is_country(own[0].text)]
    if len(there) != 1:
        return None
    return talk.root[: there[0].start] + own[0].text + talk.root[there[0].end :]


def _after(words: list[str], there: list[Name], root: str) -> list[Name]:
    """Return the names that follow a preposition, or else the last; all where there is none.

    "And in Kent?" after "How strong was Ian when it reached Sussex?" is about another place.
    """
    if not words or words[0].lower() not in _BEFORE_PLACES:
        return there
    same = [one for one in there if root[: one.start].split()[-1:] == words]
    return same or there[-1:]


_BEFORE_PLACES = ("in", "on", "for", "with")


def _another_one(talk: Talk) -> str | None:
    """Read "No, the women's" or "And the small one?": the last name, of that kind."""
    kind = _KIND.fullmatch(talk.question[_opened(talk.question) :].strip(" ?!.,"))
    there = names(talk.root, talk.known)
    if kind is None or not there:
        return None
    start = _DETERMINED.search(talk.root[: there[-1].start])
    before = talk.root[: start.start() if start else there[-1].start]
    return f"{before}the {kind['kind']} {there[-1].text}{talk.root[there[-1].end :]}"


_KIND = re.compile(
    r"the (?P<kind>(?:[\w-]+ )?[\w-]+(?:['’]s?|(?= ones?$)))(?: ones?)?", re.IGNORECASE
)
_DETERMINED = re.compile(r"\b(?:(?:the|an?) )?(?:\d+ )?$", re.IGNORECASE)


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
    if len(content_words(talk.question[: match.start()])) >= _ENOUGH:
        return None  # "the umpire who retired after his 5,000th game"
    before = [name.text for name in talk.own_names() if name.end <= match.start()]
    if before and not (word == "him" and len(before) == 1):
        return None
    person = _latest_person(talk, before)
    if not person:
        return None
    noun = following.split()[:1] and following.split()[0].strip("?.!,").lower()
    if word in ("his", "hers") or (word == "her" and noun and noun not in STOP_WORDS):
        person += "'" if person.endswith("s") else "'s"
    return talk.question[: match.start()] + person + following


def _latest_person(talk: Talk, taken: list[str]) -> str:
    for turn in reversed(talk.turns):
        asked, said = asked_of(turn), turn.answer_text
        told = [name.text for name in names(said)]
        order = (said, asked) if asked.lower().startswith("who ") else (asked, said)
        best = [
            max(
                (
                    (person_likelihood(name.text, f"{asked} {said}") - 0.01 * place, name.text)
                    for place, name in enumerate(names(text, told))
                    if name.text not in taken
                ),
                default=(-1.0, ""),
            )
            for text in order
        ]
        for least in (0.5, -1):  # "Asian" may be a name, but not where "Rishi Sunak" is one
            if person := next((name for score, name in best if score > least), ""):
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


def _points(talk: Talk) -> bool:
    """Tell whether a word of the question stands for something that it does not name."""
    if talk.own_names() or len(content_words(talk.question)) > _ENOUGH:
        return False
    question = _EXISTENTIAL.sub("", talk.question)
    return bool(_HE.search(question)) or any(
        _points_back(question, match) for match in _IT.finditer(question)
    )


def _points_back(question: str, match: re.Match[str]) -> bool:
    """Tell whether no earlier clause of the question holds what a pronoun stands for."""
    before, word = question[: match.start()], match.group().lower()
    *earlier, last = _CLAUSE_END.split(before)
    if word in ("that", "such") and content_words(last) and question[match.end() :].strip(" ?!."):
        return False  # "the law that passed"
    return not any(map(content_words, earlier))


def _says_little(talk: Talk) -> bool:
    """Tell whether a question has too little of its own to search by."""
    few = len(content_words(talk.question)) <= 1
    return not talk.own_names() and (few or not is_telling(talk.question))


_COMPLETED = (_another_time, _bare_question_word, _another_name, _another_one)


def read_follow_up(question: str, history: Sequence[Turn]) -> FollowUp:
    """Read a question with the turns before it, small talk left out.

    "What did he say about sanctions?" after a question on Putin ->
    "What did Putin say about sanctions?"
    """
    turns = [turn for turn in history if turn.question.strip()][-_RECENT:]
    talk = Talk(question.strip(), turns, known_names(turns))
    if not turns or (defines(question) and not _points(talk)):
        return FollowUp(question, question)
    topic = conversation_topic(question, turns)
    completed = next((read for rule in _COMPLETED if (read := rule(talk))), "")
    if completed:
        return FollowUp(completed, completed, topic, completed)
    named = _somebody(talk)
    plain = named or question
    both = joined(talk.root, plain)
    alone = question if not _points(talk) and can_stand_alone(question) else ""
    topical = alone and read_expected(question).topic_alone
    if named or topical or not (_points(talk) or _says_little(talk)):
        return FollowUp(plain, plain, topic, both)
    asked, given = with_topic(talk.root, plain), short_answers(turns)
    return FollowUp(both, plain, topic, both, alone, asked, given)
