"""Is a claim that a question makes told by an article, or contradicted there?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.models.embedding import Embedder
from assistant.store.snapshot import Snapshot
from assistant.verification.alignment import align
from assistant.verification.statements import statements
from assistant.verification.verifier import contradiction, support

# Set by hand over 15 questions of our own with two claims each.
_TOLD, _UNTOLD = 0.9, 0.2
_SHORT = 2  # words of a claim that may well be told in others


class ClaimChecker:
    """Holds claims against passages; holds no state of its own."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def __call__(
        self, snapshot: Snapshot, claim: str, context: str, passages: Sequence[str]
    ) -> bool | None:
        """Tell whether passages (by id) bear out a claim; None where they leave it open."""
        told = statements(snapshot, passages)
        if not claim or not told:
            return None
        aligned = align(claim, self._embedder.embed_question(claim), told, context)
        found = support(aligned)
        against = contradiction(aligned, told, context) != ""
        if found >= _TOLD:  # what has all its words and yet contradicts is in doubt
            return None if against else True
        long = sum(token.weight > 0 for token in aligned.sentence.tokens) > _SHORT
        return False if against or (found < _UNTOLD and long) else None
