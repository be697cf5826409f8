"""One scripted assistant behind one server, and one browser, for all tests of the chat."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant import Assistant, Settings, open_assistant
from assistant.web.access import user_line
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.callers import PASSWORD
from tests.web.scripted import ScriptedAssistant

expect.set_options(timeout=30_000)  # some machines are slow, and waiting costs nothing else

# A browser that was just installed calls home; this one is told not to.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Names of other sites, one of which its owner has pointed at this machine.
    "--host-resolver-rules=MAP *.example 127.0.0.1",
    "--disable-features=TrackingProtection3pcd",  # cookies of third parties are allowed
]


@pytest.fixture(scope="session")
def scripted() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture(scope="session")
def address(scripted: ScriptedAssistant) -> Iterator[str]:
    with running(scripted, "127.0.0.1", 0) as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One cache for all tests; every page load is a session of its own for the chat."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def requests() -> list[str]:
    """Every address that the page of a test asked for."""
    return []


@pytest.fixture
def page(context: BrowserContext, address: str, requests: list[str]) -> Iterator[Page]:
    """A fresh session on the chat; script errors and requests to anywhere else fail the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    page.wait_for_selector(".welcome")
    yield page
    page.close()
    assert errors == []
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []


@pytest.fixture(scope="session")
def served_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of uploads of the server with users."""
    corpus = tmp_path_factory.mktemp("served") / "corpus"
    corpus.mkdir()
    (corpus / "first.txt").write_text("The harbour was built in stone.")
    return corpus


@pytest.fixture(scope="session")
def address_with_users(served_corpus: Path) -> Iterator[str]:
    folder = served_corpus.parent
    users = folder / "users"
    users.write_text("".join(user_line(name, PASSWORD) + "\n" for name in ("ana", "ben", "cy")))
    users.chmod(0o600)
    serving = Serving(users=users, corpus=served_corpus, state=folder / "state")
    with running(ScriptedAssistant(), "127.0.0.1", 0, serving) as address:
        yield address


@pytest.fixture(scope="module")
def assistant(corpus: Path) -> Iterator[Assistant]:
    """The real one, over the `corpus` of a module."""
    with open_assistant(Settings(corpus=corpus, index=corpus.parent / "index")) as assistant:
        assistant.sync()
        yield assistant


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
    context.set_default_timeout(30_000)
    yield context
    context.close()
