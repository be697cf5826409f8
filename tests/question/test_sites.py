"""Which spellings of a source are one source."""

import pytest

from assistant.question.sites import site


@pytest.mark.parametrize(
    "other",
    [
        "e.newsletters.varnpost.com",
        "www.varnpost.com",
        "https://varnpost.com/news",
        "Varn Post",
        "The Varn Post",
    ],
)
def test_every_part_and_spelling_of_a_site_is_one_source(other: str) -> None:
    assert site(other) == site("varnpost.com")


def test_two_sites_are_two_sources() -> None:
    assert site("varnpost.com") != site("orlupost.com")
    assert site("varn.co.uk") != site("orlu.co.uk")
    assert site("news.orlu.co.uk") == site("orlu.co.uk")
