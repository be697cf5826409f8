"""How sure an answer is: a calibrated probability that what is quoted answers the question.

Everything it is built from is absolute: log odds, cosines, and shares of the question's words
weighed by how rare they are in English at large; and how far the reader prefers one answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from difflib import get_close_matches
from statistics import mean, stdev

from assistant.answering.sentences import TITLE, UNLIKELY, Sentence, read_sentences
from assistant.answering.shortanswer import echoes
from assistant.errors import AssistantError
from assistant.models.reader import Reader, SpanReader
from assistant.question.query import Query, coverage
from assistant.question.vocabulary import words
from assistant.retrieve.retriever import Evidence, Found
from assistant.store.snapshot import Snapshot
from assistant.text.words import is_english, stems

_READ = 3  # passages
_SAME_NAME = 0.8  # how alike two spellings of a name are, by difflib


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for an answer, most of it from 0 to 1 (a cosine may be below 0).

    Of the best sentence: `span` is the reader's log odds, in fives; `share` is how likely it
    answers rather than the others (1 where several things are asked for, or none: a topic alone
    has no answer that a reader could find, and a span of 0); `vote` is the share of
    the reader's other answers that it holds; `passage` is the share of the question's words that
    its passage and headline hold; `echo` tells that the reader's words say only what the question
    says, and `unfit` that they are no amount of the kind asked for. Of the best passages:
    `sentence` is the highest cosine of a sentence; `titled` is the largest share of the question's
    words in a headline; `named` is the share of its names and numbers that they hold, in any
    spelling; `timely` is how close they are to the time asked about: at least `_FAR`, and
    `_NO_TIME` where no time was.
    """

    span: float
    share: float
    vote: float
    passage: float
    echo: float
    sentence: float
    titled: float
    named: float
    timely: float
    unfit: float


# `titled` counts against an answer: words that only a headline holds raise all else, in every
# passage of its article, and say nothing of what the article tells.
# The mean of two fits on even halves: what benchmarks/reading.py prints (to what is right), and the
# same with what is answerable counted in (.4), over small folders of two more sets. `unfit` comes
# from the even half of 200 questions put as people ask; on the odd half (23 near misses) the AUC is
# .70 without it and .76 with it.
WEIGHTS = Signs(0.42, 0.24, 2.28, 2.04, -1.72, 3.21, -1.5, 1.44, 1.86, -2.0)
# 0.6 above the fits: what people type is shorter than the quizzes that it was fitted on, and was
# right more often than it said (100 questions over other news, of which 50 were graded one by one).
INTERCEPT = -5.47
_FAR = 0.5
_NO_TIME = 1.0


def confidence(signs: Signs) -> float:
    """Return the probability, by logistic regression (see WEIGHTS)."""
    total = INTERCEPT + sum(
        weight * sign for weight, sign in zip(astuple(WEIGHTS), astuple(signs), strict=True)
    )
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def raised(probability: float, by: float) -> float:
    """Return a probability whose log odds are raised by so much."""
    odds = math.exp(by) * probability
    return round(odds / (odds + 1.0 - probability), 4)


# The reader cannot tell a near miss in a language that it has not read, so that every word of the
# question has to stand in the passage, and nothing is called well supported. Set over 49 questions
# in seven languages.
_FOREIGN = 8.0  # log odds that a question loses of which no word does
_UNREAD = 0.79


def confidence_in(language: str, signs: Signs) -> float:
    """Return the probability for a question in a language."""
    found = confidence(signs)
    if is_english(language):
        return found
    return min(_UNREAD, raised(found, _FOREIGN * (signs.passage - 1.0)))


def read_signs(query: Query, evidence: Evidence, ranked: Sequence[Sentence]) -> Signs:
    """Return what speaks for the best sentence to answer the question; some must be there."""
    best = evidence.found[:_READ]
    passages = [each.stored.passage for each in best]
    sentences = [each for each in ranked if each.place != TITLE] or ranked
    return Signs(
        span=0.0 if query.expected.topic_alone else max(ranked[0].span.score, UNLIKELY) / 5,
        share=1.0 if query.expected.several or query.expected.topic_alone else ranked[0].share,
        vote=ranked[0].vote,
        passage=_own_coverage(query, evidence, ranked[0]),
        echo=echoes(query, ranked[0].answer)
        and not query.expected.topic_alone
        and not _tells_more(query, ranked[0]),
        sentence=max(each.similarity for each in sentences),
        titled=max(coverage(query, _stems(query, each.title)) for each in passages),
        named=_named_share(query, best),
        timely=_timely(query, best),
        unfit=ranked[0].amount < 0,
    )


def _tells_more(query: Query, sentence: Sentence) -> bool:
    """Tell of another language whether a sentence has all words of a question and names more.

    A reader of English may well point at the wrong words of it.
    """
    return sentence.held == 1.0 and any(
        (word[0].isupper() or word[0].isdigit()) and not query.terms.keys() & _stems(query, word)
        for word in words(sentence.text, query.language)[1:]
    )


def _own_coverage(query: Query, evidence: Evidence, sentence: Sentence) -> float:
    """Return the share of the question's words in the best passage of a sentence's article."""
    passages = [each.stored.passage for each in evidence.found]
    own = next(each for each in passages if each.article_id == sentence.key[0])
    return coverage(query, _stems(query, f"{own.title}\n{own.text}"))


def _stems(query: Query, text: str) -> frozenset[str]:
    return frozenset(stems(text, query.language))


def _timely(query: Query, best: Sequence[Found]) -> float:
    """Return how close the best passages are in time, but not below `_FAR`.

    Old news may answer a new question, and "in winter" may be told of at any time.
    """
    if not query.dated and not query.period:
        return _NO_TIME
    return max(_FAR, *(each.closeness for each in best[:2]))


def _named_share(query: Query, best: Sequence[Found]) -> float:
    """Return the share of the question's names that stand in the best passages together."""
    if not query.names:
        return 1.0
    text = "\n".join(f"{each.stored.passage.title}\n{each.stored.passage.text}" for each in best)
    held = {word.lower() for word in words(text)}
    found = _stems(query, text) if query.variants else frozenset()
    is_met = (
        _is_held(name.lower(), held)
        or (bool(found) and all(query.meets(stem, found) for stem in stems(name, query.language)))
        for name in query.names
    )
    return sum(is_met) / len(query.names)


def _is_held(name: str, held: set[str]) -> bool:
    """Tell whether a name stands among words: "Zelensky" as "zelenskyy"."""
    if name in held or set(stems(name)) & held:
        return True
    if len(name) < 4 or name[0].isdigit():
        return False
    return bool(get_close_matches(name, held, n=1, cutoff=_SAME_NAME))


_FEWEST = 20  # questions: the spread of fewer says little


def reader_scale(
    snapshot: Snapshot, reader: Reader, asked: Sequence[tuple[Query, Evidence]]
) -> tuple[float, float]:
    """Return (slope, intercept): with them both readers' best odds have one mean and spread.

    Raises AssistantError for fewer than 20 questions, or where a reader tells none from another.
    """
    if len(asked) < _FEWEST:
        raise AssistantError(f"Ask at least {_FEWEST} questions to find the scale of a reader.")
    ours = _best_odds(snapshot, SpanReader(), asked)
    theirs = _best_odds(snapshot, reader, asked)
    spread = stdev(theirs)
    if not spread:
        raise AssistantError("This reader says the same of every question: it cannot be used.")
    slope = stdev(ours) / spread
    return round(slope, 4), round(mean(ours) - slope * mean(theirs), 4)


def _best_odds(
    snapshot: Snapshot, reader: Reader, asked: Sequence[tuple[Query, Evidence]]
) -> list[float]:
    """Return the log odds of the best span for each question."""
    return [
        max((each.span.score for each in read_sentences(snapshot, *pair, reader)), default=0.0)
        for pair in asked
    ]
