"""Nothing serious keeps anybody out: axe-core over every main state, in light, dark and small."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.reading import ask, open_quote
from tests.web.scripted import ScriptedAssistant

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def welcome(page: Page) -> None:
    expect(page.locator("button.example")).to_have_count(2)


def answer(page: Page) -> None:
    ask(page, "What does it all cost?")
    page.locator(".exchange").last.locator("a.mark").first.focus()


def reader(page: Page) -> None:
    ask(page, "What did the delay cost?")
    open_quote(page, 1)


def judged(page: Page) -> None:
    page.keyboard.press("Escape")
    ask(page, "What did the delay cost?")
    page.locator(".exchange").last.get_by_label("More for this answer").press("Enter")
    page.locator(".exchange").last.get_by_role("button", name="Not helpful").press("Enter")


def not_found(page: Page) -> None:
    ask(page, "Who sank in 2021?")
    expect(page.locator(".widen").first).to_be_visible()


def filters(page: Page) -> None:
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Wire").check()
    expect(page.locator(".in-force .chip")).to_have_text("Wire")


def failed(page: Page) -> None:
    ask(page, "Fail")


def history(page: Page) -> None:
    page.keyboard.press("Escape")  # on a phone the article lies over the chat
    ask(page, "What did the delay cost?")
    page.get_by_role("button", name="History").click()
    expect(page.locator(".drawer summary").first).to_be_in_viewport()


def articles(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator(".drawer summary").first).not_to_be_in_viewport()
    page.get_by_role("button", name="Articles").click()
    expect(page.locator("#library-table").get_by_text("Ferry keeps sailing")).to_be_visible()


def adding(page: Page) -> None:
    page.get_by_role("button", name="Add articles").click()
    expect(page.get_by_label("Its title")).to_be_visible()


def removing(page: Page) -> None:
    page.get_by_role("button", name="Remove Ferry").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()


def whole_article(page: Page) -> None:
    page.locator("#library-table .whole").first.click()
    expect(page.locator("#library-article h2")).to_be_focused()


STATES: list[Callable[[Page], None]] = [
    welcome,
    filters,
    answer,
    judged,
    not_found,
    failed,
    reader,
    history,
    articles,
    adding,
    removing,
    whole_article,
]


@pytest.fixture(scope="module")
def kept(scripted: ScriptedAssistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a chat that keeps its conversations."""
    folder = tmp_path_factory.mktemp("kept")
    serving = Serving(state=folder / "state", corpus=folder)
    with running(scripted, "127.0.0.1", 0, serving) as address:
        yield address


@pytest.fixture(params=["light", "dark", "phone"])
def screen(request: pytest.FixtureRequest, browser: Browser, kept: str) -> Iterator[Page]:
    dark, small = request.param == "dark", request.param == "phone"
    context = browser.new_context(
        viewport={"width": 390 if small else 1280, "height": 844},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(kept)
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
