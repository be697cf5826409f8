"""Questions that name a day by its words alone: "on Monday night", long after that Monday.

Read as the one before the newest article, it may have no article here, though another has all that
is asked, and says the same day words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from assistant.question.query import Query
from assistant.question.timewords import read_time
from assistant.retrieve.retriever import Evidence
from assistant.schema import Answer, DateRange, Note
from assistant.text.dates import WEEKDAYS, spoken_day

_DAY = re.compile(rf"\b(?:{'|'.join(WEEKDAYS)}|night|weekend)\b", re.IGNORECASE)
_AFTER = timedelta(3)  # what happened on a day is told until then


def of_any_day(query: Query) -> Query | None:
    """Return a question without its day, if that is but a weekday, as of no day that is given."""
    if query.dated or not query.relative or not _day_words(query):
        return None
    return replace(query, period=None, period_words="", relative=False)


def told_of_such_a_day(query: Query, evidence: Evidence, answer: Answer) -> Answer | None:
    """Return an answer of another day with a note of that, if its article has the day words."""
    if not answer.citations:
        return None
    cited, *_ = answer.citations
    texts = [each.text for each in evidence.passages if each.article_id == cited.article_id]
    said = {word.lower() for text in texts for word in _DAY.findall(text)}
    if cited.published is None or not said.issuperset(_day_words(query)[:1]):
        return None
    if _is_of_that_day(query, cited.published):
        return None
    text = f"Nothing on this is of that day; this was published on {spoken_day(cited.published)}."
    notes = (Note(kind="dates", text=text), *answer.notes)
    return replace(answer, date_range=None, notes=notes)


def _is_of_that_day(query: Query, published: date) -> bool:
    period = query.period or DateRange()
    since, until = period.since or date.min, period.until or date.max - _AFTER
    return since <= published <= until + _AFTER


def _day_words(query: Query) -> list[str]:
    """Return the words for a day where a question has no date: "on Monday night" -> "monday"."""
    words = [query.text[slice(*span)] for span in read_time(query.text, query.as_of).spans]
    if any(re.search(r"\d", each) for each in words):
        return []
    return [word.lower() for each in words for word in _DAY.findall(each)]
