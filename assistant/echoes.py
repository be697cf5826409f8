"""Sentences that only say the question again: they raise every score and answer nothing."""

from __future__ import annotations

import re

from assistant.question import Query
from assistant.weighing import stems_of
from assistant.words import content_stems

_NUMBERED = re.compile(r"^\W*\d{1,3}[.)]\s")
_ASKS = re.compile(r"\b(?:who|whom|whose|what|when|where|which|why|how)\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^\W*(?:did|does|do|is|are|was|were|has|have|had|will|can|could|should|would)\b", re.IGNORECASE
)
_NEW = 0.4  # share of its words that a question must have of its own to be another one


def asks_again(query: Query, text: str) -> bool:
    """Tell whether a sentence is the question itself, or nearly: it proves and answers nothing."""
    if not text.rstrip('"”’ ').endswith("?"):
        return False
    held, new = _words(query, text)
    return bool(held) and len(new) <= _NEW * len(held)


def adds_nothing(query: Query, text: str) -> bool:
    """Tell whether a statement says nothing that the question does not: "2. Flood in Orlu"."""
    if _YES_NO.match(query.text) or not _ASKS.search(query.text):
        return False
    return not _words(query, text)[1]


def _words(query: Query, text: str) -> tuple[set[str], set[str]]:
    """Return the content words of a text, as stems, and those that the question has not."""
    held = set(content_stems(_NUMBERED.sub("", text)))
    return held, held - stems_of(query.text)
