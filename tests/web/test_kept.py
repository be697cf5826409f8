"""Earlier conversations in a real browser: across reloads and restarts, and for nobody else."""

import json
import re
import sqlite3
import threading
import time
from pathlib import Path

from playwright.sync_api import expect

from assistant.web.conversations import Conversations
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.reading import ask_and_keep, drawer, visit
from tests.web.scripted import COST, GROUND, ScriptedAssistant
from tests.web.test_browser import ask, finished


def test_a_reload_brings_the_conversation_back_and_it_goes_on(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    page.reload()
    expect(page.locator(".answer")).to_have_text(re.compile(re.escape(COST)))
    expect(page.locator("#panel .card")).to_have_count(1)
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
    page.locator(".exchange").last.get_by_label("More for this answer").click()
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
    page.locator(".exchange").last.get_by_label("More for this answer").click()
    page.locator(".exchange").last.get_by_role("button", name="Link").click()
    expect(made).to_have_text(address)  # the same, and shown again
    expect(page.locator("#drawer .drawer")).not_to_be_visible()
    assert "on the wall" not in other.locator("body").inner_text()
    expect(other.locator("#drawer li")).to_have_count(0)
    ask_and_keep(other, "Who won the 1998 World Cup?")  # a conversation of the friend's own
    expect(page.locator(".exchange")).to_have_count(2)
    friend.close()


def test_what_is_shown_as_complete_is_kept_already(kept_address, somebody, monkeypatch):
    kept, save = threading.Event(), Conversations.save

    def slow(*what):
        time.sleep(0.5)
        kept.set()
        return save(*what)

    monkeypatch.setattr(Conversations, "save", slow)
    page = visit(somebody, kept_address)
    ask(page, "What did the delay cost?")
    finished(page)
    assert kept.is_set()


def test_an_answer_is_shown_although_it_cannot_be_kept(kept_address, somebody, monkeypatch, caplog):
    def full(*what):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Conversations, "save", full)
    page = visit(somebody, kept_address)
    ask(page, "What did the delay cost?")
    finished(page)
    assert "disk is full" in caplog.text


def test_escape_closes_the_list_before_anything_that_it_lies_over(kept_address, somebody):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    drawer(page)
    expect(page.locator("#drawer h2")).to_be_focused()
    # The page may move below a pointer that rests, so that a quote's tip shows below the list.
    page.locator(".answer .mark").first.dispatch_event("pointerover", {"pointerType": "mouse"})
    expect(page.locator("#tip")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#drawer h2")).not_to_be_in_viewport()
    expect(page.locator("#tip")).to_be_hidden()


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


def test_an_answer_is_judged_by_the_keyboard_and_what_was_said_is_saved_as_questions(
    kept_address, somebody, browser
):
    page = visit(somebody, kept_address)
    ask_and_keep(page, "What did the delay cost?")
    more = page.get_by_label("More for this answer")
    more.press("Enter")
    helpful = page.get_by_role("button", name="Helpful", exact=True)
    unhelpful = page.get_by_role("button", name="Not helpful")
    helpful.press("Enter")
    unhelpful.press("Enter")  # at once: the last word counts
    expect(unhelpful).to_be_focused()
    helpful.press("Enter")
    expect(helpful).to_have_attribute("aria-pressed", "true")
    expect(unhelpful).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    ask_and_keep(page, "Who sank?")
    page.reload()
    more.first.click()
    expect(helpful.first).to_have_attribute("aria-pressed", "true")
    more.last.click()
    unhelpful.last.click()
    drawer(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save feedback").click()
    assert download.value.suggested_filename == "feedback.jsonl"
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"question": "What did the delay cost?", "answers": [COST], "answerable": True},
        {"comment": {"question": "Who sank?", "kind": "not helpful"}},
    ]
    stranger = browser.new_context()
    other = visit(stranger, kept_address)
    ask_and_keep(other, "What did the delay cost?")
    drawer(other)
    expect(other.locator("#drawer li")).to_have_count(1)
    expect(other.get_by_role("button", name="Save feedback")).to_have_count(0)
    stranger.close()


def test_without_a_place_to_keep_them_there_is_no_list(page):
    ask(page, "What did the delay cost?")
    finished(page)
    expect(page.get_by_role("button", name="History")).to_have_count(0)
    page.get_by_label("More for this answer").click()
    expect(page.get_by_text("Copy with sources")).to_be_visible()
    expect(page.get_by_role("button", name="Link")).to_have_count(0)
    expect(page.get_by_role("button", name="elpful")).to_have_count(0)
