"""Answers from the records of the index: how many articles, which, by whom, from when.

The first line answers; below it stand the articles, the newest first, each cited by its headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.answering.mentions import TopicMention, count_mentions, find_mentions, units_of
from assistant.answering.overview import just_cited, newest
from assistant.answering.quotation import Quote, compose_list
from assistant.answering.records import Fitting, Told, bracketed, nothing, told
from assistant.answering.sentences import has_headline
from assistant.question.archive import Request, Wanted
from assistant.question.bylines import read_bylines
from assistant.question.query import Query
from assistant.retrieve.retriever import passes
from assistant.schema import NOT_FOUND_TEXT, Answer, ArticleHead, Fact, Note, Turn
from assistant.store.records import StoredArticle
from assistant.store.snapshot import Snapshot
from assistant.text.words import content_stems

_SHOWN = 10  # articles
_OPENING = 5  # sentences
_SURE, _UNSURE, _IN_PASSING = 0.95, 0.7, 0.55  # how likely a question was read as it was meant
_OF_ONE = (Wanted.AUTHOR, Wanted.PUBLISHED, Wanted.SOURCE, Wanted.HEADLINE)
Heads = Mapping[str, ArticleHead]


def answer_request(
    snapshot: Snapshot,
    query: Query,
    request: Request,
    history: Sequence[Turn] = (),
) -> Answer | None:
    """Answer from the index, or return None where that has nothing and the texts may have."""
    heads = {head.id: head for head in snapshot.heads() if _passes(head, query, request)}
    if request.pointing:
        cited = just_cited(history)
        found = Fitting([heads[cited]] if cited in heads else [])
    elif request.topic:
        found = _on_topic(snapshot, query, request, heads)
    else:
        found = Fitting(_picked(heads.values(), request))
    if found.heads and (answered := told(found, request)):
        return _composed(snapshot, query, request, found, answered)
    return _none(snapshot, query, request) if request.sure and not request.pointing else None


def _passes(head: ArticleHead, query: Query, request: Request) -> bool:
    """Tell whether an article's record is as the question and the filters want."""
    named = request.named
    return (
        (not named.sources or head.source in named.sources)
        and (not named.authors or head.author in named.authors)
        and (request.period is None or head.published in request.period)
        and passes(head, query.filters)
    )


def _picked(heads: Iterable[ArticleHead], request: Request) -> list[ArticleHead]:
    """Return articles, the newest first, or only the newest or oldest where that is meant."""
    ordered = newest(heads)
    if not (request.pick and request.one) or request.wanted is Wanted.COUNT:
        return ordered
    dated = [head for head in ordered if head.published] or ordered
    return dated[:1] if request.pick == "newest" else dated[-1:]


def _on_topic(snapshot: Snapshot, query: Query, request: Request, heads: Heads) -> Fitting:
    """Return the articles about a topic, or those that mention it, as is asked."""
    if request.wanted is Wanted.MENTIONS:
        times = count_mentions(snapshot, query, request.topic)
        return Fitting(newest(heads[key] for key in times if key in heads), times=times)
    mentions = find_mentions(snapshot, query, units_of(query, request.topic))
    mentions = {key: each for key, each in mentions.items() if key in heads}
    kept = _meant(mentions, request)
    if kept:
        more = len(mentions) - len(kept) if request.about else 0
        in_passing = request.about and not any(mentions[key].central for key in kept)
        return Fitting(_picked([heads[key] for key in kept], request), more, in_passing)
    return Fitting([])


def _meant(mentions: Mapping[str, TopicMention], request: Request) -> list[str]:
    """Return which of the articles that mention a topic are asked for.

    One article is known by its headline. Where none is about the topic, those that mention it in
    passing will do.
    """
    if not request.about:
        return list(mentions)
    central = [key for key, each in mentions.items() if each.central]
    titled = [key for key in central if mentions[key].in_title]
    if titled and request.one and request.wanted in _OF_ONE:
        return titled
    return central or (list(mentions) if request.sure else [])


def _composed(
    snapshot: Snapshot, query: Query, request: Request, found: Fitting, answered: Told
) -> Answer:
    shown = found.heads[:_SHOWN]
    articles = [snapshot.article(head.id) for head in shown]
    items = [
        (_quote(article, request), bracketed(head, request, found))
        for head, article in zip(shown, articles, strict=True)
    ]
    if request.pick and request.one and request.wanted is Wanted.ARTICLES:
        items += [(opening, "") for opening in _opening(articles[0])]
    text, citations = compose_list(answered.opening, items)
    if len(found.heads) > len(shown):
        text += f"\n\nand {len(found.heads) - len(shown):,} more"
    at = answered.opening.find(answered.value) if answered.value else -1
    sure = _SURE if request.sure else _UNSURE
    return Answer(
        text=text,
        status="answered",
        citations=citations,
        question=query.text,
        as_of=query.as_of,
        date_range=request.period,
        confidence=_IN_PASSING if found.in_passing else sure,
        highlights=((at, at + len(answered.value)),) if at >= 0 else (),
        facts=answered.facts,
    )


def _none(snapshot: Snapshot, query: Query, request: Request) -> Answer:
    """Say that no article fits; a topic that is an author or outlet is not unknown for that."""
    note = nothing(request)
    if named := read_bylines(snapshot).named(request.topic):
        by = Request(Wanted.COUNT, named=named)
        found = Fitting([head for head in snapshot.heads() if _passes(head, query, by)])
        if said := found.heads and told(found, by):
            note += f" {said.opening[:-1]}."
    return Answer(
        text=NOT_FOUND_TEXT,
        status="not_found",
        question=query.text,
        as_of=query.as_of,
        date_range=request.period,
        notes=(Note(kind="missing", text=note),),
        facts=(Fact(kind=request.wanted.value, value="0"),),
    )


def _opening(stored: StoredArticle) -> list[Quote]:
    """Quote the first sentence that says what the headline does; datelines do not."""
    title = set(content_stems(stored.article.title))
    for start, end in stored.sentences[:_OPENING]:
        text = stored.article.text[start:end]
        if has_headline(stored.article) and len(title & set(content_stems(text))) > 1:
            return [Quote(stored, "text", start, end)]
    return []


def _quote(stored: StoredArticle, request: Request) -> Quote:
    """Quote the headline, or for want of one the first sentence that mentions the topic."""
    article = stored.article
    if has_headline(article):
        return Quote(stored, "title", 0, len(article.title))
    topic = set(content_stems(request.topic))
    held = [topic & set(content_stems(article.text[slice(*span)])) for span in stored.sentences]
    best = max(range(len(held)), key=lambda place: (len(held[place]), -place))
    return Quote(stored, "text", *stored.sentences[best])
