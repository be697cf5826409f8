from __future__ import annotations

import pytest

from tests.corpus.pages import STORY, TEXT, TITLE, article_of, page, reason_of

_STORIES = {
    "Ferry to Brae sold": "A bank pays 2 million.",
    "Owl lives in town hall": "Nobody knows how it came in.",
    "School of Lunn gets a roof": "The old one leaked for years.",
    "Bakers want longer nights": "The council decides in May.",
}


def teasers(block: str) -> str:
    return "".join(
        block.format(title=title, text=text, number=number)
        for number, (title, text) in enumerate(_STORIES.items())
    )


_BLOCKS = [
    "<div class='card'><h2><a href='/{number}'>{title}</a></h2><p>{text}</p></div>",
    "<article><h3><a href='/{number}'>{title}</a></h3><p>{text}</p></article>",
    "<article><a href='/{number}'><h3>{title}</h3></a><p>{text}</p></article>",
    "<li><a href='/{number}'>{title}</a><p>{text}</p></li>",
    "<div class='teaser'><h2><a href='/{number}'>{title}</a></h2>{text}</div>",
    "<li><a href='/{number}'>{title}</a></li>",
]


@pytest.mark.parametrize("block", _BLOCKS)
def test_a_section_page_is_reported(block: str):
    html = page(f"<nav>Home</nav><main><h1>News</h1>{teasers(block)}</main>")
    assert reason_of(html) == "a list of teasers of other stories, not an article"


@pytest.mark.parametrize("block", _BLOCKS)
def test_a_story_above_teasers_is_read(block: str):
    html = page(f"<article><h1>{TITLE}</h1>{STORY}</article><section>{teasers(block)}</section>")
    assert article_of(html).text == TEXT


def test_a_short_story_whose_headline_is_a_link_is_read():
    html = page(f"<div><h2><a href='/a'>{TITLE}</a></h2>{STORY}</div>")
    assert article_of(html).text == TEXT
