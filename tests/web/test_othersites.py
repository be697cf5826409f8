"""A page of another site, in a real browser of who is signed in, neither reads nor changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.callers import PASSWORD
from tests.web.scripted import ScriptedAssistant

ATTACKS = (Path(__file__).parent / "attacks.js").read_text(encoding="utf-8")


class Evil(BaseHTTPRequestHandler):
    """Serves one page, which frames the chat."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        at = self.path.partition("?")[2]
        self.wfile.write(f'<body>You won!<iframe id="framed" src="{at}/"></iframe>'.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def evil() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://evil.example:{server.server_port}"
    server.shutdown()
    server.server_close()


def attacked(page: Page, evil: str, address: str) -> dict[str, str]:
    page.goto(f"{evil}/?{address}")
    assert "Article" not in page.frame_locator("#framed").locator("body").inner_text()
    got = page.evaluate(ATTACKS, {"at": address, "password": PASSWORD})
    assert isinstance(got, dict)
    return {name: told for name, told in got.items() if told != "nothing"}


def test_the_same_page_gets_what_is_its_own(evil: str, somebody: BrowserContext) -> None:
    got = attacked(somebody.new_page(), evil, evil)
    assert {"fetch /", "window"} <= set(got)


def test_a_page_of_another_site_gets_nothing_from_who_is_signed_in(
    address_with_users: str, evil: str, somebody: BrowserContext
) -> None:
    page = somebody.new_page()
    page.goto(address_with_users)
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.locator(".welcome")).to_be_visible()
    assert attacked(page, evil, address_with_users) == {}
    page.goto(address_with_users)
    page.get_by_role("button", name="History").click()
    expect(page.locator("#drawer")).to_contain_text("ana")  # neither signed out nor somebody else
    expect(page.locator("#drawer")).not_to_contain_text("Who?")


def test_a_page_of_another_site_changes_nothing_where_nobody_signs_in(
    evil: str, somebody: BrowserContext, served_corpus
) -> None:
    scripted = ScriptedAssistant()
    with running(scripted, "127.0.0.1", 0, Serving(corpus=served_corpus)) as address:
        page = somebody.new_page()
        page.goto(address)
        expect(page.locator(".welcome")).to_be_visible()
        assert attacked(page, evil, address) == {}
        rebound = address.replace("127.0.0.1", "rebound.example")
        page.goto(rebound)
        expect(page.locator("body")).to_contain_text("not known as")
        assert attacked(page, evil, rebound) == {}
    assert scripted.asked == []
