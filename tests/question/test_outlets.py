"""Outlets and their spellings, and what is asked of one outlet alone."""

import pytest

from assistant.question import outlets
from assistant.question.outlets import named_sources, outlet_places, read_attribution, site


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


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("According to the Varn Post, how many boats sank?", "How many boats sank?"),
        ("How many boats sank, according to The Varn Post?", "How many boats sank?"),
        ("What did varnpost.com write on the harbour?", "What about the harbour?"),
        ("What does the Varn Post say happened in Orlu?", "What happened in Orlu?"),
        ("How many boats did the Varn Post say sank?", "How many boats sank?"),
    ],
)
def test_what_an_outlet_is_to_tell_is_asked_of_its_articles(question: str, rest: str) -> None:
    attribution = read_attribution(question, ["Orlu Courier", "Varn Post"])
    assert attribution is not None
    assert (attribution.text, attribution.sources) == (rest, ("Varn Post",))


@pytest.mark.parametrize(
    "question",
    [
        "Who owns the Varn Post?",
        "How many people work at the Varn Post?",
        "What did the Varn Post say?",
        "Did the Varn Post report that the harbour closed?",
        "What did the mayor say about the harbour?",
    ],
)
def test_an_outlet_that_is_the_topic_is_not_asked_to_tell(question: str) -> None:
    assert read_attribution(question, ["Orlu Courier", "Varn Post"]) is None


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("How many boats sank, as the Varn Post reports?", "How many boats sank?"),
        ("How many boats, as reported in the Varn Post, sank?", "How many boats sank?"),
        ("Did the Varn Post report when the boats sank?", "When the boats sank?"),
        ("Has the Varn Post said who sank the boats?", "Who sank the boats?"),
        ("What was in the Varn Post about the boats?", "What about the boats?"),
        ("What is the Varn Post saying about the boats?", "What about the boats?"),
        ("In the Varn Post, who saw the boats sink?", "Who saw the boats sink?"),
        ("How many boats sank, according to the Varn Post's report?", "How many boats sank?"),
    ],
)
def test_an_outlet_is_to_tell_in_other_words(question: str, rest: str) -> None:
    for asked in (question, question.replace("Varn Post", "Post"), question.lower()):
        attribution = read_attribution(asked, ["Orlu Courier", "The Varn Post", "KTN"])
        assert attribution is not None
        assert (attribution.text.lower(), attribution.sources) == (rest.lower(), ("The Varn Post",))


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("How many boats sank, according to the Post?", ["The Varn Post", "Orlu Post"]),
        ("How many boats sank, according to the post?", ["The Varn Post"]),
        ("How many boats sank, according to the Post Office?", ["The Varn Post"]),
        ("What does the Post of Orlu say about boats?", ["The Varn Post"]),
        ("What does the UK say about boats?", ["Varn Post UK"]),
        ("What did the Orlu Post say about boats?", ["The Varn Post"]),
        ("Who runs the Post ?", ["The Varn Post"]),
    ],
)
def test_what_may_be_another_is_not_an_outlet_by_its_last_word(
    question: str, sources: list[str]
) -> None:
    assert read_attribution(question, sources) is None


def test_only_outlets_whose_letters_stand_in_a_question_cost_a_pattern(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spelled: list[str] = []
    plain = outlets._spelled

    def noted(key: str) -> str:
        spelled.append(key)
        return plain(key)

    monkeypatch.setattr(outlets, "_spelled", noted)
    sources = [*(f"Paper {number}" for number in range(3000)), "The Orlu Courier"]
    question = "What did the Orlu Courier say about the dam?"
    assert named_sources(question, sources) == ("The Orlu Courier",)
    assert read_attribution(question, sources)
    assert [source for _, _, source in outlet_places(question, sources)] == ["The Orlu Courier"]
    assert set(spelled) == {"orlucourier"}
