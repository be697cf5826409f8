"""An answer as Markdown: what was said, what is cited, and nothing an article can smuggle in."""

from datetime import date

import pytest
from markdown_it import MarkdownIt

from assistant import Answer, Citation, Fact, Note


def cite(number: int = 1, **fields: object) -> Citation:
    given: dict[str, object] = {
        "number": number,
        "article_id": "a",
        "title": "A title",
        "quote": "He said so.",
        "start": 0,
        "end": 11,
        "answer_start": 0,
        "answer_end": 11,
    }
    return Citation(**{**given, **fields})  # type: ignore[arg-type]


def answered(text: str = "He said so. [1]", *citations: Citation, **fields: object) -> Answer:
    return Answer(text=text, status="answered", citations=citations, **fields)  # type: ignore[arg-type]


def as_html(answer: Answer) -> str:
    return str(MarkdownIt("commonmark").render(answer.to_markdown()))


def shown(text: str) -> str:
    """Return what a reader sees of one paragraph."""
    html = as_html(answered(text))
    assert html.startswith("<p>")
    assert html.endswith("</p>\n")
    return html[3:-5].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_an_answer_is_its_text_and_a_numbered_list_of_what_it_cites():
    first = cite(source="CNN", published=date(2022, 6, 16), url="https://example.org/a")
    second = cite(2, title="Another", quote="And more.")
    markdown = answered("He said so. [1] And more. [2]", first, second).to_markdown()
    assert markdown == (
        "He said so. [1] And more. [2]\n\n"
        "1. [A title](<https://example.org/a>) — CNN, 16 June 2022\n"
        "   > “He said so.”\n"
        "2. Another\n"
        "   > “And more.”\n"
    )


def test_the_page_of_a_quote_is_told():
    markdown = answered("He said so. [1]", cite(source="CNN", page=3)).to_markdown()
    assert "1. A title — CNN, p. 3\n" in markdown


@pytest.mark.parametrize(
    "text", ["See [1](https://evil.example).", "[1]: https://evil.example", "[1][2] and [1]"]
)
def test_a_mark_never_becomes_a_link(text):
    assert shown(text) == text


def test_the_numbered_list_renders_as_one_list_of_quotes():
    html = as_html(answered("x [1] y [2]", cite(1), cite(2)))
    assert html.count("<ol>") == 1
    assert html.count("<li>") == 2
    assert html.count("<blockquote>") == 2


def test_an_answer_without_citations_is_its_text_alone():
    nothing = Answer(text="The articles do not say.", status="not_found")
    assert nothing.to_markdown() == "The articles do not say.\n"


def test_notes_stand_after_the_citations():
    markdown = answered("x", notes=(Note(kind="as_of", text="As of 3 May."),)).to_markdown()
    assert markdown.endswith("\n\n*As of 3 May.*\n")


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4 and _under_ and `code`",
        "<script>alert(1)</script> & more",
        "[a link](https://example.org)",
        "# no heading",
        "- no list",
        "+ no list",
        "1987. A year, not a list",
        "3) no list",
        "a ~~struck~~ line | a table",
        "back\\slash and \\*",
        "![image](x.png)",
        "=====",
    ],
)
def test_what_markdown_would_read_is_shown_as_it_stands(text):
    assert shown(text) == text


def test_an_indented_line_is_no_code_block():
    assert "<code>" not in as_html(answered("One.\n\n      Two."))


def test_only_web_addresses_become_links():
    html = as_html(answered("x [1]", cite(url="javascript:alert(1)")))
    assert "<a" not in html


def test_an_address_cannot_leave_its_link():
    html = as_html(answered("x [1]", cite(url="https://example.org/a b>)<script>")))
    assert "<script>" not in html
    assert html.count("<a ") == 1


def test_a_quote_over_two_lines_stays_one_quote():
    html = as_html(answered("x [1]", cite(quote="One\n# two")))
    assert "<h1>" not in html


def test_a_list_of_articles_is_a_list_and_a_quoted_dash_is_none() -> None:
    fact = Fact(kind="count", value="1", article_ids=("a",))
    listed = answered("1 article:\n\n- He said so. [1] (Post)", facts=(fact,))
    assert "<li>He said so. [1] (Post)</li>" in as_html(listed)
    assert "<li>" not in as_html(answered("- He said so. [1]")).split("<ol>")[0]
