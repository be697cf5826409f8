"""The question that each sample article brings with it: answered first, and in bold where short."""

from __future__ import annotations

import pytest

from assistant import Answer, Assistant

# What the first quote must hold, and whether a few words of it answer.
EXPECTED = {
    "How long did the Artemis I mission last?": ("25 and a half days", True),
    "Who was Britain's prime minister before Rishi Sunak?": ("Truss", True),
    "Which countries had landed on the Moon before India?": ("the Soviet Union", True),
    "What was agreed at COP28?": ("move away from fossil fuels", False),
    "By how much did DART change the asteroid's orbit?": ("32 minutes", True),
    "Why did the Ever Given get stuck in the Suez Canal?": ("sandstorm", False),
    "Who received the first COVID-19 vaccination in Britain?": ("90-year-old woman", True),
    "What was destroyed in the Notre-Dame fire?": ("spire", False),
    "How much did the restoration of Notre-Dame cost?": ("700 million", True),
    "What preconditions did Putin set?": ("realities on the ground", False),
    "When did Sweden join NATO?": ("7 March 2024", True),
    "How strong was the earthquake in Turkey?": ("7.8", True),
    "How many people died in the earthquakes in Turkey and Syria?": ("44,218", True),
    "What do the first images of the James Webb telescope show?": ("galax", False),
    "Who scored the winning goal in the 2023 Women's World Cup final?": ("Olga Carmona", True),
    "Who won the 2022 World Cup final?": ("Argentina", True),
}


@pytest.fixture(scope="module")
def answers(sample: Assistant) -> dict[str, Answer]:
    return {question: sample.answer(question) for question in EXPECTED}


def test_every_article_brings_one_of_these_questions(sample: Assistant) -> None:
    assert {head.metadata["question"] for head in sample.articles()} == set(EXPECTED)


def test_the_first_quote_answers(answers: dict[str, Answer]) -> None:
    wrong = [
        f"{question} {answers[question].text[:200]}"
        for question, (expected, _) in EXPECTED.items()
        if not answers[question].citations or expected not in answers[question].citations[0].quote
    ]
    assert len(wrong) <= 4, "\n".join(wrong)


def test_what_is_in_bold_is_the_answer(answers: dict[str, Answer]) -> None:
    bold = {
        question: " ".join(answer.text[start:end] for start, end in answer.highlights)
        for question, answer in answers.items()
    }
    shown = [question for question, words in bold.items() if words]
    wrong = [f"{each} {bold[each]}" for each in shown if EXPECTED[each][0] not in bold[each]]
    assert len(wrong) <= 2, "\n".join(wrong)
    assert len(shown) >= sum(short for _, short in EXPECTED.values()) / 2
