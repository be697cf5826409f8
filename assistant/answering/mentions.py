"""Which articles mention a topic, and how often: exact, over the whole index.

The keyword index names the passages that hold all words of the topic; those of a topic of several
words are then read: names must stand as they are, and all of it near together. Words of the
headline count as standing everywhere in its article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.query import Query
from assistant.question.vocabulary import words
from assistant.store.records import Term
from assistant.store.snapshot import Snapshot
from assistant.text.names import names
from assistant.text.words import content_stems

_NEAR = 12  # words that carry meaning: a sentence or two
_CENTRAL = 0.4  # of an article's passages; neighbours share a sentence, so one mention is in two


@dataclass(frozen=True, slots=True)
class TopicMention:
    """Where an article mentions a topic; one that only does so in passing is not about it."""

    in_title: bool
    share: float  # of its passages

    @property
    def central(self) -> bool:
        """Tell whether the headline mentions it, or much of the text."""
        return self.in_title or self.share >= _CENTRAL


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or name of a topic: stems in a row, each in any spelling, or what stands for all."""

    stems: tuple[str, ...]
    spelled: tuple[frozenset[str], ...]
    instead: tuple[frozenset[str], ...]


def find_mentions(
    snapshot: Snapshot, query: Query, units: Sequence[Unit]
) -> dict[str, TopicMention]:
    """Return by article where it mentions all units of a topic."""
    terms = {stem: _term(query, stem) for unit in units for stem in unit.stems}
    held = snapshot.holding(list(terms.values()))
    titles = {head.id: _row(head.title) for head in snapshot.heads() if head.id in held}
    missing = {key: [unit for unit in units if not _places(titles[key], unit)] for key in held}
    read = [each for key, ids in held.items() if missing[key] and len(terms) > 1 for each in ids]
    rows = {each.passage.id: _row(each.passage.text) for each in snapshot.stored(read)}
    totals = snapshot.passages_in(held)
    found = {}
    for key, ids in held.items():
        near = [each for each in ids if each not in rows or _is_near(rows[each], missing[key])]
        if near:
            found[key] = TopicMention(not missing[key], len(near) / totals[key])
    return found


def count_mentions(snapshot: Snapshot, query: Query, topic: str) -> dict[str, int]:
    """Return by article how often its text and headline hold the words of a topic, in a row."""
    unit = _unit(query, content_stems(topic))
    found = {}
    for key in find_mentions(snapshot, query, [unit]):
        article = snapshot.article(key).article
        found[key] = sum(len(_places(_row(part), unit)) for part in (article.title, article.text))
    return found


def units_of(query: Query, topic: str) -> list[Unit]:
    """Return what a topic consists of: names in one piece, and single words.

    "the trial of Mira Solheim" -> "mira solheim" and "trial"
    """
    said = f"of {topic}"  # so that a name does not open a sentence
    found = [name.text for name in names(said)]
    for name in found:
        said = said.replace(name, " ")
    rows = [*map(content_stems, found), *([stem] for stem in content_stems(said))]
    return list(dict.fromkeys(_unit(query, row) for row in rows if row))


def _unit(query: Query, stems: Sequence[str]) -> Unit:
    variants = [_variants(query, stem) for stem in stems]
    spelled = [
        frozenset({stem, *(word for each in others if len(each) == 1 for word in each)})
        for stem, others in zip(stems, variants, strict=True)
    ]
    instead = frozenset.intersection(*map(frozenset, variants))
    return Unit(tuple(stems), tuple(spelled), tuple(sorted(instead, key=sorted)))


def _variants(query: Query, stem: str) -> tuple[frozenset[str], ...]:
    """Return what counts as a stem; a word that carries no meaning ("us" for "U.S.") never does."""
    return tuple(each for each in query.variants.get(stem, ()) if content_stems(" ".join(each)))


def _term(query: Query, stem: str) -> Term:
    variants = _variants(query, stem)
    return (stem, variants) if variants else stem


def _places(row: Sequence[str], unit: Unit) -> list[int]:
    """Return where in a row of stems a unit begins."""
    first, *others = unit.spelled
    found = {
        at
        for at, stem in enumerate(row)
        if stem in first
        and at + len(others) < len(row)
        and all(row[at + n] in each for n, each in enumerate(others, start=1))
    }
    for each in unit.instead:
        if each <= set(row):
            found.update(at for at, stem in enumerate(row) if stem == min(each))
    return sorted(found)


def _is_near(row: Sequence[str], units: Iterable[Unit]) -> bool:
    """Tell whether all units stand near to one place of the rarest of them."""
    rarest, *others = sorted((_places(row, unit) for unit in units), key=len)
    return any(
        all(any(abs(other - at) <= _NEAR for other in each) for each in others) for at in rarest
    )


def _row(text: str) -> list[str]:
    """Return the content stems of a text, as `content_stems` does, in half its time."""
    return [stem for word in words(text) for stem in _stems(word)]


@lru_cache(100_000)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(content_stems(word))
