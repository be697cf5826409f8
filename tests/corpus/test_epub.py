from __future__ import annotations

from datetime import date

from assistant.corpus import read_file
from assistant.corpus.epub import read_epub
from tests.corpus.madefiles import epub, zipped

ABOUT = (
    "<dc:title>Pier Herald [Tue, 05 Mar 2024]</dc:title><dc:creator>calibre</dc:creator>"
    "<dc:date>2024-03-05T05:00:00+00:00</dc:date><dc:language>en</dc:language>"
)
STORY = (
    "<h1>{0}</h1><p>By Ann Loo</p><p>The {0} was talked about for hours in the town hall.</p>"
    "<p>In the end the council voted, and {1} of its members were for it, a clerk said.</p>"
)


def test_each_story_of_a_newspaper_is_an_article_and_its_cover_is_none():
    chapters = ["<p>Pier Herald</p>", STORY.format("Lock", 9), STORY.format("Quay", 12)]
    first, second = read_epub("herald.epub", epub(chapters, ABOUT)).articles
    assert (first.title, first.author, first.source) == ("Lock", "Ann Loo", "Pier Herald")
    assert first.published == date(2024, 3, 5)
    assert first.text.startswith("The Lock was talked about")
    assert (first.id, second.id) == (
        "herald.epub#OEBPS/text/c1.xhtml",
        "herald.epub#OEBPS/text/c2.xhtml",
    )
    assert "12 of its members" in second.text


def test_a_book_of_a_few_words_is_read_too():
    [article] = read_epub("a.epub", epub(["<p>The lock is open.</p>"], ABOUT)).articles
    assert article.text == "The lock is open."


def test_the_day_on_which_a_book_was_changed_is_no_day_of_publication():
    changed = '<dc:date xmlns:o="x" o:event="modification">2024-03-05</dc:date>'
    [article] = read_epub("a.epub", epub([STORY.format("Lock", 9)], changed)).articles
    assert article.published is None


def test_one_damaged_document_is_told_and_the_others_are_read():
    data = epub([STORY.format("Lock", 9), STORY.format("Quay", 12)], ABOUT)
    content = read_epub("a.epub", data.replace(b"OEBPS/text/c0.xhtml", b"OEBPS/text/c9.xhtml"))
    assert [each.title for each in content.articles] == ["Quay"]
    assert "c0.xhtml is missing" in content.problems[0].reason


def test_a_book_whose_only_document_is_damaged_says_so():
    data = epub([STORY.format("Lock", 9)], ABOUT)
    content = read_epub("a.epub", data.replace(b"OEBPS/text/c0.xhtml", b"OEBPS/text/c9.xhtml"))
    assert content.articles == ()
    assert ["c0.xhtml is missing" in each.reason for each in content.problems] == [True]


def test_a_protected_or_empty_book_is_told(tmp_path):
    locked = {"META-INF/encryption.xml": "<a/>", "META-INF/rights.xml": "<a/>"}
    (tmp_path / "a.epub").write_bytes(zipped(locked))
    (tmp_path / "b.epub").write_bytes(epub([""], ABOUT))
    reasons = [read_file(tmp_path, name).problems[0].reason for name in ("a.epub", "b.epub")]
    assert "protected" in reasons[0]
    assert "no text" in reasons[1]
