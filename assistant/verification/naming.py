"""Are the names of a sentence those of the statements, and not another in their place?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.verification.nameforms import Named, holds, names, openers, same_by_table
from assistant.verification.reading import Reading, read

_BESIDE = 2  # content words on either side of a name


def missing_name(
    sentence: Reading, given: Sequence[Reading], around: Sequence[Reading], known: Reading
) -> str:
    """Return the first name of a sentence that neither its statements nor what is around them has.

    `around` is what a reader has in mind: headline, source, the sentences before; `known` is the
    question, whose names are no claims.
    """
    for name in _all(sentence, [*given, *around]):
        if not _held(name, given) and not _held(name, [*around, known]):
            return name.text
    return ""


def swapped_name(sentence: Reading, given: Sequence[Reading]) -> tuple[str, str]:
    """Return a name and the one that the first statement has in its place, or two empty texts."""
    for reading in given[:1]:
        others = [each for each in names(reading.text) if not _held(each, [sentence])]
        for name in _all(sentence, given):
            own = _beside(sentence, name)
            if any(own & _beside(reading, each) for each in _same(reading, name)):
                continue
            for other in others:
                if own & _beside(reading, other):
                    return name.text, other.text
    return "", ""


def _all(sentence: Reading, given: Sequence[Reading]) -> list[Named]:
    capitals = frozenset(
        token.lemma for reading in given for token in reading.tokens[1:] if token.text[0].isupper()
    )
    return [*openers(sentence.text, capitals), *names(sentence.text)]


def _held(name: Named, given: Sequence[Reading]) -> bool:
    """Tell whether texts have a name: its last word, or half of its words."""
    found = [holds(given, token) for token in name.tokens]
    return found[-1] or 2 * sum(found) > len(found) or same_by_table(name, given)


def _same(reading: Reading, name: Named) -> list[Named]:
    own = read(name.text)
    return [
        each for each in names(reading.text) if _held(each, [own]) or _held(name, [read(each.text)])
    ]


def _beside(reading: Reading, name: Named) -> set[str]:
    """Return the content words that stand next to a name."""
    before = [t.lemma for t in reading.tokens if t.weight and t.end <= name.start]
    after = [t.lemma for t in reading.tokens if t.weight and t.start >= name.end]
    return {*before[-_BESIDE:], *after[:_BESIDE]}
