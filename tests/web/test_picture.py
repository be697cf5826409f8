"""The picture of the corpus that an empty conversation shows."""

from datetime import date

import pytest

from assistant.schema import ArticleHead, IndexInfo
from assistant.web.chat import Chat
from assistant.web.markup import NOTHING
from assistant.web.picture import Picture, bars_of, picture_html
from tests.web.scripted import ScriptedAssistant


def head(number: int, published: date | None) -> ArticleHead:
    return ArticleHead(id=str(number), title="A title", published=published)


def test_the_largest_outlets_are_named_with_their_counts_and_the_others_counted():
    sources = {f"Outlet {number}": number for number in range(1, 9)}
    shown = picture_html(sources, [head(1, None)])
    assert "Outlet 8" in shown
    assert "Outlet 3" not in shown
    assert shown.index("Outlet 8") < shown.index("Outlet 4")
    assert "and 3 more" in shown


def test_what_the_bars_show_is_said_in_words_and_the_bars_are_hidden_from_screen_readers():
    days = [date(2023, 11, 2), date(2024, 2, 1), date(2024, 2, 9)]
    shown = picture_html({}, [head(number, day) for number, day in enumerate(days)])
    assert "Articles by month:" in shown
    for told in ("November 2023: 1", "December 2023: 0", "February 2024: 2"):
        assert f"<li>{told}</li>" in shown
    assert shown.count("<rect") == 4
    assert 'aria-hidden="true"' in shown[shown.index("<svg") : shown.index("<rect")]


@pytest.mark.parametrize(
    ("first", "last", "unit", "periods"),
    [
        (date(2022, 1, 3), date(2022, 3, 30), "", ()),
        (date(2022, 1, 3), date(2022, 4, 1), "month", ("January 2022", "April 2022")),
        (date(2022, 2, 1), date(2024, 2, 1), "quarter", ("January to March 2022",)),
        (date(2001, 5, 1), date(2024, 1, 1), "year", ("2001", "2024")),
        (date(1911, 5, 1), date(2024, 1, 1), "decade", ("1910 to 1919", "2020 to 2029")),
        (date(1, 1, 1), date(60, 1, 1), "decade", ("0 to 9",)),
        (date(1, 1, 1), date(9999, 12, 31), "", ()),
    ],
)
def test_bars_are_of_the_period_that_makes_a_readable_row(first, last, unit, periods):
    chosen, bars = bars_of([first, last])
    assert chosen == unit
    assert set(periods) <= {bar.period for bar in bars}


def test_undated_articles_are_told():
    assert "2 articles without a date" in picture_html({}, [head(1, None), head(2, None)])
    assert "without a date" not in picture_html({}, [head(1, date(2024, 1, 1))])


def test_nothing_is_shown_of_nothing():
    assert picture_html({}, []) == NOTHING


def test_a_source_that_looks_like_html_is_text():
    assert "<b>" not in picture_html({"<b>Bold</b> Wire": 1}, [head(1, None)])


def test_it_is_drawn_once_for_each_state_of_the_index():
    reads = []

    def heads() -> list[ArticleHead]:
        reads.append(1)
        return [head(1, None)]

    picture = Picture()
    for generation in (1, 1, 2):
        picture.html(IndexInfo(articles=1, passages=1, generation=generation), heads)
    assert len(reads) == 2


def test_the_welcome_shows_it():
    welcome = Chat(ScriptedAssistant()).welcome()
    assert 'class="picture"' in welcome
