from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.dates import day_in_path, either_day, parse_date, slash_order


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-14",
        "20240314",
        "2024-03-14T23:30:00Z",
        "2024-03-14T23:30:00+02:00",
        "2024-03-14 10:00:00 UTC",
        "2024/3/14",
        "March 14, 2024",
        "Mar. 14, 2024",
        "Thursday, March 14, 2024 5:30 p.m. ET",
        "14 March 2024",
        "14th of March, 2024",
        "14-Mar-2024",
        "Thu, 14 Mar 2024 10:00:00 GMT",
        " 2024-03-14 ",
        "1710400000",
    ],
)
def test_a_date_is_read_in_the_forms_that_news_uses(text: str):
    assert parse_date(text) == date(2024, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "14/03/2024",
        "03/14/2024",
        "14.3.2024",
        "14. 03. 2024",
        "14. März 2024",
        "14 mars 2024",
        "14 de marzo de 2024",
        "14 марта 2024 г.",
        "14 березня 2024",
        "١٤ مارس ٢٠٢٤",
        "ngày 14 tháng 3 năm 2024",
        "2024年3月14日",
        "2024년 3월 14일",
        "Published: 7:15 AM EST, Thu March 14, 2024",
        "March 14, 2024 | 7:15 am",
        "Thu Mar 14 07:15:00 +0000 2024",
        "Thu, 14 Mar 24 07:15:00 GMT",
        "14 March 2024, updated 16 March 2024",
        "20240314071500",
        "1710400000000",
    ],
)
def test_a_date_is_read_in_other_languages_and_programs(text: str):
    assert parse_date(text) == date(2024, 3, 14)


@pytest.mark.parametrize(
    "text",
    [
        "March 2024",
        "14 March",
        "yesterday",
        "2 days ago",
        "14.03.24",
        "30 February 2024",
        "Updated: March 14, 2024",
        "14 March 2024 - 16 March 2024",
        "14 listopada 2024",  # November in Polish, October in Croatian
        "8 pm March 2024",
        "12345678",
    ],
)
def test_no_day_is_guessed(text: str):
    assert parse_date(text) is None


def test_a_year_of_two_digits_is_read_where_the_day_stands_first_for_sure():
    assert parse_date("Donnerstag, den 14.03.24") == date(2024, 3, 14)
    assert parse_date("vom 1.2.98, 8 Uhr") == date(1998, 2, 1)
    assert parse_date("14.03.98") == date(1998, 3, 14)
    assert parse_date("31.02.24") is None
    assert parse_date("14.03.24", "day first") == date(2024, 3, 14)


def test_a_name_that_is_a_month_is_no_second_day():
    assert parse_date("Von Jan Ost, 14. März 2024") == date(2024, 3, 14)
    assert parse_date("By Ann May, 14 March 2024") == date(2024, 3, 14)


def test_other_dates_tell_the_order_of_day_and_month():
    assert slash_order(["03/04/2024", "14/03/2024"]) == "day first"
    assert slash_order(["03/04/2024", "3/14/2024"]) == "month first"
    assert slash_order(["14/03/2024", "3/14/2024"]) == slash_order(["03/04/2024"]) == ""
    assert parse_date("03/04/2024", "day first") == date(2024, 4, 3)
    assert parse_date("03/04/2024", "month first") == date(2024, 3, 4)


@pytest.mark.parametrize("text", ["", "soon", "2024", "2024-02-30", "03/04/2024"])
def test_what_names_no_single_day_is_none(text: str):
    assert parse_date(text) is None


@given(st.text(max_size=40))
def test_no_text_raises(text: str):
    parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y"]))
def test_every_day_is_read_back(day: date, form: str):
    assert parse_date(day.strftime(form)) == day


@pytest.mark.parametrize(
    "path", ["2024-03-14-weir.md", "a/2024/03/14/weir", "weir_14-03-2024.txt", "14.03.2024 weir.md"]
)
def test_the_day_in_the_name_of_a_file_is_read(path: str):
    assert day_in_path(path) == date(2024, 3, 14)


@pytest.mark.parametrize("path", ["weir_03-04-2024.txt", "weir_41-03-2024.md", "1234-03-2024.md"])
def test_a_name_that_may_be_of_two_days_or_of_none_tells_no_day(path: str):
    assert day_in_path(path) is None


def test_a_date_that_two_readers_take_for_two_days_has_both():
    assert either_day("3/4/2024, 8 am") == (date(2024, 3, 4), date(2024, 4, 3))
    assert either_day("13/04/2024") == either_day("2024-03-04") == either_day("soon") == ()
