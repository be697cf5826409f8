"""What stands around an article's own words, and what only looks like it."""

import pytest

from assistant.answering.boilerplate import (
    is_about_author,
    is_boilerplate,
    is_byline,
    lists_topics,
    own_words,
    whole_words,
)


@pytest.mark.parametrize(
    "text",
    [
        "Click here for the latest updates on the storm.",
        "Get 'Orlu Today' in your inbox",
        "Sign up for the free newsletter of the Varn Post.",
        "More Orlu tennis: https://varnpost.example/tennis and https://varnpost.example/sport",
        "Follow Ada Lin on Twitter: @adalin",
        "Ida Rask/AP",
        "Bo Lin/AFP/Getty Images",
        "The old harbour: its best moments 00:56 - Source: Varn TV",
        "ORLU AT A GLANCE:Take a look back at the flood",
        "More:Ferry strike of Orlu ends after two weeks",
        "Harbour of Varn:'Nobody knew' how deep it was",
        "[ The ferry strike of Orlu ends ]",
        "Ada Lin:",
        "Here is what you need to know:",
        "5 things to know for July 29: Orlu, chess, ferries",
        "Ada Lin contributed to this report.",
        "Contact Ada Lin at (555) 555-0143 or alin@varnpost.example.",
        "Email: brask@varnpost.example",
        "Video Ad Feedback",
        "Editor’s note: This page sums up the news of Monday on the ferry strike.",
        "Read the updates below if you missed the debate in Orlu.",
        "By Ada Lin and Bo Rask, Varn Post",
        "Aug. 23, 2025 Updated Aug. 25, 2025, 11:12 a.m. ET",
        "Published on 3 May 2024 at 09:15 GMT",
    ],
)
def test_what_leads_elsewhere_is_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Farmers must sign up for the new scheme by May, the minister said.",
        "The council put the plan of the old harbour, with all its quays and sheds, on "
        "www.orlu.example for everybody to read and to comment on before the vote in May.",
        "The loss is put at 3 million crowns; see https://orlu.example/fire.",
        "Ada Lin followed the talks from Orlu.",
        "Harbour Grill, 12 Quay Road, Orlu; 555-555-0143; grill.orlu.example",
        "Old Mill, 20 Mill Road, Varn Hundred, (555) 555-0143; www.mill.example",
        "Households that lost their ferry can write to claims@orlu.example until 3 May.",
        "The AP said that 12 people had died.",
        "She reads more than most.",
        "By Monday, Ada Lin had resigned.",
        "It was updated on 3 May.",
        "The mayor had one word for it: Shame",
        "Varn:The mayor resigned.",
        "4-6 p.m. Friday, Sept. 27",
        "Not yet.",
    ],
)
def test_what_tells_something_is_not(text: str) -> None:
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("AFP/Getty Images When the dam broke, Orlu slept.", "When the dam broke, Orlu slept."),
        ("Ida Rask/AP Mayor Ada Lin votes in Orlu.", "Mayor Ada Lin votes in Orlu."),
        ("Hide Caption 3 of 16 Photos: A boat in Orlu.", "A boat in Orlu."),
        ("A boat. Hide Caption 3 of 16 Photos: The quay of Orlu.", "The quay of Orlu."),
        ("Bo Lin/Getty Images\n\nThe dam broke.", "The dam broke."),
        ("VARN, Orl. – The dam broke on Monday.", "The dam broke on Monday."),
        ("Varn (AP) — The dam broke.", "The dam broke."),
        ("AI-generated summary The dam broke.", "The dam broke."),
        ("PORT VARN -- “The dam broke.”", "“The dam broke.”"),
        ("COVID-19 spread in Varn.", "COVID-19 spread in Varn."),
        ("NATO – and Varn with it – agreed.", "NATO – and Varn with it – agreed."),
        ("Mayor Ada Lin votes in Orlu.", "Mayor Ada Lin votes in Orlu."),
    ],
)
def test_a_dateline_a_credit_or_a_caption_mark_is_no_part_of_a_sentence(
    text: str, own: str
) -> None:
    start, end = own_words(text, 0, len(text))
    assert text[start:end] == own


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("The mayor of Orlu sends the powerful new telescope of Varn to", "telescope of Varn"),
        ("The mayor of Orlu is moved to tears as she speaks of the", "she speaks"),
        ("The old ferry between Orlu and Varn sinks off the coast near Kestrelha", "off the coast"),
        (
            "The old ferry between Orlu and Varn sinks off the coast near Kestrelhaven",
            "Kestrelhaven",
        ),
        ("A ferry to", "A ferry to"),
    ],
)
def test_the_torn_end_of_a_headline_is_left_out(title: str, kept: str) -> None:
    text = "The ferry sank near Kestrelhaven on Monday."
    assert title[: whole_words(title, text)].endswith(kept)


def test_a_line_of_names_alone_is_a_byline() -> None:
    assert is_byline("Ada Lin, Bo Rask and Ida Holm")
    assert is_byline("David Bauer, AP Entertainment Writer")
    assert not is_byline("Ada Lin, Bo Rask and Ida Holm won.")
    assert is_byline("Ada Lin")
    assert not is_byline("Ada Lin resigns")
    assert not is_byline("Ada Lin.")
    assert not is_byline("Obituary")


def test_a_headline_that_lists_topics_is_known_by_its_commas() -> None:
    assert lists_topics("Orlu flood, ferry strike, chess: Monday's news")
    assert not lists_topics("Ada Lin, mayor of Orlu, resigns after eleven years in office")
    assert not lists_topics("Orlu flood, ferry strike")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lin is a travel reporter for the Orlu Post based in Varn.",
        "Bo Rask is a columnist at the Orlu Post and a father of four.",
        "Ida Holm is an award-winning journalist who has covered bread since 2014.",
    ],
)
def test_a_note_on_the_author_is_told_from_news(text: str) -> None:
    assert is_about_author(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lin is a suspect in the robbery of a reporter.",
        "A reporter asked Ada Lin about the dam.",
        "Ada Lin is the editor who was arrested in Varn on Monday.",
    ],
)
def test_news_of_people_is_no_note_on_the_author(text: str) -> None:
    assert not is_about_author(text)
