from __future__ import annotations

import json
from datetime import date

import pytest

from tests.corpus.pages import FIRST, STORY, TITLE, article_of, content_of, page

_PLAIN = f"<article><h1>{TITLE}</h1>{STORY}</article>"


def json_ld(**values: object) -> str:
    node = {"@type": "NewsArticle", "headline": TITLE} | values
    return f"<title>{TITLE}</title><script type='application/ld+json'>{json.dumps(node)}</script>"


def meta(name: str, value: str) -> str:
    return f"<title>{TITLE}</title><meta property='{name}' content='{value}'>"


@pytest.mark.parametrize(
    "head",
    [
        f"<title>{TITLE} | Skerry Post</title>",
        f"<title>{TITLE} - Skerry Post</title>",
        f"<title>Skerry Post: {TITLE}</title><meta property='og:site_name' content='Skerry Post'>",
        f"<title>Skerry Post</title><meta property='og:title' content='{TITLE} – Skerry Post'>"
        "<meta property='og:site_name' content='Skerry Post'>",
        json_ld(publisher={"@type": "Organization", "name": "Skerry Post"}),
    ],
)
def test_title_and_outlet_are_told_apart(head: str):
    logo = "<header><h1>Skerry Post</h1></header>"
    for body in (_PLAIN, logo + _PLAIN):
        found = article_of(page(body, head))
        assert (found.title, found.source) == (TITLE, "Skerry Post")


@pytest.mark.parametrize(
    "head",
    [
        json_ld(datePublished="2024-05-27T06:00:00+02:00", dateModified="2024-06-30T06:00:00Z"),
        json_ld(datePublished="May 27, 2024"),
        json_ld() + meta("article:published_time", "2024-05-27T06:00:00+02:00"),
        meta("article:modified_time", "2024-06-30") + meta("datePublished", "2024-05-27"),
        meta("dcterms.created", "27.05.2024"),
        f"<title>{TITLE}</title><link rel=canonical href='https://post.example/2024/05/27/harbour'>",
    ],
)
def test_the_stated_day_is_that_of_publication(head: str):
    assert article_of(page(_PLAIN, head)).published == date(2024, 5, 27)


def test_a_title_of_two_lines_keeps_its_words_apart():
    body = f"<article><h1>Harbour of Skerry<br>to be dredged</h1>{STORY}</article>"
    assert article_of(page(body)).title == TITLE


def test_the_name_of_a_blog_above_a_post_is_no_title():
    body = f"<h1><a href='/'>Una's notes</a></h1><h3>{TITLE}</h3>{STORY}"
    found = article_of(page(body, f"<title>{TITLE} | Una's notes</title>"))
    assert (found.title, found.source) == (TITLE, "Una's notes")


def test_of_a_graph_the_article_of_the_headline_counts():
    nodes = [
        {"@type": "WebPage", "datePublished": "2001-01-01"},
        {"@type": "NewsArticle", "headline": "Ferry to Brae sold", "datePublished": "2024-01-02"},
        {
            "@type": ["NewsArticle"],
            "headline": TITLE,
            "datePublished": "2024-05-27",
            "author": [{"@type": "Person", "name": "Vera Moss"}, {"name": "Ida Pohl"}],
        },
    ]
    graph = json.dumps({"@context": "https://schema.org", "@graph": nodes})
    head = f"<title>{TITLE}</title><script type='application/ld+json'>{graph}</script>"
    found = article_of(page(_PLAIN, head))
    assert (found.published, found.author) == (date(2024, 5, 27), "Vera Moss, Ida Pohl")


@pytest.mark.parametrize(
    "byline",
    [
        "<div>By Vera Moss, 27 May 2024</div>",
        "<p class='meta'>Vera Moss<br>Mon, 27 May 2024 17:55 UTC</p>",
        "<p>By Vera Moss | Skerry Post</p><p>27.05.2024, 10:15</p>",
        "<p>By Vera Moss, harbour correspondent</p><time datetime='2024-05-27'>Monday</time>",
        "<p>Published 27 May 2024, updated 30 June 2024</p>",
    ],
)
def test_the_day_at_the_headline_is_read(byline: str):
    clock = "<div id='top'><div class='clock'>Sun, 8 Dec 2024</div>Welcome to the Skerry Post</div>"
    body = f"{clock}<div id='story'><h1>{TITLE}</h1>{byline}{STORY}</div>"
    found = article_of(page(body))
    assert found.published == date(2024, 5, 27)
    assert found.author in ("Vera Moss", "")
    assert found.text.startswith(FIRST)


@pytest.mark.parametrize(
    "body",
    [
        f"<div>Sun, 8 Dec 2024</div><h1>{TITLE}</h1>{STORY}",
        f"<header>8 December 2024</header><article><h1>{TITLE}</h1>{STORY}</article>",
        f"<article><h1>{TITLE}</h1><p>Updated 8 December 2024</p>{STORY}</article>",
        f"<article><h1>{TITLE}</h1>{STORY}</article><footer>8 December 2024</footer>",
        f"<article><h1>{TITLE}</h1>{STORY}</article><p>© 2024 Skerry Post</p>",
    ],
)
def test_a_clock_a_change_and_a_year_of_rights_are_no_day_of_publication(body: str):
    content = content_of(page(body))
    assert content.articles[0].published is None
    assert content.problems == ()


def test_the_day_where_the_paper_is_printed_comes_before_that_in_greenwich():
    body = f"<article><h1>{TITLE}</h1><p>Posted May 26, 2024</p>{STORY}</article>"
    head = json_ld(datePublished="2024-05-27T01:30:00Z")
    assert article_of(page(body, head)).published == date(2024, 5, 26)


def test_the_line_of_rights_tells_outlet_and_day():
    body = f"<div><h1>{TITLE}</h1>{STORY}<p>(c) Skerry Post 27.5.2001</p></div>"
    found = article_of(page(body))
    assert (found.source, found.published) == ("Skerry Post", date(2001, 5, 27))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("By Vera Moss", "Vera Moss"),
        ("Von Vera Moss, Korrespondentin", "Vera Moss"),
        ("Vera Moss, chief harbour reporter", "Vera Moss"),
        ("Vera Moss (vera@post.example)", "Vera Moss"),
        ("Skerry Post", ""),
        ("https://facebook.example/skerrypost", ""),
    ],
)
def test_an_author_is_a_name(written: str, name: str):
    head = meta("author", written) + "<meta property='og:site_name' content='Skerry Post'>"
    assert article_of(page(_PLAIN, head)).author == name


def test_language_and_address_are_kept():
    head = meta("og:url", "https://post.example/harbour")
    found = article_of(page(_PLAIN, head))
    assert found.url == "https://post.example/harbour"
    assert found.metadata["language"] == "en"
    assert found.source == "post.example"
