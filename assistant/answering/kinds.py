"""Is what answers of the kind that is asked for: somebody by name, or a time?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answering.sentences import Sentence
from assistant.answering.values import has_name
from assistant.models.reader import Reader
from assistant.question.expected import TIMES, AnswerKind
from assistant.question.query import Query
from assistant.question.timerules import find_periods
from assistant.question.vocabulary import words
from assistant.retrieve.retriever import Evidence
from assistant.text.dates import partial_dates
from assistant.text.quantities import unit_named
from assistant.text.words import STOP_WORDS, stems

_ANY_DAY = date(2100, 1, 1)
_WHICH = re.compile(r"\b[Ww]hich ([\w’'-]+(?: [\w’'-]+)?)")
_ANY = re.compile(r"(?:an?|another|some|several) (?:.* )?([\w’'-]+)", re.IGNORECASE)
_EVENT = re.compile(r"\b(?:after|before|when|once|until|during|while|following)\b", re.IGNORECASE)
# Log odds of an answer to "What is the name of the pilot?" where a text may have that name. Of 30
# texts with such a name none is below; of 70 without such a thing four in five are.
_NAMED = -9.0
_CLEAR = 2.0  # log odds of the answer itself from which that is not asked


def is_told(query: Query, evidence: Evidence, quoted: Sequence[Sentence], reader: Reader) -> bool:
    """Tell whether what is quoted answers with a name, or a time, where that is asked for."""
    if query.expected.by_name:
        named = any(_names_anew(query, each.answer) for each in quoted)
        return named and _has_called(query, evidence, quoted[0], reader)
    if query.expected.kind is AnswerKind.TIME:
        return any(_tells_time(each.answer) for each in quoted)
    return not all(_is_any_such(query, each.answer) for each in quoted)


def _is_any_such(query: Query, answer: str) -> bool:
    """Tell whether an answer to "Which law firm ...?" is "an outside law firm"."""
    asked, said = _WHICH.search(query.plain or query.text), _ANY.fullmatch(answer)
    if not asked or not said or set(stems(said[1])).isdisjoint(stems(asked[1])):
        return False
    return not _names_anew(query, answer)


def _names_anew(query: Query, answer: str) -> bool:
    """Tell whether an answer names whom the question does not: "Biden" has named "Joe Biden"."""
    asked = {stem for name in query.names for stem in stems(name)}
    said = words(answer)
    ends = zip(said, [*said[1:], ""], strict=True)
    last = [word for word, after in ends if _is_name(word) and not _is_name(after)]
    return any(not asked.issuperset(stems(word)) for word in last)


def _is_name(word: str) -> bool:
    return word.lower() not in STOP_WORDS and any(map(str.isupper, word))


def _has_called(query: Query, evidence: Evidence, best: Sentence, reader: Reader) -> bool:
    """Tell whether the passage that holds a sentence has a name of what is called so."""
    if not query.expected.called or best.span.score > _CLEAR:
        return True
    found = (each.stored.passage for each in evidence.found)
    own = [each for each in found if each.article_id == best.key[0]]
    held = [each for each in own if each.start <= best.start < each.end] or own
    texts = [f"{each.title}. {each.text}" for each in held[:1]]
    question = f"What is the name of the {query.expected.called}?"
    read = reader.read(question, texts, [[(0, len(text))] for text in texts])
    return all(span.score > _NAMED for spans in read for span in spans)


def _tells_time(answer: str) -> bool:
    """Tell whether an answer has a date, a time, or an event that tells when."""
    return bool(
        has_name(answer)
        or _EVENT.search(answer)
        or partial_dates(answer)
        or find_periods(answer, _ANY_DAY)
        or any(unit_named(word) in TIMES for word in words(answer))
    )
