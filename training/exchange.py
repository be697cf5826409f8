"""A question with one name or number exchanged, so that its passage no longer answers it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from training.questions import Question

# Capitalised words that do not begin a sentence; O'Brien is one, and Holm's is Holm.
_PART = r"[A-Z](?:['’][A-Z])?[\w-]+"
_NAME = re.compile(rf"(?<!^)(?<![.?!] )\b{_PART}(?: {_PART})*")
_NUMBER = re.compile(r"\b\d(?:[\d,.]*\d)?\b")
_TITLES = frozenset("mr mrs ms dr sir".split())
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)
_DULL = frozenset(ENGLISH_STOP_WORDS) | _TITLES | _TIMES
_STEPS = (-10, -4, -3, -2, -1, 1, 2, 3, 5, 12)
_INSIDE = 0.6  # how often the other name is one of the same passage, the hardest case
_MOST_NAMES = 50_000


def names_in(text: str) -> list[str]:
    """Return the names of a text: "He met Mira Holm in Orlu." -> ["Mira Holm", "Orlu"]."""
    return [name for name in _NAME.findall(text) if len(name) > 3 and not _dull(name)]


def _dull(name: str) -> bool:
    return any(word.lower() in _DULL for word in name.split())


def known_names(texts: Iterable[str]) -> list[str]:
    """Return names to put in the place of others, in the order of the texts, each once."""
    return list(islice(dict.fromkeys(_all_names(texts)), _MOST_NAMES))


def _all_names(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from names_in(text)


def exchanged(question: Question, names: Sequence[str], chance: random.Random) -> str | None:
    """Return the question about another name or number, or None where it has none to exchange.

    Only what the passage has as well is exchanged: else it was no part of why the passage answers.
    """
    numbers = [found for found in _NUMBER.finditer(question.text) if found[0] in question.context]
    own = set(names_in(question.text))
    named = [
        found
        for found in _NAME.finditer(question.text)
        if found[0] in own and found[0] in question.context
    ]
    if numbers and (not named or chance.random() < 0.5):
        found = chance.choice(numbers)
        other = _other_number(found[0], question.context, chance)
    elif named:
        found = chance.choice(named)
        other = _other_name(found[0], question, names, chance)
    else:
        return None
    return question.text[: found.start()] + other + question.text[found.end() :] if other else None


def _other_number(number: str, context: str, chance: random.Random) -> str:
    """Return another number of the same length in the passage, or one near by."""
    inside: list[str] = _NUMBER.findall(context)
    alike = [each for each in inside if each != number and len(each) == len(number)]
    if alike and chance.random() < 0.5:
        return chance.choice(alike)
    if not number.isdecimal():
        return ""
    near = int(number) + chance.choice(_STEPS)
    return str(near) if near > 0 else ""


def _other_name(name: str, question: Question, names: Sequence[str], chance: random.Random) -> str:
    """Return another name, of the same passage if there is one that is no answer."""
    taken = [question.text, *question.answer_texts]
    inside = [each for each in names_in(question.context) if _apart(each, name, taken)]
    if inside and chance.random() < _INSIDE:
        return chance.choice(inside)
    others = [
        each for each in chance.sample(names, min(8, len(names))) if _apart(each, name, taken)
    ]
    return others[0] if others else ""


def _apart(other: str, name: str, taken: Iterable[str]) -> bool:
    return other not in name and name not in other and not any(other in text for text in taken)
