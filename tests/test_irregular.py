"""Words whose forms no stemmer brings together."""

import pytest

from assistant.irregular import base_form, verb_forms


@pytest.mark.parametrize(
    ("word", "base"),
    [("won", "win"), ("fought", "fight"), ("people", "person"), ("walked", "walked")],
)
def test_a_form_has_a_base(word: str, base: str) -> None:
    assert base_form(word) == base


def test_all_forms_of_a_verb_are_told_whichever_is_asked_for() -> None:
    assert set(verb_forms("fell")) == {"fall", "fell", "fallen"} == {*verb_forms("fall")}
    assert verb_forms("walked") == verb_forms("people") == ()


def test_no_form_is_told_on_two_lines() -> None:
    """It would be read as one of them only."""
    for word in ("win", "find", "bear", "lead", "fall", "see", "leave"):
        assert all(word in verb_forms(form) for form in verb_forms(word))
