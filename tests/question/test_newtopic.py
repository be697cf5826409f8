"""Questions that leave what was spoken of before, over articles of invented places."""

import json
from collections.abc import Iterator

import pytest

from assistant import Answer, Assistant, Settings, Turn, open_assistant
from assistant.question.topic import can_stand_alone, defines

ARTICLES = {
    "prize": "Ada Lin of Varn won the Harbour Prize for poetry. The prize was handed over in May.",
    "pox": "Lagoon pox is a disease that seals carry. Lagoon pox was first seen in Orlu in 1958.",
    "fire": "A fire at the school of Tolmar killed nine children. The police of Tolmar waited an "
    "hour at the wrong door of the school before they went in.",
    "theft": "Police in Orlu arrested the wrong man after a theft. The police said sorry.",
    "ferry": "The ferries of Lake Varn were sold to Lin Marine. Ferries cross the lake all day.",
    "vote": "Bo Rask won the election in Rovia. The election was held on a Sunday.",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("newtopic")
    (folder / "corpus").mkdir()
    records = ({"id": key, "title": "", "text": text} for key, text in ARTICLES.items())
    (folder / "corpus" / "articles.jsonl").write_text("\n".join(map(json.dumps, records)))
    with open_assistant(Settings(corpus=folder / "corpus", index=folder / "index")) as assistant:
        assistant.sync()
        yield assistant


def after(assistant: Assistant, *questions: str) -> Answer:
    """Ask one question after the other and return the last answer."""
    history: list[Turn] = []
    for question in questions:
        history.append(Turn(question, assistant.answer(question, history=history)))
    answer = history[-1].answer
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    "question",
    ["What is lagoon pox?", "seals", "ferries", "What about ferries?", "Who won the election?"],
)
def test_a_question_of_another_topic_is_searched_alone_and_answered(
    opened: Assistant, question: str
) -> None:
    answer = after(opened, "Who won the Harbour Prize?", question)
    assert (answer.status, answer.question) == ("answered", question)
    assert not [note for note in answer.notes if note.kind == "missing"]


def test_small_talk_between_changes_nothing(opened: Assistant) -> None:
    answer = after(opened, "Who won the Harbour Prize?", "Thanks!", "ferries")
    assert (answer.status, answer.question) == ("answered", "ferries")


def test_thanks_after_a_question_are_answered_as_thanks(opened: Assistant) -> None:
    answer = after(opened, "Who won the Harbour Prize?", "Thanks!")
    assert (answer.text, answer.question) == ("You are welcome.", "Thanks!")


def test_a_question_in_plain_words_is_read_with_the_event_that_was_spoken_of(
    opened: Assistant,
) -> None:
    asked = ("What happened at the school of Tolmar?", "What did the police do wrong?")
    answer = after(opened, *asked)
    assert answer.question == (
        "What happened at the school of Tolmar, and what did the police do wrong?"
    )
    assert {each.article_id for each in answer.citations} == {"fire"}


def test_the_event_stays_over_several_such_questions(opened: Assistant) -> None:
    asked = ("What happened at the school of Tolmar?", "What did the police do wrong?")
    answer = after(opened, *asked, "How many children died?")
    assert answer.question == ("What happened at the school of Tolmar, and how many children died?")


def test_tell_me_more_quotes_what_was_not_quoted_yet(opened: Assistant) -> None:
    first = after(opened, "Where were the police of Tolmar?")
    more = after(opened, "Where were the police of Tolmar?", "Tell me more")
    assert more.status == "answered"
    assert {each.article_id for each in more.citations} == {"fire"}
    said = {each.quote for each in first.citations}
    assert said.isdisjoint(each.quote for each in more.citations)


def test_when_all_is_quoted_there_is_no_more(opened: Assistant) -> None:
    asked = ("Where were the police of Tolmar?", "Tell me more", "What else?")
    assert after(opened, *asked).status == "not_found"


def test_a_question_that_points_back_never_stands_alone(opened: Assistant) -> None:
    answer = after(opened, "Who won the Harbour Prize?", "Is that a seal?")
    assert answer.question == "Who won the Harbour Prize, and is that a seal?"


@pytest.mark.parametrize(
    ("question", "is_definition"),
    [
        ("What is lagoonpox?", True),
        ("So what's inflation?", True),
        ("What are the symptoms?", False),
        ("What is people?", False),
        ("What is it?", False),
        ("What did the ferry carry?", False),
    ],
)
def test_a_definition_asks_about_its_own_word(question: str, is_definition: bool) -> None:
    assert defines(question) is is_definition


@pytest.mark.parametrize(
    ("question", "can"),
    [
        ("monkeypox", True),
        ("And the ferries?", True),
        ("Tell me about inflation", True),
        ("Who won the election?", True),
        ("How many ferries?", False),
        ("any ferries?", False),
        ("Why?", False),
        ("people", False),
    ],
)
def test_what_names_something_can_stand_alone(question: str, can: bool) -> None:
    assert can_stand_alone(question) is can
