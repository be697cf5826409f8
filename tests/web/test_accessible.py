"""Nothing serious keeps anybody out: axe-core over every main state, in light, dark and small."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.reading import ask, open_quote

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def welcome(page: Page) -> None:
    expect(page.locator("button.example")).to_have_count(2)


def answer(page: Page) -> None:
    ask(page, "What does it all cost?")
    page.locator(".exchange").last.locator("a.mark").first.focus()


def reader(page: Page) -> None:
    ask(page, "What did the delay cost?")
    open_quote(page, 1)


def not_found(page: Page) -> None:
    ask(page, "Who sank in 2021?")
    expect(page.locator(".widen").first).to_be_visible()


def filters(page: Page) -> None:
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Wire").check()
    expect(page.locator(".in-force .chip")).to_have_text("Wire")


def failed(page: Page) -> None:
    ask(page, "Fail")


STATES: list[Callable[[Page], None]] = [welcome, filters, answer, not_found, failed, reader]


@pytest.fixture(params=["light", "dark", "phone"])
def screen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    dark, small = request.param == "dark", request.param == "phone"
    context = browser.new_context(
        viewport={"width": 390 if small else 1280, "height": 844},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    # axe measures what is half under a bar as too small to hit; a reader scrolls it out.
    page.add_style_tag(content="#top, #ask, .panel > header { position: static !important; }")
    yield page
    context.close()


def test_axe_finds_nothing_serious_in_any_state(screen):
    axe = Axe()
    found = []
    for state in STATES:
        state(screen)
        for violation in axe.run(screen, options=RULES).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                places = [node["html"][:120] for node in violation["nodes"][:3]]
                found.append((state.__name__, violation["id"], places))
    assert found == []


def test_the_focus_is_seen_wherever_it_goes(page):
    ask(page, "What did the delay cost?")
    open_quote(page, 1)
    page.locator("#clear").focus()
    seen = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at);
                  const box = at.closest(".input-container") ?? at;
                  const rim = getComputedStyle(box).boxShadow !== "none";
                  const shown = style.outlineStyle !== "none" || rim || at === document.body;
                  return [at.className || at.tagName, shown].join(" ");
                }"""
            )
        )
    assert len(seen) > 6
    assert {each for each in seen if each.endswith(" false")} == set()
