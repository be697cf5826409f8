from __future__ import annotations

import pytest

from tests.corpus.pages import STORY, TITLE, article_of, page


def title_of(body: str, head: str) -> str:
    return article_of(page(body, head)).title


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1><span class='roofline'>Fishing</span> {TITLE}</h1>",
        f"<h1>{TITLE} <small>Eleven weeks of noise</small></h1>",
        f"<h1><span>{TITLE}</span> <span class='entry-subtitle'>Eleven weeks of noise</span></h1>",
        f"<h1>{TITLE}<br><span>Una Tveit reports</span></h1>",
        f"<h1><span class='kicker'>Skerry:</span> : {TITLE}</h1>",
        f"<h1><div class='topic-label'>The port</div>{TITLE}</h1>",
    ],
)
def test_what_stands_in_the_heading_beside_the_headline_is_no_title(heading: str):
    assert title_of(heading + STORY, f"<title>{TITLE} | Skerry Post</title>") == TITLE


def test_the_headline_at_the_story_is_the_title_whatever_search_engines_are_told():
    head = "<title>Skerry dredging 2024: cost, dates, facts – all about harbours</title>"
    assert title_of(f"<article><h1>{TITLE}</h1>{STORY}</article>", head) == TITLE
    marked = f"<h1>Skerry news and more</h1><h1 itemprop='headline'>{TITLE}</h1>{STORY}"
    assert title_of(marked, head) == TITLE


def test_a_credit_in_the_stated_title_is_not_in_the_title():
    head = f"<meta property='og:title' content='{TITLE} (photo=Brand)'>"
    assert title_of(f"<h1>{TITLE}</h1>{STORY}", head) == TITLE


def test_a_heading_that_links_to_the_start_of_the_site_is_its_name():
    head = f"<title>{TITLE}</title>"
    body = f"<h1><a href='https://post.example/'>All the news of Skerry</a></h1>{STORY}"
    assert title_of(body, head) == TITLE


def test_a_heading_that_links_into_its_page_is_a_headline():
    body = f"<h1><a id='top'></a><a href='#'>{TITLE}</a></h1>{STORY}"
    assert title_of(body, "<title>Dredging | Skerry Post</title>") == TITLE


def test_of_several_headings_the_one_in_the_article_is_the_title():
    body = f"<article><h1>{TITLE}</h1>{STORY}</article><h1>Love in your inbox: our letter</h1>"
    assert title_of(body, "<title>Dredging facts | Skerry Post</title>") == TITLE


def test_the_name_of_the_site_after_a_title_is_known_by_its_address():
    link = "<link rel='canonical' href='https://skerrypost.example/a'>"
    head = f"<title>{TITLE} | Skerry Post Magazine</title>{link}"
    assert title_of(f"<h2>Harbour news</h2>{STORY}", head) == TITLE


def test_where_the_page_title_names_the_site_alone_the_heading_above_the_text_is_the_title():
    menu = "<h2>Find a club</h2><h2>Next events</h2>"
    body = f"{menu}<h2>{TITLE}</h2>{STORY}<h1>Partners</h1>"
    assert title_of(body, "<title>Rowing - News - Rowing | Skerry Union</title>") == TITLE


def test_a_heading_of_the_third_level_may_be_the_headline():
    body = f"<h1>All news</h1><h3>{TITLE}</h3>{STORY}"
    assert title_of(body, f"<title>{TITLE} - Skerry Post</title>") == TITLE


def test_a_mark_between_a_kicker_and_a_headline_belongs_to_neither():
    body = f"<h1><span>Contract signed</span> : {TITLE}</h1>{STORY}"
    assert title_of(body, f"<title>{TITLE}</title>") == TITLE


def test_of_several_headings_the_one_most_like_the_stated_title_is_the_headline():
    body = f"<h1>Skerry: {TITLE} this summer</h1>{STORY}<h1>Ferry times</h1>"
    head = "<meta property='og:title' content='Dredging of harbour: Skerry to be this summer'>"
    assert title_of(body, head) == f"Skerry: {TITLE} this summer"


def test_a_section_that_heads_the_page_is_no_title():
    head = f"<title>Skerry Post - Harbour - {TITLE}</title>"
    assert title_of(f"<h1>Harbour</h1><h1>{TITLE}</h1>{STORY}", head) == TITLE
    stated = f"<title>Harbour - Skerry Post</title><meta property='og:title' content='{TITLE}'>"
    assert title_of(f"<h1>Harbour</h1><h1>{TITLE}</h1>{STORY}", stated) == TITLE


def test_a_day_in_the_heading_is_no_part_of_the_title():
    heading = f"<h2><time datetime='2024-06-17'>Jun 17 </time>{TITLE}</h2>"
    head = f"<title>Skerry Post</title><meta property='og:title' content='{TITLE}'>"
    assert title_of(heading + STORY, head) == TITLE


def test_a_menu_is_no_title_where_the_name_of_the_site_is_longer_than_the_headline():
    home = "<link rel='canonical' href='https://www.skerryandseapost.example/a'>"
    head = f"<title>Harbour | skerryandseapost.example</title>{home}"
    heads = "<h1>skerryandseapost.example</h1><h1>Menu</h1><h1>Harbour</h1>"
    assert title_of(heads + STORY, head) == "Harbour"


def test_the_reading_of_a_chinese_letter_stands_beside_it_and_not_in_the_title():
    heading = "<h1><ruby>港<rt>みなと</rt></ruby>がひらく</h1>"
    assert title_of(heading + STORY, "<title>港がひらく</title>") == "港がひらく"
