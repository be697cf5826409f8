from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.newsxml import read_xml
from tests.corpus.test_feeds import ATOM, RSS

NITF = """<?xml version="1.0"?><nitf><head><title>slug-17</title><docdata>
<date.issue norm="20240305T101500Z"/></docdata><pubdata name="Quill Wire"/></head>
<body><body.head><hedline><hl1>Dam of Orr is to be raised</hl1></hedline>
<byline><person>Ann Loo</person></byline></body.head>
<body.content><p>The dam will be raised by three metres.</p>
<media media-type="image"><media-caption>The dam at dusk.</media-caption></media>
<block><p>Work starts in&nbsp;May.</p></block></body.content></body></nitf>"""
ITEM = """<newsItem guid="urn:newsml:quill:{0}"><itemMeta><provider><name>Quill Wire</name>
</provider><versionCreated>2024-03-09T10:00:00Z</versionCreated>
<firstCreated>2024-03-06T10:00:00Z</firstCreated></itemMeta><contentMeta>
<headline>Orr passes plan {0}</headline><by>Bo Finn</by></contentMeta><contentSet>{1}</contentSet>
</newsItem>"""
INLINE = """<inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>slug</title></head>
<body><p>The council passed it.</p></body></html></inlineXML>"""
MESSAGE = (
    '<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{}</itemSet></newsMessage>'
)


def test_a_nitf_story_is_read_without_its_pictures():
    [article] = read_xml("dam.xml", NITF.encode()).articles
    assert article.title == "Dam of Orr is to be raised"
    assert article.text.split("\n") == [
        "The dam will be raised by three metres.",
        "Work starts in May.",
    ]
    assert (article.source, article.author) == ("Quill Wire", "Ann Loo")
    assert article.published == date(2024, 3, 5)


def test_each_item_of_a_newsml_message_is_an_article_and_one_without_text_is_told():
    items = ITEM.format(1, INLINE) + ITEM.format(2, "<remoteContent/>") + ITEM.format(3, INLINE)
    content = read_xml("m.xml", MESSAGE.format(items).encode())
    assert [each.id for each in content.articles] == [f"urn:newsml:quill:{n}" for n in (1, 3)]
    first = content.articles[0]
    assert (first.title, first.text) == ("Orr passes plan 1", "The council passed it.")
    assert (first.source, first.author, first.published) == (
        "Quill Wire",
        "Bo Finn",
        date(2024, 3, 6),
    )
    [problem] = content.problems
    assert (problem.path, problem.reason) == ("m.xml#2", "the item has no text")


@pytest.mark.parametrize("feed", [RSS, ATOM])
def test_a_feed_is_known_by_its_root(feed: str):
    assert read_xml("feed.xml", feed.encode()).articles


def test_other_xml_is_told_with_the_name_of_its_root():
    content = read_xml("map.xml", b"<urlset><url><loc>https://x.example</loc></url></urlset>")
    assert not content.articles
    assert "<urlset>" in content.problems[0].reason


def test_entities_are_not_expanded_and_no_file_is_opened(tmp_path):
    (tmp_path / "secret").write_text("hush")
    grown = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    dtd = f'<!DOCTYPE nitf [<!ENTITY l0 "lol">{grown}<!ENTITY f SYSTEM "{tmp_path}/secret">]>'
    bomb = dtd + NITF.partition("?>")[2].replace("May.", "May&l11;&f;.")
    [article] = read_xml("dam.xml", bomb.encode()).articles
    assert article.text.endswith("Work starts in May.")
