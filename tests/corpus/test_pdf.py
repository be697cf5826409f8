from __future__ import annotations

import io

import pytest

from assistant.corpus import pdf as module
from assistant.corpus import read_file
from assistant.corpus.pdf import read_pdf
from tests.corpus.madefiles import pdf

FIRST = [
    "Bell of Ruhn rings again",
    "By Ann Loo",
    "The bell of Ruhn rang on Sunday for the first time since it",
    "cracked in the frost nine years ago, and the whole govern-",
    "ment of the town stood below the tower in the snow.",
]
SECOND = [
    "It weighs four tons. Its metal was melted in the yard of the",
    "church, where people threw in spoons, and it was cast anew.",
]
THIRD = ["The work cost 80,000 crowns, of which a third was given."]


def test_lines_are_joined_to_paragraphs_and_parted_words_to_words():
    [article] = read_pdf("bell.pdf", pdf([FIRST, SECOND])).articles
    assert article.title == "Bell of Ruhn rings again"
    assert article.author == "Ann Loo"
    assert "the whole government of the town" in article.text
    assert "\n" not in article.text[: article.text.index("It weighs")].strip()


def test_the_place_at_which_each_page_begins_is_kept():
    [article] = read_pdf("bell.pdf", pdf([FIRST, SECOND, [], THIRD])).articles
    assert len(article.pages) == 4
    for page, words in ((1, "The bell"), (2, "It weighs"), (2, "cast anew"), (4, "80,000")):
        assert article.page_at(article.text.index(words)) == page


def test_a_sentence_that_goes_on_over_a_page_is_one_and_begins_on_the_first():
    broken = [["The bell rang on Sunday for the first time since"], ["it cracked nine years ago."]]
    [article] = read_pdf("bell.pdf", pdf(broken)).articles
    assert article.text == f"{broken[0][0]} {broken[1][0]}"
    assert article.pages == (0, article.text.index("it cracked"))


def test_what_stands_on_every_page_and_page_numbers_are_left_out():
    towns = ("Ruhn", "Orr", "Lund", "Marl")
    pages = [
        ["The Ruhn Courier", *(line.replace("It", town) for line in SECOND), f"Page {n} of 4"]
        for n, town in enumerate(towns, start=1)
    ]
    [article] = read_pdf("bell.pdf", pdf(pages)).articles
    assert "Courier" not in article.title + article.text
    assert all(f"{town} weighs four tons" in article.text for town in towns)
    assert "Page" not in article.text


def test_the_stated_title_and_author_are_taken_only_if_people_wrote_them():
    stated = {"Title": "Bell rings", "Author": "Bo Finn", "CreationDate": "D:20110305120000Z"}
    [article] = read_pdf("bell.pdf", pdf([SECOND], stated)).articles
    assert (article.title, article.author) == ("Bell rings", "Bo Finn")
    assert article.published is None
    made = {"Title": "Microsoft Word - bell_v3.doc", "Author": "user1"}
    [article] = read_pdf("bell.pdf", pdf([FIRST, SECOND], made)).articles
    assert (article.title, article.author) == ("Bell of Ruhn rings again", "Ann Loo")


def test_a_file_that_holds_only_pictures_is_told():
    assert "only pictures" in read_pdf("scan.pdf", pdf([[], []])).problems[0].reason


@pytest.mark.parametrize("data", [b"%PDF-1.4 cut", b"no pdf", pdf([SECOND])[:300]])
def test_a_damaged_file_is_one_line(tmp_path, data: bytes):
    (tmp_path / "a.pdf").write_bytes(data)
    content = read_file(tmp_path, "a.pdf")
    assert not content.articles
    assert len(content.problems) == 1


@pytest.mark.parametrize(("password", "count"), [("", 1), ("secret", 0)])
def test_only_a_file_that_needs_a_password_is_refused(tmp_path, password: str, count: int):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([SECOND]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(tmp_path / "a.pdf")
    content = read_file(tmp_path, "a.pdf")
    assert len(content.articles) == count
    assert count or "protected by a password" in content.problems[0].reason


def test_a_file_of_endless_pages_is_read_up_to_a_limit_which_is_told(monkeypatch):
    monkeypatch.setattr(module, "_MOST_PAGES", 2)
    content = read_pdf("a.pdf", pdf([SECOND, THIRD, ["A third page."]]))
    assert "third page" not in content.articles[0].text
    assert content.problems[0].reason == "only the first 2 of its 3 pages are read"
