"""What a conversation is about, in its own words, and whether a question has left it.

"What is monkeypox?" is no question about the prize that was spoken of before. A definition asks
about its own word alone; of other short questions the articles tell: where no passage holds words
of the question and of the conversation together, or no answer is found, it is searched by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.question.vocabulary import TELLING, rarity, words
from assistant.schema import Answer, Passage, Turn
from assistant.text.names import Name, names
from assistant.text.words import STOP_WORDS, content_stems, stems

_FADE = 0.7  # what a word of an earlier question weighs, for every question after it
_WORDS = 8
_READ = 3  # passages
_OWN, _TOPIC = 0.4, 0.2  # shares of the words, weighed by rarity, that must stand together
LEAD = r"(?:(?:and|but|so|then|also|now|well|ok(?:ay)?)\b[\s,]*)*"
"""A pattern for what a question may open with without meaning anything."""


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
    return max(map(rarity, content_words(text)), default=0.0) >= TELLING


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
    said = content_words(text)
    if not said:
        return ""
    first = re.search(rf"(?<!\w){re.escape(said[0])}", text)
    start = first.start() if first else 0
    phrase = _HELPERS.sub("", text[start : text.rindex(said[-1]) + len(said[-1])])
    return phrase if len(phrase.split()) <= limit + 2 else " ".join(said[:limit])


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


def are_apart(question: str, about: str, passages: Sequence[Passage]) -> bool:
    """Tell whether no passage found for a question with a topic brings the two together."""
    own = _weights(question)
    other = {stem: weight for stem, weight in _weights(about).items() if stem not in own}
    held = [frozenset(stems(f"{each.title}\n{each.text}")) for each in passages[:_READ]]
    return not any(_share(own, each) >= _OWN and _share(other, each) >= _TOPIC for each in held)


def _weights(text: str) -> dict[str, float]:
    """Return the content stems of a text with how rare they are."""
    return {stem: rarity(word) for word in words(text) for stem in content_stems(word)}


def _share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(weights[stem] for stem in weights if stem in held) / total if total else 1.0
