"""Reading a question: words, kind of answer, names, time and sources."""

from datetime import date

import pytest

from assistant.question.query import named_sources, read_question, site

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


@pytest.mark.parametrize(
    "other",
    [
        "e.newsletters.varnpost.com",
        "www.varnpost.com",
        "https://varnpost.com/news",
        "Varn Post",
        "The Varn Post",
    ],
)
def test_every_part_and_spelling_of_a_site_is_one_source(other: str) -> None:
    assert site(other) == site("varnpost.com")


def test_two_sites_are_two_sources() -> None:
    assert site("varnpost.com") != site("orlupost.com")
    assert site("varn.co.uk") != site("orlu.co.uk")
    assert site("news.orlu.co.uk") == site("orlu.co.uk")


def test_a_source_that_is_named_as_one_is_known_in_any_spelling() -> None:
    sources = ["cnn.com", "www.usatoday.com", "The Week"]
    assert named_sources("What did CNN report about the fire?", sources) == ("cnn.com",)
    assert named_sources("What is new from USA Today?", sources) == ("www.usatoday.com",)
    assert named_sources("What happened this week?", sources) == ()
