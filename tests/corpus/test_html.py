from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.html import html_text, read_html

_PAGE = """<html><head><title>Bridge opens | The Daily</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Ann Lee">
{head}<link rel="canonical" href="https://daily.example/bridge"></head>
<body><nav>Home News Sport</nav><article><h1>Bridge opens</h1>
<p>The bridge over the river opened again on Thursday after two years of repairs.</p>
<p>The mayor cut a <b>ribbon</b> and said: “It is done.”</p></article>
<footer>© 2019 The Daily</footer></body></html>"""


def page(head: str = "") -> bytes:
    return _PAGE.format(head=head).encode()


def test_text_title_author_site_and_address_are_extracted():
    [found] = read_html("a.html", page()).articles
    assert "The mayor cut a ribbon and said: “It is done.”" in found.text
    assert "Sport" not in found.text
    assert (found.title, found.source, found.author) == ("Bridge opens", "The Daily", "Ann Lee")
    assert found.url == "https://daily.example/bridge"
    assert found.id == found.path == "a.html"


def test_the_stated_date_is_the_date():
    head = '<meta property="article:published_time" content="2024-03-14T10:00:00Z">'
    content = read_html("a.html", page(head))
    assert content.articles[0].published == date(2024, 3, 14)
    assert content.problems == ()


def test_a_copyright_year_is_no_date():
    content = read_html("a.html", page())
    assert content.articles[0].published is None
    assert content.problems == ()


@pytest.mark.parametrize("stated", ["2024-02-30", "someday"])
def test_an_unreadable_stated_date_is_reported_and_never_guessed(stated: str):
    content = read_html("a.html", page(f'<meta name="date" content="{stated}">'))
    assert content.articles[0].published is None
    assert stated in content.problems[0].reason


@pytest.mark.parametrize(
    "data", [b"<html><body><p>Short.</p></body></html>", b"<p>Short.", b"Short."]
)
def test_a_page_too_short_to_tell_its_article_is_read_whole(data: bytes):
    [found] = read_html("a.html", data).articles
    assert found.text.strip() == found.title == "Short."


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<html><body><img src=x></body></html>", b"<!---->"]
)
def test_a_page_without_text_is_reported(data: bytes):
    content = read_html("a.html", data)
    assert content.articles == ()
    assert "no article text" in content.problems[0].reason


def test_a_page_that_breaks_the_parser_is_reported():
    content = read_html("a.html", b"<html><body>" + b"<div>" * 5_000 + b"Deep." + b"</div>" * 5_000)
    assert content.articles or content.problems


def test_a_page_that_ends_before_its_body_is_read():
    early = page().replace(b"</head>", b"</head></html>")
    assert read_html("a.html", early).articles == read_html("a.html", page()).articles


def test_a_box_about_cookies_that_offers_a_subscription_is_no_article():
    page = (
        "<html><head><title>Weir rebuilt</title></head><body><div class='layer-7'><p>We and our "
        "partners use cookies; you can change your consent at any time.</p><p>Or read without ads "
        "for 4 crowns a month.</p></div><section><h1>Weir rebuilt</h1><div>The weir of Ollen was "
        "rebuilt.</div><div>Engineer Tove Bly laid 900 stones.</div></section></body></html>"
    )
    (article,) = read_html("weir.html", page.encode()).articles
    assert "900 stones" in article.text
    assert "crowns a month" not in article.text


def test_a_tag_with_very_many_attributes_hides_nothing():
    many = " ".join(f"a{number}=b" for number in range(50_000))
    told = '<p title="a > b" data-props=\'{"words": "' + "word " * 5_000 + "\"}'>It rained.</p>"
    data = page().replace(b"<article>", f"<article><div {many}>{told}</div>".encode())
    text = read_html("a.html", data).articles[0].text
    assert "It rained." in text
    assert "The mayor cut a ribbon" in text


def test_a_short_page_has_its_lines_and_neither_headline_nor_byline():
    lines = (
        "<h1>Weir opens at Ollen</h1><p>By Kim Ost</p><p>The weir opened.</p><p>It is large.</p>"
    )
    data = f"<title>Weir opens at Ollen</title><article>{lines}</article><p>Home</p>"
    [found] = read_html("a.html", data.encode()).articles
    assert found.text == "The weir opened.\nIt is large."


def test_a_zero_byte_in_a_page_is_skipped():
    found = read_html("a.html", page().replace(b"two years", b"two\0 years")).articles[0]
    assert "after two years of repairs" in found.text
    assert "It is done." in found.text


def test_a_text_that_is_longer_than_a_parser_takes_is_read():
    long = "word " * 2_100_000  # a usual one stops behind ten million bytes, without a word
    found = html_text(f"<p>The ferry sank.</p><p>{long}</p><p>Nobody was hurt.</p>")
    assert found.startswith("The ferry sank.\nword word")
    assert found.endswith("word\nNobody was hurt.")


def test_a_script_that_is_longer_than_a_parser_takes_loses_no_text():
    script = f"<script>{'a' * 11_000_000}</script>"
    assert html_text(f"{script}<p>The ferry sank.</p>") == "The ferry sank."
