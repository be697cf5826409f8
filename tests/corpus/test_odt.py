from __future__ import annotations

from assistant.corpus import read_file
from assistant.corpus.odt import read_odt
from tests.corpus.madefiles import odt, zipped


def test_a_document_is_its_paragraphs_lists_and_rows():
    body = (
        "<text:h>Mill of Sarn sold</text:h><text:p>The mill was<text:s/>sold on <text:span>Friday"
        "</text:span>.</text:p><text:list><text:list-item><text:p>It has two wheels."
        "</text:p></text:list-item></text:list>"
        "<table:table>"
        "<table:table-row><table:table-cell><text:p>Mill</text:p></table:table-cell>"
        "<table:table-cell><text:p>Price</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>Sarn</text:p></table:table-cell>"
        "<table:table-cell><text:p>7,000</text:p></table:table-cell></table:table-row>"
        "</table:table>"
    )
    meta = "<dc:title>Untitled 1</dc:title><dc:creator>Ann Loo</dc:creator>"
    [article] = read_odt("mill.odt", odt(body, meta)).articles
    assert (article.title, article.author) == ("Mill of Sarn sold", "Ann Loo")
    assert article.text.split("\n\n") == [
        "The mill was sold on Friday.",
        "It has two wheels.",
        "Mill: Sarn, Price: 7,000.",
    ]


def test_what_was_deleted_and_what_is_noted_beside_the_text_is_not_read():
    body = (
        "<text:tracked-changes><text:p>Old words.</text:p></text:tracked-changes>"
        "<text:p>The mill<office:annotation><text:p>Check!</text:p></office:annotation> was sold."
        "</text:p>"
    )
    assert read_odt("mill.odt", odt(body)).articles[0].text == "The mill was sold."


def test_an_encrypted_or_another_kind_of_document_is_told(tmp_path):
    locked = {"META-INF/manifest.xml": "<m><file-entry><encryption-data/></file-entry></m>"}
    (tmp_path / "a.odt").write_bytes(zipped(locked))
    (tmp_path / "b.odt").write_bytes(zipped({"content.xml": "<a><spreadsheet/></a>"}))
    reasons = [read_file(tmp_path, name).problems[0].reason for name in ("a.odt", "b.odt")]
    assert "encrypted" in reasons[0]
    assert "no text document" in reasons[1]
