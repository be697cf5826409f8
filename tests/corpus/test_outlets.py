from __future__ import annotations

import pytest

from tests.corpus.pages import STORY, TITLE, article_of, page

_HOME = "https://www.skerrypost.example/2024/a.html"


def outlet_of(head: str) -> str:
    return str(article_of(page(f"<h1>{TITLE}</h1>{STORY}", head)).source)


def meta(name: str, content: str) -> str:
    return f"<meta property='{name}' content='{content}'>"


@pytest.mark.parametrize("name", ["{$site.name}", ".:", "By linksc"])
def test_what_names_nobody_is_no_outlet(name: str):
    head = meta("og:site_name", name) + f"<link rel='canonical' href='{_HOME}'>"
    assert outlet_of(head) == "skerrypost.example"


def test_a_section_is_no_outlet_where_another_name_is_that_of_the_address():
    names = meta("og:site_name", "Politics") + meta("application-name", "Skerry Post")
    assert outlet_of(f"{names}<link rel='canonical' href='{_HOME}'>") == "Skerry Post"


@pytest.mark.parametrize("name", ["Sea & Kin Daily", "The Northern Light"])
def test_a_name_that_is_not_that_of_the_address_is_kept(name: str):
    head = "<title>x</title><link rel='canonical' href='https://tnl.example/a/b'>"
    assert outlet_of(meta("og:site_name", name.replace("&", "&amp;")) + head) == name


def test_a_name_that_the_address_shortens_is_its_name():
    names = meta("og:site_name", "Rocks and Seas Today") + meta("publisher", "RST")
    assert outlet_of(f"{names}<link rel='canonical' href='https://rst.example/a'>") == (
        "Rocks and Seas Today"
    )


def test_an_archive_is_not_the_outlet_of_what_it_keeps():
    kept = "https://web.archive.org/web/20080304123456/http://www.skerrypost.example/a.html"
    assert outlet_of(f"<link rel='canonical' href='{kept}'>") == "skerrypost.example"


def test_of_the_parts_of_a_title_the_one_of_the_address_is_the_outlet():
    title = f"<title>{TITLE} - Skerry Post - News and views of the north</title>"
    assert outlet_of(f"{title}<link rel='canonical' href='{_HOME}'>") == "Skerry Post"


def test_a_page_without_address_is_of_the_domain_that_it_links_to():
    links = "".join(f"<a href='https://www.skerrypost.example/{n}'>{n}</a>" for n in range(4))
    found = article_of(
        page(f"<nav>{links}</nav><h1>{TITLE}</h1>{STORY}", f"<title>{TITLE}</title>")
    )
    assert found.source == "skerrypost.example"


def test_a_headline_that_is_stated_as_the_outlet_gives_way_to_the_name_of_the_address():
    names = meta("og:site_name", "Dredging in Skerry") + "<title>Dredging in Skerry | Post</title>"
    assert outlet_of(f"{names}<link rel='canonical' href='https://post.example/a'>") == "Post"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<title>Dredging | Union of Skerry</title>", ""),
        ("<title>Dredging</title>", "<h2><a href='/'>Union of Skerry</a></h2>"),
    ],
)
def test_a_page_that_states_no_outlet_is_of_what_ends_its_title_or_leads_home(head: str, body: str):
    assert article_of(page(f"{body}<h1>{TITLE}</h1>{STORY}", head)).source == "Union of Skerry"


def test_of_two_headings_in_the_title_of_the_page_the_one_that_is_stated_is_the_headline():
    head = f"{meta('og:title', 'It opens')}<title>It opens | The Northern Light of Skerry</title>"
    heads = "<h1>The Northern Light of Skerry</h1><h1>It opens</h1>"
    found = article_of(page(heads + STORY, head))
    assert (found.title, found.source) == ("It opens", "The Northern Light of Skerry")


def test_a_name_with_umlauts_is_that_of_an_address_without():
    home = "<link rel='canonical' href='https://moewenpost.example/a'>"
    heads = f"<h1>Die Möwenpost von Skerry und Umgebung</h1><h1>{TITLE[:20]}</h1>"
    head = f"<title>{TITLE[:20]} | Die Möwenpost von Skerry und Umgebung</title>{home}"
    found = article_of(page(heads + STORY, head))
    assert found.title == TITLE[:20].strip()


def test_the_site_and_not_the_firm_that_holds_its_rights_is_the_outlet():
    home = "<link rel='canonical' href='https://www.skerry-post.example/a'>"
    names = meta("publisher", "Rock Media Services Ltd") + f"<title>{TITLE} | skerry-post.example"
    assert outlet_of(f"{names}</title>{home}") == "skerry-post.example"


def test_a_name_with_a_stop_is_still_that_of_the_address():
    home = "<link rel='canonical' href='https://skerrypost.example/a'>"
    names = meta("og:site_name", "St.Olaf Skerrypost") + meta("publisher", "skerrypost.example")
    assert outlet_of(names + home) == "St.Olaf Skerrypost"
