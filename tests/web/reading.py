"""How a reader acts in the browser: asks, waits, opens."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect


def ask(page: Page, question: str) -> Locator:
    """Ask, wait until the answer is complete, and return its exchange."""
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    exchange = page.locator(".exchange").last
    expect(exchange.locator(".question")).to_have_text(question)
    expect(exchange.locator(".reply.done")).to_be_visible()
    return exchange


def open_quote(page: Page, number: int) -> Locator:
    """Open a citation of the newest answer and return its mark in the article."""
    page.locator(".exchange").last.locator("a.mark").nth(number - 1).click()
    mark = page.locator(f"#panel .reader mark.current[data-number='{number}']")
    expect(mark).to_be_in_viewport()
    return mark


def visit(context: BrowserContext, address: str) -> Page:
    """Open the chat in a new tab."""
    page = context.new_page()
    page.goto(address)
    page.locator(".welcome, .exchange").first.wait_for()
    return page


def ask_and_keep(page: Page, question: str) -> None:
    """Ask, and wait until the address names the conversation."""
    ask(page, question)
    expect(page).to_have_url(re.compile(r"\?conversation=[\w-]{20,}$"))


def drawer(page: Page) -> None:
    """Open the list of conversations."""
    page.get_by_role("button", name="History").click()
    expect(page.locator("#drawer .drawer")).to_be_visible()
