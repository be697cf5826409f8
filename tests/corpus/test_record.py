from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant.corpus.content import FileContent
from assistant.corpus.record import one_article
from assistant.corpus.text import read_text
from assistant.schema import Article

TEXT = "The weir at Ollen was opened on Monday."


def content(path: str = "a.md", text: str = TEXT, **fields: str) -> FileContent:
    return one_article(path, path, text, fields)


def article(path: str = "a.md", **fields: str) -> Article:
    return content(path, **fields).articles[0]


@pytest.mark.parametrize(
    "name",
    "date published pubDate publish_date date_publish published_at datePublished Datum".split(),
)
def test_the_day_of_publication_has_many_names(name: str):
    assert article(**{name: "2024-06-01"}).published == date(2024, 6, 1)


@pytest.mark.parametrize("name", "lastmod updated date_modify date_download created".split())
def test_the_day_of_change_or_of_saving_is_never_that_of_publication(name: str):
    assert article(**{name: "2024-06-01"}).published is None


def test_a_known_name_wins_and_what_means_nothing_is_metadata():
    found = article(headline="Other", title="Weir opens", outlet="Ollen Post", section="Town")
    assert (found.title, found.source) == ("Weir opens", "Ollen Post")
    assert found.metadata == {"headline": "Other", "section": "Town"}


@pytest.mark.parametrize("zone", ["Z", "+09:00", "-11:00"])
def test_the_day_is_the_one_that_is_written(zone: str):
    assert article(date=f"2024-06-01T23:30:00{zone}").published == date(2024, 6, 1)


@pytest.mark.parametrize(
    "path",
    [
        "2024-06-01-weir.md",
        "x/20240601_weir.txt",
        "2024/06/01/weir.md",
        "weir 2024.06.01.txt",
        "2024-6-1-weir.md",
    ],
)
def test_an_undated_article_has_the_day_of_its_file(path: str):
    found = content(path)
    assert found.articles[0].published == date(2024, 6, 1)
    assert found.origins["date"] == "the name of the file"


@pytest.mark.parametrize(
    "path", ["weir-12345678.md", "2024-06.md", "2024-13-45.md", "v2024060100.md"]
)
def test_other_numbers_in_a_name_are_no_day(path: str):
    assert article(path).published is None


def test_a_day_in_the_file_wins_over_its_name():
    assert article("2024-06-01-weir.md", date="2024-05-30").published == date(2024, 5, 30)


def test_a_file_of_records_gives_none_of_them_its_day():
    found = one_article("news-2024-06-01.jsonl", "news-2024-06-01.jsonl:1", TEXT, {})
    assert found.articles[0].published is None


def test_the_address_of_a_page_may_tell_its_day():
    assert article(url="https://post.example/2024/06/01/weir").published == date(2024, 6, 1)


def test_a_dateline_with_a_year_is_the_last_resort():
    found = content(text="OLLEN, June 1, 2024 (Wire) - The weir was opened.")
    assert found.articles[0].published == date(2024, 6, 1)
    assert content(text="OLLEN, June 1 - The weir.").articles[0].published is None


@pytest.mark.parametrize(
    "line",
    [
        "1 June 2024",
        "Saturday, June 1, 2024",
        "Kim Ost | 1 June 2024 | Ollen Post",
        "Published: 8:00 AM EDT, Sat June 1, 2024",
        "Posted on 2024-06-01 08:00",
    ],
)
def test_a_line_of_its_own_above_a_text_may_tell_its_day(line: str):
    found = content(text=f"{line}\n\n{TEXT}").articles[0]
    assert found.published == date(2024, 6, 1)
    assert found.text.startswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "New weir to open on 1 June 2024",
        "Deadline: 1 June 2024",
        "Updated: 1 June 2024",
        "The weir opened on Saturday, 1 June 2024.",
        "1 June",
    ],
)
def test_a_day_that_a_text_is_about_is_not_its_own(line: str):
    assert content(text=f"{line}\n\n{TEXT}").articles[0].published is None


@pytest.mark.parametrize("day", [date.today() + timedelta(days=500), date(1402, 6, 1)])
def test_a_day_that_cannot_be_is_left_out_and_reported(day: date):
    found = content(date=day.isoformat())
    assert found.articles[0].published is None
    assert "cannot be right" in found.problems[0].reason


def test_an_unreadable_date_is_reported_with_the_day_that_stands_in():
    found = content("2024-06-01-weir.md", date="someday")
    assert found.articles[0].published == date(2024, 6, 1)
    assert "is dated 2024-06-01 instead" in found.problems[0].reason


def test_whether_a_post_is_published_is_no_date():
    found = content(published="true", date="2024-06-01")
    assert (found.articles[0].published, found.problems) == (date(2024, 6, 1), ())
    assert content(published="false").problems == ()


def test_what_exporters_leave_of_html_is_no_part_of_a_headline():
    assert article(title="Weir &#8211; <em>Ost &amp; Sons</em>").title == "Weir – Ost & Sons"
    assert article(title="If a < b & c > d").title == "If a < b & c > d"


def test_a_mark_that_nobody_sees_is_no_part_of_a_headline():
    assert article(title="\ufeffWeir opens\u200b").title == "Weir opens"


def test_a_byline_above_a_text_tells_the_author_and_the_day_and_leaves_it():
    found = content(text=f"By Kim Ost, 1 June 2024\n\n{TEXT}")
    (told,) = found.articles
    assert (told.author, told.published, told.text) == ("Kim Ost", date(2024, 6, 1), TEXT)
    assert found.origins["author"] == found.origins["date"] == "the byline"


def test_the_author_that_is_stated_wins_over_a_byline():
    found = content(text=f"By Kim Ost\n\n{TEXT}", author="Bo Wray").articles[0]
    assert (found.author, found.text) == ("Bo Wray", TEXT)


def test_the_text_of_a_record_keeps_its_byline():
    text = f"By Kim Ost\n\n{TEXT}"
    assert one_article("a.jsonl", "a.jsonl:1", text, {}).articles[0].text == text


def test_the_outlet_after_an_author_is_the_source_of_an_article_without_one():
    found = article(author="By Kim Ost | Ollen Post")
    assert (found.author, found.source) == ("Kim Ost", "Ollen Post")
    found = article(author="Kim Ost | Ollen Post", source="Ollen Post")
    assert (found.author, found.source) == ("Kim Ost", "Ollen Post")


def test_a_path_on_a_site_is_no_address():
    assert article(url="/2024/weir").url == ""
    assert article(url="/weir", link="https://post.example/weir").url == "https://post.example/weir"


@pytest.mark.parametrize("fields", [{"lang": "de-AT"}, {"language": "German"}, {"locale": "de_DE"}])
def test_the_language_is_the_one_that_is_stated(fields: dict[str, str]):
    assert article(**fields).language == "de"


def test_a_headline_that_is_the_first_line_of_a_text_is_told_as_such():
    found = read_text("a.txt", b"Weir opens\n\nIt is open, at last.\n")
    assert (found.articles[0].title, found.origins["title"]) == ("Weir opens", "first line")


def test_where_each_field_was_found_is_told():
    found = content(headline="Weir opens", pubDate="2024-06-01")
    assert found.origins == {"title": "headline", "date": "pubDate"}
    assert content().origins == {"title": "the first words of the text"}


def test_a_field_that_is_longer_than_any_is_cut_and_told():
    found = content(source="Post " * 30_000, title="Weir opened", keywords="x" * 5_000)
    (kept,) = found.articles
    assert len(kept.source) <= 200
    assert kept.title == "Weir opened"
    assert len(kept.metadata["keywords"]) == 5_000
    [problem] = found.problems
    assert problem.reason == "its source has 150,000 characters; 2,000 are kept"


def test_of_endless_fields_those_that_are_known_are_kept():
    found = content(**{f"key{number}": "x" for number in range(100_000)}, title="Weir opened")
    (kept,) = found.articles
    assert kept.title == "Weir opened"
    assert len(kept.metadata) == 199
    assert found.problems[0].reason == "it has 100,001 fields; 200 are kept"


def test_a_text_is_kept_as_far_as_a_novel_goes_and_that_is_told():
    found = content(text="word " * 300_000)
    [problem] = found.problems
    assert len(found.articles[0].text) == 1_000_000
    assert "1,500,000 characters; 1,000,000 are kept" in problem.reason


@pytest.mark.parametrize("text", ["\ufeff" * 9, "\u200b \u200b", "... — ...", "\u0301\u0301"])
def test_a_text_without_a_word_is_told(text: str):
    content = one_article("a.txt", "a.txt", text, {"title": "The mill burned down"})
    assert content.articles == ()
    assert [problem.reason for problem in content.problems] == ["there are no words in its text"]


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_file_within_a_text_is_left_out_and_told(end: str):
    encoded = f"{'QUJDREVGR0hJSktMTU5P' * 4}{end}" * 1_000
    content = one_article("a.txt", "a.txt", f"The mill burned.\n{encoded}\nNobody was hurt.", {})
    [article] = content.articles
    assert len(article.text) < 2_100
    assert article.text.endswith("Nobody was hurt.")
    assert "characters that are no words are left out" in content.problems[0].reason


def test_addresses_and_long_words_are_kept():
    links = "\n".join(f"https://varn.example/{place}/{'bridge-' * 9}" for place in range(60))
    text = f"The mill burned.\n{links}\n{'Donaudampfschiff' * 9} sank.\n{'新闻报道说' * 900}"
    [article] = one_article("a.txt", "a.txt", text, {}).articles
    assert article.text == text
