import re
from datetime import date
from pathlib import Path

import pytest

from assistant.web import markup
from assistant.web.markup import (
    Html,
    Marked,
    Template,
    byline,
    escaped,
    web_address,
    with_marks,
)

TEMPLATES = sorted((Path(markup.__file__).parent / "templates").glob("*.html"))


def bold(start: int, end: int) -> Marked:
    return Marked(start, end, "<b>", "</b>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>x</script>", "&lt;script&gt;x&lt;/script&gt;"),
        ("\" onload='x'", "&quot; onload=&#x27;x&#x27;"),
        ("a\x00b\ud800c\x1bd", "a\ufffdb\ufffdc\ufffdd"),
        ("a\u202eb\u202c \u200f\u2067c\u2069", "a\ufffdb\ufffd \u200f\u2067c\u2069"),
        ("$$x$$ **y** ![z](u) ${w}", "$$x$$ **y** ![z](u) ${w}"),
        ("line\nline\tend", "line\nline\tend"),
    ],
)
def test_text_becomes_html_that_shows_exactly_it(text, shown):
    assert escaped(text) == shown


def test_marks_count_in_characters_of_the_text_and_not_of_its_html():
    assert with_marks("a & b < c", [bold(4, 5)]) == "a &amp; <b>b</b> &lt; c"


def test_overlapping_marks_are_clipped_so_that_the_html_stays_well_formed():
    assert with_marks("abcdef", [bold(0, 3), bold(2, 5)]) == "<b>abc</b><b>de</b>f"


def test_marks_are_clipped_to_the_part_that_is_shown():
    assert with_marks("abcdef", [bold(0, 3), bold(5, 9)], 2, 5) == "<b>c</b>de"


@pytest.mark.parametrize(
    ("source", "published", "line"),
    [
        ("CNN", date(2022, 6, 16), "CNN, 16 June 2022"),
        ("CNN", None, "CNN, undated"),
        ("", date(2022, 6, 1), "1 June 2022"),
        ("جريدة", date(2022, 6, 1), "\u2068جريدة\u2069, 1 June 2022"),
    ],
)
def test_a_byline_says_who_and_when(source, published, line):
    assert byline(source, published) == line


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "", "http://[", "file:///x"]
)
def test_only_web_addresses_become_links(url):
    assert web_address(url) == ""


def test_a_web_address_is_kept():
    assert web_address(" https://cnn.example/a?b=c ") == "https://cnn.example/a?b=c"


def test_a_template_escapes_every_text_and_leaves_html_as_it_is():
    problem = Template("pieces.html")
    alert = '<p class="problem" role="alert">{}</p>'
    assert problem("problem", "<b>\ud800") == alert.format("&lt;b&gt;\ufffd")
    assert problem("problem", Html("<b>x</b>")) == alert.format("<b>x</b>")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_template_lets_text_through_as_html(file):
    assert not re.search(r"\|\s*safe|autoescape|Markup", file.read_text(encoding="utf-8"))
