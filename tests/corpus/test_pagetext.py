from __future__ import annotations

from assistant.corpus.pagetext import paragraphs

WIDE = "The weir of Tannet was mended by forty masons in a summer without any rain at"


def text(*pages: str) -> list[str]:
    return list(paragraphs(pages, [f"<{n}>" for n in range(1, len(pages) + 1)]))


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph():
    assert text(f"{WIDE}\nall.\n{WIDE} all.") == [f"<1>{WIDE} all.", f"{WIDE} all."]


def test_an_empty_line_and_an_item_of_a_list_begin_a_paragraph():
    assert text(f"{WIDE}\n\n{WIDE}\n• one\n• two") == [f"<1>{WIDE}", WIDE, "• one", "• two"]


def test_a_word_with_a_hyphen_of_its_own_keeps_it():
    assert text("It is well-known, and was well-\nknown before, to the gover-\nnor.") == [
        "<1>It is well-known, and was well-known before, to the governor."
    ]


def test_heads_that_stand_on_every_other_page_are_left_out():
    heads = ["12 TANNET POST", "THE WEIRS 13"]
    pages = [f"{heads[n % 2]}\n{WIDE} {'abcdefgh'[n]}." for n in range(8)]
    assert not any("POST" in each or "WEIRS" in each for each in text(*pages))


def test_scripts_without_spaces_are_joined_without_one():
    assert text("堤坝将被加高\n三米。") == ["<1>堤坝将被加高三米。"]
