"""What would answer a question: its type, one thing or several, a topic, yes or no."""

import pytest

from assistant.question.expected import AnswerKind, answer_kind, asks_for_several, read_expected


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who won the race?", AnswerKind.PERSON),
        ("Where is the fire?", AnswerKind.PLACE),
        ("Which city hosted it?", AnswerKind.PLACE),
        ("When did it open?", AnswerKind.TIME),
        ("What happened when it opened?", AnswerKind.OTHER),
        ("How many people died?", AnswerKind.NUMBER),
        ("What did he sign?", AnswerKind.OTHER),
        ("What was the budget of the town?", AnswerKind.NUMBER),
        ("Tell me about the cost of the wall", AnswerKind.OTHER),
    ],
)
def test_a_question_asks_for_one_kind_of_thing(question: str, kind: AnswerKind) -> None:
    assert answer_kind(question) is kind


@pytest.mark.parametrize(
    "question",
    [
        "What preconditions did Putin set?",
        "Which countries joined?",
        "What are the conditions?",
    ],
)
def test_some_questions_ask_for_several_things(question: str) -> None:
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "What is it?",
        "Which country won?",
        "Why did she resign?",
        "What was his name?",
        "What news did he bring?",
    ],
)
def test_most_questions_ask_for_one_thing(question: str) -> None:
    assert not asks_for_several(question)


@pytest.mark.parametrize("text", ["ferries", "What about ferries?", "Tell me about ferries"])
def test_a_topic_alone_asks_nothing(text: str) -> None:
    assert read_expected(text).topic_alone


@pytest.mark.parametrize(
    "text",
    [
        "harbour wall cost",
        "harbour wall reopening date",
        "ferry strike reason",
        "When did it reopen?",
        "Why did she resign?",
    ],
)
def test_search_words_and_questions_ask_for_something(text: str) -> None:
    assert not read_expected(text).topic_alone


def test_a_question_says_what_it_counts_and_whether_it_wants_a_verdict() -> None:
    expected = read_expected("How many people died when the ferry sank?")
    assert (expected.counted, expected.words) == (("peopl", "die"), "how many")
    assert not expected.yes_or_no
    assert read_expected("Did the ferry sink?").yes_or_no


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("How many people died?", {""}, {"$", "year"}),
        ("How many seconds did it last?", {"second", "minute"}, {"", "year"}),
        ("How old is the mayor?", {"year", ""}, {"$", "km"}),
        ("How much did the bridge cost?", {"$", "€"}, {"", "km"}),
        ("What is the price of a ticket?", {"$", "cent"}, {"", "%"}),
        ("How much does a ticket cost?", {"$", "cent"}, {"", "%"}),
        ("How much did the cost of living rise?", {"%", "$"}, {"", "year"}),
        ("How high was the wave?", {"metre", "foot"}, {"", "year", "$"}),
        ("How high did the bids for the boat go?", {"$", "€"}, {"", "year"}),
    ],
)
def test_an_amount_is_told_in_some_units(question: str, fitting: set[str], other: set[str]) -> None:
    units = read_expected(question).units
    assert fitting <= units
    assert not other & units


@pytest.mark.parametrize("question", ["Who died?", "How much water was lost?", "How is he?"])
def test_of_most_questions_no_unit_is_known(question: str) -> None:
    assert not read_expected(question).units


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("What is the name of the pilot who died?", "pilot"),
        ("what were the names of the two pilots killed at orlu", "pilots"),
        ("Who was the captain of the ferry?", "captain"),
        ("Which judge heard the case?", "judge"),
    ],
)
def test_a_question_says_what_it_is_whose_name_it_asks_for(question: str, called: str) -> None:
    assert read_expected(question).by_name
    assert read_expected(question).called == called


@pytest.mark.parametrize(
    "question",
    [
        "Who is Otto Pahl?",
        "Who pays for the dam?",
        "Why did the man who won leave?",
        "What is a glacier?",
    ],
)
def test_some_questions_are_not_answered_by_a_name(question: str) -> None:
    assert not read_expected(question).by_name
