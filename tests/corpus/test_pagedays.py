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
