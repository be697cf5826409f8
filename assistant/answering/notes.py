"""Remarks beside an answer: how the question was read, and who else says so or differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assistant.answering.agreement import Side, Sides
from assistant.answering.quotation import Quote
from assistant.answering.records import enumerated
from assistant.question.query import Query
from assistant.retrieve.versions import Superseded
from assistant.schema import Article, ArticleHead, Note
from assistant.text.dates import spoken_day
from assistant.text.quantities import Quantity


def reading_notes(query: Query, heads: Sequence[ArticleHead]) -> Iterator[Note]:
    """Yield a note of each way in which a question was not simply taken by its words."""
    if query.corrections:
        changes = ", ".join(f"“{meant}” instead of “{typed}”" for typed, meant in query.corrections)
        yield Note(kind="spelling", text=f"Searched for {changes}.")
    if query.period_words:
        yield Note(kind="dates", text=f"Read as asking about the time {query.period_words}.")
    yield from _as_of_notes(query, heads)
    undated = sum(head.published is None for head in heads)
    dated = query.filters.since or (query.filters.until and not query.filters.undated)
    if undated and dated:
        noun = "article was" if undated == 1 else "articles were"
        yield Note(kind="undated", text=f"{undated} undated {noun} left out by the date filter.")


def _as_of_notes(query: Query, heads: Sequence[ArticleHead]) -> Iterator[Note]:
    """Yield a note of the as-of date where the asker gave one, or time words were read by it."""
    day = spoken_day(query.as_of)
    if query.dated:
        yield Note(kind="as_of", text=f"As of {day}.")
    elif query.recent or query.relative:
        newest = any(head.published == query.as_of for head in heads)
        what = "the day of the newest article" if newest else "today"
        yield Note(kind="as_of", text=f"Time is read as of {day}, {what}.")


def source_notes(sides: Sides, quoted: Collection[str]) -> tuple[Note, ...]:
    """Say that the articles differ, or how many sources say the same.

    Only articles that are quoted, by their ids, are named: a reader can look them up.
    """
    sides = tuple(shown for side in sides if (shown := side.of(quoted)).claims)
    if len(sides) > 1:
        said = enumerated(
            [f"{_said(side, place)} ({_cited(side)})" for place, side in enumerate(sides)]
        )
        return (Note(kind="differ", text=f"The articles differ{_order(sides)}: {said}."),)
    articles = sides[0].articles if sides else []
    if len(articles) < 2:
        return ()
    named = enumerated([_name(article) for article in articles])
    return (Note(kind="sources", text=f"{len(articles)} sources say so: {named}."),)


def elsewhere_notes(source: str, quotes: Sequence[Quote]) -> tuple[Note, ...]:
    """Say that an outlet has nothing on a question, and who has."""
    others = dict.fromkeys(_name(quote.article.article) for quote in quotes)
    known = f", but {enumerated(list(others))} {'has' if len(others) == 1 else 'have'}"
    return (Note(kind="missing", text=f"{source} has nothing on this{known if others else ''}."),)


def version_notes(gone: Sequence[Superseded], quoted: Collection[str]) -> Iterator[Note]:
    """Say of each article that is quoted, by its id, that an older version of it is left aside."""
    for each in gone:
        if each.by.id in quoted and each.differs:
            what = "corrected" if each.corrected else "later"
            day = each.article.published
            before = f", of {spoken_day(day)}," if day and day != each.by.published else ""
            text = (
                f"The {what} version of “{each.by.title}” is quoted; the one before{before} is not."
            )
            yield Note(kind="sources", text=text)


def _order(sides: Sides) -> str:
    first, *others = (len(side.articles) for side in sides)
    if first > max(others):
        return f"; what {first} sources say comes first"
    dates = {side.claims[0].article.published for side in sides}
    if len(dates) < 2:
        return ""
    value = sides[0].claims[0].value
    return f"; the later {'figure' if isinstance(value, Quantity) else 'report'} comes first"


def _said(side: Side, place: int) -> str:
    """Return what a side says, in words: "some say so" or "others deny it" where it is no value."""
    values = [each.value.text for each in side.claims if each.value]
    if values:
        return max(values, key=len)
    return f"{'others' if place else 'some'} {'deny it' if side.claims[0].denied else 'say so'}"


def _cited(side: Side) -> str:
    return "; ".join(outlet_and_day(article) for article in side.articles)


def outlet_and_day(article: Article) -> str:
    """Return who says so, and when: "World Desk, 3 May 2024"."""
    day = article.published
    return f"{_name(article)}, {spoken_day(day)}" if day else _name(article)


def _name(article: Article) -> str:
    return article.source or f"“{article.title}”"
