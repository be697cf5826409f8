from __future__ import annotations

from datetime import date

import pytest

from tests.corpus.pages import STORY, TITLE, article_of, page

_DAY = date(2024, 6, 7)


def day_of(body: str, head: str = "") -> date | None:
    return article_of(page(body, f"<title>{TITLE}</title>{head}")).published


def meta(name: str, content: str) -> str:
    return f"<meta property='{name}' content='{content}'>"


def test_the_day_at_the_headline_counts_before_the_one_when_the_page_was_made():
    head = "<meta itemprop='dateCreated' content='2024-09-09'>"
    body = f"<article><h1>{TITLE}</h1><p>7 June 2024, 19:16</p>{STORY}</article>"
    assert day_of(body, head) == _DAY
    assert day_of(f"<h1>{TITLE}</h1>{STORY}", head) == date(2024, 9, 9)


@pytest.mark.parametrize(
    "mark",
    [
        "<div class='meta'><a href='/a' rel='bookmark'><time class='entry-date' pubdate"
        " datetime='2024-06-07T08:00:00Z'>7 June 2024</time></a> by Una Tveit</div>",
        "<h2 class='date-header'><span>Friday, June 7, 2024</span></h2>",
        "<p class='post-date'>7.6.2024</p>",
    ],
)
def test_an_element_that_is_called_the_day_of_the_entry_is_read(mark: str):
    assert day_of(f"<div class='x'>{mark}<h1>{TITLE}</h1>{STORY}</div>") == _DAY


def test_days_of_several_entries_are_none_of_the_story():
    others = "<p class='post-date'>7.6.2024</p><p class='post-date'>8.6.2024</p>"
    assert day_of(f"<h1>{TITLE}</h1>{STORY}<div>{others}</div>") is None


@pytest.mark.parametrize(
    "line",
    ["Veröffentlicht am 07.06.2024", "Skerry, den 07. Juni 2024", "Published on 7 June 2024"],
)
def test_a_line_after_the_text_may_tell_the_day(line: str):
    assert day_of(f"<h1>{TITLE}</h1>{STORY}<p>{line}</p>") == _DAY


def test_a_moment_in_greenwich_is_on_the_day_of_the_address():
    head = meta("article:published_time", "2024-06-06T23:11:00+00:00")
    link = "<link rel='canonical' href='https://skerry.example/2024/06/07/harbour'>"
    assert day_of(f"<h1>{TITLE}</h1>{STORY}", head + link) == _DAY


def test_of_two_days_that_are_stated_the_one_at_the_headline_counts():
    head = meta("article:published_time", "2024-06-05") + meta("date", "2024-06-07")
    body = f"<article><h1>{TITLE}</h1><p>7 June 2024</p>{STORY}</article>"
    assert day_of(body, head) == _DAY


def test_a_day_of_change_at_the_headline_is_not_that_of_publication():
    head = meta("article:published_time", "2024-06-07") + meta("date", "2024-06-09")
    head += meta("article:modified_time", "2024-06-09")
    body = f"<article><h1>{TITLE}</h1><p>9 June 2024</p>{STORY}</article>"
    assert day_of(body, head) == _DAY


def test_a_day_in_the_list_of_news_is_not_that_of_the_story_it_names_too():
    news = f"<ul><li>Ferries stop</li><li>1 May 2024</li><li><a href='/a'>{TITLE}</a></li></ul>"
    body = f"{news}<article><h1>{TITLE}</h1><p>Una Tveit — 7 June 2024</p>{STORY}</article>"
    assert day_of(body) == _DAY


def test_a_hidden_moment_of_change_does_not_hide_the_day():
    hidden = "<span class='updated rich-hidden'>2024-09-09T17:27:31+02:00</span>"
    body = f"<article><h1>{TITLE}</h1><div>Tveit{hidden}7 June 2024</div>{STORY}</article>"
    assert day_of(body) == _DAY


_NAME = "<div>The Skerry Post</div><div>News and weather</div>"


@pytest.mark.parametrize(
    "above",
    [
        "<p>7 June 2024</p>",
        "<p>7 June 2024</p><p>Share</p><p>Print</p>",
        "<p>Press release, 7 June 2024</p>",
        "<a href='/2024'>7 June 2024</a>",
    ],
)
def test_a_day_right_above_the_headline_is_that_of_the_story(above: str):
    assert day_of(f"{_NAME}{above}<h1>{TITLE}</h1>{STORY}") == _DAY


def test_a_story_that_is_linked_above_the_headline_has_a_day_of_its_own():
    other = "<a href='/b'>Ferries stop, 1 May 2024</a>"
    assert day_of(f"{_NAME}<p>{other}</p><h1>{TITLE}</h1>{STORY}") is None


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1><span>07.06.2024</span>{TITLE}</h1>",
        f"<h1>{TITLE}<small>7 June 2024</small></h1>",
        f"<h1>7.6.2024 - {TITLE}</h1>",
    ],
)
def test_a_day_in_the_heading_is_no_part_of_the_title(heading: str):
    found = article_of(page(f"{_NAME}{heading}{STORY}", "<title>News</title>"))
    assert (found.title, found.published) == (TITLE, _DAY)


def test_the_day_that_a_headline_speaks_of_is_not_that_of_the_story():
    title = "Report on the harbour of 7.6.2024"
    found = article_of(page(f"<h1>{title}</h1>{STORY}", f"<title>{title}</title>"))
    assert (found.title, found.published) == (title, None)


def in_language(language: str, shown: str, head: str = "") -> date | None:
    html = page(f"<h1>{TITLE}</h1><p>{shown}</p>{STORY}", f"<title>{TITLE}</title>{head}")
    return article_of(html.replace("lang='en'", f"lang='{language}'")).published


@pytest.mark.parametrize(
    ("language", "shown", "day"),
    [
        ("de", "07.06.24", _DAY),
        ("fr-FR", "7.6.24", _DAY),
        ("es", "07/06/2024 05:22 pm", _DAY),
        ("en-GB", "07/06/2024", _DAY),
        ("en-US", "07/06/2024", None),  # which systems say of pages from anywhere
        ("ja", "07/06/2024", None),
    ],
)
def test_day_and_month_stand_in_the_order_of_the_language(
    language: str, shown: str, day: date | None
):
    assert in_language(language, shown) == day


def test_the_order_of_other_days_on_the_page_comes_before_that_of_its_language():
    assert in_language("en-US", "07/06/2024</p><p>Comments close on 30/06/2024") == _DAY


def test_a_day_for_machines_is_read_in_no_local_order():
    assert in_language("de", "By Una Tveit", meta("date", "06/07/2024 12:43:42")) is None


def test_the_only_day_that_a_page_shows_is_that_of_the_story():
    assert day_of(f"<h1>{TITLE}</h1>{STORY}<div>Date 7 June 2024</div>") == _DAY


@pytest.mark.parametrize(
    "other",
    ["<p>Olaf Brand © Port, 1 May 2024</p>", "<nav>1 May 2024</nav>", "<p>Last edited 1.5.24</p>"],
)
def test_a_day_of_a_picture_a_menu_or_a_change_is_not_that_of_the_story(other: str):
    assert day_of(f"<h1>{TITLE}</h1>{other}{STORY}") is None


def test_a_line_at_the_end_of_a_story_tells_its_day_beside_its_author():
    end = "<p>Author: una | Article published on 16 December 2012</p>"
    lists = "<ul><li>talk of 12.11.2008 on law</li><li>vote of 28.11.2008 on law</li></ul>"
    found = article_of(page(f"<h1>{TITLE}</h1>{STORY}{end}{lists}"))
    assert found.published == date(2012, 12, 16)
