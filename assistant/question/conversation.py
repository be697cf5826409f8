"""Reading a follow-up question with the turns before it, only when it depends on them.

Joining the conversation to every question makes retrieval worse, so a question stays as it is
unless something in it points back, or it says too little to search by. What the conversation is
about goes along for the ranking of passages, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question.references import (
    another_name,
    another_time,
    bare_question_word,
    somebody,
    something,
    too_short,
)
from assistant.question.topic import (
    Talk,
    content_words,
    conversation_topic,
    defines,
    is_telling,
    known_names,
)
from assistant.schema import Turn

_RECENT = 4  # turns
_POINTING: tuple[Callable[[Talk], str | None], ...] = (
    another_time,
    bare_question_word,
    somebody,
    something,
)
_RULES = (another_time, bare_question_word, another_name, somebody, something, too_short)


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
