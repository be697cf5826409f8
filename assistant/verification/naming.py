"""Are the names of a sentence those of the statements, and not another in their place?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.verification.nameforms import Named, holds, names, same_by_table
from assistant.verification.reading import Reading, read
from assistant.verification.slots import is_displaced

_OPENS = re.compile(r"(?:^|[.:;!?–—(“\"])\W*$")


def missing_name(
    sentence: Reading, given: Sequence[Reading], around: Sequence[Reading], known: Reading
) -> str:
    """Return the first name of a sentence that neither its statements nor what is around them has.

    `around` is what a reader has in mind: headline, source, the sentences before; `known` is the
    question, whose names are no claims.
    """
    for name in _told(sentence, [*given, *around]):
        if not _held(name, given) and not _held(name, [*around, known]):
            return name.text
    return ""


def swapped_name(sentence: Reading, given: Sequence[Reading]) -> str:
    """Return a name of a sentence in whose place the first statement has another."""
    others = [
        (given[0], each.start, each.end)
        for each in (_told(given[0], given) if given else ())
        if not _held(each, [sentence])
    ]
    for name in _told(sentence, given) if others else ():
        words = read(name.text)
        same = [
            (reading, each.start, each.end)
            for reading in given
            for each in names(reading.text)
            if _held(each, [words]) or _held(name, [read(each.text)])
        ]
        if is_displaced((sentence, name.start, name.end), same, others):
            return name.text
    return ""


def _told(sentence: Reading, given: Sequence[Reading]) -> list[Named]:
    """Return the names of a sentence; a word that opens it, or an item, is one if elsewhere too."""
    capitals = {
        token.lemma for reading in given for token in reading.tokens[1:] if token.text[0].isupper()
    }
    found = []
    for name in names(sentence.text):
        if _OPENS.search(sentence.text[: name.start]):
            first = name.tokens[0]
            if first.lemma not in capitals and not (first.text.isupper() and len(first.text) > 1):
                name = replace(name, tokens=name.tokens[1:])
        if name.tokens:
            found.append(name)
    return found


def _held(name: Named, given: Sequence[Reading]) -> bool:
    """Tell whether texts have a name: its last word, or half of its words."""
    found = [holds(given, token) for token in name.tokens]
    return found[-1] or 2 * sum(found) > len(found) or same_by_table(name, given)
