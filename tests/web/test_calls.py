"""What a page may send goes on to Gradio, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr
import pytest
from gradio import events

from assistant.web.calls import Calls, Misfit

FILE = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
TOLD = {"fn_index": 0, "session_hash": "tab", "data": ["words", {"exchange": 1}, None, None]}


@pytest.fixture(scope="module")
def calls() -> Calls:
    with gr.Blocks() as page:
        box, pointing, held, files = gr.Textbox(), gr.JSON(), gr.State(), gr.File()
        box.submit(lambda *told: None, [box, pointing, held, files])
        box.change(lambda text: None, box, queue=False)
        box.blur(None, box, js="() => 1")

        def ask(question: str) -> str:
            return question

        events.api(ask, api_name="ask")
    return Calls(page)


def read(calls: Calls, waits: bool = True, **told: object) -> dict[str, Any]:
    return calls.read(json.dumps(TOLD | told).encode(), {"own": "/files/a"}.get, waits=waits)


def test_what_the_page_sends_is_passed_on(calls):
    assert read(calls) == TOLD | {"event_data": None}
    assert read(calls, False, fn_index=1, data=["a"])["data"] == ["a"]
    assert calls.read_question(b'{"data": ["Who?"], "fn_index": 0}') == {"data": ["Who?"]}


def test_ways_to_run_it_otherwise_and_to_name_another_event_are_left_out(calls):
    told = read(
        calls, batched=True, simple_format=True, event_id="x", trigger_id=7, oauth_token="t"
    )
    assert told == TOLD | {"event_data": None}


@pytest.mark.parametrize(
    "told",
    [
        {"fn_index": 2},
        {"fn_index": 9},
        {"fn_index": -1},
        {"fn_index": True},
        {"fn_index": [0]},
        {"fn_index": None},
        {"fn_index": 1, "data": ["a"]},
        {"session_hash": None},
        {"session_hash": 7},
        {"data": None},
        {"data": []},
        {"data": [[], None, None, None]},
        {"data": [{"a": 1}, None, None, None]},
        {"data": ["", None, None, "own"]},
        {"data": ["", None, None, [FILE]]},
        {"data": ["", None, None, [{"path": None}]]},
        {"data": ["", None, None, [{"url": "http://127.0.0.1/"}]]},
    ],
)
def test_what_no_page_sends_is_refused(calls, told):
    with pytest.raises(Misfit):
        read(calls, **told)


@pytest.mark.parametrize("body", [b"", b"[]", b"7", b"[" * 100_000, b"\xff", b'{"data": [[]]}'])
def test_what_is_no_question_is_refused(calls, body):
    with pytest.raises(Misfit):
        calls.read(body, lambda name: name, waits=True)
    with pytest.raises(Misfit):
        calls.read_question(body)


@pytest.mark.parametrize(
    "value", [FILE, {"path": "/etc/passwd"}, {"a": FILE}, [FILE], {"a": [FILE]}]
)
def test_no_file_hides_where_none_is_asked_for(calls, value):
    told = read(calls, data=["", value, value, None], event_data=value)
    assert "/etc/passwd" not in json.dumps(told)


def test_a_file_that_was_brought_is_known_by_the_name_it_was_given(calls):
    [*_, files] = read(calls, data=["", None, None, [FILE | {"path": "own"}]])["data"]
    assert [each["path"] for each in files] == ["/files/a"]
