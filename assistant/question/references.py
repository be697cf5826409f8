"""What a question leaves to the turns before it: "What did he say?", "And in 2023?", "Why?".

Each rule returns the question with the fewest words of those turns put in, or None where it does
not apply. No name is added that nobody said.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.question.timewords import read_time
from assistant.question.topic import LEAD, Talk, asked_of, beside, content_words, is_telling
from assistant.text.names import names, person_likelihood
from assistant.text.words import STOP_WORDS

_ANY_DAY = date(2100, 1, 1)  # where time words stand does not depend on the as-of date
_OPENING = re.compile(
    rf"{LEAD}(?:(?:what|how) about )?(?:(?:in|on|for|with) (?=\D))?", re.IGNORECASE
)


def another_time(talk: Talk) -> str | None:
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


def bare_question_word(talk: Talk) -> str | None:
    """Read "Why?": the word with a previous question that was to be answered by yes or no."""
    word = talk.question[_opened(talk.question) :].strip(" ?!.").lower()
    first, _, rest = talk.previous.partition(" ")
    if word in ("why", "how", "when", "where") and first.lower() in _AUXILIARIES:
        return f"{word.capitalize()} {first.lower()} {rest}"
    return None


_AUXILIARIES = frozenset(
    "is are was were do does did can could will would should has have had".split()
)


def another_name(talk: Talk) -> str | None:
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


def somebody(talk: Talk) -> str | None:
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


def something(talk: Talk) -> str | None:
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


def too_short(talk: Talk) -> str | None:
    """Read a question that has too little of its own to search by."""
    if talk.own_names():
        return None
    few = len(content_words(talk.question)) <= 1
    return beside(talk) if few or not is_telling(talk.question) else None
