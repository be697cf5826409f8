"""What could be asked next: questions that the cited articles answer and the answer does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.schema import Answer, Citation
from assistant.selection import hangs
from assistant.store.records import StoredArticle
from assistant.turned import questions
from assistant.words import content_stems

_TRIES = 8
"""How many questions are put to the articles at most, before they are suggested."""

_ARTICLES = 3
_Made = tuple[str, StoredArticle, tuple[int, int]]


def suggest(
    answer: Answer,
    article_of: Callable[[str], StoredArticle],
    ask: Callable[[str], Answer],
    limit: int,
) -> list[str]:
    """Return follow-up questions, each of which `ask` answers with the sentence it was made of."""
    chosen: list[str] = []
    asked = _key(answer.question)
    openings: set[str] = set()
    places: set[tuple[str, int]] = set()
    tries = 0
    for question, article, place in _made(answer, article_of):
        opening = question.split()[0]
        if len(chosen) >= limit or tries >= _TRIES:
            break
        here = (article.article.id, place[0])
        if _key(question) == asked or opening in openings or here in places:
            continue
        tries += 1
        if _quotes(ask(question), article.article.id, place):
            chosen.append(question)
            openings.add(opening)
            places.add(here)
    return chosen


def _made(answer: Answer, article_of: Callable[[str], StoredArticle]) -> Iterator[_Made]:
    """Yield questions with where they are answered, those nearest to what was cited first."""
    ids = list(dict.fromkeys(citation.article_id for citation in answer.citations))
    for article_id in ids[:_ARTICLES]:
        article = article_of(article_id)
        cited = [each for each in answer.citations if each.article_id == article_id]
        for start, end in sorted(article.sentences, key=lambda span: _distance(span, cited)):
            sentence = article.article.text[start:end]
            if hangs(sentence) or _is_cited(start, end, cited):
                continue
            for question in questions(sentence, article.article.text):
                yield question, article, (start, end)


def _distance(span: tuple[int, int], cited: list[Citation]) -> int:
    return min(abs(span[0] - each.start) for each in cited)


def _is_cited(start: int, end: int, cited: list[Citation]) -> bool:
    return any(each.part == "text" and each.start < end and start < each.end for each in cited)


def _quotes(answer: Answer, article_id: str, place: tuple[int, int]) -> bool:
    """Tell whether an answer quotes this place of this article."""
    here = [each for each in answer.citations if each.article_id == article_id]
    return answer.status == "answered" and _is_cited(*place, here)


def _key(question: str) -> frozenset[str]:
    return frozenset(content_stems(question))
