from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus import FileContent
from assistant.corpus.frontmatter import split_front_matter
from assistant.corpus.html import read_html
from assistant.corpus.text import read_markdown

BELOW = "The weir at Ollen was opened on Monday.\n"


def fields(block: str) -> dict[str, str]:
    found, below = split_front_matter(block + BELOW)
    assert below == BELOW
    return found


def article(block: str) -> FileContent:
    content = read_markdown("a.md", (block + BELOW).encode())
    assert content.articles[0].text.strip() == BELOW.strip()
    return content


def test_yaml_is_read_between_dashes():
    found = fields('---\ntitle: "Weir opens"\ntags: [water, "Ollen"]\n---\n\n')
    assert found == {"title": "Weir opens", "tags": "water, Ollen"}


def test_toml_is_read_between_pluses_with_its_tables():
    found = fields(
        '+++\ntitle = "Weir: open"\ndate = 2024-06-01T22:30:00+09:00\nauthors = ["Kim Ost"]\n'
        '[params]\nsource = "Ollen Post"\n+++\n'
    )
    assert found["title"] == "Weir: open"
    assert found["date"] == "2024-06-01T22:30:00+09:00"
    assert (found["authors"], found["source"]) == ("Kim Ost", "Ollen Post")


def test_an_object_of_json_is_read_at_the_top():
    assert fields('{\n "title": "Weir opens",\n "date": "2024-06-01"\n}\n\n') == {
        "title": "Weir opens",
        "date": "2024-06-01",
    }


@pytest.mark.parametrize(
    "block",
    [
        '---json\n{"title": "Weir opens", "date": "2024-06-01"}\n---\n',
        '---\n{"title": "Weir opens", "date": "2024-06-01"}\n---\n',
        ';;;\n{"title": "Weir opens", "date": "2024-06-01"}\n;;;\n',
        '"title": "Weir opens",\n"date": "2024-06-01",\n;;;\n',
        '---toml\ntitle = "Weir opens"\ndate = 2024-06-01\n---\n',
        "---yaml\ntitle: Weir opens\ndate: 2024-06-01\n---\n",
    ],
)
def test_a_fence_may_name_its_dialect_or_close_an_object(block: str):
    assert fields(block) == {"title": "Weir opens", "date": "2024-06-01"}


@pytest.mark.parametrize("end", ["\n", "---\n", "\n\n"])
def test_lines_of_names_and_values_need_no_fence(end: str):
    found = fields(f"Title: Weir: it opens\nDate: 2024-06-01 08:00\nSlug: weir\n{end}")
    assert found == {"title": "Weir: it opens", "date": "2024-06-01 08:00", "slug": "weir"}


def test_a_saved_message_has_its_subject_as_title():
    found = fields("From: Kim Ost <kim@post.example>\nSubject: Weir opens\nDate: 1 June 2024\n\n")
    assert (found["title"], found["author"]) == ("Weir opens", "Kim Ost <kim@post.example>")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: Weir: council says yes", "Weir: council says yes"),
        ("title: [Photos] Weir opens [gallery]", "[Photos] Weir opens [gallery]"),
        ('title: "Open" weir', '"Open" weir'),
        ("title: 'Weir''s gates open' # read", "Weir's gates open"),
        ("title: >-\n  Weir\n  opens", "Weir opens"),
        ("title: @kim opens the weir", "@kim opens the weir"),
        ("TITLE: Weir opens", "Weir opens"),
        ("headline: Weir opens", "Weir opens"),
    ],
)
def test_a_title_is_read_as_it_is_meant(line: str, title: str):
    assert fields(f"---\n{line}\ndate: 2024-06-01\n---\n")["title"] == title


@pytest.mark.parametrize(
    "odd",
    ['"date-read": 2024-07-01', "time to read: 3 min", "出處： Ollen Post", "rating: *****", "- x"],
)
def test_an_odd_line_loses_nothing_else(odd: str):
    found = fields(f"---\ntitle: Weir opens\n{odd}\ndate: 2024-06-01\n---\n")
    assert (found["title"], found["date"]) == ("Weir opens", "2024-06-01")


def test_a_quoted_value_may_go_on_at_the_margin():
    found = fields(
        '---\ntitle: Weir opens\ntag: x\nexcerpt: "It is open\nat last\nat Ollen."\n---\n'
    )
    assert (found["title"], found["excerpt"]) == ("Weir opens", "It is open at last at Ollen.")


def test_an_odd_line_of_toml_loses_nothing_else():
    found = fields('+++\ntitle = "Weir opens"\nweight = none\n[extra]\nauthor = "Kim Ost"\n+++\n')
    assert (found["title"], found["author"]) == ("Weir opens", "Kim Ost")


def test_a_person_is_a_name_without_a_mail_address():
    found = article("---\nauthor:\n  name: Kim Ost\n  email: kim@post.example\n---\n").articles[0]
    assert found.author == "Kim Ost"
    assert "kim@post.example" not in str(found)


def test_a_note_names_people_in_brackets_and_its_address_as_source():
    found = article(
        '---\nauthor:\n  - "[[People/Kim Ost|Kim Ost]]"\n  - "[[Bo Wray]]"\n'
        "source: https://post.example/weir\npublished: 2024-06-01\ncreated: 2024-07-09\n---\n"
    ).articles[0]
    assert found.author == "Kim Ost, Bo Wray"
    assert (found.source, found.url) == ("", "https://post.example/weir")
    assert str(found.published) == "2024-06-01"


def test_an_outlet_may_be_a_map():
    block = "---\nsource:\n  name: Ollen Post\n  url: https://post.example\n---\n"
    assert article(block).articles[0].source == "Ollen Post"


def test_a_mark_blank_lines_windows_line_ends_and_an_indent_are_no_trouble():
    content = read_markdown(
        "a.md", "\ufeff\r\n---\r\n title: Weir opens\r\n---\r\nText.\r\n".encode()
    )
    assert (content.articles[0].title, content.articles[0].text.strip()) == ("Weir opens", "Text.")


def test_a_post_in_html_may_have_front_matter_too():
    data = b"---\ntitle: Weir opens\ndate: 2024-06-01\n---\n<p>It is open.</p>\n<p>At last.</p>\n"
    found = read_html("a.html", data).articles[0]
    assert (found.title, str(found.published)) == ("Weir opens", "2024-06-01")
    assert found.text.split() == "It is open. At last.".split()


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: never closed\nText.\n",
        "+++\ntitle = 1\nText.\n",
        "---\nNote: a rule above a text.\n\nIt goes on here.\n\nAnd here.\n---\nMore.\n",
        "{ not JSON }\n\nText.\n",
        '{"title": "alone"}\n',
        "Q: What did you see?\nA: The weir.\n\nText.\n",
        "Sources: Weir to open in June\n\nText.\n",
        "https://post.example\n\nText.\n",
    ],
)
def test_what_is_no_front_matter_stays_text(text: str):
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    "value", ["[" * 100_000, "&a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "\n  " + "- " * 100_000]
)
def test_a_block_that_would_grow_or_nest_without_end_does_no_harm(value: str):
    assert fields(f"---\ntitle: Weir opens\nbad: {value}\n---\n")["title"] == "Weir opens"


PIECES = [
    "---\n",
    "+++\n",
    "title: a\n",
    "date = 1\n",
    "- b\n",
    "{",
    "}",
    '"a": "b"',
    "\n",
    ": ",
    "x",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
def test_what_is_left_is_the_end_of_any_text(text: str):
    _, below = split_front_matter(text)
    assert text.endswith(below)


def test_fields_below_a_rule_that_is_never_closed_end_at_a_blank_line():
    fields, text = split_front_matter("---\ntitle: Weir opens\ndate: 2024-06-01\n\nIt opened.\n")
    assert fields == {"title": "Weir opens", "date": "2024-06-01"}
    assert text == "It opened.\n"
