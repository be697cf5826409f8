"""What is another user's, or the server's, is nobody else's to name."""

from __future__ import annotations

import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.callers import event_of, joined, sent, signed_in, streamed
from tests.web.scripted import COST

ASKED = {"data": ["What did the delay cost?"]}


@pytest.fixture(scope="module")
def address(address_with_users: str) -> str:
    return address_with_users


@pytest.fixture(scope="module")
def ana(address: str) -> Iterator[httpx.Client]:
    with signed_in(address, "ana") as client:
        yield client


@pytest.fixture(scope="module")
def ben(address: str) -> Iterator[httpx.Client]:
    with signed_in(address, "ben") as client:
        yield client


def uploaded(client: httpx.Client, name: str, text: bytes) -> str:
    [path] = client.post("/gradio_api/upload", files={"files": (name, text)}).json()
    return str(path)


def brought(client: httpx.Client, tab: str, **file: object) -> httpx.Response:
    file |= {"meta": {"_type": "gradio.FileData"}}
    return sent(client, tab, "_brought", [[file], ""])


def test_who_knows_the_name_of_a_tab_gets_nothing_of_what_it_holds(ana, ben):
    tab = uuid.uuid4().hex
    asked = {"fn_index": event_of(ana, "_taken"), "session_hash": tab}
    asked["data"] = ["What did the delay cost?", None, None]
    assert ana.post("/gradio_api/run/predict", json=asked).status_code == 200
    joined(ana, tab, "_reply", [None, None])
    assert COST not in streamed(ben, tab)
    assert COST in streamed(ana, tab)
    joined(ben, tab, "_read", [{"exchange": 1}, None])
    assert COST not in streamed(ben, tab)
    joined(ana, tab, "_read", [{"exchange": 1}, None])
    assert COST in streamed(ana, tab)


def test_who_knows_the_number_of_a_question_does_not_read_its_answer(ana, ben):
    event = ana.post("/gradio_api/call/ask", json=ASKED).json()["event_id"]
    for guess in (event, event.rpartition("-")[2]):
        assert COST not in ben.get(f"/gradio_api/call/ask/{guess}").text
    assert COST in ana.get(f"/gradio_api/call/ask/{event}").text


@pytest.mark.parametrize("meta", [{}, {"meta": {"_type": "gradio.FileData"}}])
def test_no_file_of_the_server_is_taken_for_one_that_was_brought(
    ana, tmp_path, served_corpus, meta
):
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret word is abracadabra.")
    home = f"{os.environ['GRADIO_TEMP_DIR']}/../{tmp_path.parent.name}"
    for path in (str(secret), f"{home}/secret.txt", "http://127.0.0.1/a.txt", "", "x-y/z.txt"):
        found = sent(ana, uuid.uuid4().hex, "_brought", [[{"path": path, **meta}], ""])
        assert found.status_code == 422
        found = sent(ana, uuid.uuid4().hex, "within_html", [{"path": path, **meta}])
        assert "abracadabra" not in found.text
    assert secret.exists()
    assert not (served_corpus / "uploads").exists()


def test_a_file_that_was_brought_is_its_owners_alone_and_tells_no_folder(ana, ben, served_corpus):
    path = uploaded(ana, "news.txt", "Words of the ferry. É.".encode())
    assert str(Path(os.environ["GRADIO_TEMP_DIR"])) not in path
    assert brought(ben, "tab", path=path).status_code == 422
    for client in (ana, ben):
        assert client.get(f"/gradio_api/file={path}").status_code == 404
    tab = uuid.uuid4().hex
    assert brought(ana, tab, path=path).status_code == 200
    assert "news.txt" in streamed(ana, tab)
    assert brought(ana, tab, path=path).status_code == 422  # it was taken already


def test_files_on_their_way_are_for_no_other_program_of_the_machine_to_read(ana):
    shutil.rmtree(os.environ["GRADIO_TEMP_DIR"])  # as what tidies up temporary folders does
    uploaded(ana, "private.txt", b"not for everybody")
    mode = stat.S_IMODE(Path(os.environ["GRADIO_TEMP_DIR"]).stat().st_mode)
    assert mode == 0o700


@pytest.mark.parametrize(
    "body",
    [b"", b"--x\r\n\r\n", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n[]\r\n--x--'],
)
def test_what_is_no_file_is_refused_and_is_one_line_in_the_log(ana, body, caplog, capfd):
    headers = {"content-type": "multipart/form-data; boundary=x"}
    found = ana.post("/gradio_api/upload", content=body, headers=headers)
    assert found.status_code < 500
    assert "Traceback" not in caplog.text + "".join(capfd.readouterr())


def test_a_tab_without_a_name_stops_nobody(ana, ben):
    for client in (ana, ben):
        joined(client, "", "_found", ["bridge"])
        assert "process_completed" in streamed(client, "")
