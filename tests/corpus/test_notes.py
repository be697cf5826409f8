from __future__ import annotations

import pytest

from assistant.corpus.notes import split_notes
from assistant.corpus.text import read_markdown

BELOW = "The weir at Ollen was opened on Monday."


@pytest.mark.parametrize(
    "note",
    [
        "title:: Weir opens\nsource:: [[Ollen Post]]\nauthor:: [[Kim Ost]]\n"
        "date:: [[2024-06-01]]\n\n",
        "- title:: Weir opens\n- source:: Ollen Post\n- author:: Kim Ost\n"
        "- date:: Jun 1st, 2024\n\n",
        "# Weir opens\n\n**Source**:: Ollen Post\n**Date**:: 2024-06-01\n**Author**:: Kim Ost\n\n",
        "# Weir opens\nSource: Ollen Post\nDate: 2024-06-01\nAuthor: Kim Ost\n\n",
        "# Weir opens\n\n**Source:** Ollen Post\n**Date:** 2024-06-01\n**Author:** Kim Ost\n\n",
        "# weir-opens\n\n![cover](https://img.example/a.png)\n\n## Metadata\n"
        "- Author: [[Kim Ost]]\n- Full Title: Weir opens\n"
        "- Publisher: Ollen Post\n- Published: 2024-06-01\n\n",
    ],
)
def test_what_a_note_says_of_an_article_is_read_and_leaves_the_text(note: str):
    (found,) = read_markdown("a.md", f"{note}{BELOW}\n".encode()).articles
    assert (found.title, found.source, found.author) == ("Weir opens", "Ollen Post", "Kim Ost")
    assert (str(found.published), found.text.strip()) == ("2024-06-01", BELOW)


def test_a_note_may_have_front_matter_too():
    note = f"---\ntags: [water]\n---\n# Weir opens\n\nSource:: Ollen Post\n\n{BELOW}\n"
    (found,) = read_markdown("a.md", note.encode()).articles
    assert (found.title, found.source, found.text) == ("Weir opens", "Ollen Post", BELOW)


@pytest.mark.parametrize(
    "text",
    [
        "# Weir opens\n\n- Mayor: it is large\n- Kim Ost: it is not\n\nMore.",
        "# Weir opens\n\nSource: a spokesman\n\nMore.",
        "Mayor:: it is large\n\nMore.",
        "Author: Kim Ost\nText: the weir\n\nMore.",
        "# Weir opens\n",
        "",
    ],
)
def test_other_lists_and_lines_are_text(text: str):
    assert split_notes(text) == ({}, text)
