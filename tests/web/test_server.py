import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from assistant.web.server import AddressInUse, running
from tests.web.scripted import ScriptedAssistant

ROOT = Path(__file__).parents[2]
SERVE = """
from assistant.web import serve
from tests.web.scripted import ScriptedAssistant
serve(ScriptedAssistant(), port=0)
"""


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


def test_it_prints_one_line_serves_its_page_and_ends_cleanly_on_ctrl_c():
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        assert line.startswith("The chat is at http://127.0.0.1:")
        page = httpx.get(line.split()[4])
        assert page.status_code == 200
        assert "Article Assistant" in page.text
        server.send_signal(signal.SIGINT)
        output, errors = server.communicate(timeout=20)
        assert (server.returncode, output) == (0, "")
        assert "Traceback" not in errors
    finally:
        server.kill()
        server.wait()
