from __future__ import annotations

import pytest

from assistant.corpus.furniture import is_notice
from tests.corpus.pages import (
    FIRST,
    SECOND,
    STORY,
    TEXT,
    THIRD,
    TITLE,
    article_of,
    page,
    reason_of,
    text_of_page,
)

_READER = "The harbour master is a liar, my uncle says it will take two years at least."
_OTHER = "I was there and nobody said a word about the ferries, what a joke this is."


@pytest.mark.parametrize(
    "comments",
    [
        f"<section id='comments'><p>{_READER}</p><p>{_OTHER}</p></section>",
        f"<div class='article-comments'><div><p>{_READER}</p></div></div>",
        f"<div id='disqus_thread'><p>{_READER}</p></div>",
        f"<div class='comment-list'><p>{_READER}</p></div>",
        f"<section><h2>Comments (2)</h2><div>a<p>{_READER}</p></div>"
        f"<div>b<p>{_OTHER}</p></div></section>",
        f"<h3>2 Kommentare</h3><p>{_READER}</p><p>{_OTHER}</p>",
        f"<div><h3>Leserkommentare</h3><p>{_READER}</p></div>",
        f"<section><h2>Discussion</h2><div class=r><p>{_READER}</p></div>"
        f"<div class=r><p>{_OTHER}</p></div></section>",
        f"<section><h3>Replies (2)</h3><ol><li><p>{_READER}</p></li></ol></section>",
        f"<div itemscope itemtype='https://schema.org/Comment'><p>{_READER}</p></div>",
        f"<ol class='commentlist'><li><p>{_READER}</p></li></ol>",
        f"<section><h2>You say</h2><article class='comment'><p>{_READER}</p></article></section>",
        f"<div><b>Comments</b><div class='u'><p>{_READER}</p></div>"
        f"<div class='u'><p>{_OTHER}</p></div></div>",
        f"<section aria-label='Comments'><p>{_READER}</p></section>",
    ],
)
def test_what_readers_write_below_a_story_is_not_the_story(comments: str):
    assert text_of_page(f"<main><h1>{TITLE}</h1>{STORY}{comments}</main>") == TEXT


@pytest.mark.parametrize("kind", ["comments-open", "has-comments", "node comment-enabled"])
def test_a_story_that_may_be_commented_on_is_read(kind: str):
    assert text_of_page(f"<h1>{TITLE}</h1><div class='{kind}'>{STORY}</div>") == TEXT


def test_comments_in_the_prose_are_prose():
    said = "Comments: 14 people wrote to the council, most of them against it."
    assert said in text_of_page(f"<article><h1>{TITLE}</h1>{STORY}<p>{said}</p></article>")


@pytest.mark.parametrize(
    "teaser",
    [
        "<p><b>Read also:</b> <a href='/x'>Ferry to Brae sold to a bank</a></p>",
        "<p><a href='/x'>Ferry to Brae sold to a bank</a></p>",
        "<p>More: <a href='/x'>Ferry to Brae sold to a bank</a></p>",
        "<ul class='related'><li><a href='/x'>Ferry to Brae sold</a></li></ul>",
        "<div class='teaser'><h4><a href='/x'>Ferry sold</a></h4><p>The price is secret.</p></div>",
        "<aside><h3>Related</h3><p>Ferry to Brae sold to a bank in the capital.</p></aside>",
        "<p>Sign up for our newsletter and never miss a story from Skerry.</p>",
        "<div class='newsletter-box'><p>All of Skerry in your mailbox every morning.</p></div>",
        "<div class='share-bar'>Share Tweet Mail</div>",
        "<p>Photo: K. Ray</p>",
        "<p>© 2024 Skerry Post. All rights reserved.</p>",
        "<p>Advertisement</p>",
        "<div class='paywall'><p>Subscribe now to read on, the first month is free.</p></div>",
        "<div id='cookie-banner'><p>We use cookies to make this site better for you.</p></div>",
        "<p>We use cookies to make your visit better. By going on you agree to all cookies.</p>",
        "<nav><a href='/'>Home</a> <a href='/s'>Sport</a></nav>",
    ],
)
def test_what_stands_around_a_story_is_not_the_story(teaser: str):
    body = f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{teaser}<p>{SECOND}</p><p>{THIRD}</p></article>"
    assert text_of_page(body) == TEXT


def test_a_link_in_a_sentence_is_part_of_it():
    linked = "<p>The <a href='/q'>north quay of Skerry</a> was built in 1911 by Ferro Sons.</p>"
    text = text_of_page(f"<article><h1>{TITLE}</h1>{STORY}{linked}</article>")
    assert "The north quay of Skerry was built in 1911 by Ferro Sons." in text


def test_a_story_about_cookies_is_read():
    law = "We use cookies only where you agree, the minister told the Skerry Post on Monday."
    body = f"<article><h1>Skerry bans cookies</h1><p>{law}</p><p>{SECOND}</p></article>"
    assert law in article_of(page(body, "<title>Skerry bans cookies</title>")).text


def test_a_page_with_nothing_but_a_cookie_notice_is_reported():
    notice = "This site uses cookies to give you the best experience. You agree if you go on."
    assert "cookie notice" in reason_of(page(f"<div class='cmp'><p>{notice}</p></div>"))
    assert "cookie notice" in reason_of(page(f"<div><p>{notice}</p></div>"))


def test_the_story_is_found_where_the_page_hides_it():
    notice = "<div class='cmp'><p>We use cookies to give you the best of all experiences.</p></div>"
    assert text_of_page(f"{notice}<aside class='main'><h1>{TITLE}</h1>{STORY}</aside>") == TEXT


@pytest.mark.parametrize(
    "closing",
    [
        "<h3>More that you must read</h3>",
        "<h2>Top 10</h2><h3>Weitere</h3>",
        "<p>Get the best of Skerry in your inbox every morning.</p>",
        "<p>Posted on 7 June 2024 by Una Tveit</p>",
        "<blockquote class='instagram-media'><p>Look at this post on Instagram</p></blockquote>",
    ],
)
def test_what_closes_a_page_is_not_in_the_text(closing: str):
    assert text_of_page(f"<article><h1>{TITLE}</h1>{STORY}{closing}</article>") == TEXT


def test_a_last_line_that_tells_something_is_text():
    line = "Published on 7 June 2024, the plan names nobody who was asked about the moorings."
    text = text_of_page(f"<article><h1>{TITLE}</h1>{STORY}<p>{line}</p></article>")
    assert text == f"{TEXT}\n{line}"


@pytest.mark.parametrize(
    "line",
    [
        "Continue reading",
        "Already a subscriber? Log in",
        "You have read your last free article this month. Subscribe for 1 crown a week.",
        "Tags: harbour, Skerry, dredging",
        "Filed under: Harbour",
        "Share Tweet Email",
        "Additional reporting by Kim Ost",
    ],
)
def test_what_a_page_asks_of_its_visitor_or_files_a_story_under_is_a_notice(line: str):
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        "You have read the plan, and what do you think of it?",
        "He shares it by e-mail.",
        "Twitter has more members than ever.",
        "Reporting on the harbour won her a prize.",
    ],
)
def test_what_is_told_is_no_notice(line: str):
    assert not is_notice(line)
