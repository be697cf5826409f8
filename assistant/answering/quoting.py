"""The answerer that needs no language model: it quotes the sentences that answer, verbatim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.agreement import Side, Sides, compare, newest_first
from assistant.answering.boilerplate import is_boilerplate, own_words
from assistant.answering.confidence import confidence_in, raised, read_signs
from assistant.answering.kinds import is_told
from assistant.answering.notes import source_notes
from assistant.answering.putquestions import by_put_questions
from assistant.answering.quotation import Quote
from assistant.answering.rows import look_up, pertinent
from assistant.answering.selection import Budget, reading_order, select
from assistant.answering.sentences import TITLE, UNREAD, Sentence, read_sentences
from assistant.answering.shortanswer import short_answer
from assistant.answering.speakers import (
    asks_all_of,
    by_the_asked,
    naming,
    said_by_the_asked,
    who_said,
)
from assistant.answering.untold import untold
from assistant.models.embedding import Embedder
from assistant.models.reader import Reader
from assistant.question.query import Query
from assistant.retrieve.retriever import Evidence
from assistant.retrieve.versions import independent
from assistant.schema import Note
from assistant.store.snapshot import Snapshot
from assistant.text.passages import word_ends

_MARGIN = 1.76  # a sentence that scores this much below the best is left out
_SENTENCES, _LIST_SENTENCES = 3, 5
_UNCALIBRATED = (
    "How sure this is was not calibrated for the reader {name}. "
    "Find its scale with: assistant evaluate QUESTIONS --calibrate"
)
# How sure it is where names say what answers: of a row and a column, or of who says something.
_NAMED = 0.85
# How sure where the articles say that it is not known: right in all 5 of 1,100 questions, and how
# sure at least it has to be that the article is about what is asked.
_UNTOLD, _ON_TOPIC = 0.75, 0.25
_NOT_TOLD = 2.0  # log odds: as much as an amount of another kind than the one asked for
_KEPT = 16  # sentences that a language model may be shown
_WITNESS = 45  # words of an answer with another source that says the same
_OUTLETS = 3  # so many further articles that say the same words are cited with a sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """Quotes in reading order, how sure it is that they answer (0..1), and remarks on them.

    `short` are the places of the words that answer by themselves; `sentences` are the best that
    were read, best first.
    """

    quotes: tuple[Quote, ...]
    confidence: float
    notes: tuple[Note, ...] = ()
    short: tuple[Quote, ...] = ()
    sentences: tuple[Sentence, ...] = ()


class QuotingAnswerer:
    """Answers with whole sentences and headlines of the evidence, within a number of words."""

    def __init__(
        self, reader: Reader, embedder: Embedder, *, words: int = 60, list_words: int = 120
    ) -> None:
        self.reader = reader
        # A sentence's words are compared with many others, and come again in the next question.
        self._word = lru_cache(maxsize=4096)(embedder.embed_question)
        self._words, self._list_words = words, list_words

    def answer(self, snapshot: Snapshot, query: Query, evidence: Evidence) -> Draft:
        """Quote what answers the question best; no quotes and 0 when there is nothing to quote."""
        ranked = read_sentences(snapshot, query, evidence, self.reader)
        return self.draft(query, evidence, by_put_questions(query, ranked))

    def draft(self, query: Query, evidence: Evidence, ranked: Sequence[Sentence]) -> Draft:
        """Quote the best of what may be quoted; `ranked` has the best first."""
        ranked, named = _may_answer(query, ranked)
        if not ranked:
            return Draft((), 0.0)
        budget = budget_for(query, self._words, self._list_words)
        ordered = newest_first(query, ranked, self._near)
        picked = select(ordered, budget, preceding)
        sides = compare(query, ranked, picked, self._near)
        quoted = [
            _shortened(each, budget.words) for each in _with_sides(sides, picked, budget.words)
        ]
        shown = list(_with_names(reading_order(quoted), budget.words))
        quotes = tuple(_quote(each, ranked) for each in shown)
        first_tells = len(sides) > 1 or ordered[0] is not ranked[0]
        cited = {each.article.article.id for quote in quotes for each in (quote, *quote.also)}
        short = short_answer(query, quoted[:1] if first_tells else quoted)
        sure = confidence_in(query.language, read_signs(query, evidence, ranked))
        if sure >= _ON_TOPIC and (gap := untold(query, ranked, answered=bool(short))):
            told = max(sure, _UNTOLD)
            return Draft((_quote(gap, ranked),), told, self._uncalibrated(), (), (gap,))
        if not (named or is_told(query, evidence, picked, self.reader)):
            sure = raised(sure, -_NOT_TOLD)
        return Draft(
            quotes,
            max(sure, _NAMED) if named else sure,
            (*source_notes(sides, cited), *self._uncalibrated()),
            short,
            tuple(ranked[:_KEPT]),
        )

    def _uncalibrated(self) -> tuple[Note, ...]:
        """Say that how sure an answer is means little with a reader whose scale is not known."""
        if self.reader.calibrated:
            return ()
        return (Note(kind="model", text=_UNCALIBRATED.format(name=self.reader.name)),)

    def _near(self, one: str, other: str) -> float:
        """Return the cosine of two words."""
        return float(self._word(one) @ self._word(other))


def _may_answer(query: Query, ranked: Sequence[Sentence]) -> tuple[Sequence[Sentence], bool]:
    """Return what may be quoted, and whether it is by names that it answers."""
    if said := who_said(query, ranked):
        return [said], True
    ranked = by_the_asked(query, ranked)
    if not ranked:
        return [], False
    found = look_up(query, ranked)
    if found and found.exact:
        return [found.row], True
    ranked = pertinent(query, ranked, found)
    return ranked, asks_all_of(query) and said_by_the_asked(query, ranked[0])


def _with_sides(sides: Sides, picked: Sequence[Sentence], most: int) -> list[Sentence]:
    """Return what to quote: what was picked, and the newest of each side that it leaves out."""
    if len(sides) < 2:
        return [*picked, *_witness(sides, picked)]
    told = {each.key for each in picked}
    first, *others = (side.claims[0].sentence for side in sides)
    newest = [first, *_second(sides[0]), *others]
    chosen = [each for each in newest if each.key not in told]
    room = most - sum(each.length for each in newest)
    for each in picked:
        if each.key in {side.key for side in newest} or each.length <= room:
            chosen.append(each)
            room -= each.length if each.key not in {side.key for side in newest} else 0
    order = {side.key[0]: place for place, side in enumerate(newest)}
    return sorted(chosen, key=lambda each: order.get(each.key[0], len(order)))


def _second(side: Side) -> list[Sentence]:
    """Return what the next independent source of a side says."""
    other = side.articles[1:2]
    return [each.sentence for each in side.claims if each.article in other]


def _witness(sides: Sides, picked: Sequence[Sentence]) -> list[Sentence]:
    """Return a short sentence of another source that says the same, where there is room for it."""
    room = _WITNESS - sum(each.length for each in picked)
    cited = [each.article.article for each in picked]
    for claim in sides[0].claims if sides and len(independent(cited)) == 1 else ():
        fits = claim.sentence.length <= room and claim.sentence.place != TITLE
        if fits and len(independent([*cited, claim.article])) > 1:
            return [claim.sentence]
    return []


def budget_for(query: Query, words: int = 60, list_words: int = 120) -> Budget:
    """Return how much may be quoted for a question, more where it asks for several things."""
    if query.expected.several:
        return Budget(list_words, _LIST_SENTENCES, _MARGIN, lines=True)
    return Budget(words, _SENTENCES, _MARGIN)


def preceding(each: Sentence) -> Sentence | None:
    """Return the sentence before one in its article, or None before the first."""
    if each.place <= 0:
        return None
    start, end = own_words(each.article.article.text, *each.article.sentences[each.place - 1])
    before = replace(each, place=each.place - 1, start=start, end=end, span=UNREAD)
    return None if is_boilerplate(before.text) else before


def _with_names(quoted: Sequence[Sentence], words: int) -> Iterator[Sentence]:
    """Yield what is quoted, and before “...,” he said the sentence that says who he is."""
    total, keys = sum(each.length for each in quoted), {each.key for each in quoted}
    for each in quoted:
        before = naming(each)
        if before and before.key not in keys and total + before.length <= words:
            total, keys = total + before.length, keys | {before.key}
            yield before
        yield each


def _shortened(each: Sentence, words: int) -> Sentence:
    """Cut a sentence that is too long to be quoted whole after its last clause that fits."""
    kept = each.text
    while len(kept.split()) > words:
        cut = max(kept.rfind(mark) for mark in (",", ";", ":", " —", " –", " - "))
        kept = kept[: cut if cut > 0 else word_ends(kept)[words - 1]]
    return replace(each, end=each.start + len(kept.rstrip()))


def _quote(each: Sentence, ranked: Sequence[Sentence]) -> Quote:
    """Quote a sentence, and with it the other articles that hold the very same words."""
    others: dict[str, Sentence] = {}
    for other in ranked:
        if other.text == each.text and other.key[0] != each.key[0]:
            others.setdefault(other.key[0], other)
    also = [_plain_quote(other) for other in list(others.values())[:_OUTLETS]]
    return replace(_plain_quote(each), also=tuple(also))


def _plain_quote(each: Sentence) -> Quote:
    return Quote(each.article, each.part, each.start, each.end)
