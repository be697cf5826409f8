"""The chat over the real assistant: articles on disk, a real index, a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant import Assistant, Settings, open_assistant
from assistant.web.chat import Chat
from assistant.web.server import running

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


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("whole")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "lighthouse.md").write_text(LIGHTHOUSE, encoding="utf-8")
    (corpus / "bakery.md").write_text(BAKERY, encoding="utf-8")
    with open_assistant(Settings(corpus=corpus, index=folder / "index")) as assistant:
        assistant.sync()
        yield assistant


@pytest.fixture
def page(context: BrowserContext, assistant: Assistant) -> Iterator[Page]:
    with running(assistant, "127.0.0.1", 0) as address:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(".welcome")
        yield page
        page.close()


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    exchange = page.locator(".exchange").last
    expect(exchange.locator(".question")).to_have_text(question)
    exchange.locator(".reply.done").wait_for(timeout=30_000)


def test_a_question_about_real_articles_is_answered_and_every_quote_is_found_in_its_article(page):
    expect(page.locator(".holdings")).to_contain_text("2 articles from 2 sources")
    ask(page, "How much will the conversion of the lighthouse cost?")
    expect(page.locator(".answer")).to_contain_text("3.2 million kroner")
    marks = page.locator("a.mark")
    for index in range(marks.count()):
        marks.nth(index).click()
        quote = str(marks.nth(index).get_attribute("data-tip")).strip("“”")
        # By number: for a moment after the click the quote of the mark before is still shown.
        number = int(str(marks.nth(index).get_attribute("data-index"))) + 1
        marked = page.locator(f"#panel .reader mark.current[data-number='{number}']")
        expect(marked.first).to_be_in_viewport()
        expect(page.locator("#panel .reader")).to_contain_text("Coast Weekly, 2 March 2023")
        shown = " ".join(marked.all_inner_texts())
        assert " ".join(shown.split()) == " ".join(quote.split())
    ask(page, "Who won the 1998 World Cup?")
    expect(page.locator(".answer").last).to_have_text("The articles do not say.")
    expect(page.locator("a.lead").first).to_be_visible()


def test_before_the_first_sync_the_page_says_what_to_do(tmp_path):
    with open_assistant(Settings(corpus=tmp_path, index=tmp_path / "index")) as assistant:
        welcome = Chat(assistant).welcome()
    assert 'class="problem"' in welcome
    assert "assistant index" in welcome
