"""The quoting answerer over the sample corpus."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings, open_assistant
from assistant.answering.quoting import _shortened, preceding
from tests.making import sentence, stored


def words(answer: Answer) -> int:
    return sum(len(citation.quote.split()) for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("When did Finland join NATO?", "4 April 2023"),
        ("Who replaced Kwasi Kwarteng as chancellor?", "Jeremy Hunt"),
        ("Where did the Chandrayaan-3 lander touch down?", "south pole"),
    ],
)
def test_the_quotes_hold_the_answer_within_sixty_words(
    sample: Assistant, question: str, expected: str
) -> None:
    answer = sample.answer(question)
    assert answer.status == "answered"
    assert expected in answer.text
    assert words(answer) <= 60


def test_a_question_for_several_things_is_answered_first_with_the_surest(sample: Assistant) -> None:
    answer = sample.answer("What preconditions did Putin set?")
    assert "realities on the ground" in answer.text
    assert words(answer) <= 120
    assert len(answer.citations) <= 6


def test_the_sentence_before_is_known_and_the_first_has_none() -> None:
    article = stored("One came. He left.")
    second = sentence(article, 1)
    before = preceding(second)
    assert before is not None
    assert before.text == "One came."
    assert preceding(before) is None


def test_a_sentence_that_is_too_long_is_cut_after_a_clause() -> None:
    article = stored("The wall was old, the sea was high, the wind was strong and it fell down.")
    cut = _shortened(sentence(article, 0), 8)
    assert cut.text == "The wall was old, the sea was high"
    assert article.article.text[cut.start : cut.end] == cut.text


def test_a_long_sentence_without_clauses_is_cut_whatever_is_between_its_words() -> None:
    article = stored("\n".join(f"word{number}" for number in range(30)))
    whole = replace(sentence(article, 0), start=0, end=len(article.article.text))
    assert _shortened(whole, 8).text.split() == [f"word{number}" for number in range(8)]


def test_an_article_of_one_long_sentence_is_still_quoted(tmp_path: Path) -> None:
    parts = ", ".join(f"the harbour of Varn was shut by storm number {n}" for n in range(8))
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "storm.md").write_text(f"---\ntitle: \n---\nThat year {parts}.\n")
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")
    with open_assistant(settings) as assistant:
        assistant.sync()
        answer = assistant.answer("What shut the harbour of Varn?")
    assert answer.status == "answered"
    assert len(answer.citations[0].quote.split()) <= 60


def test_neither_boilerplate_nor_the_question_nor_a_bare_heading_is_quoted(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "mayor.md").write_text(
        "---\ntitle: News of the week\n---\n5. Ada Lin resigns\n\nWhy did Ada Lin resign?\n\n"
        "Click here for why Ada Lin did resign.\n\nIda Rask/AP Ada Lin resigned because the "
        "flood had ruined the harbour of Orlu.\n\nMore on why Ada Lin resigned: "
        "https://varnpost.example/lin\n"
    )
    settings = Settings(corpus=tmp_path / "corpus", index=tmp_path / "index")
    with open_assistant(settings) as assistant:
        assistant.sync()
        answer = assistant.answer("Why did Ada Lin resign?")
    assert [citation.quote for citation in answer.citations] == [
        "Ada Lin resigned because the flood had ruined the harbour of Orlu."
    ]
