from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.feeds import read_feed

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Pier Herald</title>
<item><title>Ferry &amp;amp; bus share a ticket</title><link>https://pier.example/ferry</link>
<guid isPermaLink="false">42</guid><pubDate>Tue, 05 Mar 2024 23:30:00 -0500</pubDate>
<dc:creator>Ann Loo</dc:creator><description>A teaser.</description>
<content:encoded><![CDATA[<p>The ferry and the bus share a <b>ticket</b> from May.</p>
<script>track()</script><p>It costs 4 euros.</p>]]></content:encoded></item>
<item><title>Boats wanted</title><guid>https://pier.example/boats</guid>
<description>The museum wants 12 boats.</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Dune Radio</title>
<entry><id>tag:dune.example,2024:1</id><title type="html">Sand &amp;lt;b&amp;gt; moves</title>
<updated>2024-05-09T10:00:00Z</updated><published>2024-05-02T10:00:00Z</published>
<author><name>Bo Finn</name></author><link href="https://dune.example/1"/>
<content type="text">The sand moves 3 metres a year.</content></entry></feed>"""


def test_each_entry_is_an_article_with_its_whole_text():
    first, second = read_feed("a.rss", RSS.encode()).articles
    assert first.title == "Ferry & bus share a ticket"
    lines = first.text.split("\n")
    assert lines == ["The ferry and the bus share a ticket from May.", "It costs 4 euros."]
    assert (first.source, first.author) == ("Pier Herald", "Ann Loo")
    assert first.published == date(2024, 3, 5)
    assert first.url == "https://pier.example/ferry"
    assert second.text == "The museum wants 12 boats."


def test_an_id_that_only_the_feed_knows_is_told_apart_from_that_of_other_feeds():
    ids = [each.id for each in read_feed("a.rss", RSS.encode()).articles]
    assert ids == ["a.rss#42", "https://pier.example/boats"]


def test_atom_gives_the_day_of_publication_and_not_of_change():
    [article] = read_feed("a.atom", ATOM.encode()).articles
    assert article.published == date(2024, 5, 2)
    assert (article.author, article.source) == ("Bo Finn", "Dune Radio")
    assert article.text == "The sand moves 3 metres a year."


def test_the_day_of_change_is_taken_where_there_is_no_other():
    changed = ATOM.replace("<published>2024-05-02T10:00:00Z</published>", "")
    [article] = read_feed("a.atom", changed.encode()).articles
    assert article.published == date(2024, 5, 9)


def test_an_entry_is_named_after_the_outlet_that_it_is_from():
    taken = RSS.replace("<description>The", "<source url='x'>Coast Post</source><description>The")
    assert read_feed("a.rss", taken.encode()).articles[1].source == "Coast Post"


def test_an_entry_without_any_words_and_one_that_repeats_are_told():
    item = RSS[RSS.index("<item>") : RSS.index("</item>") + 7]
    feed = RSS.replace("</channel>", f"{item}<item><link>https://x.example</link></item></channel>")
    content = read_feed("a.rss", feed.encode())
    assert len(content.articles) == 2
    assert {each.path: each.reason for each in content.problems} == {
        "a.rss": "the id 'a.rss#42' is there twice; only the first is indexed",
        "a.rss#4": "the entry has no text",
    }


@pytest.mark.parametrize("data", [b"", b"no feed", b"<rss><channel><title>x</title>", b"\x00\xff"])
def test_a_feed_without_entries_is_told(data: bytes):
    content = read_feed("a.rss", data)
    assert not content.articles
    assert "no entries" in content.problems[0].reason


def test_the_name_of_a_file_or_an_address_in_place_of_a_feed_is_never_opened():
    assert not read_feed("a.rss", b"/etc/passwd").articles
    assert not read_feed("a.rss", b"https://pier.example/feed").articles
