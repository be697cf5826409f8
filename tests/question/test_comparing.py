"""What is compared, and what is asked of each side."""

import pytest

from assistant.question.comparing import compared


def asked(question: str) -> list[str]:
    pair = compared(question)
    return [each.question for each in pair.sides] if pair else []


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "Compare the price of the ferry with the price of the painting",
            ["What was the price of the ferry", "What was the price of the painting"],
        ),
        (
            "Compare the length of the Orlu bridge with that of the Varn bridge",
            ["What was the length of the Orlu bridge", "What was the length of the Varn bridge"],
        ),
        (
            "What is the difference in price between the ferry and the tram",
            ["What was the price of the ferry", "What was the price of the tram"],
        ),
        (
            "How did the toll change between May and July 2023",
            ["What was the toll in May 2023", "What was the toll in July 2023"],
        ),
        (
            "How many people did Storm Edda kill compared to Storm Finn",
            ["How many people did Storm Edda kill", "How many people did Storm Finn kill"],
        ),
        (
            "Which cost more, the Orlu bridge or the Varn tunnel",
            ["the Orlu bridge cost how much", "the Varn tunnel cost how much"],
        ),
        (
            "Compare who won the Orlu prize in 2019 with who won it in 2023",
            ["who won the Orlu prize in 2019", "who won the Orlu prize in 2023"],
        ),
    ],
)
def test_each_side_is_asked_about(question: str, sides: list[str]) -> None:
    assert asked(question) == sides


@pytest.mark.parametrize(
    ("question", "sides", "larger"),
    [
        (
            "Was the Orlu bridge longer than the Varn tunnel",
            ["how long was the Orlu bridge", "how long was the Varn tunnel"],
            1,
        ),
        (
            "Did Orlu lose more jobs than Varn",
            ["how many jobs did Orlu lose", "how many jobs did Varn lose"],
            1,
        ),
        (
            "Did fewer people die in Orlu than in Varn",
            ["how many people die in Orlu", "how many people die in Varn"],
            -1,
        ),
    ],
)
def test_a_comparative_becomes_the_question_that_it_leaves_open(
    question: str, sides: list[str], larger: int
) -> None:
    pair = compared(question)
    assert pair is not None
    assert [each.question for each in pair.sides] == sides
    assert pair.larger == larger


@pytest.mark.parametrize(
    "question",
    [
        "Was it colder than ever",
        "Did more than half of the members vote",
        "Who is older than the mayor",
        "How many people work for the firm",
        "Compare notes",
    ],
)
def test_nothing_is_compared_where_one_side_is_no_thing(question: str) -> None:
    assert compared(question) is None
