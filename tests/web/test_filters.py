from datetime import date

import pytest

from assistant.schema import ArticleHead, Filters, IndexInfo
from assistant.web.filters import form_html, within_html

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


def test_days_are_bounded_by_what_there_is_but_any_day_can_be_asked_as_of():
    markup = form_html(info_with({}))
    assert 'name="since" data-chip="From" min="2022-01-02" max="2023-05-08"' in markup
    assert 'name="as_of" data-chip="As of" min="2022-01-02" max=""' in markup


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
