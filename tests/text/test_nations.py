"""Names of countries and peoples."""

import pytest

from assistant.text.nations import is_country, is_people


@pytest.mark.parametrize(
    "word", "American Americans Dutch French Iranian Iraqi Kenyan Polish Swiss Turkish".split()
)
def test_a_people_is_known_by_its_name(word: str) -> None:
    assert is_people(word)
    assert not is_country(word)


@pytest.mark.parametrize("word", "Kenya Iran Netherlands Africa Philippines".split())
def test_a_country_is_no_people(word: str) -> None:
    assert is_country(word)
    assert not is_people(word)


@pytest.mark.parametrize("word", "Otto Pahl Iris Martin Marian Smith Varn".split())
def test_a_person_is_neither(word: str) -> None:
    assert not is_country(word)
    assert not is_people(word)
