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


def repeats(query: Query, text: str) -> bool:
    """Tell whether a sentence says nothing that the question does not say."""
    asks = text.rstrip('"”’ ').endswith("?")
    if not asks and (_YES_NO.match(query.text) or not _ASKS.search(query.text)):
        return False
    held = set(content_stems(_NUMBERED.sub("", text)))
    new = held - stems_of(query.text)
    return bool(held) and len(new) <= (_NEW * len(held) if asks else 0)
