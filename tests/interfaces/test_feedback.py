"""What programs say of answers, and what becomes of it."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.evaluation import read_set
from assistant.web.conversation import Conversation
from assistant.web.conversations import Conversations
from assistant.web.limits import NO_LIMITS
from assistant.web.owners import COOKIE
from assistant.web.parts import Serving
from assistant.web.server import running
from tests.interfaces.serving import QUESTION, Served, served
from tests.web.scripted import BRIDGE, COST, ScriptedAssistant
from tests.web.test_conversations import asked

CALL = "/api/v1/feedback"
ASKED = "What did the delay cost?"
UNKNOWN = "Who sank the ferry?"


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(ScriptedAssistant(), tmp_path_factory.mktemp("keyed")) as found:
        yield found


@pytest.fixture(scope="module")
def open_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    state = tmp_path_factory.mktemp("open") / "state"
    with running(ScriptedAssistant(), "127.0.0.1", 0, Serving(state=state)) as address:
        yield address, state


@pytest.fixture
def client(keyed) -> Iterator[httpx.Client]:
    """A program with a key, in whose name nothing was said before."""
    with keyed.client(keyed.key) as client:
        yield client
    kept = Conversations(keyed.state)
    for saved in kept.owned("user:ana"):
        kept.delete("user:ana", saved.id)
    kept.close()


def lines(client: httpx.Client) -> list[dict[str, Any]]:
    """Return what a caller has said, as a set of questions."""
    found = client.get(f"{CALL}/questions")
    assert found.headers["content-type"] == "application/jsonl"
    return [json.loads(line) for line in found.text.splitlines()]


def test_what_helped_becomes_a_question_and_what_did_not_a_remark(client, tmp_path):
    said = {"question": ASKED, "helpful": True, "comment": " As I had hoped. "}
    kept = client.post(CALL, json=said)
    assert kept.status_code == 201
    assert kept.json() == {"question": ASKED, "status": "answered", "helpful": True}
    client.post(CALL, json={"question": UNKNOWN, "helpful": True})
    client.post(CALL, json={"question": "What was on the wall?", "helpful": False})
    helped, refused, not_helped = lines(client)
    assert helped["question"] == ASKED
    assert helped["answers"] == [COST]
    assert helped["remark"] == "As I had hoped."
    assert refused == {"question": UNKNOWN, "answers": [], "answerable": False}
    assert not_helped["comment"] == {"question": "What was on the wall?", "kind": "not helpful"}
    (tmp_path / "feedback.jsonl").write_text(client.get(f"{CALL}/questions").text, encoding="utf-8")
    cases = read_set(tmp_path / "feedback.jsonl").cases
    assert [(case.question, case.answerable) for case in cases] == [(ASKED, True), (UNKNOWN, False)]


def test_the_last_word_counts(client):
    for helpful in (True, False, True, False):
        client.post(CALL, json={"question": ASKED, "helpful": helpful})
    (line,) = lines(client)
    assert line == {"comment": {"question": ASKED, "kind": "not helpful"}}


def test_a_user_s_set_has_what_was_said_in_the_chat_and_by_programs(client, keyed):
    chat = Conversations(keyed.state)
    for owner, question in (("user:ana", "What did it all cost?"), ("user:ben", "And Ben?")):
        exchange = replace(asked(question).exchanges[0], limits=NO_LIMITS, helpful=True)
        chat.save(owner, f"key of {owner}", Conversation((exchange,)))
    client.post(CALL, json={"question": ASKED, "helpful": True})
    questions = ["What did it all cost?", ASKED]
    assert [line["question"] for line in lines(client)] == questions
    # The chat has it in its list of conversations, and saves it with its own.
    assert [each.question for each in chat.judged("user:ana")] == questions
    assert "Feedback from programs" in [each.title for each in chat.owned("user:ana")]
    chat.close()


def test_limits_and_turns_are_kept_with_the_question(client):
    limited = {"question": ASKED, "helpful": True, "filters": {"sources": ["Wire"]}}
    client.post(CALL, json=limited)
    turn = {
        "question": ASKED,
        "answer": client.post("/api/v1/ask", json={"question": ASKED}).json(),
    }
    follow_up = {"question": "And why?", "history": [turn], "helpful": True}
    read = client.post(CALL, json=follow_up).json()["question"]
    assert read == "Why was the harbour bridge late?"
    within, followed = lines(client)
    assert within == {"comment": {"question": ASKED, "kind": "helpful within limits"}}
    assert followed["question"] == read


def test_a_key_that_may_only_read_says_nothing_but_reads(client, keyed):
    client.post(CALL, json={"question": ASKED, "helpful": True})
    with keyed.client(keyed.read_only) as reader:
        refused = reader.post(CALL, json={"question": UNKNOWN, "helpful": True})
        assert (refused.status_code, refused.json()["detail"]) == (403, "This key may only read.")
        assert [line["question"] for line in lines(reader)] == [ASKED]
    with keyed.client() as stranger:
        assert stranger.get(f"{CALL}/questions").status_code == 401
        assert stranger.post(CALL, json={"question": ASKED, "helpful": True}).status_code == 401


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"question": ASKED}, "InvalidRequest"),
        ({"question": ASKED, "helpful": 1}, "InvalidRequest"),
        ({"question": ASKED, "helpful": None}, "InvalidRequest"),
        ({"question": " ", "helpful": True}, "InvalidRequest"),
        ({"question": ASKED, "helpful": True, "comment": "x" * 2001}, "InvalidRequest"),
        ({"question": ASKED, "helpful": True, "stars": 5}, "InvalidRequest"),
        # What was answered is not taken from whoever asks.
        ({"question": ASKED, "helpful": True, "answer": "It was free."}, "InvalidRequest"),
    ],
)
def test_what_is_no_feedback_is_a_problem_and_not_kept(client, said, code):
    found = client.post(CALL, json=said)
    assert (found.status_code, found.json()["code"]) == (422, code)
    assert lines(client) == []


def test_where_nobody_signs_in_it_is_the_browser_s_or_the_address_s(open_door):
    address, _ = open_door
    cookie = {COOKIE: secrets.token_urlsafe(32)}
    with (
        httpx.Client(base_url=address) as program,
        httpx.Client(base_url=address, cookies=cookie) as browser,
    ):
        program.post(CALL, json={"question": ASKED, "helpful": True})
        browser.post(CALL, json={"question": UNKNOWN, "helpful": True})
        assert [line["question"] for line in lines(program)] == [ASKED]
        assert [line["question"] for line in lines(browser)] == [UNKNOWN]


def test_what_is_kept_can_be_gone_on_with_in_the_chat(open_door):
    address, state = open_door
    with httpx.Client(base_url=address) as program:
        program.post(CALL, json={"question": ASKED, "helpful": True})
    chat = Conversations(state)
    (saved,) = chat.owned("address:127.0.0.1")
    conversation: Any = chat.load("address:127.0.0.1", saved.id)
    (exchange,) = conversation.exchanges
    chat.close()
    assert (exchange.question, exchange.state, exchange.helpful) == (ASKED, "done", True)
    cited = exchange.answer.citations[0]
    assert BRIDGE.text[cited.start : cited.end] == cited.quote
    assert Conversation((exchange,)).turns()


def test_where_nothing_is_kept_nothing_can_be_said():
    with (
        running(ScriptedAssistant(), "127.0.0.1", 0) as address,
        httpx.Client(base_url=address) as program,
    ):
        said = program.post(CALL, json={"question": ASKED, "helpful": True})
        assert (said.status_code, program.get(f"{CALL}/questions").status_code) == (403, 403)


def test_real_answers_are_kept_with_the_words_that_are_expected(service):
    with service.client(service.key) as client:
        client.post(CALL, json={"question": QUESTION, "helpful": True})
        line = next(each for each in lines(client) if each.get("question") == QUESTION)
    assert any("realities on the ground" in each for each in line["answers"])
