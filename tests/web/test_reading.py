"""Reading in a real browser: quotes beside their marks, from quote to quote, limits, what next."""

import re
import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.schema import Filters
from assistant.web import limits, reader
from tests.web.reading import ask, open_quote
from tests.web.scripted import COST, FARE, GROUND, ScriptedAssistant


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh session on a small screen that is touched."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    yield page
    context.close()


def test_hovering_and_focusing_a_mark_shows_what_stands_around_its_quote_until_escape(page):
    exchange = ask(page, "What did the delay cost?")
    tip = page.get_by_role("tooltip")
    exchange.locator("a.mark").first.hover()
    expect(tip).to_contain_text("Harbour bridge opens two years late")
    expect(tip).to_contain_text("two years after the date first promised.")
    expect(tip).to_contain_text(GROUND)
    expect(tip).not_to_contain_text(COST)  # the answer says that already
    expect(tip).to_contain_text("Harbour Gazette, 8 May 2023")
    tip.hover()  # it can be hovered itself, so that a long quote can be read
    expect(tip).to_be_visible()
    page.mouse.move(5, 400)
    expect(tip).to_be_hidden()
    exchange.locator("a.mark").first.focus()
    page.keyboard.press("Tab")
    expect(tip).to_contain_text(COST)
    expect(exchange.locator("a.mark").nth(1)).to_have_attribute("aria-describedby", "tip")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(exchange.locator("a.mark").nth(1)).to_be_focused()


def drag(phone: Page, down: int, start: int) -> None:
    """Draw a finger down over the page, slowly, from a height on it."""
    finger = phone.context.new_cdp_session(phone)
    for step in range(0, 11):
        at = {"x": 120, "y": start + down * step / 10}
        kind = "touchMove" if step else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
        phone.wait_for_timeout(20)
    phone.wait_for_timeout(400)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_back_closes_the_sheet_and_stays_with_the_chat(phone, address):
    exchange = ask(phone, "What did the delay cost?")
    sheet = phone.locator("#side")
    for _ in range(2):
        for _ in range(2):
            exchange.locator("a.mark").first.tap()
        expect(phone.locator("#panel .reader mark.current")).to_be_in_viewport()
        phone.go_back()
        expect(sheet).to_be_hidden()
        expect(exchange).to_be_visible()
    for _ in range(2):
        exchange.locator("a.mark").first.tap()
    phone.get_by_role("button", name="Back to the chat").tap()
    expect(sheet).to_be_hidden()
    assert phone.url.rstrip("/") == address
    phone.go_back()  # closed already, so this leaves
    expect(exchange).to_have_count(0)


def test_a_finger_pulls_the_sheet_down_to_close_it(phone):
    exchange = ask(phone, "What did the delay cost?")
    for _ in range(2):
        exchange.locator("a.mark").first.tap()
    sheet = phone.locator("#side")
    expect(phone.locator("#panel .reader mark.current")).to_be_in_viewport()
    drag(phone, 60, 60)
    expect(sheet).to_have_css("transform", re.compile(r"none|matrix\(1, 0, 0, 1, 0, 0\)"))
    sheet.evaluate("side => side.scrollTo(0, 200)")
    drag(phone, 160, 400)  # the text is scrolled by this, down in the article
    expect(sheet).to_be_visible()
    drag(phone, 260, 60)
    expect(sheet).to_be_hidden()
    expect(exchange.locator("a.mark").first).to_be_focused()


def test_a_first_tap_shows_the_quote_and_a_second_opens_it_over_the_chat(phone):
    exchange = ask(phone, "What did the delay cost?")
    exchange.locator("a.mark").nth(1).tap()
    expect(phone.get_by_role("tooltip")).to_contain_text(COST)
    expect(phone.locator("#side")).to_be_hidden()
    exchange.locator("a.mark").nth(1).tap()
    expect(phone.locator("#panel .reader mark.current")).to_have_text(GROUND)
    expect(phone.locator("#panel .reader mark.current")).to_be_in_viewport()
    expect(phone.locator("#chat")).to_have_attribute("inert", "")
    phone.get_by_role("button", name="Back to the chat").tap()
    expect(phone.locator("#side")).to_be_hidden()
    expect(phone.locator("#chat")).not_to_have_attribute("inert", "")
    expect(exchange.locator("a.mark").nth(1)).to_be_focused()


def test_the_reader_goes_from_quote_to_quote_across_articles_by_button_and_by_key(page):
    ask(page, "What does it all cost?")
    open_quote(page, 1)
    current = page.locator("#panel .reader mark.current")
    page.get_by_role("link", name="Next citation").click()
    expect(current).to_have_text(FARE)
    expect(page.locator("#panel .reader h2")).to_have_text(re.compile("^Ferry keeps sailing"))
    expect(page.locator(".steps .where")).to_have_text("2 of 2")
    expect(page.get_by_role("link", name="Next citation")).to_be_focused()
    page.keyboard.press("Enter")
    expect(current).to_have_text(COST)
    page.keyboard.press("ArrowLeft")
    expect(current).to_have_text(FARE)
    expect(page.get_by_role("link", name="Previous citation")).to_be_focused()


def test_other_quotes_of_the_same_article_are_marked_too(page):
    ask(page, "What did the delay cost?")
    open_quote(page, 2)
    expect(page.locator("#panel .reader mark")).to_have_text([COST, GROUND])
    expect(page.locator("#panel .reader mark.current")).to_have_count(1)


def test_the_headline_of_an_article_is_in_sight_however_far_down_its_quote_is(page):
    page.set_viewport_size({"width": 320, "height": 480})
    ask(page, "What did the delay cost?")
    open_quote(page, 2)
    expect(page.locator("#panel .reader h2")).to_be_in_viewport(ratio=1)


def test_the_timeline_opens_the_article_that_is_clicked(page):
    ask(page, "What does it all cost?")
    timeline = page.get_by_role("group", name="Timeline of the evidence")
    expect(timeline.locator("a")).to_have_count(2)
    timeline.get_by_role("link", name="Cited: Wire, 1 June 2023").click()
    expect(page.locator("#panel .reader mark.current")).to_have_text(FARE)


def test_one_article_alone_has_no_timeline(page):
    ask(page, "What did the delay cost?")
    expect(page.locator("#panel .card")).to_have_count(1)
    expect(page.locator(".timeline")).to_have_count(0)


def test_a_suggested_question_is_asked_with_one_click(page):
    exchange = ask(page, "What did the delay cost?")
    exchange.get_by_role("button", name="What does it all cost?").click()
    expect(page.locator(".exchange").last.locator(".question")).to_have_text(
        "What does it all cost?"
    )
    expect(page.locator(".exchange").last.locator(".reply.done a.mark")).to_have_count(2)
    expect(page.locator(".further")).to_have_count(0)


def test_an_answer_is_copied_with_its_sources(page, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    exchange = ask(page, "What did the delay cost?")
    exchange.get_by_label("More for this answer").click()
    exchange.get_by_role("button", name="Copy with sources").click()
    expect(exchange.get_by_role("button", name="Copy with sources")).to_be_hidden()
    expect(exchange.locator(".copied")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert COST in copied
    assert "1. [Harbour bridge opens two years late](<https://gazette.example/bridge>)" in copied


def test_what_can_be_done_with_an_answer_is_in_a_menu_that_escape_closes(page):
    exchange = ask(page, "What did the delay cost?")
    opener = exchange.get_by_label("More for this answer")
    opener.click()
    expect(exchange.locator(".legend")).to_contain_text("the articles differ")
    page.keyboard.press("Escape")
    expect(exchange.locator(".legend")).to_be_hidden()
    expect(opener).to_be_focused()


def test_escape_closes_the_filters_wherever_the_focus_is(page):
    page.get_by_text("Filters", exact=True).click()
    page.locator("#question textarea").focus()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Published from")).to_be_hidden()


def test_provisional_words_are_told_apart_and_replaced_by_checked_ones(page, scripted):
    scripted.quoted.clear()
    scripted.drafted.clear()
    page.locator("#question textarea").fill("Draft")
    page.locator("#question textarea").press("Enter")
    quoted = page.locator(".reply.running .draft.quoted")
    expect(quoted.first).to_have_text(GROUND)
    expect(page.locator(".draft-label")).to_have_text("quotes, for now")
    scripted.quoted.set()
    draft = page.locator(".reply.running .draft:not(.quoted)")
    expect(draft).to_have_text(re.compile("And the mayor"))
    expect(draft).to_have_css("font-style", "italic")
    expect(page.locator(".draft-label")).to_have_text("not checked yet")
    expect(page.locator(".note.model")).to_have_text("A language model is writing the answer.")
    expect(page.locator(".talk")).to_have_attribute("aria-busy", "true")
    scripted.drafted.set()
    expect(page.locator(".reply.done .answer")).to_have_text(re.compile(re.escape(COST)))
    expect(page.locator(".draft, .draft-label, .note.model")).to_have_count(0)
    refused = page.locator("details.rejected")
    expect(refused.locator("li")).to_be_hidden()
    refused.locator("summary").click()
    expect(refused.locator("li")).to_contain_text("The mayor paid it.")
    ask(page, "What did the delay cost?")  # what was folded out stays so
    expect(page.locator("details.rejected li")).to_be_visible()


def test_filters_apply_to_what_is_asked_next_and_are_shown_with_it(page, scripted):
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Published from").fill("2023-01-01")
    page.get_by_label("Answer as of").fill("2023-07-01")
    page.get_by_role("checkbox", name="Wire 2 articles").check()
    chips = page.locator(".in-force .chip")
    expect(chips).to_have_text(["From 1 January 2023", "Wire", "As of 1 July 2023"])
    expect(page.locator("#within")).to_have_text("1 of 3 articles within these filters")
    exchange = ask(page, "What did the delay cost?")
    wanted = Filters(since=date(2023, 1, 1), until=date(2023, 7, 1), sources=("Wire",))
    assert scripted.asked[-1] == ("What did the delay cost?", date(2023, 7, 1), wanted)
    expect(exchange.locator(".chip")).to_have_count(3)
    chips.first.click()
    expect(chips).to_have_text(["Wire", "As of 1 July 2023"])
    expect(page.get_by_label("Published from")).to_have_value("")
    page.get_by_text("Filters", exact=True).click()  # asking has folded them up
    page.get_by_role("button", name="Clear filters").click()
    expect(chips).to_have_count(0)
    ask(page, "And why?")
    assert scripted.asked[-1] == ("And why?", None, None)


def test_a_day_is_read_however_it_is_written(page):
    page.get_by_text("Filters", exact=True).click()
    since, until = page.get_by_label("Published from"), page.get_by_label("Published until")
    chips = page.locator(".in-force .chip")
    for written in ("3 May 2023", "May 3rd, 2023", "3.5.2023", "03/05/2023", "2023-5-3"):
        since.fill(written)
        expect(chips).to_have_text(["From 3 May 2023"])
    since.fill("2023")
    until.fill("Feb 2024")
    expect(chips).to_have_text(["From 1 January 2023", "Until 29 February 2024"])
    since.fill("31 June 2023")
    until.press("Tab")
    expect(chips.first).to_have_text("“31 June 2023” is no date")
    chips.first.click()
    expect(since).to_have_value("")


def test_a_limit_holds_for_the_question_that_is_asked_at_once(page, scripted):
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Published until").fill("2023-06-30")
    page.get_by_role("checkbox", name="Wire").check()
    page.locator("button.example").first.click()
    expect(page.locator(".exchange .chip")).to_have_text(["Until 30 June 2023", "Wire"])
    assert scripted.asked[-1][2] == Filters(until=date(2023, 6, 30), sources=("Wire",))


def test_of_two_citations_clicked_in_a_row_the_last_is_read(page, monkeypatch):
    go_on, show = threading.Event(), reader.cited_article_html

    def slow(*asked):
        go_on.wait(10)
        return show(*asked)

    monkeypatch.setattr(reader, "cited_article_html", slow)
    marks = ask(page, "What did the delay cost?").locator("a.mark")
    marks.nth(0).click()
    marks.nth(1).click()
    go_on.set()
    expect(page.locator("#panel .reader mark.current")).to_have_attribute("data-number", "2")


def test_what_is_counted_last_are_the_filters_that_were_set_last(page, monkeypatch):
    counted, count = threading.Event(), limits.within_html

    def slow(heads, wanted):
        counted.wait(10)
        return count(heads, wanted)

    monkeypatch.setattr(limits, "within_html", slow)
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Answer as of").fill("2023-07-01")
    page.get_by_role("checkbox", name="Wire").check()
    counted.set()
    expect(page.locator("#within")).to_have_text("1 of 3 articles within these filters")


def test_one_of_many_sources_is_found_by_typing(page, monkeypatch):
    monkeypatch.setattr(limits, "_MANY", 1)
    page.reload()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Wire").check()
    page.get_by_label("Find a source").fill("gazette")
    expect(page.get_by_role("checkbox", name="Harbour Gazette")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Wire")).to_be_visible()  # since it is in force
    page.get_by_role("checkbox", name="Wire").uncheck()
    page.get_by_label("Find a source").fill("gazettes")
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_a_limit_is_removed_from_an_answer_by_asking_again_without_it(page, scripted):
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Published until").fill("2023-06-30")
    page.get_by_role("checkbox", name="Wire").check()
    expect(page.locator(".in-force .chip")).to_have_count(2)
    exchange = ask(page, "What did the delay cost?")
    exchange.locator(".chip", has_text="Wire").click()
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".exchange").last.locator(".reply.done")).to_be_visible()
    expect(page.locator(".exchange").last.locator(".chip")).to_have_text("Until 30 June 2023")
    expect(page.locator(".in-force .chip")).to_have_text("Until 30 June 2023")
    assert scripted.asked[-1][2] == Filters(until=date(2023, 6, 30))


def test_trying_again_keeps_the_limits(page, scripted):
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Published until").fill("2023-06-30")
    expect(page.locator(".in-force .chip")).to_have_count(1)
    ask(page, "Fail")
    page.get_by_text("Filters", exact=True).click()  # asking has folded them up
    page.get_by_role("button", name="Clear filters").click()
    expect(page.locator(".in-force .chip")).to_have_count(0)
    count = len(scripted.asked)
    page.get_by_role("button", name="Try again").click()
    patience = time.monotonic() + 15  # the page looks the same before and after
    while len(scripted.asked) == count and time.monotonic() < patience:
        page.wait_for_timeout(50)
    assert scripted.asked[-1] == ("Fail", None, Filters(until=date(2023, 6, 30)))


def test_what_was_not_found_in_a_time_is_asked_again_without_it(page, scripted: ScriptedAssistant):
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Published from").fill("2021-01-01")
    expect(page.locator(".in-force .chip")).to_have_count(1)
    exchange = ask(page, "Who sank in 2021?")
    exchange.get_by_role("button", name="Ask again without the dates").click()
    expect(page.locator(".exchange").last.locator(".question")).to_have_text("Who sank?")
    expect(page.locator(".exchange").last.locator(".reply.done")).to_be_visible()
    assert scripted.asked[-1] == ("Who sank?", None, None)
    expect(page.locator(".exchange").last.locator(".widen")).to_have_count(0)


def test_the_filters_are_folded_up_and_work_by_keyboard(page):
    expect(page.get_by_label("Published from")).to_be_hidden()
    summary = page.locator("summary", has_text="Filters")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Published from")).to_be_visible()
    page.get_by_role("checkbox", name="Wire").focus()
    page.keyboard.press("Space")
    expect(page.locator(".in-force .chip")).to_have_text("Wire")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Published from")).to_be_hidden()
    expect(summary).to_be_focused()
