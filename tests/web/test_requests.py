"""Each request has an id and a line in the log, which holds no question and no key."""

from __future__ import annotations

import json
import logging
import uuid
from collections.abc import Iterator

import httpx
import pytest

from assistant.web.requests import ROUTES, route_of
from tests.web.callers import PASSWORD, event_of, joined, signed_in, streamed
from tests.web.observing import Observed, observed_server, visit

QUESTION = "What did the delay cost?"
REQUEST_ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observed]:
    with observed_server(tmp_path_factory.mktemp("observed")) as server:
        yield server


def asked_in_the_chat(client: httpx.Client, question: str) -> str:
    tab = uuid.uuid4().hex
    asked = {"fn_index": event_of(client, "_taken"), "session_hash": tab}
    client.post("/gradio_api/run/predict", json=asked | {"data": [question, None, None]})
    joined(client, tab, "_reply", [None, None])
    return streamed(client, tab)


def test_a_request_is_one_line_of_json_with_the_id_of_its_response(server):
    found = server.ask(QUESTION)
    line = server.line_of("request", found.headers["x-request-id"])
    assert line["level"] == "info"
    assert (line["method"], line["route"], line["status"]) == ("POST", "/api/v1/ask", 200)
    assert line["bytes"] == len(found.content)
    assert 0 <= line["seconds"] < 60
    same = [each for each in server.lines() if each.get("request_id") == line["request_id"]]
    assert [each["event"] for each in same] == ["question", "request"]


def test_a_question_is_a_line_with_its_outcome_and_the_id_of_its_request(server):
    found = server.ask(QUESTION)
    line = server.line_of("question", found.headers["x-request-id"])
    assert line["outcome"] == "answered"
    assert 0 <= line["first_words"] <= line["seconds"]
    assert "question" not in line


def test_a_question_of_the_chat_has_the_id_of_the_request_that_asked_it(server):
    with signed_in(server.address, "ana") as client:
        client.headers["X-Request-ID"] = REQUEST_ID
        asked_in_the_chat(client, QUESTION)
    assert server.line_of("question", REQUEST_ID)["outcome"] == "answered"


@pytest.mark.parametrize("sent", [REQUEST_ID, "01234567-89ab-cdef-0123-456789abcdef"])
def test_the_id_that_a_proxy_sends_is_kept(server, sent):
    with server.client(**{"X-Request-ID": sent}) as client:
        assert client.get("/api/v1/info").headers["x-request-id"] == sent


@pytest.mark.parametrize("sent", ["", "short", "What did it cost?", "aak_" + "0" * 32, "0" * 400])
def test_an_id_that_could_say_something_is_not_taken(server, sent):
    with server.client(**{"X-Request-ID": sent}) as client:
        found = client.get("/api/v1/info").headers["x-request-id"]
    assert found != sent
    assert len(found) == 32


@pytest.mark.parametrize(
    ("path", "status"),
    [("/health", 200), ("/nothing/here", 404), ("/", 200), ("/api/v1/info", 401)],
)
def test_whatever_is_answered_has_an_id_and_a_line(server, path, status):
    found = visit(server.address + path)
    assert found.status_code == status
    assert server.line_of("request", found.headers["x-request-id"])["status"] == status


def test_no_question_no_answer_no_key_and_no_password_is_ever_in_the_log(server):
    secret = "Zanzibar"
    with server.client() as client:
        for path in ("ask", "ask/stream", "search"):
            client.post(f"/api/v1/{path}", json={"question": f"What about {secret}?"})
        for question in ("Break", "Fail", QUESTION):  # an error of ours, one of the index, none
            client.post("/api/v1/ask", json={"question": question, "history": [secret]})
            client.post("/api/v1/ask", json={"question": question})
        asked = [{"role": "user", "content": f"{secret} {secret}"}]
        for model in ("articles", secret):
            client.post("/v1/chat/completions", json={"model": model, "messages": asked})
        client.get(f"/api/v1/articles/{secret}", params={"source": secret, "key": server.key})
        client.get(f"/{secret}?q={secret}&key={server.key}")
        client.get(f"/{server.key}")
        client.request(secret.upper(), "/")
    for key in (server.key + "x", secret):
        visit(f"{server.address}/api/v1/info", headers={"Authorization": f"Bearer {key}"})
    form = {"username": "ana", "password": f"{secret} {PASSWORD}"}
    visit(f"{server.address}/login", "POST", data=form)
    with signed_in(server.address, "ana") as client:
        for question in (f"{secret}?", "Break"):
            asked_in_the_chat(client, question)
        cookies = list(client.cookies.values())
    found = visit(f"{server.address}/health")
    server.line_of("request", found.headers["x-request-id"])

    log = server.log.getvalue()
    assert "ZeroDivisionError" in log  # what broke is there
    said = (secret, secret.upper(), QUESTION, "14 million", server.key, PASSWORD, "aak_", *cookies)
    assert [each for each in said if each in log] == []


def test_a_traceback_and_a_warning_are_lines_of_json_with_the_id(server):
    found = server.ask("Break")
    request_id = found.headers["x-request-id"]
    assert server.line_of("question", request_id)["outcome"] == "failed"
    failed = server.line_of("POST '/api/v1/ask' failed.", request_id)
    assert failed["level"] == "error"
    assert "ZeroDivisionError" in failed["traceback"]


def test_the_words_of_a_question_are_logged_where_that_is_asked_for(tmp_path):
    with observed_server(tmp_path, log_questions=True) as server:
        found = server.ask(QUESTION)
        line = server.line_of("question", found.headers["x-request-id"])
    assert line["question"] == QUESTION


def test_a_line_may_be_text(tmp_path):
    with observed_server(tmp_path, "text", log_questions=True) as server:
        found = server.ask('Is it "so"\nor not?')
    request, question = (
        next(line for line in server.log.getvalue().splitlines() if f" {event} " in line)
        for event in ("request", "question")
    )
    told = f"INFO request request_id={found.headers['x-request-id']} method=POST route=/api/v1/ask"
    assert told in request
    assert question.endswith(r'question="Is it \"so\"\nor not?"')


def test_without_the_setting_nothing_is_written_and_responses_have_an_id_all_the_same(tmp_path):
    with observed_server(tmp_path, "none") as server:
        assert len(server.ask(QUESTION).headers["x-request-id"]) == 32
    assert server.log.getvalue() == ""


def test_the_log_is_as_it_was_once_the_server_has_stopped(tmp_path):
    before = list(logging.getLogger().handlers)
    with observed_server(tmp_path):
        assert len(logging.getLogger().handlers) == len(before) + 1
    assert logging.getLogger().handlers == before


def test_every_operation_that_is_described_has_a_route_of_its_own(server):
    with server.client() as client:
        described = client.get("/api/v1/openapi.json").json()["paths"]
    for path in described:
        assert route_of("/api/v1" + path.partition("/{")[0]) in ROUTES, path
    assert route_of("/api/v1/articles/a/b") == "/api/v1/articles"
    assert route_of("/v1/models/articles") == "/v1/models"


@pytest.mark.parametrize("path", ["/healthy", "/api/v1/asking", "/v1", "//", "/metrics.txt", ""])
def test_what_is_no_route_is_told_as_another(path):
    assert route_of(path) == "other"


def test_the_lines_are_ascii_whatever_is_told(tmp_path):
    with observed_server(tmp_path, log_questions=True) as server:
        server.ask("Was kostet die Brücke \u2028?")
        assert server.log.getvalue().isascii()
    assert all(json.loads(line) for line in server.log.getvalue().splitlines())
