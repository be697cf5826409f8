"""Readers' comments that no heading and no class tells apart end before they begin."""

from __future__ import annotations

import pytest

from assistant.corpus.comments import first_comment
from assistant.corpus.text import read_text
from tests.corpus.pages import FIRST, STORY, TEXT, article_of, page, text_of_page

LINES = [FIRST, "It costs 2.4 million crowns.", "Nobody has asked us, he said."]


@pytest.mark.parametrize(
    ("name", "age"),
    [
        ("Bertie K", "2 hours ago"),
        ("minerslad", "vor 3 Stunden"),
        ("Ann", "il y a 2 jours"),
        ("Ann says:", "March 12, 2024 at 10:15 am"),
        ("Ольга", "2 часа назад"),
    ],
)
def test_names_ages_and_opinions_by_turns_are_comments(name: str, age: str) -> None:
    comments = [name, age, "About time too.", "Shame on you!", name, age, "lol they will never"]
    assert first_comment([*LINES, *comments]) == len(LINES)


def test_a_name_and_an_age_may_share_a_line() -> None:
    comments = ["Bertie K · 5h", "About time too.", "Ann, 2 days ago", "No!"]
    assert first_comment([*LINES, *comments]) == len(LINES)


@pytest.mark.parametrize(
    "below",
    [
        ["Kim Ost", "2 hours ago", "It goes on here."],  # one alone may be a byline
        ["They met 2 hours ago.", "They meet again in 3 hours, he said 2 hours ago."],
        ["14:05 – Vote begins", "It began.", "13:40 – Protest outside", "There are 200."],
        ["Women, 100 m", "1. Ada Finn 11.2", "Men, 200 m", "1. Rolf Ahn 21.0"],
    ],
)
def test_what_is_told_at_the_end_of_a_story_is_kept(below: list[str]) -> None:
    assert first_comment([*LINES, *below]) == len(LINES) + len(below)


def test_entries_that_are_all_of_a_text_are_its_story() -> None:
    entries = ["Kim Ost", "2 hours ago", "The vote began.", "Kim Ost", "3 hours ago", "They met."]
    assert first_comment(entries) == len(entries)


def test_comments_leave_a_page_and_a_text() -> None:
    entries = "".join(
        f"<div><p>{name}</p><p>2 hours ago</p><p>They lie.</p></div>" for name in ("Ann", "Bo K")
    )
    assert text_of_page(f"<article><h1>x</h1>{STORY}{entries}</article>") == TEXT
    below = "Ann\n2 hours ago\nThey lie.\n\nBo K\n3 hours ago\nAll of them!\n"
    [article] = read_text("a.txt", f"{TEXT}\n\n{below}".encode()).articles
    assert article.text.strip() == TEXT


def test_a_page_that_says_it_is_a_live_blog_keeps_its_entries() -> None:
    entries = "".join(
        f"<div><p>Kim Ost</p><p>{n} hours ago</p><p>They vote for the {n}th time.</p></div>"
        for n in (2, 3)
    )
    live = '{"@type": "LiveBlogPosting", "headline": "The vote as it goes"}'
    head = f"<title>The vote</title><script type='application/ld+json'>{live}</script>"
    body = f"<article><h1>The vote as it goes</h1>{STORY}{entries}</article>"
    assert "They vote for the 3th time." in article_of(page(body, head)).text
