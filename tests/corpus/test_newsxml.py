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


def test_who_signs_is_named_without_what_they_are():
    signed = NITF.replace("<person>Ann Loo</person>", "By ANN LOO<byttl>Quill Writer</byttl>")
    assert read_xml("dam.xml", signed.encode()).articles[0].author == "ANN LOO"


def test_lines_of_wire_copy_are_joined():
    wrapped = "<p>The dam above the town of Orr will be raised by three metres<br/>"
    wrapped += "from May on, so that it holds the water of two dry summers and<br/>"
    wrapped += "of a winter without any snow, the council said.</p>"
    story = NITF.replace("<p>The dam will be raised by three metres.</p>", wrapped)
    [article] = read_xml("dam.xml", story.encode()).articles
    assert "three metres from May on, so that" in article.text


def test_an_older_newsml_item_is_read():
    item = (
        "<NewsML><NewsItem><NewsManagement><FirstCreated>20240305T101500Z</FirstCreated>"
        "</NewsManagement><NewsComponent><NewsLines><HeadLine>Dam raised</HeadLine></NewsLines>"
        '<AdministrativeMetadata><Provider><Party FormalName="Quill"/></Provider>'
        "</AdministrativeMetadata><ContentItem><DataContent><p>The dam rose.</p></DataContent>"
        "</ContentItem></NewsComponent></NewsItem></NewsML>"
    )
    [article] = read_xml("dam.xml", item.encode()).articles
    assert (article.title, article.text) == ("Dam raised", "The dam rose.")
    assert (article.source, article.published) == ("Quill", date(2024, 3, 5))


def test_text_that_was_handed_on_as_plain_though_it_is_marked_up_is_read_without_the_marks():
    inline = "<inlineData>&lt;p&gt;The council &lt;b&gt;passed&lt;/b&gt; it.&lt;/p&gt;</inlineData>"
    [article] = read_xml("m.xml", MESSAGE.format(ITEM.format(1, inline)).encode()).articles
    assert article.text == "The council passed it."


def test_what_is_utf8_is_read_as_such_though_it_says_that_it_is_not():
    declared = '<?xml version="1.0" encoding="iso-8859-1"?>'
    story = declared + NITF.partition("?>")[2].replace("metres", "mètres")
    assert "mètres" in read_xml("dam.xml", story.encode()).articles[0].text
    feed = declared + RSS.partition("?>")[2].replace("Boats", "Bôats")
    assert read_xml("feed.xml", feed.encode()).articles[1].title == "Bôats wanted"


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
