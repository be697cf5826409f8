from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.content import FileContent
from assistant.corpus.jsonl import read_json, read_jsonl
from assistant.schema import Article

STORY = "The weir at Ollen was opened on Monday by Kim Ost."


def read(*records: Any) -> FileContent:
    return read_jsonl("a.jsonl", "\n".join(map(json.dumps, records)).encode())


def article(record: Any) -> Article:
    content = read(record)
    assert content.problems == ()
    return content.articles[0]


@pytest.mark.parametrize(
    "name", "text content body maintext article articleBody full_text Body_Text".split()
)
def test_the_text_has_many_names(name: str):
    assert article({name: STORY}).text == STORY


@pytest.mark.parametrize(
    "text",
    [
        ["One.", "Two."],
        ["One.", "", {"type": "paragraph", "text": "Two."}, {"type": "image", "url": "a.png"}],
        {"rendered": "One.\n\nTwo."},
        {"text": "One.\n\nTwo."},
        {"summary": ["Nil."], "sections": [{"paragraphs": ["One.", "Two."]}]},
    ],
)
def test_paragraphs_are_joined(text: Any):
    assert article({"text": text}).text == "One.\n\nTwo."


def paragraph(*children: Any) -> dict[str, Any]:
    return {"type": "paragraph", "children": list(children)}


WEIR = [{"text": "The "}, {"text": "weir", "bold": True}, {"text": " is open now."}]
NODES = [
    {"nodeType": "text", "value": "The ", "marks": []},
    {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": "weir", "data": {}}]},
    {"nodeType": "text", "value": " is open now.", "data": {}},
]
TWO = [{"type": "paragraph", "content": [{"type": "text", "text": "It is large."}]}]


@pytest.mark.parametrize(
    "fields",
    [
        {
            "blocks": [
                {"type": "paragraph", "data": {"text": "The <b>weir</b> is open now."}},
                {"type": "image", "data": {"file": {"url": "a.png"}, "caption": "A weir."}},
                {"type": "paragraph", "data": {"text": "It is large."}},
            ]
        },
        {"content": [paragraph(*WEIR), paragraph({"text": "It is large."})]},
        {"body": {"type": "doc", "content": [paragraph(*WEIR), *TWO]}},
        {"document": {"nodeType": "document", "content": [{"content": NODES}, *TWO]}},
        {"root": {"children": [paragraph(*WEIR), paragraph({"text": "It is large."})]}},
        {
            "children": [
                paragraph("The ", {"tag": "b", "children": ["weir"]}, " is open now."),
                *TWO,
            ]
        },
        {
            "blocks": [
                {
                    "type": "quote",
                    "quote": {
                        "rich_text": [{"type": "text", "plain_text": "The weir is open now."}]
                    },
                },
                *TWO,
            ]
        },
        {"body": json.dumps({"blocks": [{"text": "The weir is open now."}, *TWO]})},
        {"content_elements": [{"type": "text", "content": "<p>The weir is open now.</p>"}, *TWO]},
    ],
)
def test_the_text_of_a_tree_is_read_in_order(fields: dict[str, Any]):
    found = article({"headline": "The weir is open", **fields})
    assert (found.title, found.text) == (
        "The weir is open",
        "The weir is open now.\n\nIt is large.",
    )


def test_no_text_is_hidden_behind_a_headline():
    content = read({"headline": "The weir is open", "comments": [{"says": "It is far too large."}]})
    assert content.articles == ()
    assert "'comments'" in content.problems[0].reason


def test_comments_are_not_taken_for_the_text():
    content = read({"headline": "The weir is open", "comments": [{"text": "It is far too large."}]})
    assert content.articles == ()


def test_the_articles_of_a_graph_have_what_they_point_to():
    found = article(
        {
            "@graph": [
                {"@type": "WebSite", "@id": "#site", "name": "Ollen Post"},
                {"@type": "Person", "@id": "#kim", "name": "Kim Ost"},
                {
                    "@type": "NewsArticle",
                    "headline": "Weir opens",
                    "articleBody": STORY,
                    "author": {"@id": "#kim"},
                    "publisher": {"@id": "#site"},
                },
            ]
        }
    )
    assert (found.title, found.author, found.source) == ("Weir opens", "Kim Ost", "Ollen Post")


def test_a_line_may_hold_several_articles():
    content = read({"results": [{"title": "A", "text": STORY}, {"title": "B", "text": STORY}]})
    assert [found.id for found in content.articles] == ["a.jsonl:1:1", "a.jsonl:1:2"]


def test_a_number_of_an_author_stands_for_the_name_beside_it():
    found = article({"text": STORY, "author": 7, "_embedded": {"author": [{"name": "Kim Ost"}]}})
    assert found.author == "Kim Ost"


def test_markup_is_read_as_text():
    found = article(
        {"title": "Kest &amp; <i>Sons</i>", "content": "<p>One &lt; two.</p><p>Three.</p>"}
    )
    assert found.title == "Kest & Sons"
    assert [line for line in found.text.split("\n") if line] == ["One < two.", "Three."]
    assert article({"text": "If a < b, then b > a & c."}).text == "If a < b, then b > a & c."


def test_names_stand_in_objects():
    found = article(
        {
            "text": STORY,
            "source": {"id": None, "name": "Ollen Post"},
            "authors": [
                {"name": "Kim Ost", "email": "k@post.example"},
                {"first": "Bo", "last": "Wray"},
            ],
            "date": {"$date": {"$numberLong": "1717200000000"}},
            "_id": {"$oid": "66aa"},
            "mainEntityOfPage": {"@id": "https://post.example/weir"},
        }
    )
    assert (found.id, found.source, found.author) == ("66aa", "Ollen Post", "Kim Ost, Bo Wray")
    assert (found.published, found.url) == (date(2024, 6, 1), "https://post.example/weir")
    assert found.metadata == {}


@pytest.mark.parametrize("wrapper", ["article", "_source", "fields", "data"])
def test_fields_may_be_wrapped(wrapper: str):
    found = article(
        {"_id": "7", wrapper: {"headline": "Weir opens", "body": STORY, "section": "x"}}
    )
    assert (found.id, found.title, found.text) == ("7", "Weir opens", STORY)
    assert found.metadata == {"section": "x"}


@pytest.mark.parametrize("day", [1717200000, 1717200000000, "1717200000", 1717200000.0])
def test_seconds_since_1970_are_a_day(day: Any):
    assert article({"text": STORY, "date": day}).published == date(2024, 6, 1)


def test_dates_with_slashes_are_ordered_by_the_others_of_the_file():
    days = ["13/06/2024", "01/06/2024"]
    content = read(*({"text": STORY, "date": day} for day in days))
    assert [str(found.published) for found in content.articles] == ["2024-06-13", "2024-06-01"]
    content = read({"text": STORY, "date": days[1]})
    assert content.articles[0].published is None
    assert "01/06/2024" in content.problems[0].reason


def test_a_text_that_was_cut_is_reported():
    content = read({"title": "Weir", "content": f"{STORY} It cost… [+1234 chars]"})
    assert content.articles[0].text == f"{STORY} It cost"
    assert "1234 more characters are missing" in content.problems[0].reason


def test_a_text_that_was_removed_is_no_text():
    content = read({"title": "[Removed]", "content": "[Removed]"}, {"text": STORY})
    assert [found.text for found in content.articles] == [STORY]
    assert "only [Removed]" in content.problems[0].reason


def test_one_of_several_forms_of_a_text_is_read():
    assert article({"bodyText": STORY, "body": f"<p>{STORY}</p>"}).metadata == {}


def test_each_record_of_a_list_without_texts_is_reported():
    listed = {"docs": [{"headline": {"main": "A"}, "lead_paragraph": STORY}, {"title": "B"}]}
    content = read_json("a.json", json.dumps(listed).encode())
    assert [found.path for found in content.problems] == ["a.json:1", "a.json:2"]
    assert "'lead_paragraph'" in content.problems[0].reason


def test_a_record_without_a_text_names_the_field_that_looks_like_it():
    content = read({"title": "Weir", "inhalt": STORY})
    assert content.articles == ()
    assert content.problems[0].reason.startswith("it has no text; ")
    assert "'inhalt'" in content.problems[0].reason


@pytest.mark.parametrize(
    "whole",
    [
        [{"text": STORY}, {"text": "B."}],
        {"status": "ok", "articles": [{"text": STORY}, {"text": "B."}]},
        {"hits": {"total": 2, "hits": [{"_source": {"text": STORY}}, {"_source": {"text": "B."}}]}},
        {"7": {"title": "A", "text": STORY}, "9": {"title": "B", "text": "B."}},
        {"title": {"0": "A", "1": "B"}, "text": {"0": STORY, "1": "B."}},
        {"@graph": [{"articleBody": STORY}, {"articleBody": "B."}]},
    ],
)
def test_a_list_of_articles_is_found_in_a_file(whole: Any):
    content = read_json("a.json", json.dumps(whole, indent=1).encode())
    assert [found.text for found in content.articles] == [STORY, "B."]
    assert [found.id for found in content.articles] == ["a.json:1", "a.json:2"]


def test_a_file_may_hold_one_article():
    content = read_json("2024-06-01-weir.json", json.dumps({"body": STORY}).encode())
    assert content.articles[0].id == "2024-06-01-weir.json"
    assert content.articles[0].published == date(2024, 6, 1)


def test_a_file_may_hold_lines_in_spite_of_its_name():
    content = read_json("a.json", b'{"text": "A."}\n{"text": "B."}\n{"text": \n')
    assert [found.text for found in content.articles] == ["A.", "B."]
    assert [found.path for found in content.problems] == ["a.json:3"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"name": "package", "version": "1.0"}', "it has no text"),
        (b"[1, 2]", "neither an object with a text nor a list"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": ', "broken JSON"),
    ],
)
def test_a_file_without_articles_is_reported(data: bytes, reason: str):
    content = read_json("a.json", data)
    assert content.articles == ()
    assert reason in content.problems[0].reason


def test_a_bad_record_of_a_list_is_reported_and_the_rest_is_kept():
    content = read_json("a.json", json.dumps([{"text": "A."}, 5, {"text": "B."}]).encode())
    assert len(content.articles) == 2
    assert [(found.path, "a number" in found.reason) for found in content.problems] == [
        ("a.json:2", True)
    ]


NAMES = st.sampled_from(
    ["text", "body", "title", "date", "author", "source", "_id", "article", "x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_any_json_gives_articles_or_problems(value: Any):
    content = read_json("a.json", json.dumps(value).encode())
    assert content.articles or content.problems
    assert all(found.text.strip() and found.title for found in content.articles)
