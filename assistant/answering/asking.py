"""A question as it was put and as it is searched, and what was found to answer it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answering.quotation import Quote
from assistant.answering.sentences import Sentence
from assistant.question.conversation import FollowUp
from assistant.question.expected import expected_in
from assistant.question.query import Query
from assistant.question.vocabulary import IndexLexicon
from assistant.question.wording import read_worded
from assistant.schema import Answer, Filters, Turn
from assistant.store.snapshot import Snapshot
from assistant.text.languages import language_of
from assistant.text.words import is_english

EVIDENCE = 10  # passages


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


def query_of(snapshot: Snapshot, asked: Asked, read: FollowUp) -> Query:
    """Return a question as it is read, as it is searched in an index."""
    query = read_query(snapshot, read.text, asked.as_of, asked.filters)
    if read.text == read.plain:
        return replace(query, topic=read.topic)  # as it was mended
    expected = expected_in(query.language, read.plain)
    return replace(
        query,
        plain=read.plain,
        topical=read.topical,
        given=read.given,
        topic=read.topic,
        expected=expected,
    )


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
        filters=known_by(as_of, filters or Filters()),
        language=_language(question, snapshot),
    )


def _language(question: str, snapshot: Snapshot) -> str:
    """Return the language of a question, "" for English: it matters where articles are in one."""
    held = snapshot.languages().keys()
    found = language_of(question, held) if held - {"en"} else ""
    return "" if is_english(found) else found


def known_by(day: date | None, filters: Filters) -> Filters:
    """Return filters that keep out what was published after an as-of day, if one was given."""
    if day is None:
        return filters
    free = not (filters.since or filters.until)
    return replace(filters, until=min(day, filters.until or day), undated=filters.undated or free)


def default_as_of(snapshot: Snapshot) -> date:
    """Return today, or the newest article's day if that is earlier; the future does not count."""
    today = date.today()
    days = [head.published for head in snapshot.heads() if head.published]
    return max((day for day in days if day <= today), default=today)
