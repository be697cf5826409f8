"""Signing in, signing out, guessing, and what there is for nobody and for another user."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from assistant.errors import IndexMissing
from assistant.web.access import user_line
from assistant.web.server import running
from tests.web.callers import PASSWORD, signed_in, streamed
from tests.web.reading import ask_and_keep, drawer
from tests.web.scripted import COST, ScriptedAssistant

BROWSER = {"accept": "text/html"}
# What Gradio serves besides what the chat needs, with what stands for a path or a name.
ROUTES = """/gradio_api/user /gradio_api/token /gradio_api/app_id /gradio_api/dev/reload /docs
/redoc /gradio_api/deep_link?session_hash=x /gradio_api/openapi.json /openapi.json
/monitoring /monitoring/x /monitoring/summary /gradio_api/runs /gradio_api/vibe-code
/gradio_api/queue/status /pwa_icon /gradio_api/proxy=http://127.0.0.1/
/gradio_api/file=/etc/passwd /gradio_api/file/etc/passwd
/gradio_api/file=http://127.0.0.1/ /gradio_api/custom_component/1/client/a/b
/file=/etc/passwd /gradio_api/stream/x/1/2/playlist.m3u8
/gradio_api/stream/x/1/2/playlist-file /queue/data /gradio_api/component_server
/gradio_api/process_recording /gradio_api/mcp/ /gradio_api/api/predict /gradio_api/run/ask
/gradio_api/reset /gradio_api/cancel /gradio_api/call/v2/ask /gradio_api/call/_reply
/static/../server.py
/static/%2e%2e/%2e%2e/%2e%2e/routes.py /assets/..%2f..%2f..%2froutes.py /login/ /logout/

""".split()
USED = """/config /gradio_api/info /theme.css /manifest.json /static/img/logo.svg
/gradio_api/call/ask/x /gradio_api/startup-events /gradio_api/queue/data?session_hash=x
/gradio_api/heartbeat/x /gradio_api/upload_progress?upload_id=x
""".split()
POSTED = """/gradio_api/queue/join /gradio_api/run/predict /gradio_api/api/predict /gradio_api/reset
/gradio_api/call/ask /gradio_api/call/v2/ask /gradio_api/cancel /gradio_api/upload /""".split()


class Lost(ScriptedAssistant):
    """Has an index that cannot be found, and says where it looked."""

    def info(self):
        raise IndexMissing(
            "There is no index in /home/ana/private/index/. Build it: assistant index"
        )


@pytest.fixture(scope="module")
def address(address_with_users: str) -> str:
    return address_with_users


@pytest.fixture(scope="module")
def ana(address: str) -> Iterator[httpx.Client]:
    with signed_in(address, "ana") as client:
        yield client


@pytest.mark.parametrize("path", ROUTES + USED)
def test_nobody_reads_anything_but_the_page_to_sign_in_with(address, path):
    assert httpx.get(address + path, timeout=60).status_code in (401, 404)


@pytest.mark.parametrize("path", POSTED)
def test_nobody_sends_anything_but_a_password(address, path):
    found = httpx.post(address + path, json={"data": ["Who?"]}, timeout=60)
    assert found.status_code in (401, 404) or "<form" in found.text
    assert httpx.put(address + path, timeout=60).status_code in (401, 404, 405) or path == "/"


@pytest.mark.parametrize("path", ROUTES)
def test_what_the_chat_does_not_use_is_not_there_for_users_either(ana, path):
    assert ana.get(path).status_code in (403, 404)


def test_the_page_has_the_name_of_the_product_and_leads_back_to_where_one_came_from(address):
    with httpx.Client(base_url=address, headers=BROWSER, timeout=60) as client:
        page = client.get("/?answer=abc").text
        assert "Article <b>Assistant</b>" in page
        assert 'autocomplete="username"' in page
        assert 'autocomplete="current-password"' in page
        assert "<script" not in page
        action = re.findall('action="([^"]+)"', page)[0]
        form = {"username": "ana", "password": PASSWORD}
        found = client.post(f"/{action}", data=form)
        assert (found.status_code, found.headers["location"]) == (303, "./?answer=abc")
        assert client.get("/config").status_code == 200


@pytest.mark.parametrize("query", ["//evil.example", '"><script>alert(1)</script>', "a=\r\nb: c"])
def test_no_address_leads_from_signing_in_to_another_site(address, query):
    with httpx.Client(base_url=address, headers=BROWSER, timeout=60) as client:
        assert "<script" not in client.get("/", params=query).text
        form = {"username": "ana", "password": PASSWORD}
        found = client.post("/login", params=query, data=form)
        assert found.headers["location"].startswith("./?")


def test_signing_out_ends_the_session_on_the_server_and_in_the_browser(address):
    with signed_in(address, "ana") as ana, signed_in(address, "ana") as elsewhere:
        kept = dict(ana.cookies)
        cleared = ana.get("/logout").headers.get_list("set-cookie")
        assert any("assistant_session=" in each and "Max-Age=0" in each for each in cleared)
        assert httpx.get(f"{address}/config", cookies=kept, timeout=60).status_code == 401
        assert elsewhere.get("/config").status_code == 200


def test_another_site_cannot_sign_a_reader_out(address):
    with signed_in(address, "ana") as ana:
        headers = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
        assert ana.get("/logout", headers=headers).status_code == 403
        assert ana.get("/config").status_code == 200


def test_cookies_are_for_tls_alone_where_a_proxy_on_this_machine_speaks_it(address):
    form = {"username": "ana", "password": PASSWORD}
    for proto, secure in (("https", True), ("http", False)):
        found = httpx.post(
            f"{address}/login", data=form, headers={"x-forwarded-proto": proto}, timeout=60
        )
        cookies = [each.lower() for each in found.headers.get_list("set-cookie")]
        assert cookies
        for cookie in cookies:
            assert "httponly" in cookie
            assert "samesite=lax" in cookie
            assert ("secure" in cookie) is secure


def test_guesses_are_told_apart_by_name_and_address_and_logged(address, caplog):
    def tried(name: str, password: str, client: str) -> object:
        form, headers = {"username": name, "password": password}, {"x-forwarded-for": client}
        return httpx.post(f"{address}/login", data=form, headers=headers, timeout=60).status_code

    with caplog.at_level(logging.WARNING):
        assert [tried("cy", "a wrong one", "10.0.0.1") for _ in range(10)] == [400] * 10
    assert "Wrong password for 'cy' from 10.0.0.1" in caplog.text
    assert tried("cy", PASSWORD, "10.0.0.1") == 429
    assert tried("ana", PASSWORD, "10.0.0.1") == 200
    assert tried("cy", PASSWORD, "10.0.0.2") == 200


def test_a_file_of_users_that_others_can_read_is_told_of(tmp_path, caplog):
    from assistant.web.access import Users

    file = tmp_path / "users"
    file.write_text(user_line("ana", PASSWORD))
    file.chmod(0o644)
    Users.read(file)
    assert "chmod 600" in caplog.text
    caplog.clear()
    file.chmod(0o600)
    Users.read(file)
    assert caplog.text == ""


def test_a_tab_that_nobody_knows_is_one_line_in_the_log(address, caplog, capfd):
    with signed_in(address, "ana") as ana:
        assert "session_not_found" in streamed(ana, "unheard-of")
    told = caplog.text + "".join(capfd.readouterr())
    assert "queue/data" in told
    assert "Traceback" not in told


def test_no_page_names_a_folder_of_the_server(address, tmp_path):
    folders = [str(Path.cwd()), str(Path.home()), str(tmp_path.parent), "/home/", "/private/"]
    with signed_in(address, "ana") as ana:
        told = ana.get("/").text + json.dumps(ana.get("/config").json())
        told += ana.get("/gradio_api/info").text
    with running(Lost(), "127.0.0.1", 0) as lost:
        health = httpx.get(f"{lost}/health", timeout=60).text
        told += health + httpx.get(lost, timeout=60).text
    assert "There is no index in index/" in health
    assert [each for each in folders if each in told] == []


WRITTEN_IN = """async () => {
  const page = document.createElement("div");
  page.innerHTML = '<img src="data:," onerror="window.ran = 1">';
  const script = document.createElement("script");
  script.textContent = "window.ran = 2";
  document.body.append(page, script);
  await new Promise((done) => setTimeout(done, 300));
  return window.ran ?? "nothing ran";
}"""


def test_a_reader_signs_in_asks_and_signs_out(address, somebody):
    page = somebody.new_page()
    page.goto(f"{address}/?theme=x")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("a wrong one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("wrong")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    ask_and_keep(page, "What did the delay cost?")
    expect(page.locator(".exchange")).to_contain_text(COST)
    assert page.evaluate(WRITTEN_IN) == "nothing ran"
    drawer(page)
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()
