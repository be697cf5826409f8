"""A question in the words of the articles: typing errors mended, other spellings counted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.question import Query, read_question
from assistant.rarity import words
from assistant.schema import Filters
from assistant.spelling import is_known, mend
from assistant.variants import read_variants
from assistant.vocabulary import Lexicon, plain
from assistant.words import stems

# The one acronym of the news that is also a question word; a question in capitals has none.
_WHO, _SPELLED_OUT = re.compile(r"\bWHO\b"), "World Health Organization"


def read_worded(
    text: str,
    lexicon: Lexicon,
    *,
    as_of: date,
    dated: bool = False,
    sources: Sequence[str] = (),
    filters: Filters | None = None,
) -> Query:
    """Read a standalone question as `read_question` does, in the light of what is written."""
    known = {plain(word) for source in sources for word in words(source)}
    mended, corrections = mend(text, lexicon, known)
    if _WHO.search(mended) and not mended.isupper():
        mended = _WHO.sub(_SPELLED_OUT, mended)
        corrections = (*corrections, ("WHO", _SPELLED_OUT))
    query = read_question(mended, as_of=as_of, dated=dated, sources=sources, filters=filters)
    return replace(
        query,
        corrections=corrections,
        names=query.names if _has_capitals(mended) else _low_names(query, lexicon, known),
        variants=read_variants(mended, query.terms, lexicon),
    )


def _has_capitals(text: str) -> bool:
    """Tell whether a question has capitals but for its first letter, so that names show."""
    return any(letter.isupper() for letter in text.strip()[1:])


def _low_names(query: Query, lexicon: Lexicon, sources: set[str]) -> tuple[str, ...]:
    """Return the names of a question that was typed without capitals.

    They are what the articles write with a capital, what holds a digit, and what nobody knows.
    """
    names = lexicon.vocabulary().names
    found = [
        word
        for word in words(query.text)
        if query.terms.keys() >= set(stems(word))
        and plain(word) not in sources
        and (
            plain(word) in names
            or any(letter.isdigit() for letter in word)
            or not is_known(word, lexicon)
        )
    ]
    return tuple(dict.fromkeys((*query.names, *found)))
