"""What a question asks of each outlet that it names."""

import pytest

from assistant.question.clauses import read_clauses

OUTLETS = ("Coast Post", "harbournews.com", "The Week")


def told(question: str) -> list[tuple[str, str, str]]:
    clauses = read_clauses(question.rstrip("?"), OUTLETS)
    return [(each.outlet, each.topic, each.claim) for each in clauses]


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        (
            "Which captain steered the ferry, according to the Coast Post, and sold a yacht, as "
            "reported by Harbour News?",
            [
                ("Coast Post", "", "Which captain steered the ferry"),
                ("harbournews.com", "", "sold a yacht"),
            ],
        ),
        (
            "Does the Coast Post article on the ferry say that it sank, while the Harbour News "
            "report on the tram says that it runs?",
            [
                ("Coast Post", "ferry", "it sank"),
                ("harbournews.com", "tram", "it runs"),
            ],
        ),
        (
            "Between the Coast Post report of May 3, 2023 on the dam and the Coast Post report of "
            "June 8, 2023 on the dam, did the number of cracks change?",
            [
                ("Coast Post", "May 3, 2023 on the dam", ""),
                ("Coast Post", "June 8, 2023 on the dam", "number of cracks change"),
            ],
        ),
        ("Who steered the ferry this week, and who sold it?", []),
    ],
)
def test_each_outlet_is_asked_what_stands_with_it(
    question: str, clauses: list[tuple[str, str, str]]
) -> None:
    assert told(question) == clauses
