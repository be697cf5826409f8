"""Answers that a real model words, in this process and behind a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Settings, Turn, open_assistant
from assistant.verification import THRESHOLD
from tests.conftest import CHECKOUT

pytestmark = [pytest.mark.llm, pytest.mark.timeout(900)]

FINAL = "Who won the 2022 World Cup final?"


@pytest.fixture(scope="module", params=["in this process", "behind a server"])
def worded(
    request: pytest.FixtureRequest, gguf: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    chosen = {"language_model": f"gguf:{gguf}"}
    if request.param == "behind a server":
        address, _ = request.getfixturevalue("model_server")
        chosen = {"language_model": "openai:test", "base_url": f"{address}/v1"}
    index = tmp_path_factory.mktemp("worded") / "index"
    settings = Settings(corpus=CHECKOUT / "corpus", index=index, model_seconds=300, **chosen)
    with open_assistant(settings) as assistant:
        assistant.sync()
        yield assistant


def check(assistant: Assistant, answer: Answer) -> None:
    assert answer.citations
    for each in answer.citations:
        article = assistant.article(each.article_id)
        assert getattr(article, each.part)[each.start : each.end] == each.quote
        assert each.support >= THRESHOLD


def test_it_words_an_answer_whose_every_sentence_is_cited(worded):
    first, *growing = worded.stream(FINAL)
    assert (first.answerer, first.checked) == ("quotes", 0)
    last = growing[-1]
    assert last.answerer != "quotes"
    assert "Argentina" in last.text
    assert len(last.text.split()) < 60
    assert last.checked == len(last.text)
    assert last.usage["calls"] <= 2
    check(worded, last)


def test_it_is_not_asked_about_what_the_articles_do_not_say(worded):
    answer = worded.answer("Who won the 1998 World Cup?")
    assert answer.status == "not_found"
    assert answer.usage == {}


def test_a_follow_up_is_answered_in_the_light_of_the_conversation(worded):
    history = [Turn(FINAL, worded.answer(FINAL))]
    answer = worded.answer("Who coached them?", history=history)
    assert "Scaloni" in answer.text
    check(worded, answer)


def test_the_same_question_gets_the_same_answer(worded):
    assert worded.answer(FINAL).text == worded.answer(FINAL).text


def test_a_server_that_dies_in_mid_answer_leaves_the_quoted_one(worded, request):
    if "behind" not in str(request.node.callspec.params["worded"]):
        pytest.skip("there is no server in this process")
    _, process = request.getfixturevalue("model_server")
    answers = worded.stream("What preconditions did Putin set?")
    written = next(each for each in answers if each.answerer != "quotes")
    assert written.checked < len(written.text)
    process.kill()
    *_, last = answers
    assert last.answerer == "quotes"
    assert last.status == "answered"
    assert "So this is the quoted answer." in last.notes[-1].text
