"""A question in the words of the articles: typing errors mended, other spellings counted in."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.question.query import Query, read_question
from assistant.question.rarity import rarity, words
from assistant.question.spelling import is_known, mend
from assistant.question.variants import read_inflections, read_variants
from assistant.question.vocabulary import Lexicon, plain
from assistant.schema import Filters
from assistant.text.irregular import verb_forms
from assistant.text.words import stems

_GUESSED = 0.5  # what a mended or respelled word weighs beside one that the articles hold
# The one acronym of the news that is also a question word.
_WHO = re.compile(r"\bWHO\b"), "World Health Organization"
_DEFINITION = re.compile(
    r"^\W*(?i:(?:what|who)(?: is|['’]s| are| was) (?:the |an? )?)([A-Z]{2,8})\W*$"
    r"|.*\b([A-Z]{2,8})(?= mean\b| (?:is |are )?(?:short|stands?) for)"
)


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
    full, spelled_out = _spelled_out(mended, lexicon)
    query = read_question(full, as_of=as_of, dated=dated, sources=sources, filters=filters)
    variants = read_variants(mended, query.terms, lexicon)
    guessed = {stem for _, meant in corrections for stem in stems(meant)}
    guessed.update(term for term in variants if not lexicon.frequency(term))
    return replace(
        query,
        terms=_less_sure(_as_common(query.terms, mended), guessed),
        corrections=(*corrections, *spelled_out),
        names=query.names if _has_capitals(full) else _low_names(query, lexicon, known),
        variants=variants,
        inflections=read_inflections(mended, query.terms, lexicon),
    )


def _spelled_out(text: str, lexicon: Lexicon) -> tuple[str, list[tuple[str, str]]]:
    """Spell out WHO, and an acronym that is asked about: "What is ISRO?"."""
    if text.isupper():
        return text, []
    found = [("WHO", _WHO[1])] if _WHO[0].search(text) else []
    if match := _DEFINITION.match(text):
        asked = match[1] or match[2]
        longs = [long for short, long in lexicon.vocabulary().acronyms if short == asked]
        found += [(asked, f"{asked} ({min(longs)})")] if longs else []
    for short, long in found:
        text = re.sub(rf"\b{short}\b", long, text)
    return text, found


def _less_sure(terms: Mapping[str, float], guessed: Collection[str]) -> dict[str, float]:
    """Return the terms with less weight for what is guessed: the others must bear it out."""
    return {term: weight * (_GUESSED if term in guessed else 1.0) for term, weight in terms.items()}


def _as_common(terms: Mapping[str, float], text: str) -> dict[str, float]:
    """Return the terms, a verb with the weight of the commonest of its forms: all of them count."""
    found = dict(terms)
    for word in words(text):
        for stem in found.keys() & set(stems(word)):
            found[stem] = min([found[stem], *map(rarity, verb_forms(word.lower()))])
    return found


def _has_capitals(text: str) -> bool:
    """Tell whether a question has capitals, so that names show."""
    return any(letter.isupper() for letter in text)


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
