"""Earlier conversations in a real browser: across reloads and restarts, and for nobody else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assistant.web import server
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.scripted import COST, GROUND, ScriptedAssistant
from tests.web.test_browser import ask, finished


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def kept_address(state: Path) -> Iterator[str]:
    with running(ScriptedAssistant(), "127.0.0.1", 0, Serving(state=state)) as address:
        yield address


@pytest.fixture
def somebody(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of its own, with its own cookies."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def visit(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator(".welcome, .exchange").first.wait_for()
    return page


def ask_and_keep(page: Page, question: str) -> None:
    ask(page, question)
    finished(page)
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]{20,}$"))


def drawer(page: Page) -> None:
    page.get_by_role("button", name="History").click()
    expect(page.locator("#drawer .drawer")).to_be_visible()


def test_a_reload_brings_the_conversation_back_and_it_goes_on(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    page.reload()
    expect(page.locator(".answer")).to_have_text(re.compile(re.escape(COST)))
    expect(page.locator("#panel .card")).to_have_count(2)
    ask_and_keep(page, "And why?")
    page.reload()
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".searched")).to_have_text("Searched for: Why was the harbour bridge late?")


def test_after_a_restart_it_is_in_the_list_and_still_its_owners(state, browser):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    with running(ScriptedAssistant(), "127.0.0.1", 0, Serving(state=state)) as address:
        ask_and_keep(visit(context, address), "What did the delay cost?")
    with running(ScriptedAssistant(), "127.0.0.1", 0, Serving(state=state)) as address:
        page = visit(context, address)
        drawer(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.locator("#drawer .resume").click()
        expect(page.locator("#drawer .drawer")).not_to_be_visible()
        expect(page.locator(".answer")).to_have_text(re.compile(re.escape(COST)))
        stranger = browser.new_context()
        other = visit(stranger, page.url)
        expect(other.locator(".welcome")).to_be_visible()
        expect(other.locator("#drawer li")).to_have_count(0)
        stranger.close()
    context.close()


def test_a_conversation_is_renamed_exported_and_deleted(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    drawer(page)
    row = page.locator("#drawer li")
    row.locator("summary").click()
    for name, ending in (("Markdown", "md"), ("JSON", "json")):
        with page.expect_download() as download:
            row.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"What-did-the-delay-cost.{ending}"
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert GROUND in text
    assert json.loads(text)["exchanges"][0]["answer"]["status"] == "answered"
    row.get_by_role("button", name="Rename").click()
    page.get_by_label("New name").fill("<b>The bridge</b>")
    page.get_by_label("New name").press("Enter")
    expect(row.locator(".resume")).to_have_text("<b>The bridge</b>")
    row.locator("summary").click()
    row.get_by_role("button", name="Delete").click()
    expect(row).to_have_count(1)
    row.get_by_role("button", name="Delete").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(row).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_link_shows_one_answer_to_whoever_has_it_with_its_article_and_nothing_more(
    kept_address, somebody, browser, monkeypatch
):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What was on the wall?")
    ask_and_keep(page, "And why?")
    page.locator(".exchange").last.get_by_role("button", name="Link").click()
    made = page.locator(".exchange .made a")
    expect(made).to_have_text(re.compile(r"\?answer=[\w-]{20,}$"))
    address = str(made.text_content())
    # The article changes after the answer; the answer stays what it was and says so.
    bridge = ScriptedAssistant().article("bridge")
    changed = {"bridge": type(bridge)(id="bridge", title=bridge.title, text="All is well now.")}
    monkeypatch.setattr("tests.web.scripted.ARTICLES", changed)
    friend = browser.new_context()
    other = visit(friend, address)
    expect(other.locator(".exchange")).to_have_count(1)
    expect(other.locator(".answer")).to_have_text(re.compile(re.escape(GROUND)))
    expect(other.locator("#panel .reader")).to_contain_text("has changed since this answer")
    expect(other.locator("#panel .reader")).to_contain_text("All is well now.")
    page.reload()
    page.locator(".exchange").last.get_by_role("button", name="Link").click()
    expect(made).to_have_text(address)  # the same, and shown again
    expect(page.locator("#drawer .drawer")).not_to_be_visible()
    assert "on the wall" not in other.locator("body").inner_text()
    expect(other.locator("#drawer li")).to_have_count(0)
    ask_and_keep(other, "Who won the 1998 World Cup?")  # a conversation of the friend's own
    expect(page.locator(".exchange")).to_have_count(2)
    friend.close()


def test_an_address_that_leads_nowhere_says_so(kept_address, somebody):
    for named in ("answer=gone", "conversation=somebody-elses"):
        page = visit(somebody, f"{kept_address}/?{named}")
        expect(page.get_by_role("alert")).to_contain_text("leads to no conversation")
        expect(page.locator(".welcome")).to_be_visible()
        ask_and_keep(page, "And why?")
        expect(page.locator("#talk .problem")).to_have_count(0)


def test_the_list_takes_the_focus_and_gives_it_back(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    page.get_by_role("button", name="History").press("Enter")
    heading = page.locator("#drawer h2")
    expect(heading).to_be_focused()
    page.wait_for_timeout(300)  # the list is shown anew meanwhile
    expect(heading).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="History")).to_be_focused()


def test_back_closes_what_lies_over_the_chat_and_the_address_stays_true(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    conversation = page.url
    drawer(page)
    page.go_back()
    expect(page.locator("#drawer .drawer")).not_to_be_visible()
    page.get_by_role("button", name="Articles").click()
    page.locator("#library-table .whole").first.click()
    expect(page.locator("#library-article h2")).to_be_focused()
    page.go_back()
    expect(page.locator("#library-table")).to_be_visible()
    page.go_back()
    expect(page.locator(".exchange")).to_be_visible()
    assert page.url == conversation
    page.get_by_role("button", name="Articles").click()
    expect(page.locator("#library-table")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/$"))


def test_a_new_conversation_is_kept_apart_from_the_one_before(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    first = page.url
    page.get_by_role("button", name="New conversation").click()
    expect(page).to_have_url(re.compile(r"/$"))
    ask_and_keep(page, "And why?")
    assert page.url != first
    drawer(page)
    expect(page.locator("#drawer li")).to_have_count(2)
    page.locator("#drawer .resume").last.click()
    expect(page).to_have_url(first)
    expect(page.locator(".question")).to_have_text("What did the delay cost?")


def test_a_tab_that_the_server_has_forgotten_goes_on_where_it_was(somebody, state, monkeypatch):
    monkeypatch.setattr(server, "SESSIONS_KEPT", 1)
    scripted = ScriptedAssistant()
    with running(scripted, "127.0.0.1", 0, Serving(state=state)) as address:
        page = visit(somebody, address)
        ask_and_keep(page, "What did the delay cost?")
        ask_and_keep(visit(somebody, address), "What was on the wall?")
        ask_and_keep(page, "And why?")
        assert scripted.histories["And why?"] == ["What did the delay cost?"]
        expect(page.locator(".exchange")).to_have_count(2)


def test_without_a_place_to_keep_them_there_is_no_list(page):
    ask(page, "What did the delay cost?")
    finished(page)
    expect(page.get_by_role("button", name="History")).to_have_count(0)
    expect(page.get_by_role("button", name="Link")).to_have_count(0)


def test_what_is_clicked_in_a_forgotten_tab_opens_its_article(somebody, state, monkeypatch):
    monkeypatch.setattr(server, "SESSIONS_KEPT", 1)
    scripted = ScriptedAssistant()
    with running(scripted, "127.0.0.1", 0, Serving(state=state)) as address:
        page, other = visit(somebody, address), visit(somebody, address)
        ask_and_keep(page, "What did the delay cost?")
        ask_and_keep(other, "What was on the wall?")
        page.locator("a.mark").nth(1).click()
        expect(page.locator("#panel .reader mark.current")).to_have_text(GROUND)
        ask_and_keep(other, "And why?")
        page.get_by_role("button", name="Try again").click()
        finished(page)
        expect(page.locator(".exchange")).to_have_count(1)
        expect(page.locator(".question")).to_have_text("What did the delay cost?")


def test_the_only_question_of_a_conversation_is_tried_again_in_its_place(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "Fail")
    before = page.url
    page.get_by_role("button", name="Try again").click()
    page.wait_for_timeout(300)
    finished(page)
    expect(page.locator(".question")).to_have_text(["Fail"])
    page.reload()
    expect(page.locator(".question")).to_have_text(["Fail"])
    assert page.url == before


def test_two_tabs_that_ask_at_once_lose_no_answer(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    other = visit(somebody, page.url)
    ask(page, "Slowly")
    ask_and_keep(other, "And why?")
    page.locator(".stop-button").click()
    expect(page.locator(".reply.stopped")).to_be_visible()
    ask_and_keep(page, "What was on the wall?")
    assert page.url != other.url
    other.reload()
    expect(other.locator(".question")).to_have_text(["What did the delay cost?", "And why?"])
    page.reload()
    told = ["What did the delay cost?", "Slowly", "What was on the wall?"]
    expect(page.locator(".question")).to_have_text(told)


def test_two_tabs_of_one_conversation_go_on_together(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    other = visit(somebody, page.url)
    ask_and_keep(other, "And why?")
    ask_and_keep(page, "What was on the wall?")
    told = ["What did the delay cost?", "And why?", "What was on the wall?"]
    expect(page.locator(".question")).to_have_text(told)
    other.reload()
    expect(other.locator(".question")).to_have_text(told)


def test_what_was_deleted_in_one_tab_does_not_come_back_from_another(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    other = visit(somebody, page.url)
    drawer(other)
    other.locator("#drawer li summary").click()
    other.get_by_role("button", name="Delete").click()
    other.get_by_role("button", name="Really delete").click()
    expect(other.locator(".welcome")).to_be_visible()
    ask(page, "And why?")
    finished(page)
    expect(page.locator(".question")).to_have_text(["And why?"])
