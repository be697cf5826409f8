"""What a conversation is about, in its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question.rarity import rarity
from assistant.schema import Answer, Turn
from assistant.text.names import Name, names
from assistant.text.words import STOP_WORDS

_FADE = 0.7  # what a word of an earlier question weighs, for every question after it
_WORDS = 8
_TELLING = 2.7  # rarity of a word that says what a question is about


@dataclass(frozen=True, slots=True)
class Talk:
    """The question and the recent turns, oldest first."""

    question: str
    turns: list[Turn]
    known: list[str]

    @property
    def previous(self) -> str:
        """The last question, as it was searched."""
        return asked_of(self.turns[-1])

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
    return max(map(rarity, content_words(text)), default=0.0) >= _TELLING


def topic(history: Sequence[Turn], limit: int = 4) -> str:
    """Return what the latest question with a topic was about, in few words of its own."""
    for turn in reversed(history):
        asked, _, aside = asked_of(turn).partition(" (")
        phrases = _phrase(asked, limit), _phrase(aside.rstrip(")"), limit)
        phrase = next(filter(None, phrases if is_telling(asked) else reversed(phrases)), "")
        if phrase:
            return phrase
    return " ".join(name.text for turn in history[-1:] for name in names(turn.answer_text)[:2])


_HELPERS = re.compile(r"\b(?:do|does|did|is|are|was|were|has|have|had) (?=\w)", re.IGNORECASE)


def _phrase(text: str, limit: int) -> str:
    """Return a text from its first content word to its last; only those where that is long."""
    words = content_words(text)
    if not words:
        return ""
    first = re.search(rf"(?<!\w){re.escape(words[0])}", text)
    start = first.start() if first else 0
    phrase = _HELPERS.sub("", text[start : text.rindex(words[-1]) + len(words[-1])])
    return phrase if len(phrase.split()) <= limit + 2 else " ".join(words[:limit])


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


def beside(talk: Talk) -> str:
    """Put the topic of the conversation beside the question."""
    about = topic(talk.turns)
    return f"{talk.question} ({about})" if about else talk.question
