"""Programs that ask where nobody signs in, and what a server in trouble tells them."""

from collections.abc import Iterator

import httpx
import pytest

from assistant.errors import IndexBusy, IndexMissing, ModelUnavailable
from assistant.interfaces.problems import MEDIA
from assistant.web.guard import LARGEST_REQUEST
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.web.scripted import COST, STRAY, ScriptedAssistant

TROUBLE = {
    "missing": IndexMissing("There is no index in /home/ana/private/index/. Build it."),
    "busy": IndexBusy("Another process writes the index."),
    "model": ModelUnavailable("The model in /home/ana/models/small.gguf does not reply."),
}


class Troubled(ScriptedAssistant):
    """Fails as it is told to, at once or after the first part of an answer."""

    def stream(self, question, **asked):
        when, _, what = question.partition(" ")
        if when == "later":
            yield from super().stream("What did the delay cost?", **asked)
        if what in TROUBLE:
            raise TROUBLE[what]
        if what == "bug":
            raise ZeroDivisionError
        yield from super().stream(question, **asked)

    def search(self, question, *args, **asked):
        raise TROUBLE[question]


@pytest.fixture(scope="module")
def open_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    corpus = tmp_path_factory.mktemp("corpus")
    with (
        running(Troubled(), "127.0.0.1", 0, Serving(corpus=corpus)) as address,
        httpx.Client(base_url=address, timeout=60) as client,
    ):
        yield client


def test_where_nobody_signs_in_this_machine_may_ask_without_a_key(open_door):
    asked = {"question": "What did the delay cost?"}
    for headers in ({}, {"authorization": "Bearer whatever"}):
        found = open_door.post("/api/v1/ask", json=asked, headers=headers)
        assert COST in found.json()["text"]


@pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions", "/api/v1/sync"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"host": "evil.example"},
        {"x-forwarded-host": "evil.example"},
    ],
)
def test_a_page_of_another_site_may_not(open_door, path, headers):
    found = open_door.post(path, json={"question": "Who?"}, headers=headers)
    assert found.status_code in (403, 421)
    assert found.headers["content-type"] == MEDIA
    assert "access-control-allow-origin" not in found.headers
    sent = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    assert open_door.options(path, headers=sent).status_code == 403


def test_a_body_that_is_too_large_is_a_problem_even_where_articles_are_added(open_door):
    content = b'{"question": "' + b"x" * LARGEST_REQUEST + b'"}'
    found = open_door.post(
        "/api/v1/ask", content=content, headers={"content-type": "application/json"}
    )
    assert (found.status_code, found.headers["content-type"]) == (413, MEDIA)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_that_a_page_could_send_is_no_question(open_door, kind):
    headers = {"content-type": kind} if kind else {}
    found = open_door.post("/api/v1/ask", content=b'{"question": "Who?"}', headers=headers)
    assert (found.status_code // 100, found.headers["content-type"]) == (4, MEDIA)


@pytest.mark.parametrize("name", TROUBLE)
@pytest.mark.parametrize("path", ["/api/v1/ask", "/api/v1/ask/stream", "/v1/chat/completions"])
def test_trouble_of_the_server_is_a_problem_with_its_name_and_no_folder(open_door, path, name):
    question = f"now {name}"
    body: dict[str, object] = {"question": question}
    if path.startswith("/v1"):
        body = {"messages": [{"role": "user", "content": question}], "stream": True}
    found = open_door.post(path, json=body)
    assert (found.status_code, found.headers["content-type"]) == (503, MEDIA)
    assert found.json()["code"] == type(TROUBLE[name]).__name__
    assert "/home" not in found.text
    assert found.headers["retry-after"]
    if path.startswith("/v1"):
        assert found.json()["error"]["message"] == found.json()["detail"]


def test_searching_without_an_index_is_the_same_problem(open_door):
    found = open_door.post("/api/v1/search", json={"question": "missing"})
    assert (found.status_code, found.json()["code"]) == (503, "IndexMissing")


def test_what_breaks_a_stream_off_is_its_last_event(open_door):
    found = open_door.post("/api/v1/ask/stream", json={"question": "later model"})
    assert found.status_code == 200
    first, *_, last = found.text.strip().split("\n\n")
    assert first.startswith("event: answer\n")
    assert last.startswith("event: problem\n")
    assert '"code":"ModelUnavailable"' in last
    asked = {"messages": [{"role": "user", "content": "later bug"}], "stream": True}
    last = open_door.post("/v1/chat/completions", json=asked).text.strip().split("\n\n")[-1]
    assert '"error":{"message":"Something went wrong here' in last
    assert "Zero" not in last


def test_a_bug_is_told_without_a_word_of_it_and_in_the_log(open_door, caplog):
    found = open_door.post("/api/v1/ask", json={"question": "now bug"})
    assert (found.status_code, found.headers["content-type"]) == (500, MEDIA)
    assert "Zero" not in found.text
    # the next request over the same connection is answered
    assert open_door.get("/api/v1/info").status_code == 200
    assert "'/api/v1/ask' failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_letters_that_no_json_can_carry_are_shown_as_signs(open_door):
    found = open_door.post("/api/v1/ask", json={"question": "What was on the wall?"})
    assert STRAY.replace("\ud800", "?") in found.json()["text"]
    assert open_door.get("/api/v1/articles/hostile").json()["id"] == "hostile"
