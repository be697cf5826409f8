from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.dates import parse_date


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


@pytest.mark.parametrize("text", ["", "soon", "2024", "2024-02-30", "03/04/2024"])
def test_what_names_no_single_day_is_none(text: str):
    assert parse_date(text) is None


@given(st.text(max_size=40))
def test_no_text_raises(text: str):
    parse_date(text)


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %b %Y"]))
def test_every_day_is_read_back(day: date, form: str):
    assert parse_date(day.strftime(form)) == day
