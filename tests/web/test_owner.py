"""Whose a conversation is."""

from types import SimpleNamespace
from typing import Any

import pytest

from assistant.web.owner import COOKIE, owner_of

SECRET, OTHER = "a" * 43, "b" * 43


def request(username: str | None = None, **cookies: str) -> Any:
    return SimpleNamespace(username=username, cookies=cookies)


def test_a_user_is_the_same_in_every_browser_and_nobody_else_in_the_same_one():
    ana = owner_of(request("ana", **{COOKIE: SECRET}))
    assert owner_of(request("ana", **{COOKIE: OTHER})) == ana
    assert owner_of(request("ben", **{COOKIE: SECRET})) != ana
    assert owner_of(request(None, **{COOKIE: SECRET})) != ana


def test_a_browser_is_known_by_its_secret_which_its_name_does_not_give_away():
    one = owner_of(request(**{COOKIE: SECRET}))
    assert one == owner_of(request(**{COOKIE: SECRET}))
    assert one != owner_of(request(**{COOKIE: OTHER}))
    assert SECRET not in one


def test_a_user_cannot_take_the_name_of_a_browser():
    browser = owner_of(request(**{COOKIE: SECRET}))
    assert owner_of(request(browser)) != browser


@pytest.mark.parametrize("cookies", [{}, {COOKIE: ""}, {COOKIE: "guess"}, {"other": SECRET}])
def test_who_has_no_secret_owns_nothing(cookies):
    assert owner_of(request(**cookies)) == ""
