"""Closeness in time: raised, never excluded."""

from datetime import date

import pytest

from assistant.question.query import Query, read_question
from assistant.retrieve.closeness import (
    WEIGHT_AS_OF,
    WEIGHT_NONE,
    WEIGHT_PERIOD,
    WEIGHT_RECENT,
    closeness,
    closeness_weight,
)

AS_OF = date(2024, 3, 14)


def query(text: str, *, dated: bool = False) -> Query:
    return read_question(text, as_of=AS_OF, dated=dated)


def test_the_nearer_the_as_of_date_the_closer() -> None:
    asked = query("Who resigned?", dated=True)
    days = [date(2024, 3, 14), date(2024, 3, 10), date(2024, 1, 1), date(2020, 1, 1)]
    found = [closeness(asked, day, "") for day in days]
    assert found[0] == 1.0
    assert found == sorted(found, reverse=True)


def test_what_came_after_the_as_of_date_is_further_away_than_what_came_before() -> None:
    asked = query("Who resigned?", dated=True)
    before, after = date(2024, 3, 12), date(2024, 3, 16)
    assert closeness(asked, after, "") < closeness(asked, before, "")
    told = query("Who resigned in December 2023?")
    assert closeness(told, date(2024, 1, 3), "") == closeness(told, date(2023, 11, 28), "")


def test_the_latest_of_a_topic_may_be_old_and_still_is_closer_than_what_came_before_it() -> None:
    asked = query("What is the latest toll?")
    days = [date(2024, 3, 14), date(2023, 3, 14), date(2022, 3, 14), date(2010, 1, 1)]
    found = [closeness(asked, day, "") for day in days]
    assert found[0] == 1.0
    assert found[-1] == 0.0
    assert found[1] > found[2] + 0.05


def test_every_day_of_a_named_period_is_as_close() -> None:
    asked = query("Who resigned in December 2023?")
    assert closeness(asked, date(2023, 12, 1), "") == closeness(asked, date(2023, 12, 31), "") == 1
    assert closeness(asked, date(2023, 11, 1), "") < 0.1


@pytest.mark.parametrize(
    "text", ["It was agreed in December 2023.", "On December 13, 2023, they agreed."]
)
def test_a_later_text_that_names_the_period_was_told_in_it(text: str) -> None:
    assert closeness(query("Who resigned in December 2023?"), date(2024, 3, 1), text) == 1.0


def test_an_undated_article_is_close_to_nothing() -> None:
    assert closeness(query("Who resigned?", dated=True), None, "") == 0.0


def test_this_week_means_near_the_as_of_date() -> None:
    asked = query("Who resigned this week?")
    assert closeness(asked, date(2024, 3, 14), "") > closeness(asked, date(2024, 3, 9), "") > 0.5


def test_time_weighs_by_how_sure_it_is_that_it_matters() -> None:
    assert closeness_weight(query("Who resigned in May 2023?")) == WEIGHT_PERIOD
    assert closeness_weight(query("Who resigned?", dated=True)) == WEIGHT_AS_OF
    assert closeness_weight(query("What is the latest toll?")) == WEIGHT_RECENT
    assert closeness_weight(query("Who resigned?")) == WEIGHT_NONE < 0.02
