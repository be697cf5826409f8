"""Who stays silent is hung up on; who is being served is not."""

import socket
import threading
import time

import httpx
import pytest

from assistant.web import guard, listening
from assistant.web.server import running
from tests.web.scripted import ScriptedAssistant

HEAD = (
    b"POST /gradio_api/call/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
)


@pytest.fixture(scope="module")
def served():
    scripted = ScriptedAssistant()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listening, "SECONDS_OF_SILENCE", 1.0)
        patch.setattr(guard, "SECONDS_BETWEEN_PIECES", 1.0)
        with running(scripted, "127.0.0.1", 0) as address:
            yield scripted, address


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: loc", HEAD])
def test_a_request_that_does_not_end_is_hung_up_on(served, sent):
    with calling(served[1]) as call:
        call.sendall(sent)
        assert ended(call)


def test_a_header_that_trickles_is_hung_up_on(served):
    with calling(served[1]) as call:
        late = time.monotonic() + 15
        with pytest.raises(ConnectionError):
            trickle(call, late)


def test_a_body_that_stops_coming_is_hung_up_on(served):
    with calling(served[1]) as call:
        call.sendall(HEAD + b'Content-Length: 100\r\n\r\n{"data"')
        assert ended(call)


def test_a_body_that_trickles_is_hung_up_on(served):
    with calling(served[1]) as call:
        call.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
        with pytest.raises(ConnectionError):
            trickle(call, time.monotonic() + 15, head=b"")


def test_an_answer_that_takes_its_time_is_waited_for(served):
    scripted, address = served
    scripted.thought.clear()
    asked = httpx.post(f"{address}/gradio_api/call/ask", json={"data": ["Slowly"]}, timeout=60)
    event = asked.json()["event_id"]
    threading.Timer(4.0, scripted.thought.set).start()
    told = httpx.get(f"{address}/gradio_api/call/ask/{event}", timeout=60).text
    assert "not_found" in told


def calling(address: str) -> socket.socket:
    return socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])), timeout=20)


def trickle(call: socket.socket, late: float, head: bytes = HEAD) -> None:
    call.sendall(head)
    while time.monotonic() < late:
        call.sendall(b"x")
        time.sleep(0.1)


def ended(call: socket.socket) -> bool:
    try:
        while call.recv(65536):
            pass
    except ConnectionError:
        return True
    return True
