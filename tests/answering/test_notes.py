from datetime import date

import pytest

from assistant.answering.notes import elsewhere_notes, reading_notes
from assistant.question.query import read_question
from assistant.schema import ArticleHead

NEWEST = date(2024, 3, 13)
HEADS = [
    ArticleHead(id=str(day), title="", source="", published=day, url="", words=9)
    for day in (date(2023, 1, 1), NEWEST)
]


def told(question: str, *, as_of: date = NEWEST, dated: bool = False) -> list[str]:
    query = read_question(question, as_of=as_of, dated=dated)
    return [note.text for note in reading_notes(query, HEADS) if note.kind == "as_of"]


@pytest.mark.parametrize(
    "question",
    [
        "What happened this week?",
        "Who resigned last month?",
        "What is the latest on the ferry?",
        "Who resigned in June?",
        "What was sold two years ago?",
        "Who won on Friday?",
        "What was built this decade?",
    ],
)
def test_time_words_that_are_counted_from_the_newest_article_say_so(question):
    assert told(question) == ["Time is read as of 13 March 2024, the day of the newest article."]


@pytest.mark.parametrize(
    "question",
    [
        "Who resigned in June 2022?",
        "Who won the 2022 cup?",
        "What was built in the 1990s?",
        "What happened on 2024-03-01?",
        "Who sold the ferry?",
    ],
)
def test_times_that_stand_on_the_calendar_need_no_such_note(question):
    assert told(question) == []


@pytest.mark.parametrize("question", ["Who sold the ferry?", "Who resigned last month?"])
def test_a_date_that_the_asker_gave_is_told_always(question):
    assert told(question, as_of=date(2024, 3, 1), dated=True) == ["As of 1 March 2024."]


def test_without_an_article_of_that_day_it_is_today():
    (note,) = told("Who resigned last month?", as_of=date(2026, 5, 4))
    assert note == "Time is read as of 4 May 2026, today."


def test_an_outlet_and_all_others_may_have_nothing():
    (note,) = elsewhere_notes("Coast Post", [])
    assert note.text == "Coast Post has nothing on this."
