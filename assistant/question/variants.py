"""Other words that count as a question's own: spellings, acronyms, numbers, compounds.

A variant is a set of stems that must all stand in a text for the question's term to be met. Only
those are kept whose stems the articles hold, so that most questions have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from assistant.question.vocabulary import Lexicon, Vocabulary, plain
from assistant.text.equivalents import common_groups, same_names
from assistant.text.irregular import verb_forms
from assistant.text.numerals import numbers
from assistant.text.respelling import distance, respelled, sound
from assistant.text.words import content_stems, stems

Variants = Mapping[str, tuple[frozenset[str], ...]]
Pair = tuple[frozenset[str], frozenset[str]]  # the question's stems, and what counts as them

_WORD = re.compile(r"[^\W\d_]{2,}")
_INITIALS = re.compile(r"\b[A-Z]{2,8}\b|[A-Z]\w+ (?:[a-z]+ )*[A-Z]")


def read_variants(text: str, terms: Mapping[str, float], lexicon: Lexicon) -> Variants:
    """Return what else counts as each of the terms of a question, where there is anything."""
    return _kept(_all(text, terms, lexicon), terms, lexicon)


def read_inflections(text: str, terms: Mapping[str, float], lexicon: Lexicon) -> Variants:
    """Return the other forms of the terms of a question: "win" for "won"."""
    words = map(plain, _WORD.findall(text))
    return _kept((pair for word in words for pair in _inflected(word)), terms, lexicon)


def _kept(pairs: Iterable[Pair], terms: Mapping[str, float], lexicon: Lexicon) -> Variants:
    """Return those whose stems the articles hold, by term."""
    found: dict[str, list[frozenset[str]]] = {}
    for own, other in pairs:
        if other and other != own and all(lexicon.frequency(stem) for stem in other):
            for stem in own & terms.keys():
                if stem not in other and other not in found.setdefault(stem, []):
                    found[stem].append(other)
    return {stem: tuple(others) for stem, others in found.items() if others}


def has_variants(low: str, lexicon: Lexicon) -> bool:
    """Tell whether the articles hold another spelling of a word in lower case."""
    others = (*_of_word(low, lexicon), *_inflected(low))
    return any(all(lexicon.frequency(stem) for stem in other) for _, other in others)


def _all(text: str, terms: Mapping[str, float], lexicon: Lexicon) -> Iterator[Pair]:
    words = _WORD.findall(text)
    for word in words:
        if terms.keys() & set(stems(word)):
            yield from _of_word(plain(word), lexicon)
    for one, other in pairwise(words):
        if len(one) > 2 < len(other):
            yield frozenset(content_stems(f"{one} {other}")), frozenset(stems(one + other))
    for number, other in numbers(text):
        yield frozenset(stems(number)), frozenset(stems(other))
    written = content_stems(text)
    yield from same_names(written, common_groups())
    if _INITIALS.search(text):
        yield from same_names(written, lexicon.vocabulary().groups)


def _of_word(low: str, lexicon: Lexicon) -> Iterator[Pair]:
    own = frozenset(stems(low))
    for other in respelled(low):
        yield own, frozenset(stems(other))
    yield from same_names(content_stems(low), common_groups())
    if len(low) > 4 and not any(lexicon.frequency(stem) for stem in own):
        yield from ((own, other) for other in _sounding_like(low, lexicon.vocabulary()))
        yield from ((own, other) for other in _split(low, lexicon))


def _inflected(low: str) -> Iterator[Pair]:
    own = frozenset(stems(low))
    for other in verb_forms(low):
        yield own, frozenset(stems(other))


def _sounding_like(low: str, vocabulary: Vocabulary) -> Iterator[frozenset[str]]:
    """Yield names of another spelling; what differs by a letter is rather mistyped."""
    key = sound(low)
    for name in vocabulary.sounds.get(key, ()) if len(key) > 3 else ():
        if distance(low, name, 1) > 1:
            yield frozenset(stems(name))


def _split(low: str, lexicon: Lexicon) -> Iterator[frozenset[str]]:
    """Yield the two words of the articles that a word is made of: "ceasefire" -> cease, fire."""
    counts = lexicon.vocabulary().counts
    parts = [(low[:cut], low[cut:]) for cut in range(4, len(low) - 3)]
    known = [pair for pair in parts if pair[0] in counts and pair[1] in counts]
    if known:
        yield frozenset(stems(" ".join(max(known, key=lambda pair: min(counts[p] for p in pair)))))
