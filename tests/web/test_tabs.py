"""A conversation in several tabs, one that was forgotten, and what Back and the focus do there."""

import re
import threading

from playwright.sync_api import Page, expect

from assistant.web import server
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.reading import ask_and_keep, drawer, visit
from tests.web.scripted import GROUND, ScriptedAssistant
from tests.web.test_browser import ask, finished


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


def test_what_is_clicked_in_a_forgotten_tab_opens_its_article(somebody, state, monkeypatch):
    monkeypatch.setattr(server, "SESSIONS_KEPT", 1)
    scripted = ScriptedAssistant()
    with running(scripted, "127.0.0.1", 0, Serving(state=state)) as address:
        page, other = visit(somebody, address), visit(somebody, address)
        ask_and_keep(page, "What did the delay cost?")
        ask_and_keep(other, "What was on the wall?")
        page.locator("a.mark").nth(1).click()
        expect(page.locator("#panel .reader mark.current")).to_have_text(GROUND)
        ask_and_keep(page, "Fail")
        ask_and_keep(other, "And why?")
        page.get_by_role("button", name="Try again").click()
        finished(page)
        expect(page.locator(".question")).to_have_text(["What did the delay cost?", "Fail"])


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
    ask(page, "For ever")
    ask_and_keep(other, "And why?")
    page.locator(".stop-button").click()
    expect(page.locator(".reply.stopped")).to_be_visible()
    ask_and_keep(page, "What was on the wall?")
    assert page.url != other.url
    other.reload()
    expect(other.locator(".question")).to_have_text(["What did the delay cost?", "And why?"])
    page.reload()
    told = ["What did the delay cost?", "For ever", "What was on the wall?"]
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
    delete(visit(somebody, page.url))
    ask(page, "And why?")
    finished(page)
    expect(page.locator(".question")).to_have_text(["And why?"])


def test_what_was_deleted_while_it_was_answered_does_not_come_back(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    other = visit(somebody, page.url)
    ask(page, "For ever")
    expect(page.locator(".reply.running .mark")).to_be_visible()
    delete(other)
    page.locator(".stop-button").click()
    expect(page.locator(".reply.stopped")).to_be_visible()
    drawer(other)
    expect(other.locator("#drawer .saved li")).to_have_count(0)
    ask(page, "And why?")
    finished(page)
    expect(page.locator(".question")).to_have_text(["And why?"])


def delete(page: Page) -> None:
    """Delete the only conversation that the list holds."""
    drawer(page)
    page.locator("#drawer li summary").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Really delete").click()
    expect(page.locator(".welcome")).to_be_visible()
    page.keyboard.press("Escape")


def test_a_question_asked_before_the_page_is_ready_keeps_its_answer(somebody):
    ready = threading.Event()

    class Slow(ScriptedAssistant):
        """Takes long over what it shows as the page opens, and over that alone."""

        welcomed = 0

        def examples(self, limit: int = 4) -> list[str]:
            self.welcomed += 1
            if self.welcomed == 2:  # the first time is when the server starts
                ready.wait(60)
            return super().examples(limit)

    with running(Slow(), "127.0.0.1", 0) as address:
        page = visit(somebody, address)
        page.locator("#question textarea").fill("What did the delay cost?")
        page.locator("#question textarea").press("Enter")
        expect(page.locator("#question textarea")).to_have_value("")
        page.wait_for_timeout(500)
        ready.set()
        expect(page.locator(".exchange .reply.done")).to_be_visible()
        page.wait_for_timeout(500)
        expect(page.locator(".exchange .question")).to_have_text("What did the delay cost?")
