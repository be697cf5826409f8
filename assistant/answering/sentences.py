"""The sentences and headlines of the best passages, read with the question and ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.answering.boilerplate import (
    is_about_author,
    is_boilerplate,
    is_byline,
    lists_topics,
    own_words,
    whole_words,
)
from assistant.answering.spans import read_spans
from assistant.answering.values import amount_fit
from assistant.models.reader import Part, Reader, Span
from assistant.question.query import Query, coverage
from assistant.retrieve.retriever import Evidence, Found
from assistant.schema import Article
from assistant.store.records import StoredArticle, sentences_within
from assistant.store.snapshot import Snapshot
from assistant.text.words import content_stems, is_english, is_same_language, stems

TITLE = -1  # the place of a headline, before the first sentence
_READ = 5  # passages: with six or eight the first three sentences answer as often, within .01
_DIGITS = 4  # of a similarity: what differs less is a tie
UNREAD = Span(0, 0, 0.0)
_LAST = 6  # sentences of an article, among which it says who wrote it
_LONGEST = 330  # characters: what is longer is seldom one sentence, and never a good quote


@dataclass(frozen=True)
class Sentence:
    """One sentence (or the headline, `place` -1) of an article, and what the reader says of it.

    `span` is the best answer in it, in characters of the sentence; `around` is the share of the
    question's words that it holds with its headline, `amount` tells whether the answer is an amount
    of the kind asked for (1, -1, or 0 where none is), `vote` is the share of the reader's other
    answers that it holds, and `share` how likely it answers rather than the others. `held` is the
    share of the question's words in it and in `around`, where they are not in English.
    """

    article: StoredArticle
    part: Literal["text", "title"]
    place: int
    start: int
    end: int
    passage_score: float
    similarity: float
    span: Span
    around: float = 0.0
    amount: int = 0
    held: float = 0.0
    vote: float = 0.0
    share: float = 0.0
    score: float = 0.0

    @property
    def key(self) -> tuple[str, int]:
        """Where it stands: article id and place."""
        return self.article.article.id, self.place

    @property
    def language(self) -> str:
        """The language that its stems are of."""
        return self.article.article.language

    @cached_property
    def text(self) -> str:
        """Its words, exactly as they stand."""
        article = self.article.article
        whole = article.title if self.part == "title" else article.text
        return whole[self.start : self.end]

    @property
    def answer(self) -> str:
        """The words of it that answer by themselves, as far as the reader can tell."""
        return self.text[self.span.start : self.span.end]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its distinct stems."""
        return frozenset(stems(self.text, self.language))

    @cached_property
    def text_key(self) -> str:
        """Its content words as stems, between single spaces."""
        return " ".join(content_stems(self.text, self.language))

    @cached_property
    def answer_key(self) -> str:
        """The content words of its answer as stems, between single spaces."""
        return " ".join(content_stems(self.answer, self.language))

    @cached_property
    def length(self) -> int:
        """Its length in words."""
        return len(self.text.split())


def read_sentences(
    snapshot: Snapshot, query: Query, evidence: Evidence, reader: Reader
) -> list[Sentence]:
    """Return what may be quoted from the best passages, best first; ties in reading order."""
    pages = _pages(snapshot, evidence)
    readings = read_spans(
        query, [page.text for page in pages], [page.parts for page in pages], reader
    )
    found: dict[tuple[str, int], Sentence] = {}
    for page, spans in zip(pages, readings, strict=True):
        for each in page.read(spans):
            known = found.get(each.key)
            if known is None or each.span.score > known.span.score:
                score = known.passage_score if known else each.passage_score
                found[each.key] = replace(each, passage_score=score)
    told = [each for each in found.values() if not _leads_elsewhere(each)]
    return rank([_weighed(query, each) for each in _quotable(told)])


@dataclass(frozen=True, slots=True)
class _Page:
    """A passage under its headline, as the reader sees it; `parts` are where `places` stand."""

    text: str
    parts: tuple[Part, ...]
    sentences: tuple[Sentence, ...]

    def read(self, spans: Sequence[Span]) -> Iterator[Sentence]:
        """Yield the sentences with what the reader found in them."""
        for sentence, part, span in zip(self.sentences, self.parts, spans, strict=True):
            found = Span(span.start - part[0], span.end - part[0], span.score)
            yield replace(sentence, span=found)


def _pages(snapshot: Snapshot, evidence: Evidence) -> list[_Page]:
    best = evidence.found[:_READ]
    vectors = snapshot.parts([each.stored.passage.id for each in best])
    articles = {key: snapshot.article(key) for key in {each.passage.article_id for each in best}}
    return [
        _page(
            articles[each.passage.article_id],
            each,
            np.round(vectors[each.passage.id] @ evidence.vector, _DIGITS).tolist(),
        )
        for each in best
    ]


def _page(stored: StoredArticle, found: Found, similarities: Sequence[float]) -> _Page:
    """Put a headline before its passage; similarities are those of the headline and sentences."""
    article, passage = stored.article, found.stored.passage
    headline = article.title if has_headline(article) else ""
    lead = f"{headline}. " if headline else ""
    sentences, parts = [], []
    if headline:
        end = whole_words(headline, article.text)
        sentences.append(
            Sentence(stored, "title", TITLE, 0, end, found.score, similarities[0], UNREAD)
        )
        parts.append((0, end))
    places = sentences_within(stored.sentences, passage.start, passage.end)
    for place, similarity in zip(places, similarities[1:], strict=True):
        start, end = own_words(article.text, *stored.sentences[place])
        sentences.append(
            Sentence(stored, "text", place, start, end, found.score, similarity, UNREAD)
        )
        parts.append((len(lead) + start - passage.start, len(lead) + end - passage.start))
    return _Page(lead + passage.text, tuple(parts), tuple(sentences))


def has_headline(article: Article) -> bool:
    """Tell whether a title is more than the first words of the text, taken for want of one."""
    title = " ".join(article.title.rstrip("…").split())
    return bool(title) and not " ".join(article.text[: 2 * len(title) + 80].split()).startswith(
        title
    )


def _leads_elsewhere(each: Sentence) -> bool:
    """Tell whether a sentence is no news: a link, a credit, a list of topics, a question."""
    if each.place != TITLE and asks(each.text):
        return True
    if each.place == TITLE and lists_topics(each.text):
        return True
    if each.place >= len(each.article.sentences) - _LAST and is_about_author(each.text):
        return True
    return is_boilerplate(each.text) or (each.place == 0 and is_byline(each.text))


def asks(text: str) -> bool:
    """Tell whether a sentence is a question."""
    return text.rstrip("\"”’' ").endswith("?")


def _quotable(sentences: list[Sentence]) -> list[Sentence]:
    """Leave out what is too long to be quoted whole, unless there is nothing else."""
    return [each for each in sentences if each.end - each.start <= _LONGEST] or sentences


def _weighed(query: Query, each: Sentence) -> Sentence:
    language = query.language
    same = is_same_language(language, each.language)
    own = each.stems if same else frozenset(stems(each.text, language))
    around = coverage(query, own.union(stems(each.article.article.title, language)))
    return replace(
        each,
        around=round(around, _DIGITS),
        held=0.0 if is_english(language) else (coverage(query, own) + 3 * around) / 4,
        amount=amount_fit(each.text, each.span.start, each.span.end, query.expected.units),
    )


# What speaks for a sentence: the reader's log odds, by how much its passage scores below the best,
# its cosine with the question, how far other sentences give the answer that it holds, and that it
# is a headline or a fragment, or an amount of the kind asked for. Fitted on the even halves by
# benchmarks/reading.py.
WEIGHTS = np.array([0.28, 9.0, 3.5, 1.0, -0.4, -0.25, 0.3])
# The reader has read English alone: in another language the words of the question count as well.
_BY_WORDS = 8.0
_VOTE = 3  # its place among them
_SHARP = 3.0  # log odds by which a sentence's voice in the vote grows e-fold
_FRAGMENT = 5  # words
UNLIKELY = -15.0  # log odds: below, all are alike


def rank(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Score sentences and sort them, best first; ties in reading order.

    Differences of scores are log odds that a sentence answers rather than another.
    """
    told = signs(sentences)
    held = np.array([each.held for each in sentences])
    scores = np.round(told @ WEIGHTS + _BY_WORDS * held, _DIGITS)
    shares = np.exp(scores - scores.max(initial=0.0))
    ranked = [
        replace(each, score=score, share=round(share, _DIGITS), vote=round(vote, _DIGITS))
        for each, score, share, vote in zip(
            sentences,
            scores.tolist(),
            (shares / shares.sum()).tolist(),
            told[:, _VOTE].tolist(),
            strict=True,
        )
    ]
    return sorted(ranked, key=lambda each: (-each.score, each.key))


def signs(sentences: Sequence[Sentence]) -> NDArray[np.float64]:
    """Return what speaks for each of the sentences of a question: a row each, as in WEIGHTS."""
    best = max((each.passage_score for each in sentences), default=0.0)
    rows = [
        (
            max(each.span.score, UNLIKELY),
            each.passage_score - best,
            each.similarity,
            vote,
            each.place == TITLE,
            each.length < _FRAGMENT,
            each.amount,
        )
        for each, vote in zip(sentences, _votes(sentences), strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, len(WEIGHTS))


def _votes(sentences: Sequence[Sentence]) -> list[float]:
    """Return for each sentence the share of the others' voices that name an answer it holds."""
    if not sentences:
        return []
    odds = np.array([each.span.score for each in sentences])
    voices = np.exp((odds - odds.max()) / _SHARP)
    voices /= voices.sum()
    return [
        sum(
            voice
            for other, voice in zip(sentences, voices.tolist(), strict=True)
            if other is not each and holds(each, other)
        )
        for each in sentences
    ]


def holds(sentence: Sentence, other: Sentence) -> bool:
    """Tell whether a sentence has the words of another's answer, in any form."""
    return bool(other.answer_key) and f" {other.answer_key} " in f" {sentence.text_key} "
