"""Answers to talk that is no question about a fact: greetings, what is here, news, summaries.

What is said about the articles is quoted; what is said about the assistant or counted from the
index has no citations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.answering.boilerplate import is_boilerplate
from assistant.answering.quotation import Quote, compose
from assistant.answering.selection import is_sentence, leans
from assistant.answering.sentences import has_headline
from assistant.answering.topical import summary_quotes
from assistant.question.query import Query
from assistant.question.smalltalk import Kind, SmallTalk
from assistant.question.vocabulary import rarity, words
from assistant.retrieve.retriever import Retriever, passes
from assistant.schema import NOT_FOUND_TEXT, Answer, ArticleHead, DateRange, Turn
from assistant.store.records import StoredArticle
from assistant.store.snapshot import Snapshot
from assistant.text.dates import spoken_day
from assistant.text.words import content_stems

_PLAIN = {
    Kind.GREETING: "Hello! Ask me anything about the articles.",
    Kind.THANKS: "You are welcome.",
    Kind.FAREWELL: "Goodbye!",
    Kind.ABILITIES: (
        "I answer questions about the articles in this folder by quoting the sentences that say "
        "it, each with a link to its exact place. When the articles do not say, I tell you so. "
        'You can also ask "What are these articles about?", "What\'s new this week?" or '
        '"Summarise the article about ...".'
    ),
}
_WORDS = 120
_SENTENCES = 5
_MORE = 3  # sentences
_WEEK = timedelta(days=6)
_SAME_TOPIC = 0.7  # the share of a topic's words that an article must hold to be about it


def answer(
    snapshot: Snapshot,
    retriever: Retriever,
    query: Query,
    talk: SmallTalk,
    history: Sequence[Turn] = (),
) -> Answer:
    """Answer talk of one kind."""
    if talk.kind is Kind.NEWS:
        return _quoted(query, _news(snapshot, query))
    if talk.kind is Kind.SUMMARY:
        return _quoted(query, _summary(snapshot, retriever, query, talk.topic, history))
    if talk.kind is Kind.MORE:
        return _more(snapshot, query, history)
    text = _overview(snapshot) if talk.kind is Kind.OVERVIEW else _PLAIN[talk.kind]
    return _answer(query, text)


def _quoted(query: Query, quotes: Sequence[Quote]) -> Answer:
    text, citations = compose(quotes)
    if not quotes:
        return replace(_answer(query, NOT_FOUND_TEXT), status="not_found", confidence=0.0)
    return replace(_answer(query, text), citations=citations, date_range=query.period)


def _answer(query: Query, text: str) -> Answer:
    return Answer(
        text=text, status="answered", question=query.text, as_of=query.as_of, confidence=1.0
    )


def newest(heads: Iterable[ArticleHead]) -> list[ArticleHead]:
    """Return articles, the newest first, and copies (of one headline, outlet, day, length) once."""
    firsts: dict[tuple[object, ...], ArticleHead] = {}
    for each in sorted(
        heads, key=lambda head: (-(head.published or date.min).toordinal(), head.id)
    ):
        firsts.setdefault((each.title, each.source, each.published, each.words), each)
    return list(firsts.values())


def _overview(snapshot: Snapshot) -> str:
    """Say how many articles there are, from when and whom, what about, and name the newest."""
    info, heads = snapshot.info(), newest(snapshot.heads())
    text = f"There {'is 1 article' if len(heads) == 1 else f'are {len(heads):,} articles'}"
    if info.first and info.last:
        days = [spoken_day(day) for day in dict.fromkeys((info.first, info.last))]
        text += f", published {'between' if len(days) > 1 else 'on'} {' and '.join(days)}"
    sources = Counter(head.source for head in heads if head.source)
    named = [f"{name} ({count:,})" for name, count in sources.most_common(5)]
    if named:
        text += f". {'Sources' if len(named) > 1 else 'Source'}: {', '.join(named)}"
    if topics := _topics(heads):
        text += (
            f". Much is about {' and '.join(filter(None, [', '.join(topics[:-1]), topics[-1]]))}"
        )
    if titles := [f"“{head.title}”" for head in heads[:3] if head.title]:
        text += f". Among them: {'; '.join(titles)}"
    return f"{text}."


def _topics(heads: Sequence[ArticleHead], limit: int = 6) -> list[str]:
    """Return the capitalised words that most headlines share, the most telling first."""
    counts: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for head in heads:
        capitals = [word for word in words(head.title) if word[0].isupper() and len(word) > 2]
        stems = {stem: word for word in capitals for stem in content_stems(word)}
        counts.update(stems.keys())
        spelled = stems | spelled
    weights = {stem: n * rarity(spelled[stem]) for stem, n in counts.items() if n > 1}
    return [spelled[stem] for stem in sorted(weights, key=lambda s: (-weights[s], s))[:limit]]


def _news(snapshot: Snapshot, query: Query) -> list[Quote]:
    """Quote the leading sentences of the newest articles in the period asked about."""
    period = query.period or DateRange(since=query.as_of - _WEEK, until=query.as_of)
    heads = newest(
        head
        for head in snapshot.heads()
        if head.published in period and passes(head, query.filters)
    )
    leads = (_lead(snapshot.article(head.id)) for head in heads[: 4 * _SENTENCES])
    return _fitting(lead for lead in leads if lead)


def _lead(article: StoredArticle) -> Quote | None:
    """Quote an article's first sentence, or its headline where that is no full sentence."""
    for start, end in article.sentences[:2]:
        if 6 <= len(article.article.text[start:end].split()) <= 50:
            return Quote(article, "text", start, end)
    if not has_headline(article.article):
        return None
    return Quote(article, "title", 0, len(article.article.title))


def _fitting(quotes: Iterable[Quote]) -> list[Quote]:
    """Return as many different quotes, in their order, as an answer holds."""
    taken: list[Quote] = []
    for quote in quotes:
        length = sum(len(each.text.split()) for each in [*taken, quote])
        if len(taken) < _SENTENCES and length <= _WORDS and quote not in taken:
            taken.append(quote)
    return taken


def _summary(
    snapshot: Snapshot,
    retriever: Retriever,
    query: Query,
    topic: str,
    history: Sequence[Turn],
) -> list[Quote]:
    """Quote the main sentences of the article that is about a topic, or was just talked about."""
    article_id = (
        _about(snapshot, retriever, query, topic) if topic else _known(snapshot, query, history)
    )
    if not article_id:
        return []
    article = snapshot.article(article_id)
    vector = retriever.embedder.embed_question(article.article.title)
    return _fitting(summary_quotes(snapshot, vector, [article], _SENTENCES))


def _about(snapshot: Snapshot, retriever: Retriever, query: Query, topic: str) -> str:
    """Return the id of the article that is about a topic, or "" if none is."""
    wanted = query.terms.keys() & set(content_stems(topic))
    total = sum(query.terms[term] for term in wanted)
    for passage in retriever.retrieve(snapshot, query, 5).passages:
        held = set(content_stems(f"{passage.title} {passage.text}"))
        if total and sum(query.terms[term] for term in wanted & held) / total >= _SAME_TOPIC:
            return passage.article_id
    return ""


def just_cited(history: Sequence[Turn]) -> str:
    """Return the id of the article that the last answer with citations cites first, or ""."""
    answers = [turn.answer for turn in reversed(history) if isinstance(turn.answer, Answer)]
    cited = (each.citations[0].article_id for each in answers if each.citations)
    return next(cited, "")


def _known(snapshot: Snapshot, query: Query, history: Sequence[Turn]) -> str:
    """Return the id of the article that was just cited, or "" if it is gone or filtered out."""
    held = {head.id for head in snapshot.heads() if passes(head, query.filters)}
    cited = just_cited(history)
    return cited if cited in held else ""


def _more(snapshot: Snapshot, query: Query, history: Sequence[Turn]) -> Answer:
    """Quote of the article that was just cited what was not quoted yet."""
    cited = _known(snapshot, query, history)
    if not cited:
        return _quoted(query, [])
    article = snapshot.article(cited)
    answers = [turn.answer for turn in history if isinstance(turn.answer, Answer)]
    said = [
        (each.start, each.end)
        for answer in answers
        for each in answer.citations
        if each.article_id == article.article.id and each.part == "text"
    ]
    fresh = [
        Quote(article, "text", start, end)
        for start, end in article.sentences
        if all(end <= first or last <= start for first, last in said)
        and is_sentence(text := article.article.text[start:end])
        and not (is_boilerplate(text) or leans(text))
    ]
    told = _quoted(query, _fitting(fresh)[:_MORE])
    return replace(told, question=f"Tell me more about “{article.article.title}”.")
