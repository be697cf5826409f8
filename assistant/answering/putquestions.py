"""Questions that an article puts and answers itself, as explainers and interviews do."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.answering.sentences import Sentence, asks
from assistant.question.query import Query
from assistant.question.vocabulary import QUESTION_WORDS, words
from assistant.store.records import StoredArticle
from assistant.text.words import content_stems, stems

_WEIGHT = 4.0  # log odds: the reader takes what answers another question for a better answer
_FAR = 5  # sentences of the answer to a question
_BEFORE = 2_000  # characters that tell what the "it" of a question is
_SPEAKER = re.compile(r"[\w.' ]{1,30}:\s+")


def by_put_questions(query: Query, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Rank what answers the question first where its article puts that very question.

    What answers other questions that the article puts is then ranked after the rest.
    """
    put = {each.key: _question_above(each.article, each.place) for each in ranked}
    found = {(key[0], place): None for key, place in put.items() if place is not None}
    articles = {each.article.article.id: each.article for each in ranked}
    asked = {one for one in found if _is_asked(query, articles[one[0]], one[1])}
    told = {article for article, _ in asked}

    def weighed(each: Sentence) -> Sentence:
        article, place = each.key[0], put[each.key]
        if article not in told or place is None:
            return each
        sign = 1 if (article, place) in asked else -1
        return replace(each, score=each.score + sign * _WEIGHT)

    return sorted(map(weighed, ranked), key=lambda each: -each.score)


def _question_above(article: StoredArticle, place: int) -> int | None:
    """Return the place of the question whose answer holds a sentence: it opens its paragraph."""
    text = article.article.text
    for above in range(place - 1, max(place - 1 - _FAR, -1), -1):
        (start, end), after = article.sentences[above], article.sentences[above + 1][0]
        if asks(text[start:end]):
            return above
        if "\n" in text[end:after]:
            return None
    return None


def _is_asked(query: Query, article: StoredArticle, place: int) -> bool:
    """Tell whether a question asks nothing but what is asked, in so many words.

    What it leaves out, or calls "it", stands before it.
    """
    start, end = article.sentences[place]
    put = _SPEAKER.sub("", article.article.text[start:end], count=1)
    own = frozenset(content_stems(put, query.language))
    known = frozenset(stems(query.text, query.language))
    if not own or not own <= known or not _asking(put) <= _asking(query.text):
        return False
    before = f"{article.article.title} {article.article.text[max(start - _BEFORE, 0) : start]}"
    told = own | frozenset(stems(before, query.language))
    return all(query.meets(term, told) for term in query.terms)


def _asking(text: str) -> Set[str]:
    return QUESTION_WORDS & set(words(text.lower()))
