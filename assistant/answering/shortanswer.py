"""The short answer: the reader's span in full, where it is likely right."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.answering.quotation import Quote
from assistant.answering.rows import asked_cell, cells
from assistant.answering.sentences import UNLIKELY, Sentence
from assistant.answering.values import SUMS, amount_fit, figures, has_name
from assistant.question.expected import REPORT, AnswerKind, Expected
from assistant.question.outlets import source_key
from assistant.question.query import Query
from assistant.schema import Citation
from assistant.text.dates import partial_dates
from assistant.text.names import names
from assistant.text.passages import Span
from assistant.text.words import STOP_WORDS, content_stems, stems

# How likely a span is right (token F1 of at least .5 with what is expected): a logistic regression
# over the reader's log odds, share and vote of its sentence, its length in words, whether it says
# only what the question says, and whether it is of the kind that is asked for (1, -1, or 0 where
# any would do). Fitted on the even half of realtimeqa_2022 by benchmarks/reading.py.
WEIGHTS = np.array([0.054, 2.58, 3.34, -0.43, -3.82, 0.31])
INTERCEPT = -0.63
LEAST = 0.58
_LONGEST = 15  # words: longer ones are no worse
# "12 500", "1.250.000", "1'200": digits in groups, whatever parts them.
_GROUPED = re.compile(r"\d{1,3}(?:[\u00a0\u202f\u2009 .,’']\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_GOES_ON = re.compile(r"\. ?[A-ZÀ-Þ]")
_OPENER = re.compile(r"\W*([A-Z][\w’'-]*)")
_JOINT = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")
_WORD = re.compile(r"[\s\u00a0\u202f]+([\w’'-]+)")


def short_answer(query: Query, quoted: Sequence[Sentence]) -> tuple[Quote, ...]:
    """Return the exact places of the words that answer by themselves; none in doubt."""
    best = max(quoted, key=lambda each: each.score, default=None)
    if best is None or query.expected.yes_or_no:
        return ()
    if cells(best.text):
        cell = asked_cell(query, best)
        return (_place(best, cell),) if cell else ()
    start, end = in_full(query, best.text, (best.span.start, best.span.end))
    if _is_torn(best, end):
        return ()
    told = signs(query, best, (start, end))
    total = INTERCEPT + float(told @ WEIGHTS)
    if query.expected.kind is AnswerKind.PERSON and _only_tells(query, best.text, start, end):
        return ()
    if source_key(best.text[start:end]) == source_key(best.article.article.source):
        return ()
    if told[-1] < 0 or 1 / (1 + math.exp(-total)) < LEAST:
        return ()
    return (_place(best, (start, end)),)


def _is_torn(best: Sentence, end: int) -> bool:
    """Tell whether a span ends before the stop of an abbreviation: "Rep" of "Rep. Ada Lin"."""
    ends = {stop for _, stop in best.article.sentences}
    return bool(_GOES_ON.match(best.text, end)) and best.start + end + 1 not in ends


def _place(best: Sentence, span: Span) -> Quote:
    return Quote(best.article, best.part, best.start + span[0], best.start + span[1])


def signs(query: Query, sentence: Sentence, span: Span) -> NDArray[np.float64]:
    """Return what speaks for a span of a sentence as the short answer, as in WEIGHTS."""
    answer = sentence.text[slice(*span)]
    return np.array(
        [
            max(sentence.span.score, UNLIKELY),
            sentence.share,
            sentence.vote,
            min(len(answer.split()), _LONGEST),
            echoes(query, answer),
            _fits(query.expected, sentence.text, span),
        ],
        dtype=np.float64,
    )


def _only_tells(query: Query, text: str, start: int, end: int) -> bool:
    """Tell whether who is named tells of a deed and did not do it: "Lin accused him of ..."."""
    behind = " ".join(text[end:].split()[:2])
    return bool(REPORT.search(f"{text[start:end]} {behind}")) and not query.expected.report


def echoes(query: Query, answer: str) -> bool:
    """Tell whether an answer says only what the question says, or nothing."""
    said = set(content_stems(query.typed or query.text, query.language))
    return said.issuperset(content_stems(answer, query.language))


def _fits(expected: Expected, text: str, span: Span) -> int:
    """Tell whether a span is of a kind: an amount in its unit, a number, a name with capitals."""
    answer = text[slice(*span)]
    if expected.units:
        return amount_fit(text, *span, expected.units)
    if expected.kind is AnswerKind.NUMBER:
        return 1 if figures(answer) or SUMS.search(answer) else -1
    if expected.kind in (AnswerKind.PERSON, AnswerKind.PLACE):
        return 1 if has_name(answer) else -1
    return 0


def in_full(query: Query, text: str, span: Span) -> Span:
    """Widen a span to the whole number with its unit, or to all names of a list."""
    start, end = span
    for low, high in (*_numbers(text), *_listed(text, span)):
        if low < end and start < high:
            start, end = min(start, low), max(end, high)
    if any(character.isdigit() for character in text[start:end]) or SUMS.search(text[start:end]):
        end = _with_counted(query, text, end)
    return start, end


def _numbers(text: str) -> list[Span]:
    """Return the numbers, dates and round sums of a text, in full."""
    found = [match.span() for rule in (_GROUPED, SUMS) for match in rule.finditer(text)]
    found += [(each.start, each.end) for each in partial_dates(text)]
    return found + [(each.start, each.end) for each in figures(text)]


def _with_counted(query: Query, text: str, end: int) -> int:
    """Take in what is counted, where the question names it: "3,200 tonnes"."""
    while match := _WORD.match(text, end):
        if match[1].lower() in STOP_WORDS or not set(stems(match[1])) & set(query.expected.counted):
            break
        end = match.end()
    return end


def _listed(text: str, span: Span) -> list[Span]:
    """Return the list of names that a span is part of, as one span."""
    found = sorted((each.start, each.end) for each in names(text))
    opener = _OPENER.match(text)  # "Dorn, Kest and Mole": a first word alone is taken for no name
    if opener and found and _JOINT.fullmatch(text[opener.end() : found[0][0]]):
        found.insert(0, opener.span(1))
    lists: list[Span] = []
    for low, high in found:
        if lists and _JOINT.fullmatch(text[lists[-1][1] : low]):
            lists[-1] = (lists[-1][0], high)
        else:
            lists.append((low, high))
    return [each for each in lists if each[0] <= span[0] < each[1] or each[0] < span[1] <= each[1]]


def highlights(short: Sequence[Quote], citations: Sequence[Citation]) -> tuple[Span, ...]:
    """Return where places in articles stand in an answer's text, through its citations."""
    found = []
    for each in short:
        for citation in citations:
            inside = citation.start <= each.start and each.end <= citation.end
            same = (citation.article_id, citation.part) == (each.article.article.id, each.part)
            if inside and same:
                start = citation.answer_start + each.start - citation.start
                found.append((start, start + each.end - each.start))
                break
    return tuple(sorted(found))
