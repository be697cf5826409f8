"""Who may sign in, whose a conversation is, and stopping politely."""

import hashlib
import threading
from base64 import b64encode
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.errors import AssistantError
from assistant.web.access import Gate, Stopping, Users, hash_password, is_password, user_line
from assistant.web.chat import Chat
from assistant.web.conversation import Conversation
from assistant.web.owners import COOKIE, owner_of
from tests.web.scripted import ScriptedAssistant

SECRET = "correct horse  Ünï\ud800"


@pytest.fixture
def users(tmp_path) -> Users:
    file = tmp_path / "users"
    file.write_text(f"# staff\n\n{user_line('ana', 'a long password')}\n")
    return Users.read(file)


def test_a_user_signs_in_with_the_password_and_nothing_else(users):
    assert users("ana", "a long password")
    for name, password in [
        ("ana", "a long passwore"),
        ("ana", ""),
        ("ben", "a long password"),
        ("", ""),
        ("# staff", ""),
        ("ana", "a" * 1_000_000),
    ]:
        assert not users(name, password)


def test_a_hash_is_salted_and_tells_nothing_of_the_password():
    one, other = hash_password(SECRET), hash_password(SECRET)
    assert one != other
    assert is_password(SECRET, one)
    assert not is_password(SECRET + " ", one)


@pytest.mark.parametrize(
    "line",
    [
        "ana",
        "ana:plain",
        ":scrypt$16384$8$1$c2FsdA==$a2V5a2V5a2V5a2V5a2V5",
        "ana:scrypt$16384$8$1$c2FsdA==$",
        "ana:scrypt$16384$8$1$!$a2V5a2V5a2V5a2V5a2V5",
        "ana:scrypt$1000000000$8$1$c2FsdA==$a2V5a2V5a2V5a2V5a2V5",
        "ana:scrypt$3$8$1$c2FsdA==$a2V5a2V5a2V5a2V5a2V5",
        "ana:scrypt$-16$8$1$c2FsdA==$a2V5a2V5a2V5a2V5a2V5",
        "ana:bcrypt$16384$8$1$c2FsdA==$a2V5a2V5a2V5a2V5a2V5",
    ],
)
def test_a_line_that_is_no_user_is_named_by_its_number(tmp_path, line):
    file = tmp_path / "users"
    file.write_text(f"\n{line}\n")
    with pytest.raises(AssistantError, match="line 2"):
        Users.read(file)


def test_a_file_without_users_lets_nobody_start_a_server_that_is_open_to_all(tmp_path):
    (tmp_path / "users").write_text("# nobody\n")
    with pytest.raises(AssistantError, match="assistant password"):
        Users.read(tmp_path / "users")
    with pytest.raises(AssistantError, match="cannot be read"):
        Users.read(tmp_path / "missing")


@pytest.mark.parametrize("name", ["", " ", "a:b", " ana", "#ana", "a\nb", "a\u202eb"])
def test_a_name_that_a_line_could_not_hold_is_refused(name):
    with pytest.raises(AssistantError, match="name"):
        user_line(name, "a long password")


@pytest.mark.parametrize("password", ["", "short", "a" * 1_001])
def test_a_password_is_long_but_not_endless(password):
    with pytest.raises(AssistantError, match="8 to 1,000"):
        user_line("ana", password)


COOKIE_SECRET, OTHER_SECRET = "a" * 43, "b" * 43


def request(username: str | None = None, **cookies: str) -> Any:
    return SimpleNamespace(username=username, cookies=cookies)


def test_a_user_is_the_same_in_every_browser_and_nobody_else_in_the_same_one():
    ana = owner_of(request("ana", **{COOKIE: COOKIE_SECRET}))
    assert owner_of(request("ana", **{COOKIE: OTHER_SECRET})) == ana
    assert owner_of(request("ben", **{COOKIE: COOKIE_SECRET})) != ana
    assert owner_of(request(None, **{COOKIE: COOKIE_SECRET})) != ana


def test_a_browser_is_known_by_its_secret_which_its_name_does_not_give_away():
    one = owner_of(request(**{COOKIE: COOKIE_SECRET}))
    assert one == owner_of(request(**{COOKIE: COOKIE_SECRET}))
    assert one != owner_of(request(**{COOKIE: OTHER_SECRET}))
    assert COOKIE_SECRET not in one


def test_a_user_cannot_take_the_name_of_a_browser():
    browser = owner_of(request(**{COOKIE: COOKIE_SECRET}))
    assert owner_of(request(browser)) != browser


@pytest.mark.parametrize("cookies", [{}, {COOKIE: ""}, {COOKIE: "guess"}, {"other": COOKIE_SECRET}])
def test_who_has_no_secret_owns_nothing(cookies):
    assert owner_of(request(**cookies)) == ""


def test_a_shut_gate_lets_running_answers_finish_and_refuses_new_ones():
    gate, began, may_end = Gate(), threading.Event(), threading.Event()

    def answer() -> None:
        with gate.answering():
            began.set()
            may_end.wait(10)

    running = threading.Thread(target=answer)
    running.start()
    assert began.wait(10)
    assert not gate.shut(wait=0.01)
    with pytest.raises(Stopping), gate.answering():
        pass
    may_end.set()
    assert gate.shut(wait=10)
    assert gate.is_shut
    running.join()


def test_an_answer_that_fails_counts_no_longer():
    gate = Gate()
    with pytest.raises(ZeroDivisionError), gate.answering():
        raise ZeroDivisionError
    assert gate.shut(wait=0)


def test_a_question_to_a_server_that_stops_is_told_so():
    gate = Gate()
    gate.shut(wait=0)
    *_, conversation = Chat(ScriptedAssistant(), gate).reply("And why?", Conversation())
    assert "being stopped" in conversation.exchanges[-1].problem


def test_passwords_are_kept_as_owasp_says_and_older_ones_are_still_right():
    assert hash_password(SECRET).startswith("scrypt$131072$8$1$")
    older = "scrypt$16384$8$5$YWFhYWFhYWFhYWFhYWFhYQ==$"
    key = hashlib.scrypt(
        b"a long password", salt=b"a" * 16, n=2**14, r=8, p=5, maxmem=2**26, dklen=32
    )
    assert is_password("a long password", older + b64encode(key).decode())


def test_a_name_that_nobody_has_costs_what_the_others_cost(monkeypatch):
    costs = []

    def key(data: bytes, *, n: int, **others: Any) -> bytes:
        costs.append(n)
        return b"0" * 32

    monkeypatch.setattr("assistant.web.access.hashlib.scrypt", key)
    made = [f"scrypt${n}$8$1$YWFhYWFhYWFhYWFhYWFhYQ==$YWFhYWFhYWFhYWFhYWFhYQ==" for n in (2, 4)]
    users = Users({"ida": made[0], "bo": made[1]})
    for name in [f"nobody {number}" for number in range(40)]:
        assert not users(name, "a guess", address=name)
        assert not users(name, "a guess", address=name)
    assert costs[::2] == costs[1::2]  # a name always costs the same
    assert set(costs) == {2, 4}


def test_who_has_many_addresses_of_one_network_is_one_guesser(monkeypatch):
    monkeypatch.setattr("assistant.web.access.is_password", lambda password, hashed: False)
    users = Users({"ida": ""})
    for number in range(30):
        users(f"name {number}", "a guess", address=f"2001:db8:1:2::{number:x}")
    assert users.locked("ida", "2001:db8:1:2:ffff::1")
    assert not users.locked("ida", "2001:db8:1:3::1")


def test_guessing_locks_a_name_for_a_while_and_nobody_else(monkeypatch, caplog):
    moment = [1000.0]
    monkeypatch.setattr("assistant.web.access.time.monotonic", lambda: moment[0])
    salt = b"0123456789abcdef"
    key = hashlib.scrypt(b"a long pass phrase", salt=salt, n=2, r=1, p=1, dklen=32)
    cheap = "$".join(["scrypt", "2", "1", "1", *(b64encode(each).decode() for each in (salt, key))])
    users = Users({"ida": cheap, "bo": cheap})
    for _ in range(10):
        assert not users("ida", "a guess")
    assert not users("ida", "a long pass phrase")
    assert users("bo", "a long pass phrase")
    assert "Wrong password for 'ida'" in caplog.text
    moment[0] += 301
    assert users("ida", "a long pass phrase")
