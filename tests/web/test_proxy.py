"""The chat behind nginx, and behind Caddy where it is there, with the lines of docs/proxy.md."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.web.access import user_line
from assistant.web.guard import LARGEST_BEFORE_SIGN_IN
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.conftest import CHECKOUT, Require
from tests.web.callers import PASSWORD, event_of
from tests.web.scripted import COST, GROUND, ScriptedAssistant

# Nothing of the machine's own: one process, its files in the folder that it is started in.
NGINX = """daemon off; master_process off; pid nginx.pid; error_log stderr;
events {{}} http {{ access_log off; client_body_temp_path body; proxy_temp_path proxy;
fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi; {} }}"""
CADDY = """{{
admin off
skip_install_trust
auto_https disable_redirects
default_sni news.example
}}
{}"""


@pytest.fixture(scope="module")
def scripted() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxied(
    request: pytest.FixtureRequest,
    require: Require,
    scripted: ScriptedAssistant,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[httpx.Client]:
    """A client that has signed in by TLS through Caddy, or nginx, which takes its word for it."""
    program = shutil.which(request.param, path=f"{os.environ['PATH']}:/usr/sbin")
    if request.param == "caddy" and program is None:
        pytest.skip("Caddy is not here")
    require(program is not None, request.param)
    folder = tmp_path_factory.mktemp("proxy")
    users = folder / "users"
    users.write_text(user_line("ana", PASSWORD))
    serving = Serving(users=users, hosts=("news.example",))
    for event in (scripted.quoted, scripted.drafted):
        event.clear()
    with running(scripted, "127.0.0.1", 0, serving) as address:
        base, command = prepared(request.param, folder, address)
        server = subprocess.Popen(
            [str(program), *command],
            cwd=folder,
            env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)},
            stderr=subprocess.DEVNULL,
        )
        headers = {"host": "news.example"}
        try:
            with httpx.Client(base_url=base, headers=headers, timeout=30, verify=False) as ana:
                until_healthy(ana)
                found = ana.post("/login", data={"username": "ana", "password": PASSWORD})
                [cookie] = found.headers.get_list("set-cookie")
                assert "Secure" in cookie
                ana.headers["cookie"] = cookie.partition(";")[0]
                yield ana
        finally:
            server.kill()
            server.wait()


def prepared(kind: str, folder: Path, address: str) -> tuple[str, list[str]]:
    """Write the lines of the page, but for port and certificate; returns where, and how to run."""
    page = (CHECKOUT / "docs/proxy.md").read_text(encoding="utf-8")
    [lines] = re.findall(f"```{kind}\n(.*?)```", page, re.DOTALL)
    port = free_port()
    lines = lines.replace("127.0.0.1:7860", address.removeprefix("http://"))
    if kind == "caddy":
        lines = lines.replace("news.example {", f"https://news.example:{port} {{\n    tls internal")
        (folder / "Caddyfile").write_text(CADDY.format(lines))
        return f"https://127.0.0.1:{port}", ["run", "--config", "Caddyfile"]
    lines = re.sub(r" *ssl_certificate.*\n", "", lines).replace("$scheme", "https")
    lines = lines.replace("listen 443 ssl", f"listen 127.0.0.1:{port}")
    (folder / "nginx.conf").write_text(NGINX.format(lines))
    return f"http://127.0.0.1:{port}", ["-e", "stderr", "-p", str(folder), "-c", "nginx.conf"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until_healthy(client: httpx.Client) -> None:
    for _ in range(100):
        try:
            assert client.get("/health").status_code == 200
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("nginx does not answer")


def test_the_page_is_served_under_the_name_that_people_type(proxied: httpx.Client) -> None:
    headers = {"origin": "https://news.example"}
    assert proxied.get("/config", headers=headers).json()["root"] == "https://news.example"
    strange = proxied.get("/", headers={"host": "evil.example"})
    assert strange.status_code == 421 or strange.content == b""  # which is Caddy's own word
    assert proxied.get("/config", headers={"origin": "https://evil.example"}).status_code == 403


def test_an_answer_arrives_as_it_is_written(
    proxied: httpx.Client, scripted: ScriptedAssistant
) -> None:
    call = {"fn_index": event_of(proxied, "_taken"), "session_hash": "tab"}
    asked = proxied.post("/gradio_api/run/predict", json=call | {"data": ["Draft", None, None]})
    assert asked.status_code == 200
    call["fn_index"] = event_of(proxied, "_reply")
    proxied.post("/gradio_api/queue/join", json=call | {"data": [None, None]})
    with proxied.stream("GET", "/gradio_api/queue/data", params={"session_hash": "tab"}) as told:
        lines = told.iter_lines()
        assert any(GROUND in line for line in lines)  # before anything else was written
        scripted.quoted.set()
        assert any(COST in line for line in lines)
        scripted.drafted.set()
        assert any("No article says so" in line for line in lines)


def test_what_is_too_large_is_refused_before_it_is_sent(proxied: httpx.Client) -> None:
    at = proxied.base_url
    with socket.create_connection((at.host, int(at.port or 0)), timeout=20) as plain:
        call = trusting().wrap_socket(plain) if at.scheme == "https" else plain
        head = f"POST /login HTTP/1.1\r\nHost: news.example\r\nContent-Length: {10**8}\r\n\r\n"
        call.sendall(head.encode() + b"x" * (LARGEST_BEFORE_SIGN_IN // 2))
        assert b" 413 " in call.recv(4096)


def trusting() -> ssl.SSLContext:
    """Return what takes any certificate."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def test_guesses_count_for_the_address_that_they_come_from(
    proxied: httpx.Client, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"x-forwarded-for": "10.9.9.9", "x-forwarded-proto": "http"}
    form = {"username": "ana", "password": "a wrong one"}
    assert proxied.post("/login", data=form, headers=headers).status_code == 400
    assert "from 127.0.0.1" in caplog.text  # who guesses cannot choose it
