"""Other sites can neither read nor change anything through a reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.web.access import user_line
from assistant.web.guard import LARGEST_BEFORE_SIGN_IN
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.scripted import ScriptedAssistant

PASSWORD = "a long pass phrase"
EVIL = "https://evil.example"


@pytest.fixture(scope="module")
def signed_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server with users, in the session of one of them."""
    users = tmp_path_factory.mktemp("users") / "users"
    users.write_text(user_line("ida", PASSWORD) + "\n", encoding="utf-8")
    serving = Serving(users=users, hosts=("news.example",))
    with (
        running(ScriptedAssistant(), "127.0.0.1", 0, serving) as address,
        httpx.Client(base_url=address) as client,
    ):
        found = client.post("/login", data={"username": "ida", "password": PASSWORD})
        assert found.status_code == 200
        cookies = found.headers.get_list("set-cookie")
        assert cookies
        assert all("samesite=lax" in cookie.lower() for cookie in cookies)
        # the cookie that is for https alone is not sent here; the other one signs in
        assert client.get("/config").status_code == 200
        yield client


@pytest.mark.parametrize(
    "origin", [EVIL, "null", "http://localhost:1", "http://127.0.0.1", "http://["]
)
def test_another_site_reads_nothing_though_the_reader_is_signed_in(
    signed_in: httpx.Client, origin: str
) -> None:
    found = signed_in.get("/config", headers={"origin": origin})
    assert found.status_code == 403
    assert "components" not in found.text


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/gradio_api/upload", "/login"])
def test_another_site_changes_nothing(signed_in: httpx.Client, path: str) -> None:
    found = signed_in.post(path, json={}, headers={"origin": EVIL})
    assert found.status_code == 403


def test_a_picture_or_a_script_on_another_site_is_no_way_in(signed_in: httpx.Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert signed_in.get("/config", headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_the_browser_says_of_a_request_outweighs_its_origin(
    signed_in: httpx.Client, site: str
) -> None:
    headers = {"host": "news.example", "origin": "https://news.example:8443"}
    found = signed_in.get("/config", headers=headers | {"sec-fetch-site": site})
    assert found.status_code == 403


def test_another_site_sends_no_form_to_the_page_itself(signed_in: httpx.Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert signed_in.post("/", headers=headers).status_code == 403


def test_a_link_on_another_site_opens_the_chat(signed_in: httpx.Client) -> None:
    headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert signed_in.get("/", headers=headers).status_code == 200


def test_a_name_that_was_pointed_at_this_machine_is_refused(signed_in: httpx.Client) -> None:
    found = signed_in.get("/", headers={"host": "evil.example:7860"})
    assert found.status_code == 421
    assert "--allow-host" in found.text


@pytest.mark.parametrize(
    "host", ["localhost:abc", "evil@localhost", "localhost/evil", "localhost#", "", "[::1", "::1"]
)
def test_what_is_no_host_is_refused(signed_in: httpx.Client, host: str) -> None:
    for name in ("host", "x-forwarded-host"):
        found = signed_in.get("/config", headers={name: host})
        assert found.status_code == 421


@pytest.mark.parametrize("host", ["localhost:7860", "192.168.1.7:7860", "[::1]:7860"])
def test_names_and_addresses_of_the_machine_are_served(signed_in: httpx.Client, host: str) -> None:
    assert signed_in.get("/health", headers={"host": host}).status_code == 200


def test_a_name_that_was_allowed_is_served_with_its_own_pages(signed_in: httpx.Client) -> None:
    headers = {"host": "news.example", "origin": "https://news.example"}
    assert signed_in.get("/config", headers=headers).status_code == 200


def test_pages_are_not_framed_kept_or_guessed_at(signed_in: httpx.Client) -> None:
    headers = signed_in.get("/").headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


def test_nobody_sends_much_before_signing_in(signed_in: httpx.Client) -> None:
    much = b"x" * (LARGEST_BEFORE_SIGN_IN + 1)
    with httpx.Client(base_url=signed_in.base_url) as stranger:
        assert stranger.post("/gradio_api/upload", content=much).status_code == 413
    found = signed_in.post("/gradio_api/upload", content=much)
    assert found.status_code != 413


def test_a_body_of_untold_length_is_cut_off(signed_in: httpx.Client, tmp_path: Path) -> None:
    for path in ("/gradio_api/upload", "/login"):
        pieces = (b"x" * 10_000 for _ in range(1_000))
        with httpx.Client(base_url=signed_in.base_url) as stranger:
            try:
                found = stranger.post(path, content=pieces)
            except httpx.HTTPError:
                continue  # hung up on
        assert found.status_code >= 400


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"[" * 100_000, b"\xff", b'{"session_hash": 7}', b'{"fn_index": 999}']
)
@pytest.mark.parametrize("path", ["queue/join", "run/predict", "call/ask", "cancel", "upload"])
def test_what_nobody_can_read_is_refused_without_a_word_of_the_server(
    signed_in: httpx.Client, path: str, body: bytes
) -> None:
    found = signed_in.post(f"/gradio_api/{path}", content=body, timeout=60)
    assert 400 <= found.status_code <= 500 or found.json() == {"success": True}
    assert "Traceback" not in found.text
    assert "site-packages" not in found.text
