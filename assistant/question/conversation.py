"""Reading a follow-up question with the turns before it, only when it depends on them.

Joining the conversation to every question makes retrieval worse, so a question stays as it is
unless something in it points back: a pronoun with nothing to stand for ("What did he say?"), an
ellipsis ("And in 2023?", "Why?", "What about France?"), or too little to search by. Then the
fewest words of the turns before are put in. No name is added that nobody said. What the
conversation is about goes along for the ranking of passages, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question.ellipsis import another_time, another_topic, bare_question_word, too_short
from assistant.question.newtopic import defines
from assistant.question.pronouns import somebody, something
from assistant.question.smalltalk import read_smalltalk
from assistant.question.topic import (
    Talk,
    content_words,
    conversation_topic,
    is_telling,
    known_names,
)
from assistant.schema import Turn

_RECENT = 4


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


def read_follow_up(question: str, history: Sequence[Turn]) -> FollowUp:
    """Read a question with the turns before it."""
    turns = _recent(history)
    if not turns or read_smalltalk(question) is not None:
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


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return the question as it should be searched.

    "What did he say about sanctions?" after a question on Putin ->
    "What did Putin say about sanctions?"
    """
    return read_follow_up(question, history).text


def without_aside(text: str, question: str) -> str:
    """Return a question as it was read, without the topic in brackets that its asker did not type.

    "Is it open? (pier of Lindau)" for "Is it open?" -> "Is it open?"
    """
    return text.rpartition(" (")[0] if text.count("(") > question.count("(") else text


def _recent(history: Sequence[Turn]) -> list[Turn]:
    return [turn for turn in history[-2 * _RECENT :] if _is_about_articles(turn)][-_RECENT:]


def _is_about_articles(turn: Turn) -> bool:
    return bool(turn.question.strip()) and read_smalltalk(turn.question) is None


_POINTING = (another_time, bare_question_word, somebody, something)
_RULES: tuple[Callable[[Talk], str | None], ...] = (
    another_time,
    bare_question_word,
    another_topic,
    somebody,
    something,
    too_short,
)
