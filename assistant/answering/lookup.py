"""From a question to its quoted answer, and to all that a written one is made from."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering import overview
from assistant.answering.archive import answer_request
from assistant.answering.asking import Asked, Material, default_as_of, query_of
from assistant.answering.gathering import Gatherer, Weigh
from assistant.answering.notes import reading_notes
from assistant.answering.quoting import QuotingAnswerer
from assistant.answering.readings import attributed, best_reading
from assistant.answering.single import SingleAnswerer
from assistant.question.archive import Request, read_request
from assistant.question.bylines import read_bylines
from assistant.question.conversation import FollowUp, read_follow_up
from assistant.question.parts import read_clues, read_parts
from assistant.question.query import Query
from assistant.question.smalltalk import (
    Kind,
    SmallTalk,
    SmallTalkReader,
    names_one_article,
    strip_greeting,
)
from assistant.retrieve.retriever import Retriever
from assistant.schema import Answer, Turn
from assistant.store.snapshot import Snapshot

_LOOKED_BACK = 8  # turns


class Lookup:
    """Answers with quotes; holds no state of its own."""

    def __init__(
        self,
        retriever: Retriever,
        answerer: QuotingAnswerer,
        threshold: float,
        weigh: Weigh = lambda *_: None,
    ) -> None:
        self._retriever = retriever
        self._smalltalk = SmallTalkReader(retriever.embedder)
        self._gatherer = Gatherer(threshold, weigh)
        self._single = SingleAnswerer(retriever, answerer, self._gatherer, threshold)

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
            # Who, when and which outlet have a short answer, if the texts tell it.
            if request and not first and not found.quoted.highlights:
                found = _of_records(snapshot, asked, request) or found
        notes = (*found.quoted.notes, *reading_notes(found.query, snapshot.heads()))
        quoted = replace(found.quoted, notes=notes, checked=len(found.quoted.text))
        return replace(found, quoted=quoted)

    def _of_texts(self, snapshot: Snapshot, asked: Asked, read: FollowUp | SmallTalk) -> Material:
        """Return the quoted answer, or what small talk gets."""
        if gathered := self._gathered(snapshot, asked, read):
            return gathered
        if isinstance(read, FollowUp):
            found = attributed(self._single, snapshot, asked, read) or best_reading(
                self._single, snapshot, asked, read
            )
            return found if found.answered else self._by_clues(snapshot, asked, read) or found
        text = strip_greeting(asked.question)
        query = query_of(snapshot, asked, FollowUp(text, text))
        return Material(
            query, overview.answer(snapshot, self._retriever, query, read, asked.history)
        )

    def _gathered(
        self, snapshot: Snapshot, asked: Asked, read: FollowUp | SmallTalk
    ) -> Material | None:
        """Return the answer to a question that needs several places, or None."""
        asking = self._single.inquiry(snapshot, asked)
        if isinstance(read, SmallTalk):
            if not read.topic or names_one_article(asked.question):
                return None
            query = query_of(snapshot, asked, FollowUp(read.topic, read.topic))
            answer = self._gatherer.summary(snapshot, read.topic, asking)
        else:
            parts = read_parts(read.text, sorted({head.source for head in snapshot.heads()}))
            if parts is None:
                return None
            query = query_of(snapshot, asked, read)
            answer = self._gatherer.gather(snapshot, parts, asking)
        return _told(query, answer) if answer else None

    def _by_clues(self, snapshot: Snapshot, asked: Asked, read: FollowUp) -> Material | None:
        """Return what two clues have in common that no one place tells together, or None."""
        clues = read_clues(read.text)
        asking = self._single.inquiry(snapshot, asked)
        answer = self._gatherer.gather(snapshot, clues, asking) if clues else None
        if answer is None or answer.status == "not_found":
            return None
        return _told(query_of(snapshot, asked, read), answer)


def _told(query: Query, answer: Answer) -> Material:
    told = replace(answer, question=query.text, as_of=query.as_of, date_range=query.period)
    return Material(query, told)


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
    query = query_of(snapshot, asked, FollowUp(request.text, request.text))
    known = read_bylines(snapshot)
    mended = read_request(query.text, query.as_of, known) or request
    told = answer_request(snapshot, query, mended, asked.history)
    if mended != request and not (told and told.citations):  # as typed, then
        query = replace(query, corrections=())
        told = answer_request(snapshot, query, request, asked.history)
    return Material(query, told) if told else None
