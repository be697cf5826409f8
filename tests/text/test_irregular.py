"""Words whose forms no stemmer brings together."""

from collections import Counter

import pytest

from assistant.text import irregular
from assistant.text.irregular import base_form, verb_forms


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
    told = f"{irregular._VERBS} {irregular._OTHERS}".split()
    assert len(told) > 200
    assert [word for word, times in Counter(told).items() if times > 1] == []
