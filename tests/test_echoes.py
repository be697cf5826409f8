"""Sentences that only say the question again."""

from datetime import date

import pytest

from assistant.echoes import adds_nothing, asks_again
from assistant.question import Query, read_question


def query(text: str) -> Query:
    return read_question(text, as_of=date(2024, 3, 14))


def test_the_question_itself_is_no_evidence_even_with_a_word_more() -> None:
    asked = query("Why did Ada Lin resign?")
    assert asks_again(asked, "Why did Ada Lin resign?")
    assert asks_again(asked, "“So why did Ada Lin resign now?”")
    assert not asks_again(asked, "Ada Lin resigned after the flood.")
    assert not asks_again(asked, "Who will now run the harbour of Orlu?")


@pytest.mark.parametrize("text", ["5. Orlu flood", "The flood in Orlu", "People died in Orlu."])
def test_a_statement_without_a_word_of_its_own_adds_nothing(text: str) -> None:
    assert adds_nothing(query("How many people died in the Orlu flood?"), text)


def test_a_figure_or_a_name_is_something() -> None:
    asked = query("How many people died in the Orlu flood?")
    assert not adds_nothing(asked, "In the Orlu flood, 12 people died.")


def test_the_same_words_answer_yes_or_no_and_search_words() -> None:
    assert not adds_nothing(query("Did Ada Lin resign?"), "Ada Lin resigned.")
    assert not adds_nothing(query("ada lin resigned"), "Ada Lin resigned.")
