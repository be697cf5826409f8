"""What is said to be missing where the articles do not say, over articles of invented places."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

import pytest

from assistant import Assistant, Settings, Turn, open_assistant

ARTICLES = {
    "bridge": (
        "Varn bridge opens",
        "The Varn Bridge was opened by Ada Lin. It joins Orlu and Varn. Its lamps are blue.",
    ),
    "ferry": (
        "Ferry to Orlu stops",
        "The ferry to Orlu no longer runs. Bo Rask sold the ferry to Lin Marine after a storm.",
    ),
    "nations": (
        "Talks at the United Nations",
        "The United Nations discussed the drought in Rovia. Zelenka Kowalskyy spoke for Rovia.",
    ),
}


@pytest.fixture(scope="module")
def strict(tmp_path_factory) -> Iterator[Assistant]:
    """An assistant so strict that it answers nothing, over three articles."""
    folder = tmp_path_factory.mktemp("missing")
    (folder / "corpus").mkdir()
    records = (
        {"id": key, "title": title, "text": text, "date": "2024-03-13"}
        for key, (title, text) in ARTICLES.items()
    )
    (folder / "corpus" / "articles.jsonl").write_text("\n".join(map(json.dumps, records)))
    settings = Settings(corpus=folder / "corpus", index=folder / "index", threshold=1.0)
    with open_assistant(settings) as opened:
        opened.sync()
        yield opened


def missing(assistant: Assistant, question: str) -> str:
    answer = assistant.answer(question, as_of=date(2024, 3, 14))
    assert answer.status == "not_found"
    return " ".join(note.text for note in answer.notes if note.kind == "missing")


NOTES = [
    # A name that no article has.
    ("Who rules Zorbia?", "Nothing here mentions Zorbia."),
    ("When did Zorbia join Plumont?", "Nothing here mentions Zorbia or Plumont."),
    ("Is Zorbia’s army strong?", "Nothing here mentions Zorbia."),
    ("Did Zorbia invade Rovia?", "The articles mention Rovia but not Zorbia."),
    (
        "Why does Orlu fear the Plumont River?",
        "The articles mention Orlu but not the Plumont River.",
    ),
    # A name is known and a word is not, in no article at all.
    (
        "What is the price of the Varn Bridge?",
        "The articles mention the Varn Bridge but not “price”.",
    ),
    ("How much is the toll on Varn Bridge?", "The articles mention Varn Bridge but not “toll”."),
    (
        "Which architect designed the Varn Bridge?",
        "The articles mention the Varn Bridge but not “architect”.",
    ),
    # Everything is there, and nothing says it.
    (
        "When was the Varn Bridge opened?",
        "The nearest passages mention Varn Bridge, but no sentence clearly says when.",
    ),
    (
        "How many lamps has Varn Bridge?",
        "The nearest passages mention Varn Bridge, but no sentence clearly says how many.",
    ),
    (
        "Was the Varn Bridge opened?",
        "The nearest passages mention Varn Bridge, but no sentence clearly answers this.",
    ),
    # Without a name, the words of the question, as typed.
    (
        "who sold the zeppelin after the storm?",
        "The articles mention “storm” but not “zeppelin”.",
    ),
    # Half of a name, or its spelling, is not the name.
    ("Who coaches Manchester United?", "The nearest passages do not mention Manchester United."),
    ("Where did Zelenka Kowalsky speak?", ""),
    # Each name is told once, and only the rarest.
    (
        "Zorbia? Zorbia! Why is Zorbia not in Orlu, Orlu, Orlu, and when did Zorbia leave?",
        "The articles mention Orlu but not Zorbia.",
    ),
    # Without capitals nobody can tell names from other words.
    (
        "מי פתח את הגשר של Orlu?",
        "The nearest passages mention Orlu, but no sentence clearly answers this.",
    ),
    ("من فتح الجسر ومتى حدث ذلك", ""),
    ("谁 打开 了 这座 桥", ""),
    # Nothing is near.
    ("is there a recipe for plum dumplings?", ""),
]


@pytest.mark.parametrize(("question", "note"), NOTES)
def test_a_note_says_what_is_known_and_what_is_not(strict, question, note):
    assert missing(strict, question) == note


@pytest.mark.parametrize(
    "question", ["How much?", "Is that dangerous?", "And why not?", "zeppelins"]
)
def test_a_topic_that_was_not_asked_about_in_this_question_is_not_mentioned(strict, question):
    history = [Turn("Who sold Orlu to Zorbia?", "Nobody did.")]
    answer = strict.answer(question, history=history)
    assert answer.status == "not_found"
    assert not [note for note in answer.notes if "Orlu" in note.text or "Zorbia" in note.text]


def test_the_note_is_never_part_of_the_text(strict):
    answer = strict.answer("Who rules Zorbia?")
    assert answer.text == "The articles do not say."
    assert answer.highlights == ()


def test_an_answer_has_no_such_note(sample):
    answer = sample.answer("When did Sweden join NATO?")
    assert answer.status == "answered"
    assert "missing" not in {note.kind for note in answer.notes}


def test_what_the_sample_lacks_is_said(sample):
    answer = sample.answer("When did Zorbia join NATO?")
    notes = [note.text for note in answer.notes if note.kind == "missing"]
    assert notes == ["The articles mention NATO but not Zorbia."]
