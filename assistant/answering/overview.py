"""Answers to talk that is no question about a fact: greetings, what is here, news, summaries.

What is said about the articles is quoted; what is said about the assistant or counted from the
index has no citations.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from assistant.answering.quotation import Quote, compose
from assistant.answering.selection import leans
from assistant.answering.sentences import has_headline
from assistant.question.query import Query
from assistant.question.rarity import rarity
from assistant.question.smalltalk import Kind, SmallTalk
from assistant.retrieve.retriever import Retriever
from assistant.schema import NOT_FOUND_TEXT, Answer, ArticleHead, DateRange, Passage, Turn
from assistant.store.records import StoredArticle
from assistant.store.snapshot import Snapshot
from assistant.text.dates import spoken_day
from assistant.text.words import STOP_WORDS, content_stems

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
    text = _overview(snapshot) if talk.kind is Kind.OVERVIEW else _PLAIN[talk.kind]
    return Answer(
        text=text, status="answered", question=query.text, as_of=query.as_of, confidence=1.0
    )


def _age(head: ArticleHead) -> int:
    return -head.published.toordinal() if head.published else 0


def _overview(snapshot: Snapshot) -> str:
    info, heads = snapshot.info(), snapshot.heads()
    text = f"There {'is 1 article' if info.articles == 1 else f'are {info.articles:,} articles'}"
    if info.first and info.last:
        text += (
            f", published between {spoken_day(info.first)} and {spoken_day(info.last)}"
            if info.first != info.last
            else f", published on {spoken_day(info.first)}"
        )
    text += "."
    named = [f"{name} ({count:,})" for name, count in info.sources.items() if name][:5]
    if named:
        text += f" {'Sources' if len(named) > 1 else 'Source'}: {', '.join(named)}."
    topics = _topics(heads)
    if topics:
        text += f" Much is about {_joined(topics)}."
    newest = sorted(heads, key=lambda head: (_age(head), head.id))[:3]
    titles = [f"“{head.title}”" for head in newest if head.title]
    return f"{text} Among them: {'; '.join(titles)}." if titles else text


def _topics(heads: Sequence[ArticleHead], limit: int = 6) -> list[str]:
    """Return the names and rare words that most headlines share, the most telling first."""
    counts: Counter[str] = Counter()
    for head in heads:
        counts.update({word for word in _title_words(head.title) if len(word) > 2})
    common = [word for word, count in counts.items() if count > 1]
    common.sort(key=lambda word: (-counts[word] * rarity(word), word))
    chosen: dict[str, str] = {}
    for word in common:
        chosen.setdefault(" ".join(content_stems(word)), word)
    return list(chosen.values())[:limit]


def _title_words(title: str) -> list[str]:
    """Return the capitalised words of a headline; in one that is all capitalised, every word."""
    words = [
        word.strip(".,:;!?\"'“”‘’()").removesuffix("'s").removesuffix("’s")
        for word in title.split()
    ]
    return [word for word in words if word[:1].isupper() and word.lower() not in STOP_WORDS]


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _news(snapshot: Snapshot, query: Query) -> list[Quote]:
    """Quote the leading sentences of the newest articles in the period asked about."""
    period = query.period or DateRange(since=query.as_of - _WEEK, until=query.as_of)
    heads = [head for head in snapshot.heads() if head.published in period]
    heads.sort(key=lambda head: (_age(head), head.id))
    quotes: list[Quote] = []
    for head in heads[: 4 * _SENTENCES]:
        quote = _lead(snapshot.article(head.id))
        if quote and _fits(quotes, quote):
            quotes.append(quote)
    return quotes


def _lead(article: StoredArticle) -> Quote | None:
    """Quote an article's first sentence, or its headline where that is no full sentence."""
    for start, end in article.sentences[:2]:
        if 6 <= len(article.article.text[start:end].split()) <= 50:
            return Quote(article, "text", start, end)
    if not has_headline(article.article):
        return None
    return Quote(article, "title", 0, len(article.article.title))


def _fits(quotes: Sequence[Quote], quote: Quote) -> bool:
    words = sum(len(each.text.split()) for each in [*quotes, quote])
    return len(quotes) < _SENTENCES and words <= _WORDS


def _summary(
    snapshot: Snapshot,
    retriever: Retriever,
    query: Query,
    topic: str,
    history: Sequence[Turn],
) -> list[Quote]:
    """Quote the key sentences of the article that is about a topic, or was just talked about."""
    article_id = _about(snapshot, retriever, query, topic) if topic else _just_cited(history)
    if not article_id:
        return []
    article = snapshot.article(article_id)
    return _key_sentences(snapshot, article)


def _about(snapshot: Snapshot, retriever: Retriever, query: Query, topic: str) -> str:
    """Return the id of the article that is about a topic, or "" if none is."""
    wanted = {term for term in query.terms if term in set(content_stems(topic))}
    total = sum(query.terms[term] for term in wanted)
    for passage in retriever.retrieve(snapshot, query, 5).passages:
        held = set(content_stems(f"{passage.title} {passage.text}"))
        if total and sum(query.terms[term] for term in wanted & held) / total >= _SAME_TOPIC:
            return passage.article_id
    return ""


def _just_cited(history: Sequence[Turn]) -> str:
    for turn in reversed(history):
        if isinstance(turn.answer, Answer) and turn.answer.citations:
            return turn.answer.citations[0].article_id
    return ""


def _key_sentences(snapshot: Snapshot, article: StoredArticle) -> list[Quote]:
    """Quote the opening sentence of the passages nearest to the middle of the article's meaning.

    The first passage comes first: news tells what matters at the start. (A centroid summary, after
    Radev et al. 2004, over passages because their vectors are already there.)
    """
    stored = snapshot.passages_of(article.article.id)
    vectors = np.stack([each.vector for each in stored])
    middle = vectors @ vectors.mean(axis=0)
    order = [0, *sorted(range(1, len(stored)), key=lambda place: (-middle[place], place))]
    quotes: list[Quote] = []
    for place in order:
        quote = _opening(article, stored[place].passage, taken=quotes)
        if quote and _fits(quotes, quote):
            quotes.append(quote)
    return sorted(quotes, key=lambda quote: quote.start)


def _opening(article: StoredArticle, passage: Passage, taken: Sequence[Quote]) -> Quote | None:
    used = {quote.start for quote in taken}
    for start, end in article.sentences:
        text = article.article.text[start:end]
        if start < passage.start or start in used or leans(text) or len(text.split()) < 6:
            continue
        return Quote(article, "text", start, end) if end <= passage.end else None
    return None


def _quoted(query: Query, quotes: Sequence[Quote]) -> Answer:
    text, citations = compose(quotes)
    return Answer(
        text=text or NOT_FOUND_TEXT,
        status="answered" if quotes else "not_found",
        citations=citations,
        question=query.text,
        as_of=query.as_of,
        date_range=query.period,
        confidence=1.0 if quotes else 0.0,
    )
