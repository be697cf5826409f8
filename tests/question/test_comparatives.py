"""What a comparative word asks for, and words that only look like one."""

import pytest

from assistant.question.comparatives import open_question, sense_of


@pytest.mark.parametrize(
    ("frame", "sense"),
    [
        ("was the ferry larger", 1),
        ("was the ferry cheaper", -1),
        ("did Orlu lose fewer boats", -1),
        ("did the leader of the other party answer", 0),
    ],
)
def test_a_comparative_asks_for_more_or_less(frame: str, sense: int) -> None:
    assert sense_of(frame) == sense


def test_what_a_comparative_leaves_open_is_asked_for() -> None:
    assert open_question("Orlu lose more boats", "did") == "how many boats did Orlu lose"
    assert open_question("the ferry heavier", "was") == "how heavy was the ferry"
