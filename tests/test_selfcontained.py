import pytest

from assistant.selfcontained import stands_alone, without_weekday


@pytest.mark.parametrize(
    "question",
    [
        "When did the pier of Varn open?",
        "Who is Ada Lin?",
        "What is lagoonpox like in seals?",
        "How many US ferries sank?",
    ],
)
def test_a_question_that_says_what_it_asks_about_stands_alone(question):
    assert stands_alone(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who left office?",
        "How many personnel helped to extinguish the blaze?",
        "Who dissented from the court's ruling?",
        "When will the new law take effect?",
        "Who told us about the pier of Varn?",
        "How many ferries of Varn have sunk so far?",
        "Who opened the pier of Varn last week?",
        "Who opened the pier of Varn in a Friday ceremony?",
        "Why?",
        "Who " + "really " * 14 + "opened the pier of Varn?",
    ],
)
def test_a_riddle_does_not(question):
    assert not stands_alone(question)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who opened the pier on Friday?", "Who opened the pier?"),
        ("Who sang on Monday in Varn?", "Who sang in Varn?"),
        ("Who sang on a Friday night show?", "Who sang on a Friday night show?"),
    ],
)
def test_the_day_of_the_week_is_left_out(question, expected):
    assert without_weekday(question) == expected
