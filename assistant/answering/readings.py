"""Which way of reading a follow-up is answered best: everywhere, in what was just cited, alone."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.asking import Asked, Material, known_by, read_query
from assistant.answering.single import SingleAnswerer
from assistant.question.conversation import FollowUp
from assistant.retrieve.retriever import passes
from assistant.schema import Answer, Filters
from assistant.store.snapshot import Snapshot
from assistant.text.words import content_stems, stems

_CITED = 2  # articles of the latest answer
_MARGIN = 0.15  # by which an answer of theirs to a question that names nothing may be less sure


def best_reading(
    single: SingleAnswerer, snapshot: Snapshot, asked: Asked, read: FollowUp
) -> Material:
    """Answer a question in the way of reading it that is answered best."""
    if (read.topic or read.within) and _names_anew(snapshot, asked):
        read = replace(read, topic="", within="" if read.text == asked.question else read.within)
    found = single.answer(snapshot, asked, read)
    cited = _cited_last(snapshot, asked) if read.within else []
    if cited:
        told = single.answer(snapshot, asked, replace(read, text=read.within), cited)
        if _is_about(told, found, joined=read.joined):
            return told
    if read.alone and not found.answered:
        return single.answer(snapshot, asked, FollowUp(read.alone, read.alone))
    return found


def _names_anew(snapshot: Snapshot, asked: Asked) -> bool:
    """Tell whether a question has a name or a number that nobody spoke of: a new topic."""
    said = " ".join(f"{turn.question} {turn.answer_text}" for turn in asked.history)
    query = read_query(snapshot, asked.question, asked.as_of, asked.filters)
    named = {stem for name in query.names for stem in stems(name, query.language)}
    return not named.issubset(stems(said, query.language))


def _is_about(told: Material, found: Material, *, joined: bool) -> bool:
    """Tell whether a question is about the articles just cited: `told` by them, `found` in all."""
    quoted = " ".join(quote.text for quote in told.quotes)
    topical = told.query.expected.topic_alone
    if not told.answered or (
        topical and not {*content_stems(told.query.plain or told.query.text)} & {*stems(quoted)}
    ):
        return False
    if not found.answered:
        return True
    if joined:
        return told.quoted.confidence >= found.quoted.confidence
    if told.quoted.citations[0].article_id in {each.article_id for each in found.quoted.citations}:
        return False
    return told.quoted.confidence > found.quoted.confidence - _MARGIN


def _cited_last(snapshot: Snapshot, asked: Asked) -> list[str]:
    """Return the articles that the latest answer with citations quotes, if they still may."""
    answers = [turn.answer for turn in reversed(asked.history) if isinstance(turn.answer, Answer)]
    cited = next((each.citations for each in answers if each.citations), ())
    filters = known_by(asked.as_of, asked.filters or Filters())
    held = {head.id for head in snapshot.heads() if passes(head, filters)}
    ids = dict.fromkeys(each.article_id for each in cited if each.article_id in held)
    return list(ids)[:_CITED]
