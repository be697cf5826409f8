"""Articles in memory as the store would hand them out, for tests of what answers."""

from __future__ import annotations

from datetime import date

from assistant.candidates import TITLE, Candidate
from assistant.question import read_question
from assistant.schema import Article, Citation
from assistant.sentences import sentence_spans
from assistant.shortanswer import short_answer
from assistant.store.records import StoredArticle


def stored(
    text: str, *, id: str = "a", title: str = "A title", source: str = "Post"
) -> StoredArticle:
    article = Article(
        id=id, title=title, text=text, source=source, published=date(2024, 3, 13), url=""
    )
    return StoredArticle(article, f"digest-{id}", tuple(sentence_spans(text)))


def candidate(article: StoredArticle, place: int, *, score: float = 1.0) -> Candidate:
    if place == TITLE:
        return Candidate(
            article, "title", TITLE, 0, len(article.article.title), 0.5, frozenset(), score=score
        )
    start, end = article.sentences[place]
    return Candidate(article, "text", place, start, end, 0.5, frozenset(), score=score)


def bold(question: str, *quotes: str, title: str = "", source: str = "Post") -> str:
    """Return the quotes with what is set in bold between asterisks."""
    text, citations = "", []
    for number, quote in enumerate(quotes, start=1):
        start = len(text)
        text += quote
        citations.append(
            Citation(
                number=number,
                article_id="a",
                title=title,
                source=source,
                quote=quote,
                start=0,
                end=len(quote),
                answer_start=start,
                answer_end=len(text),
            )
        )
        text += f" [{number}] "
    query = read_question(question, as_of=date(2024, 3, 14))
    for start, end in sorted(short_answer(query, text, citations), reverse=True):
        text = f"{text[:start]}*{text[start:end]}*{text[end:]}"
    return text.split(" [")[0] if len(quotes) == 1 else text.strip()
