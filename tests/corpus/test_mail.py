from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from assistant.corpus import read_file
from assistant.corpus.mail import read_mail, read_mhtml

PAGE = """<html><head><title>Kiln opens</title><meta property="og:site_name" content="Clay Post">
</head><body><article><h1>Kiln opens</h1><p>The new kiln of Marl opened on Monday, and the potters
of the town fired three hundred bowls in it on the first day alone.</p>
<p>It burns wood from the hills and cost the town 90,000 crowns, the mayor said.</p></article>
</body></html>"""


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {
        "From": "Clay Weekly <news@clay.example>",
        "Subject": "Kiln opens in Märl",
        "Date": "Tue, 5 Mar 2024 18:00:00 +0100",
    }
    for name, value in (given | headers).items():
        message[name.replace("_", "-")] = value
    return message


def test_a_mail_is_an_article_by_its_sender():
    message = mail()
    message.set_content("The kiln opened on Monday.\n\nIt cost 90,000 crowns.\n-- \nClay Weekly\n")
    [article] = read_mail("kiln.eml", message.as_bytes()).articles
    assert article.title == "Kiln opens in Märl"
    assert (article.source, article.author) == ("Clay Weekly", "Clay Weekly")
    assert article.published == date(2024, 3, 5)
    assert article.text == "The kiln opened on Monday.\n\nIt cost 90,000 crowns."


def test_the_marks_of_a_mail_that_was_sent_on_are_no_part_of_the_title():
    message = mail(Subject="Fwd: RE: Kiln opens")
    message.set_content("The kiln opened.")
    assert read_mail("kiln.eml", message.as_bytes()).articles[0].title == "Kiln opens"


def test_a_newsletter_whose_plain_text_only_points_to_it_is_read_as_the_page_that_it_is():
    message = mail()
    message.set_content("See it in your browser.")
    message.add_alternative(PAGE, subtype="html")
    text = read_mail("kiln.eml", message.as_bytes()).articles[0].text
    assert "It burns wood from the hills" in text
    assert "browser" not in text


def test_what_is_attached_is_told():
    message = mail()
    message.set_content("The kiln opened.")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="plan.pdf")
    message.add_attachment(b"PNG", maintype="image", subtype="png", filename="logo.png")
    content = read_mail("kiln.eml", message.as_bytes())
    assert [each.reason for each in content.problems] == ["the attached plan.pdf is not read"]


def test_a_charset_that_nobody_knows_or_a_broken_header_is_no_reason_to_fail():
    data = (
        b"From: =?x-odd?q?A?= <a@b.example>\nSubject: Kiln\nDate: soon\n"
        b"Content-Type: text/plain; charset=x-odd\n\nThe kiln opened.\n"
    )
    [article] = read_mail("kiln.eml", data).articles
    assert article.text == "The kiln opened."
    assert article.published is None


def test_the_parts_of_a_mail_are_found_by_a_boundary_that_is_not_quoted():
    data = (
        b"From: a@b.example\nSubject: Kiln\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/alternative; boundary=----=_Next_00_01.EB7\n\n"
        b"------=_Next_00_01.EB7\nContent-Type: text/plain; charset=utf-8\n\n"
        b"The kiln opened.\n------=_Next_00_01.EB7--\n"
    )
    assert read_mail("kiln.eml", data).articles[0].text == "The kiln opened."


@pytest.mark.parametrize("data", [b"no mail at all", b"\x00\x01", b"From: a@b.example\n\n"])
def test_what_is_no_mail_or_says_nothing_is_told(tmp_path, data: bytes):
    (tmp_path / "a.eml").write_bytes(data)
    content = read_file(tmp_path, "a.eml")
    assert not content.articles
    assert len(content.problems) == 1


def test_a_page_that_was_saved_as_one_file_is_read_with_its_address():
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://clay.example/2024/03/05/kiln"
    message["Subject"] = "Kiln opens"
    message.set_content(PAGE, subtype="html", charset="iso-8859-1", cte="quoted-printable")
    message.make_related()
    message.add_related(b"PNG", maintype="image", subtype="png")
    [article] = read_mhtml("kiln.mhtml", message.as_bytes()).articles
    assert article.title == "Kiln opens"
    assert article.source == "Clay Post"
    assert article.url == "https://clay.example/2024/03/05/kiln"
    assert article.path == "kiln.mhtml"
    assert "It burns wood" in article.text


def test_a_saved_file_without_a_page_is_told():
    message = mail()
    message.set_content("No page.")
    assert "no web page" in read_mhtml("a.mht", message.as_bytes()).problems[0].reason
