"""The parts of a question."""

import pytest

from assistant.question.parts import Form, read_parts

OUTLETS = ("Coast Post", "harbournews.com", "The Week")


def parts(question: str) -> list[str]:
    read = read_parts(question, OUTLETS)
    return [each.text for each in read.parts] if read else []


@pytest.mark.parametrize(
    "question",
    [
        "Who leads the union?",
        "How much did the ferry cost?",
        "Did more than 20 people die in the storm?",
        "Is the new phone cheaper than expected?",
        "What happened when the bridge fell?",
        "Who won the race and when did it take place?",
        "What does the Coast Post say about the ferry?",
        "Did the mayor both resign and apologise?",
        "What is the difference between a ferry and a barge?",
        "What did the mayor say last week?",
        "Which towns and villages were flooded?",
    ],
)
def test_a_question_for_one_thing_has_no_parts(question: str) -> None:
    assert read_parts(question, OUTLETS) is None


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Give me a timeline of the tram dispute.", "the tram dispute"),
        ("What happened when in the Orlu trial?", "the Orlu trial"),
        ("Chronology of the strike in Varn", "the strike in Varn"),
        ("How did the siege of Orlu unfold?", "the siege of Orlu"),
    ],
)
def test_a_timeline_is_asked_for_by_topic(question: str, topic: str) -> None:
    read = read_parts(question)
    assert read is not None
    assert read.form is Form.TIMELINE
    assert [each.text for each in read.parts] == [topic]


def test_what_two_outlets_say_is_asked_of_each() -> None:
    read = read_parts("What did the Coast Post and Harbour News report about the storm?", OUTLETS)
    assert read is not None
    assert read.form is Form.OUTLETS
    assert [each.source for each in read.parts] == ["Coast Post", "harbournews.com"]
    assert {each.text for each in read.parts} == {"storm?"}


def test_each_outlet_is_asked_what_the_question_asks_of_it() -> None:
    question = (
        "Does the Coast Post article say that the ferry sank, while the Harbour News report "
        "says that it stayed in port?"
    )
    read = read_parts(question, OUTLETS)
    assert read is not None
    assert read.form is Form.CLAIMS
    assert [each.text for each in read.parts] == ["ferry sank?", "it stayed in port?"]


def test_who_is_named_by_both_outlets_is_asked_of_each() -> None:
    question = "Which captain, mentioned by both Coast Post and Harbour News, steered the ferry?"
    read = read_parts(question, OUTLETS)
    assert read is not None
    assert read.form is Form.BRIDGE
    assert {each.text for each in read.parts} == {"Which captain steered the ferry?"}


def test_an_outlet_with_the_name_of_a_common_word_needs_its_capital() -> None:
    assert read_parts("What did the Coast Post report about the storm this week?", OUTLETS) is None


def test_both_are_asked_about() -> None:
    assert parts("Did both Orlu and Varn send aid?") == [
        "Did Orlu send aid?",
        "Did Varn send aid?",
    ]


def test_two_questions_in_one_are_two() -> None:
    assert parts("Who bought the harbour of Orlu and who sold the Varn shipyard?") == [
        "Who bought the harbour of Orlu?",
        "who sold the Varn shipyard?",
    ]


def test_clues_that_one_name_answers_are_asked_one_by_one() -> None:
    question = (
        "Which captain steered the ferry, according to the Coast Post, and sold a yacht, as "
        "reported by Harbour News?"
    )
    read = read_parts(question, OUTLETS)
    assert read is not None
    assert read.form is Form.BRIDGE
    assert [(each.text, each.source) for each in read.parts] == [
        ("Which captain steered the ferry?", "Coast Post"),
        ("Which captain sold a yacht?", "harbournews.com"),
    ]


def test_which_report_came_first_is_a_matter_of_days() -> None:
    read = read_parts(
        "Was the Coast Post report on the ferry published after the Harbour News report on the "
        "dam?",
        OUTLETS,
    )
    assert read is not None
    assert (read.form, read.larger) == (Form.ORDER, 1)
    assert [each.text for each in read.parts] == ["ferry?", "dam?"]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            "what does a day pass cost in Orlu and what in Varn?",
            ["what does a day pass cost in Orlu?", "what does a day pass cost in Varn?"],
        ),
        (
            "How many seats did the Greens have after the first count in Orlu, and how many after "
            "the recount?",
            [
                "How many seats did the Greens have after the first count in Orlu?",
                "How many seats did the Greens have after the recount in Orlu?",
            ],
        ),
        (
            "What share of the vote did she get in the first round in 2022 and what in the runoff?",
            [
                "What share of the vote did she get in the first round in 2022?",
                "What share of the vote did she get in the runoff in 2022?",
            ],
        ),
    ],
)
def test_a_verb_that_is_said_once_belongs_to_both_parts(question: str, asked: list[str]) -> None:
    assert parts(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "What did he say and what in the plan was new?",
        "Who lives in Orlu and who in the town is it that pays?",
        "How did the mayor react and what did he say in Varn?",
    ],
)
def test_a_second_verb_is_a_question_of_its_own(question: str) -> None:
    assert read_parts(question) is None


def test_what_is_told_step_by_step_is_a_timeline() -> None:
    read = read_parts("How did the council fall apart in July, step by step?")
    assert read is not None
    assert read.form is Form.TIMELINE
