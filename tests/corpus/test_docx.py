from __future__ import annotations

import pytest

from assistant.corpus import archive, read_file
from assistant.corpus.docx import read_docx
from tests.corpus.madefiles import docx, word_paragraph, zipped


def cell(text: str) -> str:
    return f"<w:tc>{word_paragraph(text)}</w:tc>"


def test_a_document_is_its_paragraphs_under_the_one_that_is_set_as_its_title():
    body = word_paragraph("Weir of Tannet mended", "Title") + word_paragraph("By Ann Loo")
    body += word_paragraph("The weir was mended on Friday.")
    body += word_paragraph("What it cost", "Heading2") + word_paragraph("It cost 2 million crowns.")
    data = docx(body, "<dc:title>Template for letters</dc:title><dc:creator>Admin</dc:creator>")
    [article] = read_docx("weir.docx", data).articles
    assert article.title == "Weir of Tannet mended"
    assert article.author == "Ann Loo"
    assert article.text.split("\n\n") == [
        "The weir was mended on Friday.",
        "What it cost",
        "It cost 2 million crowns.",
    ]


def test_the_title_and_author_that_the_file_states_are_taken_where_nothing_is_set_as_one():
    core = "<dc:title>Weir mended</dc:title><dc:creator>Bo Finn</dc:creator>"
    data = docx(word_paragraph("The weir was mended on Friday, and it holds."), core)
    [article] = read_docx("weir.docx", data).articles
    assert (article.title, article.author) == ("Weir mended", "Bo Finn")


@pytest.mark.parametrize("title", ["Microsoft Word - weir.doc", "Document1", "weir_v2.docx", " "])
def test_a_title_that_a_program_wrote_is_none(title: str):
    body = word_paragraph("Weir mended") + word_paragraph("The weir was mended on Friday.")
    [article] = read_docx("weir.docx", docx(body, f"<dc:title>{title}</dc:title>")).articles
    assert article.title == "Weir mended"


def test_the_day_on_which_the_file_was_made_is_no_day_of_publication():
    core = '<dcterms:created xmlns:dcterms="x">2013-12-23T23:15:00Z</dcterms:created>'
    data = docx(word_paragraph("The weir was mended."), core)
    assert read_docx("weir.docx", data).articles[0].published is None


def test_a_row_of_a_table_is_a_line_that_names_its_columns():
    rows = [("Weir", "Cost"), ("Tannet", "2 million"), ("Orr", "3 million")]
    table = "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
    data = docx(word_paragraph("The weirs.") + f"<w:tbl>{table}</w:tbl>")
    text = read_docx("weir.docx", data).articles[0].text
    assert "Weir: Orr, Cost: 3 million." in text


def test_what_was_deleted_is_not_read_and_what_was_added_is():
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = f"<w:p><w:ins>{run.format('The weir holds')}</w:ins>"
    changed += f"<w:del>{run.replace('w:t>', 'w:delText>').format(' badly')}</w:del></w:p>"
    boxed = f"<w:sdt><w:sdtContent>{word_paragraph('It was tested twice.')}</w:sdtContent></w:sdt>"
    [article] = read_docx("weir.docx", docx(changed + boxed)).articles
    assert article.title == "The weir holds"
    assert article.text == "It was tested twice."


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\xd0\xcf\x11\xe0 and more", "save it as .docx"),
        (b"PK\x03\x04 cut off", "damaged"),
        (zipped({"other.xml": "<a/>"}), "word/document.xml is missing"),
        (zipped({"word/document.xml": ""}), "no XML"),
        (docx(""), "no text"),
        (b"", "empty"),
    ],
)
def test_a_document_that_cannot_be_read_is_told(tmp_path, data: bytes, told: str):
    (tmp_path / "a.docx").write_bytes(data)
    content = read_file(tmp_path, "a.docx")
    assert not content.articles
    assert told in content.problems[0].reason


def test_a_small_file_that_unzips_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_MOST", 1_000_000)
    (tmp_path / "a.docx").write_bytes(docx(word_paragraph("a" * 1_000_001)))
    [problem] = read_file(tmp_path, "a.docx").problems
    assert "unzipped it has more than 1 MB" in problem.reason
