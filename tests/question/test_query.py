"""Reading a question: words, kind of answer, names, time and sources."""

from datetime import date

from assistant.question.query import read_question

AS_OF = date(2024, 3, 14)


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


def test_a_named_source_is_no_name_that_the_text_must_hold() -> None:
    query = read_question("What did CNN report about Kyiv?", as_of=AS_OF, sources=["cnn.com"])
    assert query.sources == ("cnn.com",)
    assert query.names == ("Kyiv",)
