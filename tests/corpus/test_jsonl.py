from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from assistant.corpus import FileContent
from assistant.corpus.jsonl import read_jsonl
from assistant.schema import Article


def read(*records: Any) -> FileContent:
    return read_jsonl("feed.jsonl", "\n".join(json.dumps(record) for record in records).encode())


def article(**fields: Any) -> Article:
    content = read({"text": "Text.", **fields})
    assert content.problems == ()
    return content.articles[0]


def problem(line: bytes) -> str:
    content = read_jsonl("feed.jsonl", b'{"text": "Kept."}\n' + line + b'\n{"text": "Kept, too."}')
    assert [found.text for found in content.articles] == ["Kept.", "Kept, too."]
    assert [found.path for found in content.problems] == ["feed.jsonl:2"]
    return content.problems[0].reason


def test_every_field_is_read():
    found = article(
        id="x",
        title="Bridge opens",
        source="The Daily",
        author="Ann Lee",
        date="2024-03-14",
        url="https://daily.example/a",
    )
    assert found == Article(
        id="x",
        title="Bridge opens",
        text="Text.",
        source="The Daily",
        author="Ann Lee",
        published=date(2024, 3, 14),
        url="https://daily.example/a",
        path="feed.jsonl",
    )


def test_the_text_is_exactly_as_given():
    text = "  \ufeffTitle\r\n\r\nOne.\tTwo. \u0000 caf\u00e9 e\u0301 \n"
    assert article(text=text).text == text


def test_an_id_is_made_of_path_and_line_where_none_is_given():
    content = read({"text": "A."}, {"text": "B.", "id": ""}, {"text": "C.", "id": 7})
    assert [found.id for found in content.articles] == ["feed.jsonl:1", "feed.jsonl:2", "7"]


def test_published_stands_in_for_date():
    assert article(published="14 March 2024").published == date(2024, 3, 14)
    assert article(date="", published="2024-03-14").published == date(2024, 3, 14)


def test_unknown_fields_become_metadata():
    found = article(section="World", tags=["a", "b"], pages=3, nothing=None)
    assert found.metadata == {"section": "World", "tags": '["a", "b"]', "pages": "3"}


def test_several_authors_are_joined():
    assert article(author=["Ann Lee", "Bo Ray"]).author == "Ann Lee, Bo Ray"


def test_a_title_is_made_of_the_first_words():
    assert article(text="One two. " * 20).title == "One two. " * 5 + "One two.…"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"text": "cut', "broken JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'["text"]', "a list, not an object"),
        (b"null", "null, not an object"),
        (b"12", "a number, not an object"),
        (b"{}", "no text"),
        (b'{"text": " \\n"}', "no text"),
        (b'{"text": 5}', "its text is a number"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b'{"text": "a\0b"}', "broken JSON"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_is_kept(line: bytes, expected: str):
    assert expected in problem(line)


def test_a_repeated_id_is_reported_with_the_line_that_has_it_first():
    content = read({"id": "x", "text": "First."}, {"id": "x", "text": "Second."})
    assert [found.text for found in content.articles] == ["First."]
    assert content.problems[0].path == "feed.jsonl:2"
    assert "repeats that of line 1" in content.problems[0].reason


@pytest.mark.parametrize("name", ["id", "title", "source", "author", "url", "date"])
@pytest.mark.parametrize("value", [{"a": 1}, [1], True])
def test_a_field_of_another_kind_is_left_out_and_reported(name: str, value: Any):
    content = read({"text": "Text.", name: value})
    assert content.articles[0].text == "Text."
    assert content.problems[0].reason.startswith(f"its {name} is ")


def test_an_unreadable_date_leaves_the_article_undated_and_is_reported():
    content = read({"text": "Text.", "date": "someday"})
    assert content.articles[0].published is None
    assert "someday" in content.problems[0].reason


def test_lone_surrogates_do_not_reach_files_and_databases():
    content = read_jsonl(
        "a.jsonl", b'{"text": "a\\ud800b", "title": "\\udfff", "k\\ud800": "\\ud800"}'
    )
    found = content.articles[0]
    assert found.text == "a\ufffdb"
    assert json.dumps([found.title, dict(found.metadata)], ensure_ascii=False).encode("utf-8")


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble():
    content = read_jsonl("a.jsonl", b'\xef\xbb\xbf{"text": "A."}\r\n\r\n{"text": "B."}\r\n')
    assert [found.text for found in content.articles] == ["A.", "B."]
    assert content.problems == ()


def test_a_record_that_is_only_a_headline_is_an_article() -> None:
    line = b'{"headline": "Mayor of Varn resigns", "body": "", "date": "2024-03-12"}'
    (article,) = read_jsonl("feed.jsonl", line).articles
    assert article.title == article.text == "Mayor of Varn resigns"
