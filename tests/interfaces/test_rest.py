"""What programs ask over HTTP, of the server that people chat with."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jsonschema
import pytest

from assistant import Answer, Turn
from assistant.interfaces.problems import MEDIA
from tests.interfaces.serving import ARTICLE, QUESTION


def events(text: str) -> list[tuple[str, Any]]:
    found = []
    for each in text.strip().split("\n\n"):
        name, data = each.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_an_answer_comes_with_citations_that_hold(client, sample):
    answer = Answer.from_dict(client.post("/api/v1/ask", json={"question": QUESTION}).json())
    assert "realities on the ground" in answer.text
    assert answer.citations
    for cited in answer.citations:
        article = client.get(f"/api/v1/articles/{cited.article_id}").json()
        assert article[cited.part][cited.start : cited.end] == cited.quote
    same = sample.answer(QUESTION)
    assert (answer.text, answer.citations) == (same.text, same.citations)


def test_what_the_articles_do_not_say_is_an_answer_and_no_error(client):
    found = client.post("/api/v1/ask", json={"question": "Who won the chess world cup in 1987?"})
    assert found.status_code == 200
    assert found.json()["status"] == "not_found"


def test_a_follow_up_is_read_with_the_turns_before_it(client, sample):
    first = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    turn = {"question": QUESTION, "answer": first}
    asked = {"question": "What did he say about the decree?", "history": [turn]}
    answer = client.post("/api/v1/ask", json=asked).json()
    expected = sample.answer(asked["question"], history=[Turn(QUESTION, Answer.from_dict(first))])
    assert answer["text"] == expected.text
    assert answer["status"] == "answered"
    in_words = asked | {"history": [{"question": QUESTION, "answer": first["text"]}]}
    assert client.post("/api/v1/ask", json=in_words).status_code == 200


def test_filters_and_the_day_limit_what_is_searched(client):
    asked = {"question": QUESTION, "filters": {"until": "2024-01-01"}}
    assert client.post("/api/v1/ask", json=asked).json()["status"] == "not_found"
    asked = {"question": QUESTION, "as_of": "2024-01-01"}
    assert client.post("/api/v1/ask", json=asked).json()["status"] == "not_found"


def test_a_stream_grows_to_the_answer_that_is_given_at_once(client):
    whole = client.post("/api/v1/ask", json={"question": QUESTION}).json()
    found = client.post("/api/v1/ask/stream", json={"question": QUESTION})
    assert found.headers["content-type"].startswith("text/event-stream")
    *answers, end = events(found.text)
    assert end == ("end", {})
    assert {name for name, _ in answers} == {"answer"}
    assert answers[-1][1] | {"seconds": {}} == whole | {"seconds": {}}


def test_passages_are_found_best_first_and_so_many(client):
    asked = {"question": "talks", "limit": 3, "filters": {"sources": ["World Desk"]}}
    passages = client.post("/api/v1/search", json=asked).json()
    assert [each["source"] for each in passages] == ["World Desk"] * 3
    article = client.get(f"/api/v1/articles/{passages[0]['article_id']}").json()
    assert article["text"][passages[0]["start"] : passages[0]["end"]] == passages[0]["text"]


def test_articles_are_listed_by_the_page_newest_first(client, sample):
    first = client.get("/api/v1/articles", params={"limit": 10}).json()
    second = client.get("/api/v1/articles", params={"limit": 10, "skip": 10}).json()
    listed = first["articles"] + second["articles"]
    assert first["total"] == second["total"] == len(listed) == 16
    assert {each["id"] for each in listed} == {head.id for head in sample.articles()}
    days = [each["published"] for each in listed]
    assert days == sorted(days, reverse=True)
    some = {"since": "2024-03-01", "until": "2024-03-31", "source": "World Desk"}
    march = client.get("/api/v1/articles", params=some).json()["articles"]
    assert ARTICLE in [each["id"] for each in march]


def test_the_index_is_told_of_and_brought_up_to_date_on_request(client):
    assert client.get("/api/v1/info").json()["articles"] == 16
    wanted = client.post("/api/v1/sync")
    assert wanted.status_code == 202
    late = time.monotonic() + 60
    while client.get("/api/v1/sync/progress").json()["number"] < wanted.json()["number"]:
        assert time.monotonic() < late
        time.sleep(0.02)
    assert client.get("/api/v1/sync/progress").json()["report"]["unchanged"] == 16


def test_fifty_programs_ask_at_once_and_each_gets_its_answer(client):
    def ask(number: int) -> tuple[int, str]:
        way = "/api/v1/search" if number % 5 else "/api/v1/ask"
        found = client.post(way, json={"question": QUESTION})
        return found.status_code, json.dumps(found.json())

    with ThreadPoolExecutor(50) as programs:
        found = list(programs.map(ask, range(50)))
    assert {status for status, _ in found} == {200}
    assert all("realities on the ground" in text for _, text in found)


WRONG = [
    ("POST", "/api/v1/ask", {"question": "  "}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask", {"question": "\u200b\u200b"}, 422, "QuestionError"),
    ("POST", "/api/v1/ask", {"question": "x" * 2001}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask", {"question": "\ud800"}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask", {"question": "Who?", "since": "2024-01-01"}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask/stream", {"question": "\u200b"}, 422, "QuestionError"),
    ("POST", "/api/v1/search", {"question": "Who?", "limit": 0}, 422, "InvalidRequest"),
    ("GET", "/api/v1/articles/nobody-has-this", None, 404, "UnknownArticle"),
    ("POST", "/api/v1/ask", {"question": "Who?", "as_of": 0}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask", {"question": "Who?", "filters": {"undated": 0}}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask", {}, 422, "InvalidRequest"),
    ("POST", "/api/v1/ask", [], 422, "InvalidRequest"),
    ("GET", "/api/v1/articles?until=0", None, 422, "InvalidRequest"),
    ("GET", "/api/v1/articles?since=yesterday", None, 422, "InvalidRequest"),
    ("DELETE", "/api/v1/ask", None, 405, "MethodNotAllowed"),
    ("GET", "/api/v1/nothing", None, 404, "NotFound"),
    ("GET", "/api/v2/ask", None, 404, "NotFound"),
]


@pytest.mark.parametrize(("method", "path", "body", "status", "code"), WRONG)
def test_what_goes_wrong_is_a_problem_with_its_name(client, method, path, body, status, code):
    content = json.dumps(body) if body is not None else None
    headers = {"content-type": "application/json"}
    found = client.request(method, path, content=content, headers=headers)
    assert found.status_code == status
    assert found.headers["content-type"] == MEDIA
    told = found.json()
    assert (told["type"], told["status"], told["code"]) == ("about:blank", status, code)
    assert told["title"]
    assert told["detail"]


@pytest.mark.parametrize(
    "body", ["", "{", "[" * 100_000, "\xff", '{"question": "Who?", "\\ud800": 1}']
)
def test_what_nobody_can_read_is_a_problem_too(client, body):
    headers = {"content-type": "application/json"}
    found = client.post("/api/v1/ask", content=body.encode("latin-1"), headers=headers)
    assert (found.status_code // 100, found.headers["content-type"]) == (4, MEDIA)


def test_what_is_told_is_as_the_description_says(client):
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    calls: dict[tuple[str, str], dict[str, Any]] = {
        ("post", "/ask"): {"json": {"question": QUESTION}},
        ("post", "/search"): {"json": {"question": QUESTION}},
        ("post", "/feedback"): {"json": {"question": QUESTION, "helpful": True}},
        ("get", "/articles"): {},
        ("get", "/articles/{article_id}"): {},
        ("get", "/info"): {},
        ("get", "/sync/progress"): {},
    }
    for (method, path), sent in calls.items():
        found = client.request(method, "/api/v1" + path.format(article_id=ARTICLE), **sent)
        described = told["paths"][path][method]["responses"][str(found.status_code)]["content"]
        schema = described["application/json"]["schema"] | {"components": told["components"]}
        jsonschema.validate(found.json(), schema)
