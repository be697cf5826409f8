from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.opening import opening_day, read_opening
from assistant.corpus.people import author_names
from assistant.corpus.text import read_text

TEXT = "The weir at Ollen was opened. It is large."
DAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    "lines",
    [
        "By Kim Ost, 1 June 2024",
        "by Kim Ost | 1 June 2024",
        "By Kim Ost\n1 June 2024",
        "By Kim Ost\n\nPublished: 1 June 2024, 8:00 am",
        "1 June 2024\nBy Kim Ost",
        "By Kim Ost 1 June 2024",
        "By Kim Ost June 1, 2024",
        "By Kim Ost on 1 June 2024",
        "By Kim Ost, Saturday, 1 June 2024",
        "Words: Kim Ost\n1 June 2024",
        "Von Kim Ost, 1. Juni 2024",
        "Par Kim Ost\n1er juin 2024",
        "*By Kim Ost, 1 June 2024*",
    ],
)
def test_a_byline_tells_who_wrote_a_text_and_when(lines: str):
    found = read_opening(f"{lines}\n\n{TEXT}")
    assert author_names(found.author) == "Kim Ost"
    assert (found.day, found.text) == (DAY, TEXT)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Written by Kim Ost", "Kim Ost"),
        ("By Kim de la Ost and Bo Wray", "Kim de la Ost, Bo Wray"),
        ("By Kim B. Ost, Bo Wray and Cy Orr, June 1, 2024", "Kim B. Ost, Bo Wray, Cy Orr"),
        ("By Jan May, 1 June 2024", "Jan May"),
        ("By OPA", "OPA"),
    ],
)
def test_a_byline_may_name_several_and_an_agency(line: str, names: str):
    found = read_opening(f"{line}\n\n{TEXT}")
    assert (author_names(found.author), found.text) == (names, TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "By the weir",
        "By Saturday, 1 June 2024",
        "By Christmas",
        "By June the weir will be open",
        "Von Ollen nach Kest",
        "1 June 2024",
        "Kim Ost",
        "By Kim Ost.\u201d",
        "Text: 40 pages",
    ],
)
def test_other_lines_stay(line: str):
    text = f"{line}\n\n{TEXT}"
    assert read_opening(text) == ("", None, text)


def test_a_byline_without_a_text_is_the_text():
    assert read_opening("By Kim Ost\n").text == "By Kim Ost\n"


def test_the_line_right_above_a_byline_is_the_headline():
    (found,) = read_text("a.txt", f"Weir opens\nBy Kim Ost\n\n{TEXT}\n".encode()).articles
    assert (found.title, found.author, found.text.strip()) == ("Weir opens", "Kim Ost", TEXT)


def test_a_byline_is_no_headline():
    (found,) = read_text("a.txt", f"By Kim Ost, 1 June 2024\n\n{TEXT}\n".encode()).articles
    assert (found.author, found.published, found.text.strip()) == ("Kim Ost", DAY, TEXT)
    assert found.title == TEXT


@given(st.text())
def test_what_is_left_is_the_end_of_any_text(text: str):
    assert text.endswith(read_opening(text).text)


def test_a_line_of_names_tells_the_day_at_its_end():
    assert opening_day(f"Kim Ost, Tolm Weekly, 1 June 2024\n\n{TEXT}") == DAY
    assert opening_day(f"The weir, a large one, 1 June 2024\n\n{TEXT}") is None
