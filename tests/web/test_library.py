"""The articles in a real browser over the real assistant: listed, brought, answered, removed."""

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant import Assistant
from assistant.web import articles, updating
from assistant.web import library as library_module
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.test_browser import ask

SLOWEST = 30_000  # the first upload loads the model that embeds it
LIGHTHOUSE = """---
title: Skerry lighthouse to become a school for boat builders
source: Coast Weekly
date: 2023-03-02
---
The lighthouse on Skerry Point will become a school for boat builders, the island council decided
on Wednesday. Councillor Marit Holm said the conversion would cost 3.2 million kroner and take
eighteen months.

The light itself was switched off in 2011. Holm said the school would take its first twelve pupils
in September 2024.
"""
BAKERY = """---
title: Village bakery wins prize for rye bread
source: Valley Post
date: 2022-11-20
---
A bakery in Oberdorf has won the national prize for rye bread. Baker Jonas Frei said he had used
the same sourdough for thirty years.

The prize is worth 5,000 francs.
"""
FERRY = """---
title: Ferry to Lomvik sails twice a day
source: Fjord Herald
date: 2024-06-01
---
The ferry to Lomvik will sail twice a day from July, its captain Ines Dahl said.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    corpus = tmp_path_factory.mktemp("library") / "corpus"
    corpus.mkdir()
    (corpus / "lighthouse.md").write_text(LIGHTHOUSE, encoding="utf-8")
    (corpus / "bakery.md").write_text(BAKERY, encoding="utf-8")
    lines = [f'{{"title": "Regatta day {day}", "text": "Boats raced."}}\n' for day in range(60)]
    (corpus / "regatta.jsonl").write_text("".join(lines), encoding="utf-8")
    return corpus


@pytest.fixture(scope="module")
def library(assistant: Assistant, corpus: Path) -> Iterator[str]:
    with (
        pytest.MonkeyPatch.context() as patch,
        running(assistant, "127.0.0.1", 0, Serving(corpus=corpus)) as address,
    ):
        patch.setattr(updating, "SECONDS_BETWEEN_LOOKS", 0.1)
        yield address


@pytest.fixture
def page(context: BrowserContext, library: str) -> Iterator[Page]:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(library)
    page.wait_for_selector(".welcome")
    page.get_by_role("button", name="Articles").click()
    expect(page.locator("#library-table tbody tr").first).to_be_visible()
    yield page
    page.close()
    assert errors == []


def rows(page: Page) -> list[str]:
    return page.locator("#library-table tbody th").all_inner_texts()


def test_the_articles_are_paged_sorted_and_searched(page):
    first = page.locator("#library-table tbody tr").first
    expect(first).to_contain_text("Skerry lighthouse")
    expect(first).to_contain_text("Coast Weekly")
    expect(first).to_contain_text("2 March 2023")
    expect(page.locator(".pager")).to_contain_text("1 to 50 of 62")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".pager")).to_contain_text("51 to 62 of 62")
    page.locator("#library-table").get_by_role("button", name="Words").click()
    expect(page.locator("th.words[aria-sort=descending]")).to_be_visible()
    expect(first).to_contain_text("Skerry lighthouse")
    page.get_by_placeholder("Search titles and sources").fill("valley RYE")
    expect(page.locator("#library-table tbody tr")).to_have_count(1)
    expect(first).to_contain_text("Village bakery")
    page.get_by_placeholder("Search titles and sources").fill("no such article")
    expect(page.locator("#library-table .none")).to_be_visible()


def test_of_two_orders_chosen_in_a_row_the_last_is_shown(page, monkeypatch):
    go_on, show = threading.Event(), articles.table_html

    def slow(*asked, **more):
        go_on.wait(10)
        return show(*asked, **more)

    monkeypatch.setattr(library_module, "table_html", slow)
    for column in ("Title", "Source", "Words"):
        page.locator("#library-table").get_by_role("button", name=column).click()
    go_on.set()
    expect(page.locator("th.words[aria-sort=descending]")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_title_opens_its_article_and_the_table_comes_back_as_it_was(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.get_by_placeholder("Search titles and sources").fill("skerry")
    expect(page.locator("#library-table tbody tr")).to_have_count(1)
    title = page.locator("#library-table .whole")
    article = page.locator("#library-article article")
    for _ in range(2):  # the second time nothing of it is new
        title.press("Enter")
        expect(article.locator("h2")).to_be_focused()
        expect(article).to_contain_text("Coast Weekly, 2 March 2023")
        expect(page.locator("#library-table")).not_to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")
        expect(title).to_be_focused()
    title.click()
    page.get_by_role("button", name="All articles").click()
    expect(page.locator("#library-table tbody tr")).to_have_count(1)
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("width", [390, 1280])
def test_the_articles_fit_the_window(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.locator("#library-add").get_by_role("button", name="Add articles").click()
    expect(page.get_by_label("Or paste the text of an article")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1280, "height": 800})


def test_a_file_is_brought_answers_at_once_and_is_removed_again(page, corpus, tmp_path):
    (tmp_path / "ferry.md").write_text(FERRY, encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00")
    (tmp_path / "report.exe").write_bytes(b"MZ")
    page.get_by_role("button", name="Add articles").click()
    page.locator("#library-files input[type=file]").set_input_files(
        [tmp_path / name for name in ("ferry.md", "picture.txt", "report.exe")]
    )
    status = page.locator("#library-status")
    expect(status).to_contain_text("ferry.md: kept as uploads/ferry.md")
    refused = status.locator(".refused")
    expect(refused.first).to_contain_text("picture.txt: it is binary")
    expect(refused.last).to_contain_text("report.exe: files of this type are not read")
    expect(status).to_contain_text("1 added", timeout=SLOWEST)
    expect(page.locator("#library-table tbody tr").first).to_contain_text("Ferry to Lomvik")
    status.get_by_role("button", name="Ferry to Lomvik").click()  # where it may be on any page
    expect(page.locator("#library-article h2")).to_contain_text("Ferry to Lomvik")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Chat", exact=True).click()
    ask(page, "How often will the ferry to Lomvik sail?")
    expect(page.locator(".answer")).to_contain_text("twice a day", timeout=SLOWEST)
    page.get_by_role("button", name="Articles").click()
    page.get_by_role("button", name="Remove Ferry to Lomvik").click()
    expect(status).to_contain_text("Remove the file uploads/ferry.md and the article in it?")
    page.get_by_role("button", name="Keep it").click()
    expect(status.locator(".confirm")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove Ferry to Lomvik")).to_be_focused()
    page.get_by_role("button", name="Remove Ferry to Lomvik").click()
    page.get_by_role("button", name="Remove the file").click()
    expect(status).to_contain_text("1 removed", timeout=SLOWEST)
    expect(page.locator("#library-table")).not_to_contain_text("Ferry to Lomvik")
    assert not (corpus / "uploads" / "ferry.md").exists()


def test_a_file_that_gives_no_article_is_not_kept(page, corpus, tmp_path):
    (tmp_path / "broken.jsonl").write_text("no JSON\n", encoding="utf-8")
    page.get_by_role("button", name="Add articles").click()
    page.locator("#library-files input[type=file]").set_input_files(tmp_path / "broken.jsonl")
    refused = page.locator("#library-status .refused")
    expect(refused.first).to_contain_text("no article could be read in it", timeout=SLOWEST)
    expect(refused.last).to_contain_text("uploads/broken.jsonl")  # and why
    assert not (corpus / "uploads" / "broken.jsonl").exists()


def test_a_pasted_text_becomes_an_article_with_its_fields(page, corpus):
    page.get_by_role("button", name="Add articles").click()
    page.get_by_label("Its title").fill("Choir of Lomvik wins a prize")
    page.get_by_label("Its source").fill("Fjord Herald")
    page.get_by_label("Its date").fill("tomorrow")
    page.get_by_label("Or paste the text").fill("The choir of Lomvik won the prize on Monday.")
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#library-status")).to_contain_text("write it as 2024-03-14")
    expect(page.get_by_label("Its title")).to_have_value("Choir of Lomvik wins a prize")
    page.get_by_label("Its date").fill("2024-07-02")
    page.get_by_role("button", name="Add this text").click()
    expect(page.locator("#library-status")).to_contain_text("1 added", timeout=SLOWEST)
    expect(page.get_by_label("Its title")).to_have_value("")
    first = page.locator("#library-table tbody tr").first
    expect(first).to_contain_text(re.compile("Choir of Lomvik.*Fjord Herald.*2 July 2024", re.S))


def test_a_file_of_many_articles_is_removed_only_as_a_whole(page):
    page.get_by_placeholder("Search titles and sources").fill("Regatta day 59")
    expect(page.locator("#library-table tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Remove file regatta.jsonl").click()
    expect(page.locator(".confirm")).to_contain_text("regatta.jsonl and all 60 articles in it")


def test_what_changes_in_the_folder_is_seen_with_one_click(page, corpus):
    (corpus / "ferry.md").write_text(FERRY, encoding="utf-8")
    update = page.get_by_role("button", name="Update now")
    update.click()
    expect(update).to_be_disabled()
    expect(page.locator("#library-status")).to_contain_text("1 added", timeout=SLOWEST)
    expect(update).to_be_enabled()
    expect(page.locator("#library-table")).to_contain_text("Ferry to Lomvik")
    (corpus / "ferry.md").unlink()


def test_where_uploads_are_off_articles_are_listed_and_nothing_can_be_changed(
    context, assistant, corpus, library
):
    with running(assistant, "127.0.0.1", 0) as address:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Articles").click()
        expect(page.locator("#library-table tbody tr").first).to_be_visible()
        expect(page.get_by_role("button", name="Add articles")).to_have_count(0)
        expect(page.locator("button.remove")).to_have_count(0)
        sent = page.request.post(
            f"{address}/gradio_api/upload",
            multipart={"files": {"name": "a.txt", "mimeType": "text/plain", "buffer": b"a" * 2000}},
        )
        assert sent.status == 413
        page.close()


def test_a_watched_folder_is_indexed_when_it_changes(assistant, corpus, monkeypatch):
    monkeypatch.setattr(updating, "SECONDS_BETWEEN_LOOKS", 0.05)
    before = assistant.info().articles
    with running(assistant, "127.0.0.1", 0, Serving(watch=True)):
        (corpus / "watched.md").write_text(FERRY, encoding="utf-8")
        for _ in range(1_000):
            if assistant.info().articles > before:
                break
            time.sleep(0.02)
        (corpus / "watched.md").unlink()
    assert any(head.path == "watched.md" for head in assistant.articles())
