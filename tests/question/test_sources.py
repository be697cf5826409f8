"""Which spellings of a source are one source."""

import pytest

from assistant.question.sources import named_sources, site


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


def test_a_source_that_is_named_as_one_is_known_in_any_spelling() -> None:
    sources = ["cnn.com", "www.usatoday.com", "The Week"]
    assert named_sources("What did CNN report about the fire?", sources) == ("cnn.com",)
    assert named_sources("What is new from USA Today?", sources) == ("www.usatoday.com",)
    assert named_sources("What happened this week?", sources) == ()
