"""Whether a question after others has left what they were about.

"What is monkeypox?" is no question about the prize that was spoken of before. A definition asks
about its own word alone; of other short questions the articles tell: where no passage holds words
of the question and of the conversation together, or no answer is found, it is searched by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.question.rarity import rarity, words
from assistant.question.topic import content_words, is_telling
from assistant.schema import Passage
from assistant.text.words import content_stems, stems

_READ = 3  # passages
_OWN, _TOPIC = 0.4, 0.2  # shares of the words, weighed by rarity, that must stand together
_LEAD = r"(?:(?:and|so|but|now|ok(?:ay)?)\b[\s,]*)*"
_DEFINES = re.compile(
    rf"{_LEAD}(?:(?:what|who) (?:is|are)|what['’]s)(?: an?)? (?!the\b)(?P<named>[^?!.]+?)[\s?!.]*",
    re.IGNORECASE,
)
_NAMES = re.compile(
    rf"{_LEAD}(?:(?:(?:can you |please )*tell me|news|anything|something) (?:about|on) |"
    r"(?:what|who) (?:is|are|was|were) |what['’]s |is there )?"
    r"(?!(?:how|why|when|where|which|whose|who|what|is|are|was|were|do|does|did|any|other|more)\b)"
    r"(?P<named>[^?!.]+)[\s?!.]*",
    re.IGNORECASE,
)


def defines(question: str) -> bool:
    """Tell whether a question asks what a word means: "What is monkeypox?"."""
    return _is_only(_DEFINES, question)


def can_stand_alone(question: str) -> bool:
    """Tell whether a question says what it is about: "monkeypox", "Who won the election?"."""
    return len(content_words(question)) > 1 or _is_only(_NAMES, question)


def are_apart(question: str, topic: str, passages: Sequence[Passage]) -> bool:
    """Tell whether no passage found for a question with a topic brings the two together."""
    own = _weights(question)
    about = {stem: weight for stem, weight in _weights(topic).items() if stem not in own}
    held = [frozenset(stems(f"{each.title}\n{each.text}")) for each in passages[:_READ]]
    return not any(_share(own, each) >= _OWN and _share(about, each) >= _TOPIC for each in held)


def _is_only(shape: re.Pattern[str], question: str) -> bool:
    """Tell whether a question of some shape names one thing, by one telling word."""
    match = shape.fullmatch(question.strip())
    named = match["named"] if match else ""
    return len(content_words(named)) == 1 and is_telling(named)


def _weights(text: str) -> dict[str, float]:
    """Return the content stems of a text with how rare they are."""
    return {stem: rarity(word) for word in words(text) for stem in content_stems(word)}


def _share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    total = sum(weights.values())
    return sum(weights[stem] for stem in weights if stem in held) / total if total else 1.0
