"""The articles about a topic in the order of their days, and what each of them mainly says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assistant.answering.boilerplate import is_boilerplate, is_byline, own_words
from assistant.answering.quotation import Quote
from assistant.answering.selection import is_sentence, leans
from assistant.question.query import Query, coverage
from assistant.question.vocabulary import words
from assistant.retrieve.retriever import Evidence, Found
from assistant.store.records import StoredArticle, Vector, sentences_within
from assistant.store.snapshot import Snapshot
from assistant.text.dates import partial_dates, spoken_day
from assistant.text.quantities import quantities
from assistant.text.words import stems

ARTICLES = 5
WIDE = 40  # passages among which the articles about a topic are sought
# Shares of the topic's words: in the text, and in the headline or, of more of them, the opening.
_HELD, _HEADLINE = 0.5, 0.3
_NEAR = 0.2  # cosine below the best at which an article may still be about the topic
_OPENING_TEXT = 600  # characters
_SHORTEST, _LONGEST = 6, 50  # words of a sentence that tells something by itself
_ALIKE = 0.86  # cosine of two sentences that say the same
_FIGURE, _LATER = 0.05, 0.01  # what a figure adds to a sentence, and each one before it takes
_OPENING = 8  # sentences among which the first to quote is sought


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of an article with its meaning, and its cosine with the topic."""

    quote: Quote
    place: int
    vector: Vector
    near: float


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day: `label` is the day as far as it is told."""

    day: date
    label: str
    quote: Quote


def articles_about(
    snapshot: Snapshot, query: Query, evidence: Evidence, limit: int = ARTICLES
) -> list[StoredArticle]:
    """Return the articles about the topic that a query is, the best first."""
    held: dict[str, list[Found]] = {}
    for found in evidence.found:
        held.setdefault(found.passage.article_id, []).append(found)
    nearest = max((each.similarity for each in evidence.found), default=0.0)
    near = {
        key: " ".join(each.passage.text for each in passages)
        for key, passages in held.items()
        if max(each.similarity for each in passages) >= nearest - _NEAR
    }
    articles = ((snapshot.article(key), text) for key, text in near.items())
    about = [article for article, text in articles if _is_about(query, article, text)]
    return about[:limit]


def _is_about(query: Query, article: StoredArticle, text: str) -> bool:
    """Tell whether an article opens with the topic, and what was found of it holds the topic."""
    title, opening = article.article.title, article.article.text[:_OPENING_TEXT]

    def share(*parts: str) -> float:
        return coverage(query, frozenset(stems(" ".join(parts), query.language)))

    held = set(stems(f"{title} {text}", query.language))
    named = all(set(stems(name, query.language)) <= held for name in query.names)
    opens = share(title) >= _HEADLINE or share(title, opening) >= _HELD
    return named and opens and share(title, text) >= _HELD


def in_order(articles: Sequence[StoredArticle]) -> list[StoredArticle]:
    """Sort articles by their days, the undated last."""
    return sorted(articles, key=lambda each: (each.article.published or date.max, each.article.id))


def summary_quotes(
    snapshot: Snapshot, vector: Vector, articles: Sequence[StoredArticle], each: int = 2
) -> list[Quote]:
    """Quote the main sentences of articles in the order of their days, none twice."""
    told: list[Telling] = []
    for article in in_order(articles):
        sentences = list(_sentences(snapshot, vector, article))
        picked: list[Telling] = []
        for candidate in _main(sentences):
            if len(picked) < each and not _is_told(candidate, [*told, *picked]):
                picked.append(candidate)
        told += sorted(picked, key=lambda one: one.place)
    return [one.quote for one in told]


def _main(sentences: Sequence[Telling]) -> Iterator[Telling]:
    """Yield the opening sentence, then the others by how near they are to the whole article."""
    if not sentences:
        return
    first = _lead(sentences)
    middle = np.mean([each.vector for each in sentences], axis=0)
    yield first
    yield from sorted(
        (each for each in sentences if each is not first),
        key=lambda each: (-_weight(each, middle), each.place),
    )


def _weight(each: Telling, middle: NDArray[np.float32]) -> float:
    figure = _FIGURE if quantities(each.quote.text) else 0.0
    return float(each.vector @ middle) + figure - _LATER * each.place


def _lead(sentences: Sequence[Telling]) -> Telling:
    """Return the first sentence that speaks of the topic: news tells what matters at the start."""
    opening = sentences[:_OPENING]
    nearest = max(each.near for each in opening)
    return next(each for each in opening if each.near >= nearest - _NEAR)


def _is_told(candidate: Telling, told: Sequence[Telling]) -> bool:
    return any(float(candidate.vector @ each.vector) >= _ALIKE for each in told)


def _sentences(
    snapshot: Snapshot, vector: Vector, article: StoredArticle, shortest: int = _SHORTEST
) -> Iterator[Telling]:
    """Yield the sentences of an article that are understood by themselves, in order."""
    text, done = article.article.text, -1
    stored = snapshot.passages_of(article.article.id)
    vectors = snapshot.parts([each.passage.id for each in stored])
    for each in stored:
        places = sentences_within(article.sentences, each.passage.start, each.passage.end)
        rows = vectors[each.passage.id][1:]
        for place, row in zip(places, rows, strict=True):
            start, end = own_words(text, *article.sentences[place])
            if place > done and _tells(text[start:end], place, shortest):
                unit = row / (np.linalg.norm(row) or 1.0)
                yield Telling(Quote(article, "text", start, end), place, unit, float(unit @ vector))
            done = max(done, place)


def _tells(text: str, place: int, shortest: int) -> bool:
    length = len(text.split())
    whole = shortest <= length <= _LONGEST and is_sentence(text) and not text.endswith("?")
    torn = text.count("“") != text.count("”") or text.count('"') % 2 == 1
    idle = torn or leans(text) or is_boilerplate(text) or (place == 0 and is_byline(text))
    return whole and not idle


EVENTS = 8
_DATED = 4  # words of a sentence that tells what happens on a day
_NEAR_TOPIC = 0.3  # cosine of a dated sentence with the topic


def timeline(snapshot: Snapshot, vector: Vector, articles: Sequence[StoredArticle]) -> list[Event]:
    """Return what happened when: what each article opens with, and what it dates, by day."""
    openings: list[tuple[Event, Telling]] = []
    dated: list[tuple[Event, Telling]] = []
    for article in in_order(articles):
        sentences = list(_sentences(snapshot, vector, article, _DATED))
        day = article.article.published
        first = _lead(sentences) if sentences else None
        if first and day:
            openings.append((Event(day, spoken_day(day), first.quote), first))
        found = [(event, each) for each in sentences if (event := _dated(each.quote, day))]
        near = [pair for pair in found if pair[1].near >= _NEAR_TOPIC and pair[1] is not first]
        dated += sorted(near, key=lambda pair: -pair[1].near)[: EVENTS // len(articles) + 1]
    return sorted(_distinct([*openings, *dated]), key=lambda each: each.day)


def _distinct(pairs: Sequence[tuple[Event, Telling]]) -> list[Event]:
    """Keep one event of a day in each article, and none that another sentence tells."""
    chosen: list[tuple[Event, Telling]] = []
    for event, told in pairs:
        place = event.day, event.quote.place[0]
        known = any((each.day, each.quote.place[0]) == place for each, _ in chosen)
        if len(chosen) < EVENTS and not known and not _is_told(told, [each for _, each in chosen]):
            chosen.append((event, told))
    return [event for event, _ in chosen]


_HALF_YEAR = 183
_STAMPED = {"updated", "published"}


def _dated(quote: Quote, published: date | None) -> Event | None:
    """Return the one day that a sentence names, its year from the article where it has none."""
    found = [each for each in partial_dates(quote.text) if each.month and each.day]
    if len(found) != 1 or _STAMPED & {word.lower() for word in words(quote.text)}:
        return None
    told = found[0]
    years = [told.year] if told.year else []
    if not years and published:
        years = [published.year + step for step in (-1, 0, 1)]
    days = [day for year in years if (day := _day(year, told.month, told.day))]
    if not days:
        return None
    best = min(days, key=lambda day: abs((day - published).days) if published else 0)
    if not told.year and published and abs((best - published).days) > _HALF_YEAR:
        return None
    return Event(best, spoken_day(best), quote)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
