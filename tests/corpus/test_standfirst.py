from __future__ import annotations

import pytest

from tests.corpus.pages import STORY, TEXT, TITLE, article_of, page, text_of_page

_LEAD = "Skerry gets a deeper harbour at last. Not everybody at the quay is pleased with the plan."


@pytest.mark.parametrize(
    "opening",
    [
        f"<div class='teaser'><p>{_LEAD}</p></div>",
        f"<div class='excerpt'>{_LEAD}</div>",
        f"<p class='intro'><strong>{_LEAD}</strong></p>",
        f"<h2 class='summary'>{_LEAD}</h2>",
        f"<span class='teaser-text'>{_LEAD}</span>",
    ],
)
def test_a_standfirst_under_the_headline_opens_the_text(opening: str):
    assert text_of_page(f"<main><h1>{TITLE}</h1>{opening}<article>{STORY}</article></main>") == (
        f"{_LEAD}\n{TEXT}"
    )
    inside = f"<article><header><h1>{TITLE}</h1>{opening}</header>{STORY}</article>"
    assert text_of_page(inside) == f"{_LEAD}\n{TEXT}"


def test_points_above_a_story_are_kept():
    one, other = "Dredging of the harbour begins in June.", "Eleven weeks of noise will follow."
    points = f"<li>{one}</li><li>{other}</li>"
    text = text_of_page(f"<h1>{TITLE}</h1><div class='teaser-text'><ul>{points}</ul></div>{STORY}")
    assert text.startswith(
        "Dredging of the harbour begins in June.\nEleven weeks of noise will follow."
    )


@pytest.mark.parametrize(
    "other",
    [
        f"<p><a href='/fish'>{_LEAD}</a></p>",
        f"<p>{_LEAD} <a href='/fish'>More</a></p>",
        "<figure><figcaption>The old quay of Skerry on a wet day.</figcaption></figure>",
        "<div class='image-caption'>The old quay of Skerry on a day in May.</div>",
        "<p class='intro'>The old quay of Skerry on a day in May. Photo: Una Tveit</p>",
        "<audio>Your browser cannot play the sound of this story.</audio>",
        "<form><p>Tell us where you live and what you like to read.</p></form>",
    ],
)
def test_what_leads_elsewhere_or_tells_of_a_picture_is_no_standfirst(other: str):
    found = text_of_page(f"<main><h1>{TITLE}</h1>{other}<article>{STORY}</article></main>")
    assert found == TEXT


def test_what_stands_above_the_headline_is_no_standfirst():
    above = f"<div class='teaser'>{_LEAD}</div>"
    assert text_of_page(f"{above}<h1>{TITLE}</h1><article>{STORY}</article>") == TEXT


def test_a_line_that_the_page_names_as_its_description_needs_no_full_stop():
    line = "Fishers of Skerry ask where their boats will lie"
    head = f"<title>{TITLE}</title><meta name='description' content='{line}'>"
    body = f"<h1>{TITLE}</h1><div class='teaser'>{line}</div><article>{STORY}</article>"
    assert article_of(page(body, head)).text == f"{line}\n{TEXT}"


def test_a_day_under_a_standfirst_is_not_in_the_text():
    opening = f"<div class='teaser'>{_LEAD}</div><p>Friday, 7 June 2024</p>"
    found = text_of_page(f"<article><h1>{TITLE}</h1>{opening}{STORY}</article>")
    assert found == f"{_LEAD}\n{TEXT}"
