"""What a question is limited to, and the form that says so."""

import re
from datetime import date

import pytest

from assistant.schema import ArticleHead, Filters, IndexInfo
from assistant.web.conversation import Exchange
from assistant.web.limits import Asking, Limits, form_html, within_html
from assistant.web.rendering import talk_html

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
    markup = talk_html("chips", SOME, 4)
    assert markup.count("<button") == 4
    assert 'data-without="since" data-exchange="4"' in markup
    assert ">From 1 January 2023</button>" in markup
    assert talk_html("chips", Limits(), 4) == ""


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


HEADS = [
    ArticleHead(id="a", title="A", source="Wire", published=date(2023, 5, 8)),
    ArticleHead(id="b", title="B", source="Post", published=date(2022, 5, 8)),
    ArticleHead(id="c", title="C", source="Wire"),
]


def info_with(sources: dict[str, int]) -> IndexInfo:
    return IndexInfo(
        articles=9, passages=20, sources=sources, first=date(2022, 1, 2), last=date(2023, 5, 8)
    )


def test_sources_come_with_their_articles_counted_the_most_first():
    markup = form_html(info_with({"Post": 1, "Wire": 1200, "": 3}))
    assert markup.index("Wire") < markup.index("No source") < markup.index("Post")
    assert "1,200<span" in markup
    assert 'value=""' in markup


def test_the_fields_show_from_when_to_when_there_are_articles():
    markup = str(form_html(info_with({})))
    first, last = re.findall(r'name="(?:since|until)"[^>]* placeholder="([^"]+)"', markup)
    assert (first, last) == ("2 January 2022", "8 May 2023")


def test_many_sources_can_be_searched():
    assert "Find a source" in form_html(info_with({f"Post {number}": 1 for number in range(13)}))
    assert "Find a source" not in form_html(info_with({"Post": 1, "Wire": 1}))


def test_a_single_source_is_no_choice():
    assert "checkbox" not in form_html(info_with({"Wire": 9}))


def test_hostile_sources_are_text():
    markup = form_html(info_with({'"><img src=x onerror=alert(1)>': 1, "Wire": 1}))
    assert "<img" not in markup


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (Filters(sources=("Wire",)), "2 of 3 articles within"),
        (Filters(since=date(2022, 5, 8)), "2 of 3 articles within"),
        (Filters(until=date(2022, 5, 8)), "1 of 3 articles within"),
        (Filters(since=date(2023, 1, 1), sources=("Post",)), "No article is within"),
    ],
)
def test_what_filters_let_through_is_counted_and_the_undated_fail_a_date(wanted, told):
    assert told in within_html(HEADS, wanted)


def test_without_filters_nothing_is_counted():
    assert within_html(HEADS, None) == ""
