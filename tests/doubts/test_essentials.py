"""What a sentence must hold before one of its words is set in bold."""

import pytest

from tests.answering import bold


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Orlu Peace Prize?", "Ada Lin won the Orlu Prize for physics."),
        ("Who won the Salt Prize in Orlu?", "Ada Lin won the Salt Prize in the end."),
        ("Who won the Orlu Open?", "Lin left the Orlu Open, went home by sea and won in Varn."),
        ("Who shot Bo Rask?", "Ada Lin met Bo Rask in the square on Monday."),
        ("Who painted the Orlu bridge?", "Ada Lin painted a house near the sea."),
        ("What is the capital of Varn?", "In the capital of Varn people fear for the old Andu."),
        ("Who was the gunman?", "The gunman fled. The chief of the police, Ada Lin, resigned."),
    ],
)
def test_a_sentence_without_the_essential_words_gives_nothing(question: str, quote: str) -> None:
    assert bold(question, quote) == quote


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Who won the Orlu Peace Prize?", "*Ada Lin* won the Orlu Peace Prize."),
        ("When did Varn join the League?", "Varn became a member of the League on *7 March 2024*."),
        ("How much did Lin pay for the ferry?", "Lin bought the ferry for *$44 million*."),
        ("When did the dam break?", "The dam at Orlu broke on *4 May*."),
        ("Who replaced Bo Rask?", "The club replaced Rask with *Ada Lin*."),
        ("What is the capital of Varn?", "The capital of Varn is *Orlu*."),
    ],
)
def test_another_word_for_the_deed_and_a_surname_are_enough(question: str, quote: str) -> None:
    assert bold(question, quote.replace("*", "")) == quote


def test_a_headline_that_lists_topics_lends_nothing() -> None:
    quote = "At a station, 25 people were killed."
    question = "How many people were killed in Orlu?"
    assert bold(question, quote, title="Five things: Orlu, chess, ferries") == quote
    assert "*25 people*" in bold(question, quote, title="Attack in Orlu")


def test_what_is_won_every_year_must_be_named_in_the_sentence() -> None:
    quote = "Norway won 4-1 on Monday."
    assert bold("Which country won the Orlu Cup?", quote, title="The Orlu Cup so far") == quote
