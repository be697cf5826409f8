"""Reading a question: words, kind of answer, names, time and sources."""

from datetime import date

import pytest

from assistant.question.query import (
    Kind,
    asks_for_several,
    named_sources,
    question_kind,
    read_question,
)

AS_OF = date(2024, 3, 14)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who won the race?", Kind.PERSON),
        ("When did it reopen?", Kind.TIME),
        ("In which year did it burn?", Kind.TIME),
        ("Where is the fire?", Kind.PLACE),
        ("Which city hosted it?", Kind.PLACE),
        ("How many people died?", Kind.NUMBER),
        ("Why did she resign?", Kind.REASON),
        ("What did he sign?", Kind.THING),
        ("What preconditions did he set?", Kind.DEMAND),
        ("What was the budget of the town?", Kind.NUMBER),
        ("harbour wall cost", Kind.NUMBER),
        ("harbour wall reopening date", Kind.TIME),
        ("ferry strike reason", Kind.REASON),
        ("Tell me about the cost of the wall", Kind.THING),
    ],
)
def test_a_question_asks_for_one_kind_of_thing(question: str, kind: Kind) -> None:
    assert question_kind(question) is kind


@pytest.mark.parametrize(
    "question",
    [
        "What preconditions did Putin set?",
        "Which countries joined?",
        "What are the conditions?",
    ],
)
def test_some_questions_ask_for_several_things(question: str) -> None:
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is it?",
        "Which country won?",
        "Why did she resign?",
        "What was his name?",
        "What news did he bring?",
    ],
)
def test_most_questions_ask_for_one_thing(question: str) -> None:
    assert not asks_for_several(question)


def test_rare_words_weigh_more_than_common_ones() -> None:
    terms = read_question("What did Zelenskyy say about the year?", as_of=AS_OF).terms
    assert terms["zelenskyy"] > 3 * terms["year"]


def test_stated_time_words_are_read_as_a_period_and_not_searched_for() -> None:
    query = read_question("Who resigned in December 2023?", as_of=AS_OF)
    assert query.period is not None
    assert (query.period.since, query.period.until) == (date(2023, 12, 1), date(2023, 12, 31))
    assert set(query.terms) == {"resign"}
    assert query.names == ()


def test_names_are_capitalised_words_and_numbers_but_no_question_words() -> None:
    query = read_question("What did Boris Johnson tell 12 ministers?", as_of=AS_OF)
    assert query.names == ("Boris", "Johnson", "12")


def test_a_source_that_is_named_as_one_is_known_in_any_spelling() -> None:
    sources = ["cnn.com", "www.usatoday.com", "The Week"]
    assert named_sources("What did CNN report about the fire?", sources) == ("cnn.com",)
    assert named_sources("What is new from USA Today?", sources) == ("www.usatoday.com",)
    assert named_sources("What happened this week?", sources) == ()


def test_a_named_source_is_no_name_that_the_text_must_hold() -> None:
    query = read_question("What did CNN report about Kyiv?", as_of=AS_OF, sources=["cnn.com"])
    assert query.sources == ("cnn.com",)
    assert query.names == ("Kyiv",)
