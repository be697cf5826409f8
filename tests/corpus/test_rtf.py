from __future__ import annotations

from assistant.corpus.rtf import read_rtf

RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Caf\'e9 of Lund shut}"
    rb"{\author Ann Loo}{\creatim\yr2011\mo3\dy5}}"
    rb"\pard {\b The caf\'e9 of Lund shut on Friday.}\par "
    rb"It had been open for \u8220?90 years\u8221?."
    rb"\par }"
)


def test_a_document_is_its_paragraphs_with_the_title_and_author_that_it_states():
    [article] = read_rtf("cafe.rtf", RTF).articles
    assert (article.title, article.author) == ("Café of Lund shut", "Ann Loo")
    assert article.text.split("\n\n") == [
        "The café of Lund shut on Friday.",
        "It had been open for “90 years”.",
    ]
    assert article.published is None


def test_a_file_that_is_no_rich_text_is_told():
    assert "no rich text" in read_rtf("a.rtf", b"Plain words.").problems[0].reason
