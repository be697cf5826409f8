"""What a paper leaves of its writers and of pictures in a text is no part of the story."""

from __future__ import annotations

import pytest

from assistant.corpus.signatures import without_signatures
from tests.corpus.pages import TEXT, TITLE


@pytest.mark.parametrize(
    "lines",
    [
        "Kim Ost is a trending reporter for the Skerry Post. Reach her at kost@post.example.",
        "Kim Ost covers harbours for the Skerry Post.",
        "Kim B. Ost can be reached at kost@post.example",
        "Contributing: Bo Lund, Skerry Post\n\nKim Ost is an editor of the Skerry Post.",
        "(Reporting by Kim Ost; Editing by Bo Lund)",
        "– Skerry TV’s Bo Lund contributed to this report.",
    ],
)
def test_the_writers_at_the_end_are_no_part_of_the_story(lines: str) -> None:
    assert without_signatures(f"{TEXT}\n\n{lines}", TITLE) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Una Tveit is the first woman in her office.",  # the story names her above
        "Kim Ost is no stranger to harbours.",
        "The ferry of Kest covers the way in an hour.",
        "Writing the plan took a year.",
    ],
)
def test_what_the_last_paragraph_tells_is_kept(line: str) -> None:
    assert without_signatures(f"{TEXT}\n\n{line}", TITLE) == f"{TEXT}\n\n{line}"


def test_a_text_that_is_about_its_last_person_in_the_headline_is_kept() -> None:
    line = "Kim Ost is a reporter for the Skerry Post."
    assert without_signatures(f"{TEXT}\n{line}", "Reporter Ost is freed") == f"{TEXT}\n{line}"


@pytest.mark.parametrize(
    "credit", ["Ida Holm/Getty Images", "MolsonCoors", "Bo Lund/AFP/Getty Images", "CNN"]
)
def test_whose_picture_it_is_leaves_the_line_below_it(credit: str) -> None:
    told = "A dredger at work on the north quay on Monday."
    assert without_signatures(f"{TEXT}\n{told} {credit}\n{TEXT}", "") == f"{TEXT}\n{told}\n{TEXT}"


@pytest.mark.parametrize(
    "line",
    ["Gov. John Carney", "The mayor of Skerry is 62. He is ill", "Who wins the cup? The Gulls"],
)
def test_a_line_that_ends_without_a_stop_is_kept(line: str) -> None:
    assert without_signatures(line, "") == line
