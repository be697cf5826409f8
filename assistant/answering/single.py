"""One question, answered once: what is found for it is read, and quoted if that is sure enough."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.anyday import of_any_day, told_of_such_a_day
from assistant.answering.asking import EVIDENCE, Asked, Material, query_of, read_query
from assistant.answering.gathering import Gatherer, Inquiry, Reply
from assistant.answering.missing import missing_notes
from assistant.answering.notes import version_notes
from assistant.answering.quotation import compose
from assistant.answering.quoting import Draft, QuotingAnswerer
from assistant.answering.sentences import Sentence, read_sentences
from assistant.answering.shortanswer import highlights
from assistant.question.conversation import FollowUp
from assistant.question.query import Query
from assistant.retrieve.retriever import Evidence, Retriever, narrowed, passes
from assistant.schema import NOT_FOUND_TEXT, Answer, Filters
from assistant.store.snapshot import Snapshot


class SingleAnswerer:
    """Answers a question, or a part of one, by what the best passages say."""

    def __init__(
        self,
        retriever: Retriever,
        answerer: QuotingAnswerer,
        gatherer: Gatherer,
        threshold: float,
    ) -> None:
        self._retriever = retriever
        self._answerer = answerer
        self._gatherer = gatherer
        self._threshold = threshold

    def answer(
        self, snapshot: Snapshot, asked: Asked, read: FollowUp, within: Sequence[str] = ()
    ) -> Material:
        """Answer a question as it is read once, from all articles or those that are named."""
        query = query_of(snapshot, asked, read)
        found, evidence = self._answered(snapshot, asked, query, within)
        other = of_any_day(query)
        if other is None:
            return found
        if not found.answered:
            wider, evidence = self._answered(snapshot, asked, other, within)
            told = told_of_such_a_day(query, evidence, wider.quoted)
            return replace(wider, quoted=told) if told else found
        told = told_of_such_a_day(query, evidence, found.quoted)
        return replace(found, query=other, quoted=told) if told else found

    def _answered(
        self, snapshot: Snapshot, asked: Asked, query: Query, within: Sequence[str]
    ) -> tuple[Material, Evidence]:
        """Answer a question as it is searched, and tell where."""
        started = time.perf_counter()
        evidence = self._retriever.retrieve(snapshot, query, EVIDENCE, within)
        retrieved = time.perf_counter()
        draft = self._answerer.answer(snapshot, query, evidence)
        seconds = {
            "retrieve": retrieved - started,
            "answer": time.perf_counter() - retrieved,
        }
        found = replace(self._decide(query, evidence, draft), seconds=seconds)
        if query.expected.several and found.status == "answered":
            reply = Reply(query, evidence, draft)
            found = self._gatherer.listing(found, reply, self.inquiry(snapshot, asked))
        if found.status == "not_found":
            own = replace(query, text=query.plain or query.text)
            told = tuple(note for note in draft.notes if note.kind == "model")
            notes = (*missing_notes(snapshot, own, evidence), *told)
            return Material(query, replace(found, notes=notes)), evidence
        quoted = Material(query, found, draft.quotes, sentences=draft.sentences, short=draft.short)
        return quoted, evidence

    def _decide(self, query: Query, evidence: Evidence, draft: Draft) -> Answer:
        """Answer if it is sure enough; otherwise the passages are leads."""
        found = bool(draft.quotes) and draft.confidence >= self._threshold
        text, citations = compose(draft.quotes) if found else (NOT_FOUND_TEXT, ())
        cited = {each.article_id for each in citations}
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
            notes=(*draft.notes, *version_notes(evidence.superseded, cited)) if found else (),
        )

    def inquiry(self, snapshot: Snapshot, asked: Asked) -> Inquiry:
        """Return how the parts of a question are asked, within its filters."""

        def find(text: str, limit: int, source: str = "") -> tuple[Query, Evidence]:
            whole = asked.filters or Filters()
            filters = narrowed(whole, [source]) if source else whole
            query = read_query(snapshot, text, asked.as_of, filters)
            if filters is None:  # an outlet that is filtered out
                return query, Evidence((), self._retriever.embedder.embed_question(text))
            query = _on_its_day(snapshot, query) if source else query
            return query, self._retriever.retrieve(snapshot, query, limit)

        def ask(text: str, source: str) -> Reply:
            query, evidence = find(text, EVIDENCE, source)
            return Reply(query, evidence, self._answerer.answer(snapshot, query, evidence))

        def read(query: Query, evidence: Evidence) -> list[Sentence]:
            return read_sentences(snapshot, query, evidence, self._answerer.reader)

        return Inquiry(ask, find, read)


def _on_its_day(snapshot: Snapshot, query: Query) -> Query:
    """Keep to the articles of a day that is named, if there are any: "the report of 3 May"."""
    period = query.period
    if period is None or period.since is None or period.since != period.until:
        return query
    own = replace(query.filters, since=period.since, until=period.until)
    held = any(passes(head, own) and passes(head, query.filters) for head in snapshot.heads())
    return replace(query, filters=own) if held else query
