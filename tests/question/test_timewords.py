from datetime import date

import pytest

from assistant.question.timewords import describe, read_time
from assistant.schema import DateRange

AS_OF = date(2024, 5, 15)  # a Wednesday

# The question, then the first and the last day it names as of AS_OF.
PERIODS = """
What happened in December 2023? | 2023-12-01 | 2023-12-31
Who won in 2023? | 2023-01-01 | 2023-12-31
Which ferry sank in March? | 2024-03-01 | 2024-03-31
Which ferry sank in August? | 2023-08-01 | 2023-08-31
who resigned in may | 2024-05-01 | 2024-05-31
What has changed since March? | 2024-03-01 |
What has changed since 2021? | 2021-01-01 |
Who led the bank from 2021 onwards? | 2021-01-01 |
Who led the bank until May 2024? | | 2024-05-31
Who led the bank before May 2024? | | 2024-04-30
Which laws pass by the end of May? | | 2024-05-31
Is coal gone by 2030? | | 2030-12-31
What did he do after 3 March 2024? | 2024-03-04 |
Who spoke on 14 March 2024? | 2024-03-14 | 2024-03-14
Who spoke on the 14th of March 2024? | 2024-03-14 | 2024-03-14
Who spoke on Thursday, 14 March 2024? | 2024-03-14 | 2024-03-14
Who spoke March 14? | 2024-03-14 | 2024-03-14
Who spoke on June 2nd? | 2023-06-02 | 2023-06-02
Who spoke on March 14, 2022? | 2022-03-14 | 2022-03-14
Who spoke on 2024-03-14? | 2024-03-14 | 2024-03-14
Who spoke on 14/03/2024? | 2024-03-14 | 2024-03-14
Who spoke on 3/14/2024? | 2024-03-14 | 2024-03-14
What changed between 2021 and 2023? | 2021-01-01 | 2023-12-31
What changed from January to March 2022? | 2022-01-01 | 2022-03-31
What changed from November to February 2022? | 2021-11-01 | 2022-02-28
What changed from March 2022 to May? | 2022-03-01 | 2022-05-31
What changed from 3 to 10 May 2023? | 2023-05-03 | 2023-05-10
What changed May 3-10, 2023? | 2023-05-03 | 2023-05-10
What changed in January and February? | 2024-01-01 | 2024-02-29
What was in the 2022-23 season? | 2022-01-01 | 2023-12-31
What happened twenty years ago? | 2004-01-01 | 2004-12-31
Who resigned last week? | 2024-05-06 | 2024-05-12
Who resigned this week? | 2024-05-09 | 2024-05-15
Who resigned last month? | 2024-04-01 | 2024-04-30
Who resigned this month? | 2024-05-01 | 2024-05-15
Who resigned last year? | 2023-01-01 | 2023-12-31
Who resigned this year? | 2024-01-01 | 2024-05-15
Who resigned earlier this year? | 2024-01-01 | 2024-05-15
Who resigned late last year? | 2023-09-01 | 2023-12-31
Who resigned at the end of last year? | 2023-09-01 | 2023-12-31
Who resigned yesterday? | 2024-05-14 | 2024-05-14
Who resigned the day before yesterday? | 2024-05-13 | 2024-05-13
Who resigned today? | 2024-05-15 | 2024-05-15
Who resigned this morning? | 2024-05-15 | 2024-05-15
Who resigns tomorrow? | 2024-05-16 | 2024-05-16
Who resigned last night? | 2024-05-14 | 2024-05-15
Who resigned last Tuesday? | 2024-05-14 | 2024-05-14
Who resigned last Wednesday? | 2024-05-08 | 2024-05-08
Who resigned on Friday? | 2024-05-10 | 2024-05-10
Who resigned on Friday night? | 2024-05-10 | 2024-05-10
Who resigned on Friday last week? | 2024-05-10 | 2024-05-10
Who resigned Monday? | 2024-05-13 | 2024-05-13
Who speaks next Friday? | 2024-05-17 | 2024-05-17
Who resigned two days ago? | 2024-05-13 | 2024-05-13
Who resigned two weeks ago? | 2024-04-28 | 2024-05-04
Who resigned 3 months ago? | 2024-02-01 | 2024-02-29
Who resigned a year ago? | 2023-01-01 | 2023-12-31
Who resigned in the past three days? | 2024-05-12 | 2024-05-15
Who resigned in the last 24 hours? | 2024-05-14 | 2024-05-15
Who resigned over the past year? | 2023-05-15 | 2024-05-15
Who resigned over the weekend? | 2024-05-11 | 2024-05-12
What burned last summer? | 2023-06-01 | 2023-08-31
What burned this spring? | 2024-03-01 | 2024-05-31
What burned in the summer of 2022? | 2022-06-01 | 2022-08-31
What froze in the winter of 2021? | 2021-12-01 | 2022-02-28
What burned in early 2022? | 2022-01-01 | 2022-04-30
What burned in mid-July 2022? | 2022-07-11 | 2022-07-20
What burned in late February 2024? | 2024-02-21 | 2024-02-29
What burned in the first half of 2023? | 2023-01-01 | 2023-06-30
What burned in Q3 2022? | 2022-07-01 | 2022-09-30
What burned in the last quarter of 2022? | 2022-10-01 | 2022-12-31
Who ruled in the 1990s? | 1990-01-01 | 1999-12-31
Who ruled in the late 1990s? | 1997-01-01 | 1999-12-31
Who ruled in the eighties? | 1980-01-01 | 1989-12-31
What happened in March last year? | 2023-03-01 | 2023-03-31
What happened last March? | 2024-03-01 | 2024-03-31
What fell in Aug 2022? | 2022-08-01 | 2022-08-31
What was said the week before last? | 2024-04-29 | 2024-05-05
Who resigned a fortnight ago? | 2024-04-28 | 2024-05-04
Who resigned in the last fortnight? | 2024-05-01 | 2024-05-15
Who resigned a few days ago? | 2024-05-08 | 2024-05-13
Who resigned a couple of weeks ago? | 2024-04-28 | 2024-05-04
Who resigned several months ago? | 2023-08-01 | 2024-01-31
Who resigned half a year ago? | 2023-11-01 | 2023-11-30
Who resigned in the last few weeks? | 2024-04-10 | 2024-05-15
Who resigned this past March? | 2024-03-01 | 2024-03-31
Who resigned in the month of June? | 2023-06-01 | 2023-06-30
Who resigned in May of last year? | 2023-05-01 | 2023-05-31
Who resigned last autumn? | 2023-09-01 | 2023-11-30
What burned in late summer 2022? | 2022-06-01 | 2022-08-31
What burned in spring? | 2024-03-01 | 2024-05-31
What burned in the summer? | 2023-06-01 | 2023-08-31
What froze at the turn of the year? | 2023-12-17 | 2024-01-14
What froze around the turn of the year 2022? | 2021-12-17 | 2022-01-14
What froze at the start of the year? | 2024-01-01 | 2024-04-30
What burned in mid-March? | 2024-03-11 | 2024-03-20
What burned in mid-2023? | 2023-05-01 | 2023-08-31
What burned in the first half of May? | 2024-05-01 | 2024-05-15
What burned in the second half of March 2023? | 2023-03-16 | 2023-03-31
What burned in the second half of last year? | 2023-07-01 | 2023-12-31
What burned in the first quarter of 2024? | 2024-01-01 | 2024-03-31
What burned in the first three months of 2023? | 2023-01-01 | 2023-03-31
What burned in the last months of 2022? | 2022-10-01 | 2022-12-31
What burned in the last days of 2023? | 2023-12-29 | 2023-12-31
What burned in the first week of March? | 2024-03-01 | 2024-03-07
What burned in the last week of May 2023? | 2023-05-25 | 2023-05-31
What burned in 2023 Q1? | 2023-01-01 | 2023-03-31
What burned between May and July 2023? | 2023-05-01 | 2023-07-31
Who ruled until 2020? | | 2020-12-31
Who ruled no later than 2021? | | 2021-12-31
Who has ruled from 2020 till now? | 2020-01-01 |
What was the toll as of March 2023? | 2023-03-01 | 2023-03-31
Who resigned on Tuesday? | 2024-05-14 | 2024-05-14
Who resigned last Friday? | 2024-05-10 | 2024-05-10
Who resigned this Monday? | 2024-05-13 | 2024-05-13
What has changed since Monday? | 2024-05-13 |
Who speaks the day after tomorrow? | 2024-05-17 | 2024-05-17
Who speaks in the next two weeks? | 2024-05-15 | 2024-05-29
Who won the U.S. Open 2021? | 2021-01-01 | 2021-12-31
Who won the 2020 election? | 2020-01-01 | 2020-12-31
"""

NO_PERIOD = """
What may Apple announce?
What did Covid-19 may have to do with it?
Why did Theresa May resign?
Where did people march?
Who joined the march in Paris?
What did the Sunday Times report?
What are Black Friday sales?
How did 2,022 people die?
What was said before the election?
What was built after the war?
What closed during the pandemic?
What was said on the eve of the vote?
What fell within three days of the storm?
What was painted at the turn of the century?
Who plays in spring training?
Who was sentenced one and a half years ago?
Who scored in the second half of the final?
Who leads as of now?
What does the iPhone 14 cost?
Who flew on Apollo 11?
Who got 2020 votes?
Which airline flies the 737 Max?
What is in USA Today?
Who lives in New York?
What was found at Mar-a-Lago?
What did Jan say?
Who is in his 90s?
What did it sell for, $2020?
What is the last of us?
What comes at the end of the film?
Who directed Blade Runner 2049?
How tall are the Windows?
""".strip().splitlines()


def _cases(table):
    for line in table.strip().splitlines():
        question, since, until = (cell.strip() for cell in line.split("|"))
        days = (date.fromisoformat(day) if day else None for day in (since, until))
        yield pytest.param(question, *days, id=question)


@pytest.mark.parametrize(("question", "since", "until"), list(_cases(PERIODS)))
def test_a_period_is_resolved_against_the_as_of_date(question, since, until):
    assert read_time(question, AS_OF).date_range == DateRange(since=since, until=until)


@pytest.mark.parametrize("question", NO_PERIOD)
def test_words_that_only_look_like_a_time_are_left_alone(question):
    assert read_time(question, AS_OF).date_range is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who resigned in December 2023, and why?", ["in December 2023"]),
        ("Since March, what has changed?", ["Since March"]),
        ("What changed between 2021 and 2023?", ["between 2021 and 2023"]),
        ("Who won?", []),
    ],
)
def test_the_spans_hold_the_time_words_with_their_preposition(question, words):
    assert [question[start:end] for start, end in read_time(question, AS_OF).spans] == words


@pytest.mark.parametrize(
    "question",
    [
        "What is the latest?",
        "Who is now king?",
        "who currently leads",
        "What is new in Kyiv?",
        "Which is the newest ferry?",
        "What does the most recent poll say?",
        "How many have died so far?",
        "Who leads as of now?",
        "Who leads today?",
    ],
)
def test_words_for_the_newest_are_noticed(question):
    assert read_time(question, AS_OF).recency


@pytest.mark.parametrize(
    "question", ["Who lives in New York?", "who lives in new york", "Who made Apocalypse Now?"]
)
def test_names_with_such_words_do_not_ask_for_the_newest(question):
    assert not read_time(question, AS_OF).recency


def test_a_year_beside_a_name_is_soft_and_a_stated_period_explicit():
    assert not read_time("Who won the U.S. Open 2021?", AS_OF).explicit
    assert read_time("Who won in 2021?", AS_OF).explicit


def test_an_impossible_day_does_not_raise():
    assert read_time("Who spoke on 31 June?", AS_OF).date_range != DateRange()


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2023-12-01", "2023-12-31", "between 1 and 31 December 2023"),
        ("2023-11-30", "2023-12-31", "between 30 November and 31 December 2023"),
        ("2022-12-01", "2023-02-28", "between 1 December 2022 and 28 February 2023"),
        ("2023-12-05", "2023-12-05", "on 5 December 2023"),
        ("2023-12-05", None, "since 5 December 2023"),
        (None, "2023-12-05", "until 5 December 2023"),
    ],
)
def test_a_period_is_told_in_words(since, until, words):
    days = [date.fromisoformat(day) if day else None for day in (since, until)]
    assert describe(DateRange(since=days[0], until=days[1])) == words
