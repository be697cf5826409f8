"""Words brought to one form: irregular verbs, spellings of both sides of the ocean, stems."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.text.equivalents import base_form, respelled
from assistant.text.numerals import numbers
from assistant.text.words import stems

_NOT = re.compile(r"n['’]t$")
_AUXILIARY = {"wo": "will", "ca": "can", "sha": "shall", "ai": "be"}  # won't, can't


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Return what forms of a word share: "fought", "fights" -> "fight"."""
    low = word.lower()
    bare = _NOT.sub("", low)
    low = _AUXILIARY.get(bare, bare) if bare != low else low
    found = stems(base_form(low))
    return base_form(found[0] if found else low)


@lru_cache(maxsize=50_000)
def forms(word: str) -> frozenset[str]:
    """Return the lemmas of all ways to write a word: "colour" -> color, "twelve" -> 12."""
    low = word.lower()
    others = {lemma(other) for other in respelled(low)}
    others |= {lemma(other) for _, other in numbers(low) if " " not in other}
    return frozenset(others | {lemma(word)})
