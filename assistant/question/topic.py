"""What a conversation is about, in its own words, and whether a question has left it.

"What is monkeypox?" is no question about the prize that was spoken of before: a definition asks
about its own word alone. Of other questions the articles tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.vocabulary import TELLING, rarity
from assistant.schema import Answer, Turn
from assistant.text.names import OPENERS, Name, names
from assistant.text.words import STOP_WORDS

_FADE = 0.7  # what a word of an earlier question weighs, for every question after it
_WORDS = 8
LEAD = r"(?:(?:no|and|but|so|then|also|now|well|ok(?:ay)?)\b[\s,]*)*"
"""A pattern for what a question may open with without meaning anything."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The question and the recent turns, oldest first."""

    question: str
    turns: list[Turn]
    known: list[str]

    @property
    def root(self) -> str:
        """The latest question that can be understood by itself, as it was searched."""
        for turn in reversed(self.turns):
            asked, typed = asked_of(turn), turn.question.strip()
            if asked != typed:
                first = asked.rpartition(", and ")[0]
                return f"{first}?" if first else asked
            if is_telling(typed):
                return typed
        return asked_of(self.turns[0])

    def own_names(self) -> list[Name]:
        """Return the names in the question itself, also when typed in lower case."""
        return names(self.question, self.known)


def known_names(turns: Sequence[Turn]) -> list[str]:
    """Return the names of the conversation, the latest turn first, without repeats."""
    texts = [part for turn in reversed(turns) for part in (asked_of(turn), turn.answer_text)]
    return list(dict.fromkeys(name.text for text in texts for name in names(text)))


def asked_of(turn: Turn) -> str:
    """Return the question of a turn as it was searched."""
    resolved = turn.answer.question if isinstance(turn.answer, Answer) else ""
    return (resolved or turn.question).strip()


_HOLLOW = frozenset(
    """tell give show explain describe know think mean want need like get got make use see go say
    said information details detail thing things please something anything somebody someone way kind
    type example examples happen happened really actually exactly still also else yes ok okay
    could would
    let much many lot best better good bad first second one ones don't does doesn't it's what's
    """.split()
)


def content_words(text: str) -> list[str]:
    """Return the words of a text that say what it is about."""
    return [
        word
        for word in re.findall(r"[^\W_][\w'’.&-]*[\w]|[^\W_]", text)
        if word.lower() not in STOP_WORDS and word.lower() not in _HOLLOW
    ]


def is_telling(text: str) -> bool:
    """Tell whether a word says what a text is about: "ferry" does, "police" and "died" do not."""
    return max(map(rarity, content_words(text)), default=0.0) >= TELLING


def joined(previous: str, question: str) -> str:
    """Ask a question together with the one that it follows.

    "When did the museum reopen?", "And who attended?" ->
    "When did the museum reopen, and who attended?"
    """
    own = re.sub(LEAD, "", question, count=1, flags=re.IGNORECASE) or question
    first = own.split(" ", 1)[0]
    if first.lower().strip("?!.,") in OPENERS and first != "I":
        own = own[0].lower() + own[1:]
    return f"{previous.rstrip(' ?!.,')}, and {own}"


def with_topic(previous: str, question: str) -> str:
    """Put what a question is about before one that follows it, in few words, for the reader.

    "When did the museum reopen?", "Who attended?" -> "museum reopen: Who attended?"
    """
    return f"{' '.join(content_words(previous))}: {question}"


def short_answers(turns: Sequence[Turn]) -> tuple[str, ...]:
    """Return the words that answered the questions so far by themselves."""
    answers = (turn.answer for turn in turns if isinstance(turn.answer, Answer))
    return tuple(each.text[start:end] for each in answers for start, end in each.highlights)


def conversation_topic(question: str, history: Sequence[Turn]) -> str:
    """Return the words that the questions so far were about, the weightiest first.

    Nothing where the question names somebody or something that nobody spoke of: a new topic.
    """
    known = known_names(history)
    own = names(question, known)
    spoken = {word for name in known for word in name.split()}
    if own and not any(spoken.intersection(name.text.split()) for name in own):
        return ""
    weights: dict[str, float] = {}
    for age, turn in enumerate(reversed(history)):
        for word in content_words(turn.question):
            weights[word.lower()] = weights.get(word.lower(), 0.0) + rarity(word) * _FADE**age
    return " ".join(sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS])


_DEFINES = re.compile(rf"{LEAD}(?:what|who)(?: is| are|['’]s) (?!the\b)", re.IGNORECASE)
_ASKS = re.compile(
    rf"{LEAD}(?:how|why|when|where|which|whose|do|does|did|any|other|more)\b", re.IGNORECASE
)


def defines(question: str) -> bool:
    """Tell whether a question asks what a word means: "What is monkeypox?"."""
    return _names_one(question) and _DEFINES.match(question) is not None


def can_stand_alone(question: str) -> bool:
    """Tell whether a question says what it is about: "monkeypox", "Who won the election?"."""
    return len(content_words(question)) > 1 or (
        _names_one(question) and _ASKS.match(question) is None
    )


def _names_one(question: str) -> bool:
    return len(content_words(question)) == 1 and is_telling(question)
