"""From a question to its quoted answer, and to all that a written one is made from."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering import overview
from assistant.answering.confidence import raised
from assistant.answering.missing import missing_notes
from assistant.answering.notes import reading_notes
from assistant.answering.quotation import Quote, compose
from assistant.answering.quoting import Draft, QuotingAnswerer
from assistant.answering.sentences import Sentence
from assistant.answering.shortanswer import highlights
from assistant.question.conversation import FollowUp, read_follow_up
from assistant.question.expected import read_expected
from assistant.question.query import Query
from assistant.question.smalltalk import Kind, SmallTalk, SmallTalkReader, strip_greeting
from assistant.question.vocabulary import IndexLexicon
from assistant.question.wording import read_worded
from assistant.retrieve.retriever import Evidence, Retriever
from assistant.schema import NOT_FOUND_TEXT, Answer, Filters, Turn
from assistant.store.snapshot import Snapshot
from assistant.text.words import content_stems, stems

EVIDENCE = 10  # passages
_LOOKED_BACK = 8  # turns
_CITED = 2  # articles of the latest answer
_MARGIN = 0.15  # by which an answer of theirs to a question that names nothing may be less sure
_GIVEN = 0.4  # log odds that the articles just cited answer, over those that must be found first


@dataclass(frozen=True, slots=True)
class Material:
    """The quoted answer, and what a written one is made from."""

    query: Query
    quoted: Answer
    quotes: tuple[Quote, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    short: tuple[Quote, ...] = ()

    @property
    def answered(self) -> bool:
        """Whether there is an answer."""
        return self.quoted.status == "answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put, with what goes along with it."""

    question: str
    history: Sequence[Turn] = ()
    as_of: date | None = None
    filters: Filters | None = None


class Lookup:
    """Answers with quotes; holds no state of its own."""

    def __init__(self, retriever: Retriever, answerer: QuotingAnswerer, threshold: float) -> None:
        self._retriever = retriever
        self._answerer = answerer
        self._threshold = threshold
        self._smalltalk = SmallTalkReader(retriever.embedder)

    def read(self, asked: Asked) -> FollowUp | SmallTalk:
        """Read a question with the turns before it that were about the articles."""
        talk = self._smalltalk.read(asked.question)
        turns = [turn for turn in asked.history[-_LOOKED_BACK:] if self._is_about_articles(turn)]
        if talk and (talk.kind is not Kind.MORE or overview.just_cited(turns)):
            return talk
        return read_follow_up(strip_greeting(asked.question), turns)

    def _is_about_articles(self, turn: Turn) -> bool:
        if isinstance(turn.answer, Answer) and turn.answer.passages:
            return True
        return bool(turn.question.strip()) and self._smalltalk.read(turn.question) is None

    def find(self, snapshot: Snapshot, asked: Asked, read: FollowUp | SmallTalk) -> Material:
        """Return the quoted answer with its notes, or what small talk gets."""
        if isinstance(read, FollowUp):
            found = self._quoted(snapshot, asked, read)
        else:
            text = strip_greeting(asked.question)
            query = _query(snapshot, asked, FollowUp(text, text))
            told = overview.answer(snapshot, self._retriever, query, read, asked.history)
            found = Material(query, told)
        notes = (*found.quoted.notes, *reading_notes(found.query, snapshot.heads()))
        quoted = replace(found.quoted, notes=notes, checked=len(found.quoted.text))
        return replace(found, quoted=quoted)

    def _quoted(self, snapshot: Snapshot, asked: Asked, read: FollowUp) -> Material:
        """Answer a question in the way of reading it that is answered best."""
        if _names_anew(snapshot, asked):
            read = replace(
                read, topic="", within="" if read.text == asked.question else read.within
            )
        found = self._attempt(snapshot, asked, read)
        cited = _cited_last(snapshot, asked) if read.within else []
        if cited:
            told = self._attempt(snapshot, asked, replace(read, text=read.within), cited)
            if _is_about(told, found, joined=read.joined):
                return told
        if read.alone and not found.answered:
            return self._attempt(snapshot, asked, FollowUp(read.alone, read.alone))
        return found

    def _attempt(
        self, snapshot: Snapshot, asked: Asked, read: FollowUp, within: Sequence[str] = ()
    ) -> Material:
        """Answer a question as it is read once, from all articles or those that are named."""
        started = time.perf_counter()
        query, evidence = retrieve(snapshot, self._retriever, asked, read, EVIDENCE, within)
        retrieved = time.perf_counter()
        draft = self._answerer.answer(snapshot, query, evidence)
        seconds = {
            "retrieve": retrieved - started,
            "answer": time.perf_counter() - retrieved,
        }
        if within and read.joined:
            draft = replace(draft, confidence=raised(draft.confidence, _GIVEN))
        found = replace(self._decide(query, evidence, draft), seconds=seconds)
        if found.status == "not_found":
            own = replace(query, text=query.plain or query.text)
            told = tuple(note for note in draft.notes if note.kind == "model")
            notes = (*missing_notes(snapshot, own, evidence), *told)
            return Material(query, replace(found, notes=notes))
        return Material(query, found, draft.quotes, sentences=draft.sentences, short=draft.short)

    def _decide(self, query: Query, evidence: Evidence, draft: Draft) -> Answer:
        """Answer if it is sure enough; otherwise the passages are leads."""
        found = bool(draft.quotes) and draft.confidence >= self._threshold
        text, citations = compose(draft.quotes) if found else (NOT_FOUND_TEXT, ())
        return Answer(
            text=text,
            status="answered" if found else "not_found",
            citations=citations,
            passages=evidence.passages,
            question=query.text,
            as_of=query.as_of,
            date_range=query.period,
            confidence=draft.confidence,
            highlights=highlights(draft.short, citations),
            notes=draft.notes if found else (),
        )


def _names_anew(snapshot: Snapshot, asked: Asked) -> bool:
    """Tell whether a question has a name or a number that nobody spoke of: a new topic."""
    said = " ".join(f"{turn.question} {turn.answer_text}" for turn in asked.history)
    named = read_query(snapshot, asked.question, asked.as_of, asked.filters).names
    return not {stem for name in named for stem in stems(name)} <= set(stems(said))


def _is_about(told: Material, found: Material, *, joined: bool) -> bool:
    """Tell whether a question is about the articles just cited: `told` by them, `found` in all."""
    quoted = " ".join(quote.text for quote in told.quotes)
    topical = told.query.expected.topic_alone
    if not told.answered or (
        topical and not {*content_stems(told.query.plain or told.query.text)} & {*stems(quoted)}
    ):
        return False
    if joined or not found.answered:
        return True
    if told.quoted.citations[0].article_id in {each.article_id for each in found.quoted.citations}:
        return False
    return told.quoted.confidence > found.quoted.confidence - _MARGIN


def _cited_last(snapshot: Snapshot, asked: Asked) -> list[str]:
    """Return the articles that the latest answer with citations quotes, if they are still there."""
    answers = [turn.answer for turn in reversed(asked.history) if isinstance(turn.answer, Answer)]
    cited = next((each.citations for each in answers if each.citations), ())
    held = {head.id for head in snapshot.heads()}
    ids = dict.fromkeys(each.article_id for each in cited if each.article_id in held)
    return [] if asked.filters else list(ids)[:_CITED]


def retrieve(
    snapshot: Snapshot,
    retriever: Retriever,
    asked: Asked,
    read: FollowUp,
    limit: int,
    within: Sequence[str] = (),
) -> tuple[Query, Evidence]:
    """Return a question as it is searched, and what is found for it."""
    query = _query(snapshot, asked, read)
    return query, retriever.retrieve(snapshot, query, limit, within)


def _query(snapshot: Snapshot, asked: Asked, read: FollowUp) -> Query:
    query = read_query(snapshot, read.text, asked.as_of, asked.filters)
    if read.text == read.plain:
        return replace(query, topic=read.topic)  # as it was mended
    expected = read_expected(read.plain)
    return replace(query, plain=read.plain, topic=read.topic, expected=expected)


def read_query(
    snapshot: Snapshot, question: str, as_of: date | None, filters: Filters | None
) -> Query:
    """Return a question as it is searched in an index."""
    heads = snapshot.heads()
    return read_worded(
        question,
        IndexLexicon(snapshot),
        as_of=as_of or default_as_of(snapshot),
        dated=as_of is not None,
        sources=sorted({head.source for head in heads}),
        filters=filters,
    )


def default_as_of(snapshot: Snapshot) -> date:
    """Return today, or the newest article's day if that is earlier; the future does not count."""
    today = date.today()
    days = [head.published for head in snapshot.heads() if head.published]
    return max((day for day in days if day <= today), default=today)
