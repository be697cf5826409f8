"""The chat in a real browser: what a reader does, and what must never happen."""

import gc
import itertools
import json
import re
from typing import Any
from urllib.parse import urlsplit

import gradio as gr
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.scripted import COST, GROUND, PIXEL, SCRIPT, ScriptedAssistant


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".exchange").last.locator(".question")).to_have_text(question)


def finished(page: Page) -> None:
    page.locator(".exchange").last.locator(".reply.done").wait_for()


def through_endpoint(page: Page, address: str, question: str) -> dict[str, Any]:
    call = page.request.post(f"{address}/gradio_api/call/ask", data={"data": [question]}).json()
    events = page.request.get(f"{address}/gradio_api/call/ask/{call['event_id']}").text()
    (answer,) = json.loads(re.findall(r"^data: (.+)$", events, re.M)[-1])
    return dict(answer)


def test_a_reader_asks_and_one_click_shows_the_quote_in_its_article(page):
    ask(page, "What did the delay cost?")
    expect(page.locator(".answer")).to_have_text(re.compile(re.escape(COST)))
    cards = page.locator("#panel .card")  # one for each article
    expect(cards).to_have_count(1)
    expect(cards.first).to_contain_text("Harbour bridge opens two years late")
    expect(cards.first).to_contain_text("Harbour Gazette, 8 May 2023")
    expect(cards.first.locator("mark")).to_have_text([COST, GROUND])
    page.locator("a.mark").nth(1).click()
    expect(page.locator("#panel .reader mark.current")).to_have_text(GROUND)
    expect(page.locator("#panel .reader mark.current")).to_be_in_viewport()
    page.get_by_role("button", name="All sources").click()
    expect(cards).to_have_count(1)
    cards.first.get_by_role("link", name="Read in the article").click()
    expect(page.locator("#panel .reader mark.current")).to_have_text(COST)


def test_marks_are_reached_and_opened_with_the_keyboard(page):
    ask(page, "What did the delay cost?")
    finished(page)
    page.locator("a.mark").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator("a.mark").nth(1)).to_be_focused()
    assert page.evaluate("document.activeElement.textContent") == "[2]"
    page.keyboard.press("Enter")
    expect(page.locator("#panel .reader mark.current")).to_have_text(GROUND)
    page.keyboard.press("Escape")
    expect(page.locator("a.mark").nth(1)).to_be_focused()


def test_hostile_articles_are_read_as_text_and_run_nothing(page):
    ask(page, "What was on the wall?")
    finished(page)
    expect(page.locator(".answer")).to_contain_text(SCRIPT)
    expect(page.locator(".answer")).to_contain_text(PIXEL)
    page.locator("a.mark").nth(2).click()
    expect(page.locator("#panel .reader mark.current")).to_have_text(SCRIPT)
    expect(page.locator("#panel .reader h2")).to_contain_text('<img src=x onerror="')
    assert page.evaluate("window.hacked") is None
    assert page.locator("#panel img, #talk img, .katex, a[href^='javascript']").count() == 0


def test_a_hostile_question_is_shown_as_text(page):
    ask(page, "<img src=x onerror=window.hacked=1> ${window.hacked=1} {{this}} $$x$$?")
    finished(page)
    assert page.evaluate("window.hacked") is None


def test_not_found_is_said_and_leads_to_the_nearest_passages(page):
    ask(page, "Who won the 1998 World Cup?")
    expect(page.locator(".answer")).to_have_text("The articles do not say.")
    expect(page.locator("#panel")).to_contain_text("None of these answers the question")
    page.locator("a.lead").click()
    expect(page.locator("#panel .reader mark.current").first).to_contain_text("The new harbour")


def test_a_follow_up_keeps_the_history_and_says_what_was_searched(page, scripted):
    ask(page, "What did the delay cost?")
    finished(page)
    ask(page, "And why?")
    finished(page)
    assert scripted.histories["And why?"] == ["What did the delay cost?"]
    expect(page.locator(".searched")).to_have_text("Searched for: Why was the harbour bridge late?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, "And why?")
    finished(page)
    assert scripted.histories["And why?"] == []


def test_two_sessions_do_not_see_each_other(page, context: BrowserContext, address, scripted):
    ask(page, "What did the delay cost?")
    finished(page)
    other = context.new_page()
    other.goto(address)
    ask(other, "And why?")
    finished(other)
    assert scripted.histories["And why?"] == []
    expect(other.locator(".exchange")).to_have_count(1)
    expect(page.locator(".exchange")).to_have_count(1)
    other.close()


def test_an_answer_can_be_stopped_and_the_next_one_asked(page):
    ask(page, "For ever")
    expect(page.locator(".reply.running .mark")).to_be_visible()
    page.locator("#question textarea").fill("Too early?")
    with page.expect_response("**/run/**"):  # what comes after the stop is asked, and rightly so
        page.locator("#question textarea").press("Enter")
    page.locator(".stop-button").click()
    expect(page.locator(".reply.stopped")).to_contain_text("Stopped.")
    expect(page.locator(".exchange")).to_have_count(1)
    expect(page.locator("#question textarea")).to_have_value("Too early?")
    ask(page, "What did the delay cost?")
    finished(page)
    expect(page.locator(".reply.running")).to_have_count(0)


def test_after_a_stop_nobody_waits_for_an_assistant_that_is_still_thinking(page, scripted):
    ask(page, "Slowly")
    page.locator(".stop-button").click()
    expect(page.locator(".reply.stopped")).to_be_visible()
    ask(page, "What did the delay cost?")
    expect(page.locator(".reply.done .mark")).to_have_count(2)
    scripted.thought.set()  # the slow one ends now, and changes nothing
    page.wait_for_timeout(300)
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".reply.done .mark")).to_have_count(2)


def test_a_new_conversation_forgets_an_answer_that_is_still_growing(page, scripted):
    ask(page, "What did the delay cost?")
    finished(page)
    ask(page, "For ever")
    expect(page.locator(".reply.running .mark")).to_be_visible()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".welcome")).to_be_visible()
    ask(page, "And why?")
    finished(page)
    assert scripted.histories["And why?"] == []
    expect(page.locator(".exchange")).to_have_count(1)


def test_the_last_question_can_be_tried_again(page):
    ask(page, "Fail")
    expect(page.locator(".problem")).to_have_text("The index is busy. Try again in a moment.")
    before = page.locator(".exchange").count()
    page.get_by_role("button", name="Try again").click()
    finished(page)
    expect(page.locator(".exchange")).to_have_count(before)


def test_an_example_is_asked_with_one_click(page):
    page.locator("button.example").first.click()
    finished(page)
    expect(page.locator(".question")).to_have_text("What did the delay cost?")


def test_a_bug_never_shows_a_traceback(page):
    ask(page, "Break")
    expect(page.locator(".problem")).to_contain_text("Something went wrong here")
    assert "Traceback" not in page.content()
    assert "ZeroDivisionError" not in page.content()


def test_nothing_is_fetched_from_anywhere_else(page, address, requests):
    page.locator("button.example").first.click()
    finished(page)
    assert len(requests) > 3
    assert {urlsplit(url).netloc for url in requests} <= {urlsplit(address).netloc, ""}


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_the_page_never_scrolls_sideways(page, width):
    page.set_viewport_size({"width": width, "height": 844})
    ask(page, "What was on the wall?")
    finished(page)
    page.locator("a.mark").first.click()
    expect(page.locator("#panel .reader mark.current")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_question_box_and_the_top_line_stay_in_reach_in_a_long_conversation(page):
    page.set_viewport_size({"width": 390, "height": 480})
    for question in ("What was on the wall?", "What did the delay cost?"):
        ask(page, question)
        finished(page)
    for place in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"window.scrollTo(0, {place})")
        expect(page.locator("#question textarea")).to_be_in_viewport(ratio=1)
        expect(page.locator(".masthead")).to_be_in_viewport(ratio=1)


def test_on_a_phone_the_article_is_a_sheet_that_closes_again(page):
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#side")).not_to_be_visible()
    ask(page, "What did the delay cost?")
    finished(page)
    page.locator("a.mark").first.click()
    expect(page.locator("#panel .reader")).to_be_visible()
    page.get_by_role("button", name="Back to the chat").click()
    expect(page.locator("#side")).not_to_be_visible()


def test_the_one_public_endpoint_answers_as_plain_json(page, address, scripted: ScriptedAssistant):
    schema = page.request.get(f"{address}/gradio_api/info").json()
    assert list(schema["named_endpoints"]) == ["/ask"]
    answer = through_endpoint(page, address, "What did the delay cost?")
    assert answer["status"] == "answered"
    assert answer["citations"][0]["quote"] == COST
    assert answer["citations"][0]["published"] == "2023-05-08"
    assert "stood beside" in through_endpoint(page, address, "What was on the wall?")["text"]


def test_a_tab_that_asks_on_leaves_nothing_more_with_the_server(page):
    def components() -> int:
        gc.collect()
        return sum(issubclass(type(each), gr.components.Component) for each in gc.get_objects())

    def left() -> int:
        """Count what is there when no event is under way."""
        return min(components() for _ in range(3) if not page.wait_for_timeout(200))

    questions = itertools.cycle(["What did the delay cost?", "What was on the wall?"])
    for question in itertools.islice(questions, 2):
        ask(page, question)
        finished(page)
    expect(page.locator("#panel .card").first).to_be_visible()
    before = left()
    for question in itertools.islice(questions, 4):
        ask(page, question)
        finished(page)
        page.locator(".exchange").last.locator("a.mark").first.click()
        expect(page.locator("#panel mark.current")).to_be_in_viewport()
    assert left() == before
