"""From a question to its quoted answer, and to all that a written one is made from."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering import overview
from assistant.answering.archive import answer_request
from assistant.answering.confidence import raised
from assistant.answering.gathering import BearsOut, Gatherer, Inquiry, Reply
from assistant.answering.missing import missing_notes
from assistant.answering.notes import elsewhere_notes, reading_notes
from assistant.answering.quotation import Quote, compose
from assistant.answering.quoting import Draft, QuotingAnswerer
from assistant.answering.sentences import Sentence, read_sentences
from assistant.answering.shortanswer import highlights
from assistant.question.archive import Request, read_request
from assistant.question.bylines import read_bylines
from assistant.question.conversation import FollowUp, read_follow_up
from assistant.question.expected import asks_for_things, read_expected
from assistant.question.outlets import read_attribution, source_key
from assistant.question.parts import read_parts
from assistant.question.query import Query
from assistant.question.smalltalk import (
    Kind,
    SmallTalk,
    SmallTalkReader,
    names_one_article,
    strip_greeting,
)
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

    def __init__(
        self,
        retriever: Retriever,
        answerer: QuotingAnswerer,
        threshold: float,
        bears_out: BearsOut = lambda *_: False,
    ) -> None:
        self._retriever = retriever
        self._answerer = answerer
        self._threshold = threshold
        self._smalltalk = SmallTalkReader(retriever.embedder)
        self._gatherer = Gatherer(threshold, bears_out)

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
        request = _request(snapshot, asked, read)
        first = request is not None and (request.sure or isinstance(read, SmallTalk))
        found = _of_records(snapshot, asked, request) if request and first else None
        if found is None:
            found = self._of_texts(snapshot, asked, read)
            if request and not first and found.quoted.status == "not_found":
                found = _of_records(snapshot, asked, request) or found
        notes = (*found.quoted.notes, *reading_notes(found.query, snapshot.heads()))
        quoted = replace(found.quoted, notes=notes, checked=len(found.quoted.text))
        return replace(found, quoted=quoted)

    def _of_texts(self, snapshot: Snapshot, asked: Asked, read: FollowUp | SmallTalk) -> Material:
        """Return the quoted answer, or what small talk gets."""
        if gathered := self._gathered(snapshot, asked, read):
            return gathered
        if isinstance(read, FollowUp):
            return self._attributed(snapshot, asked, read) or self._quoted(snapshot, asked, read)
        text = strip_greeting(asked.question)
        query = _query(snapshot, asked, FollowUp(text, text))
        return Material(
            query, overview.answer(snapshot, self._retriever, query, read, asked.history)
        )

    def _attributed(self, snapshot: Snapshot, asked: Asked, read: FollowUp) -> Material | None:
        """Answer what an outlet is to tell by its own articles, or by what others say of it.

        None where no outlet is to tell, or none that may be searched.
        """
        told = read_attribution(read.text, sorted({head.source for head in snapshot.heads()}))
        only = narrowed(asked.filters or Filters(), told.sources) if told else None
        if told is None or only is None:
            return None
        rest = FollowUp(told.text, told.text, read.topic)
        own = self._quoted(snapshot, replace(asked, filters=only), rest)
        if own.quoted.status == "not_found":
            whole = self._quoted(snapshot, asked, read)
            if whole.quoted.status == "answered" and _mention(whole.quotes, told.sources):
                return whole
            notes = elsewhere_notes(told.sources[0], self._quoted(snapshot, asked, rest).quotes)
            own = replace(own, quoted=replace(own.quoted, notes=notes))
        return replace(own, quoted=replace(own.quoted, question=read.text))

    def _gathered(
        self, snapshot: Snapshot, asked: Asked, read: FollowUp | SmallTalk
    ) -> Material | None:
        """Return the answer to a question that needs several places, or None."""
        asking = self._asking(snapshot, asked)
        if isinstance(read, SmallTalk):
            if not read.topic or names_one_article(asked.question):
                return None
            query = _query(snapshot, asked, FollowUp(read.topic, read.topic))
            answer = self._gatherer.summary(snapshot, read.topic, asking)
        else:
            parts = read_parts(read.text, sorted({head.source for head in snapshot.heads()}))
            if parts is None:
                return None
            query = _query(snapshot, asked, read)
            answer = self._gatherer.gather(snapshot, parts, asking)
        if answer is None:
            return None
        told = replace(answer, question=query.text, as_of=query.as_of, date_range=query.period)
        return Material(query, told)

    def _asking(self, snapshot: Snapshot, asked: Asked) -> Inquiry:
        """Return how the parts of a question are asked, within its filters."""

        def find(text: str, limit: int, source: str = "") -> tuple[Query, Evidence]:
            filters = asked.filters or Filters()
            if source:
                filters = replace(filters, sources=(source,))
            query = read_query(snapshot, text, asked.as_of, filters)
            return query, self._retriever.retrieve(snapshot, query, limit)

        def ask(text: str, source: str) -> Reply:
            query, evidence = find(text, EVIDENCE, source)
            return Reply(query, evidence, self._answerer.answer(snapshot, query, evidence))

        def read(query: Query, evidence: Evidence) -> list[Sentence]:
            return read_sentences(snapshot, query, evidence, self._answerer.reader)

        return Inquiry(ask, find, read)

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
        if query.expected.several and asks_for_things(query.text) and found.status == "answered":
            reply = Reply(query, evidence, draft)
            found = self._gatherer.listing(found, reply, self._asking(snapshot, asked))
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


def narrowed(filters: Filters, sources: Sequence[str]) -> Filters | None:
    """Return filters that let only these outlets through, or None where they let none of them."""
    allowed = {source_key(each) for each in filters.sources or sources}
    kept = tuple(each for each in sources if source_key(each) in allowed)
    return replace(filters, sources=kept) if kept else None


def _mention(quotes: Sequence[Quote], sources: Sequence[str]) -> bool:
    """Tell whether quotes speak of an outlet: then it was asked about, and not from."""
    said = source_key(" ".join(each.text for each in quotes))
    return any(source_key(each) in said for each in sources)


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


def _request(snapshot: Snapshot, asked: Asked, read: FollowUp | SmallTalk) -> Request | None:
    """Return what is asked of the records of the index, as typed or as a follow-up is read."""
    if isinstance(read, SmallTalk) and read.kind is not Kind.OVERVIEW:
        return None
    as_of = asked.as_of or default_as_of(snapshot)
    texts = [asked.question] + ([read.text] if isinstance(read, FollowUp) else [])
    found = (read_request(text, as_of, read_bylines(snapshot)) for text in dict.fromkeys(texts))
    return next(filter(None, found), None)


def _of_records(snapshot: Snapshot, asked: Asked, request: Request) -> Material | None:
    """Return what the records of the index say, with the topic in the words of the articles."""
    query = _query(snapshot, asked, FollowUp(request.text, request.text))
    known = read_bylines(snapshot)
    mended = read_request(query.text, query.as_of, known) or request
    told = answer_request(snapshot, query, mended, asked.history)
    return Material(query, told) if told else None


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
        filters=known_by(as_of, filters or Filters()) if as_of else filters,
    )


def known_by(day: date, filters: Filters) -> Filters:
    """Return filters that keep out what was published after a day."""
    free = not (filters.since or filters.until)
    return replace(filters, until=min(day, filters.until or day), undated=filters.undated or free)


def default_as_of(snapshot: Snapshot) -> date:
    """Return today, or the newest article's day if that is earlier; the future does not count."""
    today = date.today()
    days = [head.published for head in snapshot.heads() if head.published]
    return max((day for day in days if day <= today), default=today)
