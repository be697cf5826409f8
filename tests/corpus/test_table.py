from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.content import FileContent
from assistant.corpus.table import read_table


def read(text: str) -> FileContent:
    return read_table("a.csv", text.encode())


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_header_names_the_fields_whatever_parts_them(mark: str):
    head = mark.join(["Headline", "Published", "Outlet", "Content", "Section"])
    row = mark.join(["Weir opens", "13/06/2024", "Ollen Post", '"It is, at last; open."', "Town"])
    found = read(f"\ufeff{head}\r\n{row}\r\n").articles[0]
    assert (found.title, found.source, found.text) == (
        "Weir opens",
        "Ollen Post",
        "It is, at last; open.",
    )
    assert found.published == date(2024, 6, 13)
    assert found.metadata == {"Section": "Town"}
    assert found.id == "a.csv:2"


def test_a_table_of_a_hundred_thousand_columns_is_refused_at_once():
    names = ",".join(f"c{number}" for number in range(100_000))
    [problem] = read(f"title,text,{names}\nA,One.\n").problems
    assert "100,002 columns" in problem.reason


def test_a_quoted_text_may_hold_lines_quotes_and_more_than_a_page():
    long = "word " * 100_000
    content = read(f'title,text\nA,"One ""two"".\n\nThree. {long}"\nB,Four.\n')
    assert content.articles[0].text == f'One "two".\n\nThree. {long}'
    assert [found.id for found in content.articles] == ["a.csv:2", "a.csv:5"]


def test_a_row_that_does_not_fit_or_has_no_text_is_reported_with_its_line():
    content = read("title,text\nA,One, two.\nB,\n\nC,Three.\n")
    assert [found.text for found in content.articles] == ["Three."]
    assert [found.path for found in content.problems] == ["a.csv:2", "a.csv:3"]
    assert "3 cells" in content.problems[0].reason


def test_a_quotation_mark_without_its_other_swallows_no_rows():
    content = read('title\ttext\nA\t"One, two.\nB\tThree.\n')
    assert [found.text for found in content.articles] == ['"One, two.', "Three."]


def test_a_table_of_something_else_is_reported():
    content = read("name,price\nWeir,3\n")
    assert content.articles == ()
    assert "(name, price) names no column text" in content.problems[0].reason


def test_another_charset_is_read():
    content = read_table(
        "a.csv", "title;text\nWehr;Das Wehr öffnet über Pfingsten, für länger.\n".encode("cp1252")
    )
    assert content.articles[0].text == "Das Wehr öffnet über Pfingsten, für länger."
