"""A question in the words of the articles: typing errors mended, other spellings counted in.

Only a word that neither the articles nor English knows is mended, and only to one that begins
alike and is a letter or two away. A word typed with a capital is mended to a name of the articles
or not at all: a made-up name must not become something else that there is an answer about.

A variant is a set of stems that must all stand in a text for the question's term to be met. Only
those are kept whose stems the articles hold, so that most questions have none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import pairwise

from assistant.question.query import Query, read_question
from assistant.question.vocabulary import (
    Lexicon,
    common_words,
    frequency_rank,
    plain,
    words,
)
from assistant.schema import Filters
from assistant.text.equivalents import common_groups, distance, near, respelled, same_names
from assistant.text.languages import may_be_english
from assistant.text.quantities import numbers
from assistant.text.words import STOP_WORDS, content_stems, is_english, stems

Variants = Mapping[str, tuple[frozenset[str], ...]]
Pair = tuple[frozenset[str], frozenset[str]]  # the question's stems, and what counts as them

_GUESSED = 0.5  # what a mended or respelled word weighs beside one that the articles hold
# The one acronym of the news that is also a question word.
_WHO = re.compile(r"\bWHO\b"), "World Health Organization"
_DEFINITION = re.compile(
    r"^\W*(?i:(?:what|who)(?: is|['’]s| are| was) (?:the |an? )?)([A-Z]{2,8})\W*$"
    r"|.*\b([A-Z]{2,8})(?= mean\b| (?:is |are )?(?:short|stands?) for)"
)
_TYPED = re.compile(r"(?<![\w@#/.&-])[^\W\d_]{3,}(?![\w@/&]|\.\w)|(?<=[a-z]-)[^\W\d_]{4,}(?!\w)")
_TWO_ERRORS = 8  # letters that a word has where two of them may be wrong
_FEW, _MOST = 3, 8  # unknown words that a question may always have, and may have at all


def read_worded(
    text: str,
    lexicon: Lexicon,
    *,
    as_of: date,
    dated: bool = False,
    sources: Sequence[str] = (),
    filters: Filters | None = None,
    language: str = "",
) -> Query:
    """Read a standalone question as `read_question` does, in the light of what is written."""
    read = partial(read_question, as_of=as_of, dated=dated, sources=sources, filters=filters)
    if not is_english(language):
        asked = read(text, language=language)
        return replace(asked, variants=_stemmed_otherwise(asked, lexicon))
    known = {plain(word) for source in sources for word in words(source)}
    mended, corrections = mend(text, lexicon, known)
    full, spelled_out = _spelled_out(mended, lexicon)
    query = read(full)
    variants = read_variants(mended, query.terms, lexicon)
    # What is guessed weighs less: the other words must bear it out.
    guessed = {stem for _, meant in corrections for stem in stems(meant)}
    guessed.update(term for term in variants if not lexicon.frequency(term))
    shares = {term: _GUESSED if term in guessed else 1.0 for term in query.terms}
    return replace(
        query,
        terms={term: weight * shares[term] for term, weight in query.terms.items()},
        corrections=(*corrections, *spelled_out),
        typed=mended if spelled_out else "",
        names=_low_names(query, lexicon, known) if _is_low(full) else query.names,
        variants=variants,
    )


def _stemmed_otherwise(query: Query, lexicon: Lexicon) -> Variants:
    """Return by stem what English makes of the same word: names stand in articles of both."""
    found = {}
    for word in words(query.text, query.language):
        own, english = stems(word, query.language), frozenset(stems(word))
        if len(own) == 1 and own[0] not in english and all(map(lexicon.frequency, english)):
            found[own[0]] = (english,)
    return {stem: others for stem, others in found.items() if stem in query.terms}


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


def _is_low(text: str) -> bool:
    """Tell whether a question was typed without capitals, so that no names show."""
    return not any(letter.isupper() for letter in text)


def _low_names(query: Query, lexicon: Lexicon, sources: set[str]) -> tuple[str, ...]:
    """Return what the articles write with a capital, what holds a digit, and what nobody knows."""
    names = lexicon.vocabulary().names
    found = [
        word
        for word in words(query.text)
        if query.terms.keys() >= set(stems(word))
        and plain(word) not in sources
        and (plain(word) in names or not word.isalpha() or not _is_known(word, lexicon))
    ]
    return tuple(dict.fromkeys((*query.names, *found)))


def mend(
    text: str, lexicon: Lexicon, known: Collection[str] = ()
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a question without typing errors, and what was (typed, meant); `known` words stay.

    What is in another language than English stays as it is.
    """
    unknown = [each for each in _TYPED.finditer(text) if _is_unknown(each, lexicon, known)]
    too_many = len(unknown) > min(_MOST, max(_FEW, len(text.split()) / 2))
    if too_many or (unknown and not may_be_english(text)):
        return text, ()
    meant = {each.start(): word for each in unknown if (word := _meant(each, lexicon))}
    corrections = [(each.group(), meant[each.start()]) for each in unknown if each.start() in meant]
    mended = _TYPED.sub(lambda each: meant.get(each.start(), each.group()), text)
    return mended, tuple(corrections)


def _is_known(word: str, lexicon: Lexicon) -> bool:
    """Tell whether English holds a word, or the articles do, be it in another spelling."""
    low = plain(word)
    if low in STOP_WORDS or frequency_rank(low) is not None:
        return True
    held = (stem for each in (low, *respelled(low)) for stem in stems(each))
    return any(map(lexicon.frequency, held)) or _is_in_dictionary(low)


def _is_in_dictionary(low: str) -> bool:
    import simplemma  # takes .3 seconds where the first rare word is asked for

    return simplemma.is_known(low, lang="en")


def _is_unknown(typed: re.Match[str], lexicon: Lexicon, known: Collection[str]) -> bool:
    """Tell whether a word may be an error; acronyms never are."""
    word = typed.group()
    if word.isupper() and not typed.string.isupper():
        return False
    return plain(word) not in known and not _is_known(word, lexicon)


def _meant(typed: re.Match[str], lexicon: Lexicon) -> str:
    """Return what an unknown word was meant to be, or "" where nobody can tell."""
    word, low = typed.group(), plain(typed.group())
    if len(low) == 3:  # "hwo" and "teh"
        meant = next((each for each in sorted(STOP_WORDS) if _is_swapped(low, each)), "")
    else:
        meant = _nearest(low, lexicon, _is_name(typed))
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant


def _is_name(typed: re.Match[str]) -> bool | None:
    """Tell by its capital whether a word is a name; None where capitals say nothing."""
    text, word = typed.string, typed.group()
    opens = not text[: typed.start()].strip(" \"'“‘(¿¡")
    if text.isupper() or not any(letter.isupper() for letter in text[1:]):
        return None
    return None if opens else word[0].isupper()


def _nearest(low: str, lexicon: Lexicon, is_name: bool | None) -> str:
    """Return the nearest word, of equally near ones the most frequent in the articles."""
    counts, names = lexicon.vocabulary().counts, lexicon.vocabulary().names
    errors = 2 if len(low) >= _TWO_ERRORS else 1
    found = _near(low, names if is_name else counts, errors)
    if not is_name:
        found += _near(low, common_words(), 1)
        if low.endswith("s"):  # of what the articles hold in the singular
            found += [(f"{word}s", away) for word, away in _near(low[:-1], counts, errors)]
    ranked = [
        (away, -counts.get(word, 0), frequency_rank(word) or 0, word)
        for word, away in found
        if is_name is not False or word not in names
    ]
    return min(ranked)[-1] if ranked else ""


def _near(low: str, held: Iterable[str], errors: int) -> list[tuple[str, int]]:
    return [(word, away) for word, away in near(low, held, errors) if _may_be(low, word)]


def _may_be(low: str, word: str) -> bool:
    """Tell whether a near word may be meant; one short name is not taken for the next."""
    if len(word) < 4 or (word[0] != low[0] and word[:2] != low[1::-1]):
        return False
    return len(word) > 4 or len(low) > 4 or _is_swapped(low, word)


def _is_swapped(low: str, word: str) -> bool:
    return sorted(low) == sorted(word) and distance(low, word, 1) == 1


def read_variants(text: str, terms: Mapping[str, float], lexicon: Lexicon) -> Variants:
    """Return what else counts as each of the terms of a question, where there is anything.

    Those whose stems the articles do not hold are left out.
    """
    found: dict[str, dict[frozenset[str], None]] = {}
    for own, other in (*_of_words(text, lexicon), *_of_names(text, lexicon)):
        if other and other != own and all(map(lexicon.frequency, other)):
            for stem in (own & terms.keys()) - other:
                found.setdefault(stem, {})[other] = None
    return {stem: tuple(others) for stem, others in found.items()}


def _pair(one: str, other: str) -> Pair:
    return frozenset(stems(one)), frozenset(stems(other))


def _of_words(text: str, lexicon: Lexicon) -> Iterator[Pair]:
    """Yield other spellings, numbers and compounds: "splash down" and "splashdown"."""
    written = words(text)
    for word in written:
        if content_stems(word):
            yield from (_pair(word, other) for other in _spelled_otherwise(plain(word), lexicon))
    for one, other in pairwise(written):
        if len(one) > 2 < len(other):
            yield _pair(f"{one} {other}", one + other)
    yield from (_pair(number, other) for number, other in numbers(text))


def _of_names(text: str, lexicon: Lexicon) -> Iterator[Pair]:
    written = content_stems(text)
    yield from same_names(written, common_groups())
    yield from same_names(written, lexicon.vocabulary().groups)


def _spelled_otherwise(low: str, lexicon: Lexicon) -> Iterator[str]:
    yield from respelled(low)
    if len(low) > 4 and not any(map(lexicon.frequency, stems(low))):
        names = lexicon.vocabulary().sounding_like(low)
        yield from (name for name in names if distance(low, name, 1) > 1)  # else it is mistyped
        yield _split(low, lexicon.vocabulary().counts)


def _split(low: str, counts: Mapping[str, int]) -> str:
    """Return the two words of the articles that a word is made of: "ceasefire" -> "cease fire"."""
    parts = [(low[:cut], low[cut:]) for cut in range(4, len(low) - 3)]
    known = [pair for pair in parts if pair[0] in counts and pair[1] in counts]
    return " ".join(max(known, key=lambda pair: min(counts[part] for part in pair), default=()))
