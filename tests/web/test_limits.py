from datetime import date

import pytest

from assistant.schema import Filters
from assistant.web.conversation import Exchange
from assistant.web.limits import Asking, Limits, chips_html

SOME = Limits(
    since=date(2023, 1, 1), until=date(2023, 6, 30), as_of=date(2023, 7, 1), sources=("Wire",)
)


def test_limits_are_read_from_what_a_form_sends():
    sent = {"since": "2023-01-01", "until": "2023-06-30", "as_of": "2023-07-01"}
    assert Limits.read({**sent, "sources": ["Wire"]}, ["Wire", "Post"]) == SOME


@pytest.mark.parametrize(
    "data",
    [
        None,
        "since",
        [],
        {"since": "yesterday", "until": 7, "as_of": "2023-13-40", "sources": "Wire"},
        {"sources": [None, 3, {}]},
    ],
)
def test_what_a_browser_sends_is_not_trusted(data):
    assert Limits.read(data) == Limits()


def test_a_source_that_cannot_be_shown_is_found_again_by_what_is_shown():
    assert Limits.read({"sources": ["W\ufffdre"]}, ["W\x00re"]).sources == ("W\x00re",)


def test_limits_that_were_kept_are_read_again():
    assert Limits.read(SOME.plain()) == SOME
    assert Limits.read(Limits().plain()) == Limits()


def test_only_days_and_sources_restrict_what_is_searched():
    assert Limits().filters() is None
    wanted = Filters(since=date(2023, 1, 1), until=date(2023, 6, 30), sources=("Wire",))
    assert SOME.filters() == wanted


def test_limits_can_be_taken_away_one_by_one():
    assert SOME.without({"since", "until"}) == Limits(as_of=SOME.as_of, sources=("Wire",))
    assert SOME.without({"words", "filters", "__class__"}) == SOME


def test_chips_name_each_limit_and_can_be_removed():
    markup = chips_html(SOME, 4)
    assert markup.count("<button") == 4
    assert 'data-without="since" data-exchange="4"' in markup
    assert ">From 1 January 2023</button>" in markup
    assert chips_html(Limits(), 4) == ""


def test_many_sources_are_told_in_few_words():
    chips = dict(Limits(sources=("A", "", "C", "D")).told())
    assert chips == {"sources": "A, No source + 2"}


def test_a_question_is_asked_again_without_its_dates_and_its_time_words():
    exchange = Exchange(number=1, question="Who sank in 2021?", limits=SOME, undated="Who sank?")
    again = exchange.again_without({"since", "until", "words"})
    assert again == Asking("Who sank?", Limits(as_of=SOME.as_of, sources=("Wire",)))
    assert exchange.again_without({"sources"}).question == "Who sank in 2021?"


def test_who_asks_as_of_a_day_reads_nothing_that_was_published_later():
    day = date(2023, 7, 1)
    assert Limits(as_of=day).filters() == Filters(until=day)
    assert Limits(as_of=day, until=date(2024, 1, 1)).filters() == Filters(until=day)
    assert Limits(as_of=day, until=date(2022, 1, 1)).filters() == Filters(until=date(2022, 1, 1))
