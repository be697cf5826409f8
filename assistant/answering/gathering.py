"""Answers put together from several places: each part is asked by itself, and quoted by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.common import in_common
from assistant.answering.larger import are_changed, which_is_later, which_is_more
from assistant.answering.listing import READ, listed, other_articles
from assistant.answering.notes import outlet_and_day
from assistant.answering.quotation import Line, Quote, compose_lines
from assistant.answering.quoting import Draft
from assistant.answering.sentences import Sentence
from assistant.answering.shortanswer import highlights
from assistant.answering.topical import EVENTS, WIDE, articles_about, summary_quotes, timeline
from assistant.question.parts import Decomposition, Form, Subquestion
from assistant.question.query import Query, coverage
from assistant.retrieve.retriever import Evidence
from assistant.schema import NOT_FOUND_TEXT, Answer, Citation, Item, Note, Passage
from assistant.store.snapshot import Snapshot
from assistant.text.words import stems

_HELD = 0.65  # share of a topic's words in the best passage
# How likely articles on a topic tell what is asked: of 12 timelines and summaries of our own 7 held
# all that was expected; of 3 that others asked for, 1 held most of it.
_ON_TOPIC = 0.55
_WEAK = 0.45  # share of the threshold below which a part is not told at all
Weigh = Callable[[Snapshot, str, str, Sequence[str]], bool | None]
"""Tells whether passages (by id) bear out a claim, with what it is on; None where in doubt."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was found for one question: how it was read, where, and what would be quoted."""

    query: Query
    evidence: Evidence
    draft: Draft


@dataclass(frozen=True, slots=True)
class Inquiry:
    """How parts are asked: `ask` a question, of one outlet if named; `find` passages, unread."""

    ask: Callable[[str, str], Reply]
    find: Callable[[str, int], tuple[Query, Evidence]]
    read: Callable[[Query, Evidence], list[Sentence]]


@dataclass(frozen=True, slots=True)
class _Said:
    """What answers a part: its best quotes, and the words in them that answer by themselves."""

    part: Subquestion
    reply: Reply
    quotes: tuple[Quote, ...]
    short: Quote | None


class Gatherer:
    """Puts the answers to parts together; holds no state of its own."""

    def __init__(self, threshold: float, weigh: Weigh) -> None:
        self._threshold = threshold
        self._weigh = weigh

    def gather(self, snapshot: Snapshot, parts: Decomposition, asking: Inquiry) -> Answer | None:
        """Return the answer to a question of several parts, or None if no part has one."""
        if parts.form is Form.TIMELINE:
            return self._timeline(snapshot, parts.parts[0], asking)
        asked = _of_outlets(parts, asking)
        replies = [asking.ask(part.text, part.source) for part in asked]
        if parts.form is Form.BRIDGE:
            return self._bridge(asked, replies)
        said = [_said(part, reply) for part, reply in zip(asked, replies, strict=True)]
        sure = self._are_sure(parts.form, replies)
        found = [each for each in said if each and (sure or self._is_sure(each.reply))]
        known = [each.part for each in found]
        missing = [_missing(part) for part in asked if part not in known]
        whole = parts.form in (Form.CLAIMS, Form.ORDER) or parts.larger
        if (missing and whole) or (not found and all(part.source for part in asked)):
            return _left_open(replies, missing)
        if not found:
            return None
        opening = "" if missing else self._opening(snapshot, parts, found)
        answer = _put_together(found, opening, dated=parts.change)
        return replace(answer, notes=(*answer.notes, *missing))

    def summary(
        self, snapshot: Snapshot, topic: str, asking: Inquiry, least: int = 2
    ) -> Answer | None:
        """Return the main sentences of all articles about a topic, or None for fewer of them."""
        query, evidence = asking.find(topic, WIDE)
        articles = articles_about(snapshot, query, evidence)
        if len(articles) < least:
            return None
        quotes = summary_quotes(snapshot, evidence.vector, articles)
        composed = compose_lines([Line(each) for each in quotes])
        return _answer(composed, _ON_TOPIC, evidence.passages[:READ])

    def listing(self, single: Answer, reply: Reply, asking: Inquiry) -> Answer:
        """Return the things that several articles name; the answer as it is where one has all."""
        if not listed(reply.query, reply.draft.sentences):  # then others name nothing either
            return single
        _, evidence = asking.find(reply.query.text, WIDE)
        further = asking.read(reply.query, other_articles(evidence))
        things = listed(reply.query, [*reply.draft.sentences, *further])
        if len({each.quote.place[0] for each in things}) < 2:
            return single
        text, citations = compose_lines([Line(each.quote, bullet=True) for each in things])
        items = [
            Item(text=each.item.text, citations=(number,)) for number, each in enumerate(things, 1)
        ]
        spans = highlights([each.item for each in things], citations)
        return replace(single, text=text, citations=citations, items=tuple(items), highlights=spans)

    def _is_sure(self, reply: Reply) -> bool:
        """Tell whether a part is answered; of a topic alone, the passage must hold its words."""
        if reply.draft.confidence < self._threshold:
            return False
        return _held(reply) >= _HELD or not reply.query.expected.topic_alone

    def _are_sure(self, form: Form, replies: Sequence[Reply]) -> bool:
        """Tell whether parts are answered together: one may be less sure where others are more."""
        if form is Form.ORDER:
            return all(_held(each) >= _HELD for each in replies)
        if form not in (Form.CLAIMS, Form.OUTLETS):
            return False
        sure = [each.draft.confidence for each in replies]
        return min(sure) >= _WEAK * self._threshold and sum(sure) / len(sure) >= self._threshold

    def _bridge(self, asked: Sequence[Subquestion], replies: Sequence[Reply]) -> Answer | None:
        """Return what the clues have in common; None where all are told and nothing is."""
        missing = [
            _missing(part)
            for part, each in zip(asked, replies, strict=True)
            if each.draft.confidence < _WEAK * self._threshold
        ]
        if missing:
            return _left_open(replies, missing)
        if sum(each.draft.confidence for each in replies) < self._threshold * len(replies):
            return None
        shared = in_common([(each.query, each.draft.sentences) for each in replies])
        return _shared(replies, shared) if shared else None

    def _timeline(self, snapshot: Snapshot, part: Subquestion, asking: Inquiry) -> Answer | None:
        query, evidence = asking.find(part.text, WIDE)
        articles = articles_about(snapshot, query, evidence, EVENTS)
        events = timeline(snapshot, evidence.vector, articles)
        if not events:
            return None
        lines = [Line(each.quote, f"{each.label}: ", bullet=True) for each in events]
        items = [
            Item(text=f"{each.label}: {each.quote.text}", citations=(number,))
            for number, each in enumerate(events, 1)
        ]
        answer = _answer(compose_lines(lines), _ON_TOPIC, evidence.passages[:READ])
        return replace(answer, items=tuple(items))

    def _opening(self, snapshot: Snapshot, parts: Decomposition, found: Sequence[_Said]) -> str:
        """Return what the first line says: which is more, or yes or no; "" where not certain."""
        if parts.form is Form.COMPARISON:
            return which_is_more([each.short for each in found], parts.larger)
        if parts.change:
            return are_changed([each.quotes[0] for each in found])
        if parts.form is Form.ORDER:
            return which_is_later([_day(each.reply) for each in found], parts.larger)
        if parts.form is not Form.CLAIMS:
            return ""
        if len({each.reply.evidence.passages[0].article_id for each in found}) < len(found):
            return ""  # two articles are asked for
        said = [self._holds(snapshot, each) for each in found]
        return "Yes." if all(each is True for each in said) else "No." if False in said else ""

    def _holds(self, snapshot: Snapshot, said: _Said) -> bool | None:
        """Tell whether the best article bears a claim out; None where it leaves it open."""
        passages = said.reply.evidence.passages
        own = [each.id for each in passages if each.article_id == passages[0].article_id]
        topic = said.part.text.removesuffix(f"{said.part.claim}?")
        return self._weigh(snapshot, said.part.claim, topic, own)


def _of_outlets(parts: Decomposition, asking: Inquiry) -> Sequence[Subquestion]:
    """Return the parts; one that is asked of "the papers" is asked of those that tell of it."""
    if parts.form is not Form.OUTLETS or len(parts.parts) > 1:
        return parts.parts
    part = parts.parts[0]
    _, evidence = asking.find(part.text, WIDE)
    outlets = dict.fromkeys(each.source for each in evidence.passages if each.source)
    return [Subquestion(part.text, outlet, outlet) for outlet in list(outlets)[:2]]


def _said(part: Subquestion, reply: Reply) -> _Said | None:
    """Return what answers a part: the quote with the short answer, else the first two."""
    quotes = reply.draft.quotes
    if not quotes:
        return None
    for short in reply.draft.short:
        for quote in quotes:
            if quote.place[:2] == short.place[:2] and quote.start <= short.start < quote.end:
                return _Said(part, reply, (quote,), short)
    return _Said(part, reply, quotes[:2], None)


def _put_together(found: Sequence[_Said], opening: str, *, dated: bool = False) -> Answer:
    """Quote all that is said; `dated` with the outlet and the day before each quote."""
    quotes = list({quote.place: quote for each in found for quote in each.quotes}.values())
    labels = [f"{outlet_and_day(each.article.article)}: " if dated else "" for each in quotes]
    return _answer(
        compose_lines([Line(*each) for each in zip(quotes, labels, strict=True)], opening),
        min(each.reply.draft.confidence for each in found),
        _read([each.reply for each in found]),
        [each.short for each in found if each.short],
    )


def _answer(
    composed: tuple[str, tuple[Citation, ...]],
    confidence: float,
    passages: Sequence[Passage],
    short: Sequence[Quote] = (),
) -> Answer:
    text, citations = composed
    return Answer(
        text=text,
        status="answered",
        citations=citations,
        passages=tuple({each.id: each for each in passages}.values()),
        confidence=confidence,
        highlights=highlights(short, citations),
    )


def _read(replies: Sequence[Reply]) -> list[Passage]:
    return [each for reply in replies for each in reply.evidence.passages[:READ]]


def _left_open(replies: Sequence[Reply], missing: Sequence[Note]) -> Answer:
    """Say that a part is not known; what was read are leads."""
    sure = min(each.draft.confidence for each in replies)
    return Answer(
        text=NOT_FOUND_TEXT,
        status="not_found",
        confidence=sure,
        passages=tuple(_read(replies)),
        notes=tuple(missing),
    )


def _shared(replies: Sequence[Reply], told: Sequence[Sentence]) -> Answer:
    """Quote what is told of one name by several clues."""
    chosen = list({each.key: each for each in told}.values())
    quotes = [Quote(each.article, each.part, each.start, each.end) for each in chosen]
    spans = [
        replace(quote, start=quote.start + each.span.start, end=quote.start + each.span.end)
        for quote, each in zip(quotes, chosen, strict=True)
    ]
    sure = sum(reply.draft.confidence for reply in replies) / len(replies)
    return _answer(compose_lines([Line(each) for each in quotes]), sure, _read(replies), spans)


def _held(reply: Reply) -> float:
    """Return the share of the words of a part that its best passage has."""
    if not reply.evidence.passages:
        return 0.0
    best = reply.evidence.passages[0]
    told = frozenset(stems(f"{best.title} {best.text}", reply.query.language))
    return coverage(reply.query, told)


def _day(reply: Reply) -> date | None:
    return reply.evidence.passages[0].published


def _missing(part: Subquestion) -> Note:
    if part.source:
        return Note(kind="missing", text=f"{part.source} does not say.")
    return Note(kind="missing", text=f"The articles do not say: {part.label}.")
