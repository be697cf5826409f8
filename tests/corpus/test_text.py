from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import FileContent, read_file
from assistant.corpus.text import read_markdown, read_text, split_title
from assistant.schema import Article


def article(text: str, path: str = "news/a.txt") -> Article:
    reader = read_markdown if path.endswith(".md") else read_text
    content = reader(path, text.encode())
    assert content.problems == ()
    return content.articles[0]


def test_a_first_line_with_a_blank_line_after_it_is_the_title():
    found = article("Bridge opens again\n\nIt was shut for years.\nNow it is open.\n")
    assert found.title == "Bridge opens again"
    assert found.text == "It was shut for years.\nNow it is open.\n"
    assert found.id == found.path == "news/a.txt"


def test_a_mark_before_the_text_and_windows_line_ends_are_no_part_of_it():
    for end in ("\r\n", "\r"):
        found = article(f"\ufeffBridge opens{end}{end}One.{end}Two.{end}")
        assert (found.title, found.text) == ("Bridge opens", "One.\nTwo.\n")


@pytest.mark.parametrize(
    "text",
    [
        "It was shut for years.\n\nNow it is open.",  # a final stop
        "A headline\nand the next line",  # no blank line
        "word " * 21 + "\n\nText.",  # too long
        "He said: “No.”\n\nText.",  # a stop inside the quotation
        "Only a headline\n\n",  # nothing below
        "***\n\nText.",  # a rule, not a line of words
    ],
)
def test_otherwise_nothing_leaves_the_text(text: str):
    found = article(text)
    assert found.text == text
    assert found.title.rstrip("…") == " ".join(text.split()[:12])


def test_a_markdown_heading_is_the_title_without_its_marks():
    assert article("# Bridge opens\n\nText.", "a.md").title == "Bridge opens"
    assert article("# Bridge opens\n\nText.", "a.txt").title == "# Bridge opens"


def test_front_matter_is_read_and_leaves_the_text():
    found = article(
        '---\ntitle: "Talks: a start"\nsource: The Daily\nauthor: [Ann Lee, Bo Ray]\n'
        "date: March 14, 2024\nurl: https://daily.example/a\nsection: World\n---\n\nBody: here.\n"
    )
    assert (found.title, found.source, found.author) == (
        "Talks: a start",
        "The Daily",
        "Ann Lee, Bo Ray",
    )
    assert found.published == date(2024, 3, 14)
    assert found.url == "https://daily.example/a"
    assert found.metadata == {"section": "World"}
    assert found.text == "Body: here.\n"


def test_an_id_may_be_given_in_front_matter():
    assert article("---\nid: x-1\n---\nText.").id == "x-1"


def test_front_matter_without_a_title_leaves_the_title_line_to_be_found():
    found = article("---\ndate: 2024-03-14\n---\nBridge opens\n\nText.")
    assert (found.title, found.text) == ("Bridge opens", "Text.")


@pytest.mark.parametrize(
    "text", ["---\nA rule above a text.\n---\nMore.", "---\ntitle: never closed\n"]
)
def test_a_rule_above_a_text_is_no_front_matter(text: str):
    assert article(text).text == text


def test_an_unreadable_date_leaves_the_article_undated_and_is_reported():
    content = read_text("a.txt", b"---\ndate: soon\n---\nText.")
    assert content.articles[0].published is None
    assert "'soon' cannot be read" in content.problems[0].reason


def test_front_matter_without_a_text_is_reported():
    content = read_text("a.txt", b"---\ntitle: x\n---\n \n")
    assert content.articles == ()
    assert "no text" in content.problems[0].reason


@given(st.text(max_size=200))
def test_what_a_title_line_leaves_is_the_end_of_the_text(body: str):
    title, rest = split_title(body)
    assert body.endswith(rest)
    assert title in body


@given(st.binary(max_size=300))
def test_any_bytes_give_articles_or_problems(data: bytes):
    content: FileContent = read_text("a.txt", data)
    assert content.articles or content.problems
    assert all(found.text.encode("utf-8") and found.title for found in content.articles)


def test_a_file_is_read_from_its_folder(tmp_path: Path):
    (tmp_path / "a.md").write_text("# T\n\nText.")
    assert read_file(tmp_path, "a.md").articles[0].text == "Text."


def test_a_flash_that_is_only_a_headline_is_an_article() -> None:
    page = b"---\ntitle: Mayor of Varn resigns\ndate: 2024-03-12\n---\n"
    (article,) = read_markdown("flash.md", page).articles
    assert article.title == article.text == "Mayor of Varn resigns"
    assert article.published == date(2024, 3, 12)


def test_a_word_alone_is_no_headline() -> None:
    content = read_markdown("draft.md", b"---\ntitle: Draft\n---\n")
    assert not content.articles
    assert content.problems[0].reason == "the file has no text"


def test_a_field_of_megabytes_is_cut_and_hides_no_text():
    data = f"---\ntitle: Weir opens\nsource: {'Post ' * 400_000}\n---\n\nThe weir was opened."
    content = read_text("a.txt", data.encode())
    assert content.articles[0].text.strip() == "The weir was opened."
    assert content.articles[0].title == "Weir opens"
    assert len(content.problems) == 1
