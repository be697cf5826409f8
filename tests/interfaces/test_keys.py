"""Who may ask from a program, and what a key may do."""

import re

import httpx
import pytest

from assistant.cli import main
from assistant.interfaces.keys import Caller, Keys, new_key
from assistant.interfaces.problems import MEDIA
from assistant.web.access import Users
from tests.interfaces.serving import PASSWORD, QUESTION

WAYS = [
    ("GET", "/api/v1/info"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/ask"),
    ("POST", "/api/v1/sync"),
    ("GET", "/api/v1/nothing"),
    ("GET", "/v1/models"),
    ("POST", "/v1/chat/completions"),
]


@pytest.mark.parametrize(("method", "path"), WAYS)
@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer aak_wrong", "Basic YW5hOnB3", "Bearer é"])
def test_without_a_key_nothing_is_told_but_how_to_send_one(service, method, path, sent):
    headers = {"Authorization": sent.encode()} if sent else {}
    found = httpx.request(method, service.address + path, headers=headers, timeout=60)
    assert found.status_code == 401
    assert found.headers["www-authenticate"] == "Bearer"
    assert found.headers["content-type"] == MEDIA


def test_who_has_signed_in_needs_no_key(service):
    with service.client() as browser:
        browser.post("/login", data={"username": "ana", "password": PASSWORD})
        assert browser.get("/api/v1/info").status_code == 200
        evil = {"origin": "https://evil.example"}
        found = browser.post("/api/v1/sync", headers=evil)
        assert (found.status_code, found.headers["content-type"]) == (403, MEDIA)


def test_a_key_that_only_reads_asks_and_does_not_sync(service):
    with service.client(service.read_only) as program:
        assert program.post("/api/v1/ask", json={"question": QUESTION}).status_code == 200
        found = program.post("/api/v1/sync")
        assert (found.status_code, found.headers["content-type"]) == (403, MEDIA)
        assert program.get("/api/v1/sync/progress").status_code == 200


def test_a_key_opens_nothing_of_the_page(service):
    with service.client(service.key) as program:
        assert program.get("/config").status_code == 401
        assert program.post("/gradio_api/call/ask", json={"data": ["Who?"]}).status_code == 401


def test_a_key_may_send_a_long_conversation_and_nobody_else_may(service):
    turns = [{"question": "Who?", "answer": "x" * 1000}] * 100
    asked = {"question": QUESTION, "history": turns}
    with service.client(service.key) as program:
        assert program.post("/api/v1/ask", json=asked).status_code == 200
    with service.client() as stranger:
        assert stranger.post("/api/v1/ask", json=asked).status_code == 413


def test_a_name_of_the_server_that_nobody_knows_is_a_problem(service):
    with service.client(service.key) as program:
        found = program.get("/api/v1/info", headers={"host": "evil.example"})
    assert (found.status_code, found.headers["content-type"]) == (421, MEDIA)


def test_the_command_makes_a_key_and_its_line_and_shows_the_key_once(capsys, tmp_path):
    assert main(["key", "ana", "--read-only"]) == 0
    told = capsys.readouterr()
    key = re.findall(r"aak_\S{43}", told.err)[0]
    assert key not in told.out
    users = tmp_path / "users"
    users.write_text(told.out)
    users.chmod(0o600)
    assert Users.read(users).keys.caller(f"Bearer {key}") == Caller("ana", may_change=False)


def test_a_name_that_no_user_can_have_gets_no_key(capsys):
    assert main(["key", "a:b"]) == 1
    assert "no colon" in capsys.readouterr().err


def test_a_key_is_known_by_its_digest_alone():
    keys = Keys()
    key, line = new_key("ana")
    name, _, hashed = line.partition(":")
    assert key not in line
    assert keys.take(name, hashed)
    assert keys.caller(f"bearer {key}") == Caller("ana")
    assert keys.caller(f"Bearer {key}x") is None
    assert keys.caller(f"Bearer {hashed.partition('$')[2]}") is None
    assert keys.caller(key) is None
    assert not keys.take("ana", "key$short")
    assert not keys.take("", hashed)


def test_a_line_that_is_neither_password_nor_key_is_named(tmp_path):
    users = tmp_path / "users"
    users.write_text("ana:key$cut-off\n")
    users.chmod(0o600)
    with pytest.raises(Exception, match="line 1"):
        Users.read(users)
