"""Starting and stopping the server, and its health."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from assistant.errors import IndexMissing
from assistant.schema import IndexInfo
from assistant.web.access import user_line
from assistant.web.parts import Serving
from assistant.web.server import AddressInUse, running, told_to_stop
from tests.web.scripted import ScriptedAssistant

WAIT = 60  # seconds; some machines are slow
ROOT = Path(__file__).parents[2]
SERVE = """
import sys
from assistant.web import serve
from assistant.web.access import Gate
from tests.web.scripted import ScriptedAssistant

class Slow(ScriptedAssistant):
    def stream(self, question, *, history=()):
        if question == "Slowly":
            print("answering", flush=True)
            sys.stdin.readline()
        yield from super().stream("Who?", history=history)

def tell(gate, wait, shut=Gate.shut):
    print("all have finished:", shut(gate, 0), flush=True)
    return shut(gate, wait)

Gate.shut = tell
serve(Slow(), port=0)
"""


class Unindexed(ScriptedAssistant):
    def info(self) -> IndexInfo:
        raise IndexMissing("There is no index. Build it with: assistant index")


def test_a_busy_port_is_named_together_with_the_option_that_changes_it():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(AddressInUse, match=rf"port {port}.*--port"),
            running(ScriptedAssistant(), "127.0.0.1", port),
        ):
            pass


def test_importing_the_web_package_loads_no_web_library():
    program = "import sys, assistant.web; print('gradio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "False"


@contextmanager
def served(program: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a program that serves, in a process of its own; gives it and its address."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith("The chat is at http://127.0.0.1:")
        yield server, line.split()[4]
    finally:
        server.kill()
        server.wait()


def test_it_prints_one_line_and_on_ctrl_c_finishes_what_runs_and_refuses_what_is_new():
    with served(SERVE) as (server, address):
        page = httpx.get(address, timeout=WAIT)
        assert page.status_code == 200
        assert "Article Assistant" in page.text
        running = ask(address, "Slowly")
        assert server.stdout is not None
        assert server.stdout.readline() == "answering\n"
        server.send_signal(signal.SIGINT)
        assert server.stdout.readline() == "all have finished: False\n"
        assert httpx.get(f"{address}/health", timeout=WAIT).json()["ok"] is False
        assert "being stopped" in events(address, ask(address, "And why?"))
        assert server.stdin is not None
        server.stdin.write("go on\n")
        server.stdin.flush()
        answer = events(address, running)
        assert json.loads(re.findall(r"^data: (.+)$", answer, re.M)[-1])[0]["status"] == "not_found"
        output, errors = server.communicate(timeout=60)
        assert (server.returncode, output) == (0, "")
        assert "Traceback" not in errors


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_either_signal_stops_and_then_means_again_what_it_meant_before(told):
    before = signal.getsignal(told)
    with told_to_stop() as stop:
        assert not stop.is_set()
        signal.raise_signal(told)
        assert stop.is_set()
    assert signal.getsignal(told) is before


def ask(address: str, question: str) -> str:
    call = httpx.post(f"{address}/gradio_api/call/ask", json={"data": [question]}, timeout=WAIT)
    return str(call.json()["event_id"])


def events(address: str, event: str) -> str:
    return httpx.get(f"{address}/gradio_api/call/ask/{event}", timeout=WAIT).text


def test_health_is_told_to_anybody_and_nothing_else_is_without_signing_in(tmp_path):
    users = tmp_path / "users"
    users.write_text(user_line("ana", "a long password") + "\n")
    with running(ScriptedAssistant(), "127.0.0.1", 0, Serving(users=users)) as address:
        health = httpx.get(f"{address}/health", timeout=WAIT)
        assert (health.status_code, health.json()) == (
            200,
            {"ok": True, "articles": 3, "generation": 0},
        )
        for call in ("config", "gradio_api/info"):
            assert httpx.get(f"{address}/{call}", timeout=WAIT).status_code == 401
        asked = httpx.post(
            f"{address}/gradio_api/call/ask", json={"data": ["And why?"]}, timeout=WAIT
        )
        assert asked.status_code == 401
        assert "harbour" not in httpx.get(address, timeout=WAIT).text.lower()
        wrong = httpx.post(
            f"{address}/login", data={"username": "ana", "password": "wrong one"}, timeout=WAIT
        )
        assert wrong.status_code == 400
        with httpx.Client(timeout=WAIT) as client:
            form = {"username": "ana", "password": "a long password"}
            assert client.post(f"{address}/login", data=form).status_code == 200
            assert client.get(f"{address}/config").status_code == 200
            client.get(f"{address}/logout?all_session=false")
            assert client.get(f"{address}/config").status_code == 401


def test_before_the_first_sync_the_server_is_not_healthy():
    with running(Unindexed(), "127.0.0.1", 0) as address:
        health = httpx.get(f"{address}/health", timeout=WAIT)
        assert (health.status_code, health.json()["ok"]) == (503, False)


def test_each_browser_gets_a_secret_of_its_own_once(address):
    with httpx.Client(timeout=WAIT) as client:
        (cookie,) = client.get(address).headers.get_list("set-cookie")
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "set-cookie" not in client.get(address).headers
        assert "set-cookie" not in client.get(f"{address}/config").headers
    assert httpx.get(address, timeout=WAIT).headers["set-cookie"] != cookie
    weak = httpx.get(address, headers={"Cookie": "assistant_browser=guess"}, timeout=WAIT)
    assert "set-cookie" in weak.headers
