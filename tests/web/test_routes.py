"""Every route that Gradio has, tried as nobody, under a foreign name, from a foreign site."""

from __future__ import annotations

import re
from collections.abc import Iterator

import gradio as gr
import httpx
import pytest

from tests.web.callers import signed_in

OPEN = {"/health", "/favicon.ico", "/robots.txt"}
SIGN_IN = {"/", "/login", "/logout"}
# What Gradio serves besides what the chat needs, with what stands for a path or a name.
UNUSED = """/gradio_api/user /gradio_api/token /gradio_api/app_id /gradio_api/dev/reload /docs
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
/api/v1/info /api/v1/articles /api/v1/articles/x /api/v1/ask /api/v1/search /api/v1/sync
/api/v1/openapi.json /api/v1/docs /api/v1/../config /v1/models /v1/models/x /v1/chat/completions
""".split()
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
FOREIGN = [
    ({"host": "evil.example"}, 421),
    ({"origin": "https://evil.example"}, 403),
    ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403),
]


def every_path() -> list[str]:
    routes = [gr.routes.App.create_app(gr.Blocks()).router]
    paths = {*OPEN, *SIGN_IN, *UNUSED, *USED}
    while routes:
        route = routes.pop()
        routes.extend(getattr(route, "routes", None) or [])
        included = getattr(route, "original_router", None)
        routes.extend([included] if included else [])
        if path := getattr(route, "path", ""):
            paths |= {re.sub(r"{[^}]*}", "x", f"{prefix}{path}") for prefix in ("", "/gradio_api")}
    return sorted(paths)


PATHS = every_path()


@pytest.fixture(scope="module")
def nobody(address_with_users: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address_with_users, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def ana(address_with_users: str) -> Iterator[httpx.Client]:
    with signed_in(address_with_users, "ana") as client:
        yield client


def test_the_walk_finds_the_routes():
    assert {"/gradio_api/queue/join", "/gradio_api/file=x", "/config"} < set(PATHS)


@pytest.mark.parametrize("method", METHODS)
def test_nobody_gets_anything_but_the_page_to_sign_in_with(nobody, method):
    got = {path: nobody.request(method, path) for path in PATHS if path not in OPEN}
    assert [path for path, found in got.items() if found.status_code >= 500] == []
    let_in = {path: found for path, found in got.items() if found.status_code < 400}
    assert set(let_in) <= SIGN_IN
    assert [path for path, found in let_in.items() if "gradio" in found.text] == []


@pytest.mark.parametrize("path", UNUSED)
def test_what_the_chat_does_not_use_is_not_there_for_users_either(ana, path):
    assert ana.get(path).status_code in (403, 404)


@pytest.mark.parametrize(("headers", "status"), FOREIGN)
@pytest.mark.parametrize("method", METHODS)
def test_nobody_gets_anything_from_elsewhere_though_signed_in(ana, method, headers, status):
    got = {path: ana.request(method, path, headers=headers).status_code for path in PATHS}
    assert {path: found for path, found in got.items() if found != status} == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_no_route_takes_what_the_page_does_not_send(ana, method):
    got = {path: ana.request(method, path) for path in PATHS if path not in SIGN_IN}
    assert [path for path, found in got.items() if found.status_code not in (404, 405, 422)] == []
    assert [
        path for path, found in got.items() if "access-control-allow-origin" in found.headers
    ] == []
