"""Who may sign in."""

import pytest

from assistant.errors import AssistantError
from assistant.web.passwords import Users, hash_password, is_password, password_line

SECRET = "correct horse  Ünï\ud800"


@pytest.fixture
def users(tmp_path) -> Users:
    file = tmp_path / "users"
    file.write_text(f"# staff\n\n{password_line('ana', 'a long password')}\n")
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
        password_line(name, "a long password")


@pytest.mark.parametrize("password", ["", "short", "a" * 1_001])
def test_a_password_is_long_but_not_endless(password):
    with pytest.raises(AssistantError, match="8 to 1,000"):
        password_line("ana", password)
