"""Which articles mention a topic, and how often: exact, over the whole index.

The keyword index names the passages that hold all words of the topic; those of a topic of several
words are then read: names must stand as they are, and all of it near together. Words of the
headline count as standing everywhere in its article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.question.query import Query
from assistant.store.records import Term
from assistant.store.snapshot import Snapshot
from assistant.text.names import names
from assistant.text.words import content_stems

_NEAR = 25  # words that carry meaning: about two sentences
_CENTRAL = 0.4  # of an article's passages; neighbours share a sentence, so one mention is in two
Unit = tuple[str, ...]  # stems that stand one after another


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article mentions a topic; one that only does so in passing is not about it."""

    in_title: bool
    share: float  # of its passages

    @property
    def central(self) -> bool:
        """Tell whether the headline mentions it, or much of the text."""
        return self.in_title or self.share >= _CENTRAL


def find_mentions(snapshot: Snapshot, query: Query, units: Sequence[Unit]) -> dict[str, Mention]:
    """Return by article where it mentions all units of a topic."""
    terms = [_term(query, stem) for stem in dict.fromkeys(stem for unit in units for stem in unit)]
    held = snapshot.holding(terms)
    titles = {head.id: content_stems(head.title) for head in snapshot.heads() if head.id in held}
    missing = {
        key: [unit for unit in units if not places(query, titles[key], unit)] for key in held
    }
    doubtful = [key for key, left in missing.items() if len(terms) > 1 and left]
    texts = _texts(snapshot, [each for key in doubtful for each in held[key]])
    totals = snapshot.passages_in(held)
    found = {}
    for key, passages in held.items():
        if key in doubtful:
            passages = [each for each in passages if _is_near(query, texts[each], missing[key])]
        if passages:
            found[key] = Mention(not missing[key], len(passages) / totals[key])
    return found


def count_mentions(snapshot: Snapshot, query: Query, topic: str) -> dict[str, int]:
    """Return by article how often its text and headline hold the words of a topic, in a row."""
    unit = tuple(content_stems(topic))
    found = {}
    for key in find_mentions(snapshot, query, [unit]):
        article = snapshot.article(key).article
        times = (
            len(places(query, content_stems(part), unit)) for part in (article.title, article.text)
        )
        found[key] = sum(times)
    return found


def units_of(topic: str) -> list[Unit]:
    """Return what a topic consists of: names in one piece, and single words.

    "the trial of Mira Solheim" -> [("mira", "solheim"), ("trial",)]
    """
    said = f"of {topic}"  # so that a name does not open a sentence
    found = [name.text for name in names(said)]
    for name in found:
        said = said.replace(name, " ")
    units = [*map(tuple, map(content_stems, found)), *((stem,) for stem in content_stems(said))]
    return list(dict.fromkeys(unit for unit in units if unit))


def places(query: Query, written: Sequence[str], unit: Unit) -> list[int]:
    """Return where in a row of content stems a unit begins, in any spelling."""
    found = [
        at
        for at in range(len(written) - len(unit) + 1)
        if all(_meets(query.variants, written[at + n], stem) for n, stem in enumerate(unit))
    ]
    others = set.intersection(*(set(query.variants.get(stem, ())) for stem in unit))
    whole = set().union(*(other for other in others if other <= set(written)))
    return found + [at for at, stem in enumerate(written) if stem in whole and at not in found]


def _meets(variants: Mapping[str, tuple[frozenset[str], ...]], written: str, stem: str) -> bool:
    return written == stem or frozenset((written,)) in variants.get(stem, ())


def _term(query: Query, stem: str) -> Term:
    return (stem, query.variants[stem]) if stem in query.variants else stem


def _texts(snapshot: Snapshot, ids: Sequence[str]) -> dict[str, list[str]]:
    return {each.passage.id: content_stems(each.passage.text) for each in snapshot.stored(ids)}


def _is_near(query: Query, written: Sequence[str], units: Sequence[Unit]) -> bool:
    """Tell whether all units stand near to one place of the rarest of them."""
    found = sorted((places(query, written, unit) for unit in units), key=len)
    return any(
        all(any(abs(other - at) <= _NEAR for other in others) for others in found[1:])
        for at in found[0]
    )
