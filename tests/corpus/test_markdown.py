from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.corpus.markdown import markdown_text
from assistant.corpus.text import read_markdown
from assistant.schema import Article


def seen(source: str) -> str:
    return markdown_text(source).text


def article(source: str) -> Article:
    [found] = read_markdown("a.md", source.encode()).articles
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The **ferry** to *Wolk* is __late__.", "The ferry to Wolk is late."),
        ("The [ferry](https://f.example/a_(b)) is [late][1].\n\n[1]: /x", "The ferry is late."),
        ("It cost ~~90~~ 120 euros.", "It cost 120 euros."),
        ("It cost <del>90</del> <b>120</b> euros.", "It cost 120 euros."),
        ("It ==sank== in `Wolk`.", "It sank in Wolk."),
        ("5 \\* 3 &amp; 2 &lt; 3", "5 * 3 & 2 < 3"),
        ("A quay[^1] sank.^[In May.]\n\n[^1]: Said\n    the port.\n\nSo.", "A quay sank.\n\nSo."),
        ("The [[Port Office|office]] of [[Wolk]] said so.", "The office of Wolk said so."),
        ("One.\n\n![A ship](s.jpg \"Photo: K. Lo\")\n\n![[map.png]]\n\nTwo.", "One.\n\nTwo."),
        ("One. {{< img \"s.png\" >}} {% include ad.html %}\n\n{{ x }} Two.", "One.\n\nTwo."),
        ("One.{:.lead}\n{: .box}\n\n<!-- more -->\nTwo.", "One.\n\nTwo."),
        ("One.\n\n```sh\nmake\nmake test\n```\n\nTwo.", "One.\n\nTwo."),
        ("{% highlight c %}\nint x;\n{% endhighlight %}\nTwo.", "Two."),
        ("<p>One<br>two.</p>\n<script>a</script>\n<iframe src='v'></iframe>", "One\ntwo."),
        ("> [!note] Tides\n> The ferry\n> is late.", "Tides The ferry is late."),
        ("A wrapped\nline goes on.  \nA break stays.", "A wrapped line goes on.\nA break stays."),
        ("    An indented paragraph\nof a wire.", "An indented paragraph of a wire."),
        ("One.\n\n***\n\nTwo.", "One.\n\nTwo."),
        ("<https://f.example/a>\n\nOne.", "One."),
        ("It sank.[[1]](#one) So [[Mail]](m) says.", "It sank. So [Mail] says."),
        ("One {{< broken\n\ntwo {{< img >}} three.", "One {{< broken\n\ntwo three."),
        ("渡轮将于\n三月恢复运行。", "渡轮将于三月恢复运行。"),
        ("Up 50%% and 60%%.", "Up 50%% and 60%%."),
        ("One %%a note to myself%% two.", "One two."),
    ],
)  # fmt: skip
def test_marks_are_not_read_but_the_words_that_they_mark(source: str, expected: str):
    assert seen(source) == expected


def test_a_heading_is_a_paragraph_of_its_own():
    source = "It sank.\n## What now\nNobody knows.\n\nThe port\n--------\nIt is shut."
    assert seen(source) == "It sank.\n\nWhat now\n\nNobody knows.\n\nThe port\n\nIt is shut."


def test_items_of_a_list_have_a_line_each_and_keep_their_numbers():
    source = (
        "Needed:\n\n- [x] a boat\n- a *crew*\n    - a cook\n\n1. Row.\n2. Sail.\n\n1986. A storm."
    )
    assert seen(source) == "Needed:\n\na boat\na crew\na cook\n1. Row.\n2. Sail.\n3. A storm."
    assert seen("1. First,\n\n   then more.\n2. Last.") == "1. First,\nthen more.\n2. Last."


def test_sources_in_brackets_are_no_part_of_a_sentence():
    source = "It sank ([Mail](m) / [Post](p)). A [b](c) stays ([told](t) on May 1). Yes. ([M](m))"
    assert seen(source) == "It sank. A b stays (told on May 1). Yes."
    assert seen("It sank. (<https://f.example>)\n\n[Home](/) | [News](/n)") == "It sank."


def test_rows_of_a_table_name_their_columns():
    source = "Fares:\n\n| Way | Price |\n|:--|--:|\n| **Out** | 4 |\n| [Back](b) | 5 |\n\nAll."
    assert seen(source) == "Fares:\n\nWay: Out, Price: 4.\nWay: Back, Price: 5.\n\nAll."
    facts = "| | |\n|--|--|\n| Opened | 1911 |\n| Owner | The port |"
    assert seen(facts) == "Opened: 1911.\nOwner: The port."
    tags = "<table><tr><td>Out</td><td>4</td></tr><tr><td>Back</td><td>5</td></tr></table>"
    assert seen(tags) == "Out: 4.\nBack: 5."


def test_a_tag_that_is_never_closed_ends_with_its_paragraph():
    assert seen("One <s>two\n\nThree <a href='x'>four\n\nfive.") == "One\n\nThree four\n\nfive."


def test_the_heading_at_the_top_is_the_title_and_is_not_repeated():
    found = article("# The ferry *sank*.\nNobody was hurt.\n")
    assert (found.title, found.text) == ("The ferry sank.", "Nobody was hurt.")
    named = article("---\ntitle: Ferry sank\n---\n\n# Ferry sank\n\nNobody was hurt.\n")
    assert (named.title, named.text) == ("Ferry sank", "Nobody was hurt.")
    other = article("---\ntitle: Ferry sank\n---\n\n## At a glance\n\nNobody was hurt.\n")
    assert other.text == "At a glance\n\nNobody was hurt."


def test_a_first_line_of_words_is_the_title_as_in_a_text():
    found = article("The ferry **sank**\n\nNobody was hurt.")
    assert (found.title, found.text) == ("The ferry sank", "Nobody was hurt.")


def test_a_heading_without_a_text_is_the_text():
    assert article("# The ferry sank").text == "The ferry sank"


def test_a_post_of_images_has_no_text():
    content = read_markdown("a.md", b"![one](1.jpg)\n\n{{< gallery >}}")
    assert content.articles == ()
    assert "no text" in content.problems[0].reason


@given(st.text("ab \n*_[]()<>|`{}%#=~!^:-1.&;/\\\ufdd0\ufdd3", max_size=80))
def test_any_text_is_read(source: str):
    heading, text = markdown_text(source)
    assert not set("\ufdd0\ufdd1\ufdd2\ufdd3") & set(heading + text)


def test_emoji_that_are_written_as_words_are_no_text():
    found = markdown_text("Sales rose :rocket::tada: by 4% :+1: in May.\n\n:warning: Ice ahead.")
    assert found.text == "Sales rose by 4% in May.\n\nIce ahead."
    times = "The train left at 10:15:30, a:b:c said, and `:fire:` is code."
    assert markdown_text(times).text == times.replace("`", "")


def test_what_abbreviations_are_short_for_is_no_text():
    source = "The WB met.\n\n*[WB]: Water Board\n\n* [x]: an item"
    assert "Board" not in markdown_text(source).text
    assert "an item" in markdown_text(source).text


@pytest.mark.parametrize("mark", ["[", "[[", "![[", "[^", "^[", "`", "[^1", "[a](b)"])
def test_marks_that_never_close_are_read_at_once(mark: str):
    source = mark * (20_000 // len(mark))
    assert markdown_text(f"The ferry sank.\n\n{source}\n").text.startswith("The ferry sank.")
