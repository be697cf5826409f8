"""The assistant as a model, driven by the client that everybody has, and as chat programs do."""

import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest

from assistant import Turn
from assistant.interfaces.openai import _inert
from tests.interfaces.serving import ARTICLE, QUESTION, served
from tests.web.scripted import PIXEL, SCRIPT, ScriptedAssistant

ASKED: list[Any] = [{"role": "user", "content": QUESTION}]


@pytest.fixture(scope="module")
def model(service) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{service.address}/v1", api_key=service.key) as client:
        yield client


def test_there_is_one_model(model):
    assert [each.id for each in model.models.list()] == ["articles"]
    assert model.models.retrieve("articles").id == "articles"
    with pytest.raises(openai.NotFoundError, match="articles"):
        model.models.retrieve("another")


def test_an_answer_comes_with_annotations_that_hold(model, client, sample):
    reply = model.chat.completions.create(model="articles", messages=ASKED)
    message = reply.choices[0].message
    assert reply.choices[0].finish_reason == "stop"
    answer = sample.answer(QUESTION)
    assert message.content.startswith(answer.text)
    assert "[1] Putin names his conditions" in message.content
    assert len(message.annotations) == len(answer.citations) > 0
    for annotation in message.annotations:
        cited = annotation.url_citation
        assert annotation.type == "url_citation"
        assert message.content[cited.start_index : cited.end_index] == cited.quote
        article = sample.article(cited.article_id)
        assert getattr(article, cited.part)[cited.start : cited.end] == cited.quote
        assert cited.title == article.title
        assert client.get(cited.url).json()["id"] == ARTICLE
    assert reply.answer["text"] == answer.text


def test_a_stream_says_the_same_with_the_same_annotations(model):
    whole = model.chat.completions.create(model="articles", messages=ASKED).choices[0].message
    options = {"include_usage": True}
    with model.chat.completions.create(
        model="articles", messages=ASKED, stream=True, stream_options=options
    ) as stream:
        pieces = list(stream)
    deltas = [each.choices[0].delta for each in pieces if each.choices]
    assert "".join(delta.content or "" for delta in deltas) == whole.content
    (annotations,) = [each.annotations for each in deltas if hasattr(each, "annotations")]
    assert annotations == [each.model_dump() for each in whole.annotations]
    assert [each.choices[0].finish_reason for each in pieces if each.choices][-1] == "stop"
    assert pieces[-1].usage.total_tokens == 0  # of a language model, which there is none


def test_a_conversation_is_read_as_its_turns(model, sample):
    first = model.chat.completions.create(model="articles", messages=ASKED).choices[0].message
    asked = "What did he say about the decree?"
    messages = [
        {"role": "system", "content": "Answer in rhymes."},
        *ASKED,
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [{"type": "text", "text": asked}]},
    ]
    found = model.chat.completions.create(model="articles", messages=messages)
    answer = sample.answer(QUESTION)
    expected = sample.answer(asked, history=[Turn(QUESTION, answer.text)])
    assert found.answer["text"] == expected.text
    assert found.answer["status"] == "answered"


def test_what_the_articles_do_not_say_is_said_in_words(model):
    asked = [{"role": "user", "content": "Who won the chess world cup in 1987?"}]
    message = model.chat.completions.create(model="articles", messages=asked).choices[0].message
    assert message.content == "The articles do not say."
    assert message.annotations == []


def test_a_wrong_key_and_an_empty_question_are_told_as_clients_expect(service, model):
    with (
        openai.OpenAI(base_url=f"{service.address}/v1", api_key="wrong") as stranger,
        pytest.raises(openai.AuthenticationError, match="assistant key"),
    ):
        stranger.models.list()
    for messages in ([], [{"role": "user", "content": " "}], [*ASKED, {"role": "assistant"}]):
        with pytest.raises(openai.UnprocessableEntityError) as caught:
            model.chat.completions.create(model="articles", messages=messages)
        assert caught.value.code == "QuestionError"


# As Open WebUI sends it, with all that its functions and settings add.
OPEN_WEBUI = {
    "stream": True,
    "model": "articles",
    "messages": [{"role": "system", "content": "Today is Tuesday."}, *ASKED],
    "params": {},
    "features": {"web_search": False, "image_generation": False, "code_interpreter": False},
    "metadata": {"user_id": "u", "chat_id": "c", "files": None, "variables": {"{{USER}}": "Ana"}},
    "tools": [],
    "tool_ids": [],
    "stream_options": {"include_usage": True},
    "temperature": 0.7,
    "max_tokens": 20,
    "logit_bias": {"50256": -100},
    "user": {"name": "Ana", "id": "u", "email": "ana@example.org", "role": "admin"},
}
# As LibreChat sends it to an endpoint of one's own.
LIBRECHAT = {
    "model": "articles",
    "user": "66f2",
    "stream": True,
    "temperature": 1,
    "top_p": 1,
    "presence_penalty": 0,
    "frequency_penalty": 0,
    "stop": ["||>", "\nUser:"],
    "messages": [
        {"role": "system", "content": "You are kind.", "name": "instructions"},
        {"role": "user", "content": "hi how are you"},
        {"role": "assistant", "content": [{"type": "text", "text": "Well."}]},
        {
            "role": "user",
            "content": [
                {"type": "text", "text": QUESTION},
                {"type": "image_url", "image_url": {"url": "data:,", "detail": "auto"}},
            ],
        },
    ],
}


@pytest.mark.parametrize("body", [OPEN_WEBUI, LIBRECHAT], ids=["open-webui", "librechat"])
def test_chat_programs_are_answered_as_they_ask(client, body):
    found = client.post("/v1/chat/completions", json=body)
    assert found.headers["content-type"].startswith("text/event-stream")
    *events, done = found.text.strip().split("\n\n")
    assert done == "data: [DONE]"
    told = [json.loads(each.removeprefix("data: ")) for each in events]
    deltas = [each["choices"][0]["delta"] for each in told if each["choices"]]
    assert deltas[0]["role"] == "assistant"
    assert "realities on the ground" in "".join(each.get("content", "") for each in deltas)
    assert any(each.get("annotations") for each in deltas)
    assert ("usage" in told[-1]) is ("stream_options" in body)


def said(model: Any, question: str) -> tuple[Any, str]:
    """Return a message, and what the stream of the same says."""
    asked = {"model": "articles", "messages": [{"role": "user", "content": question}]}
    with model.chat.completions.create(**asked, stream=True) as stream:
        pieces = [each.choices[0].delta.content or "" for each in stream]
    return model.chat.completions.create(**asked).choices[0].message, "".join(pieces)


def test_an_article_makes_no_reader_s_browser_do_anything(tmp_path):
    with (
        served(ScriptedAssistant(), tmp_path) as hostile,
        openai.OpenAI(base_url=f"{hostile.address}/v1", api_key=hostile.key) as model,
    ):
        message, streamed = said(model, "What was on the wall?")
    assert streamed == message.content
    for active in ("![", "](", "<script", "<img", "javascript:"):
        assert active not in message.content
    cited = {each.url_citation.quote: each.url_citation for each in message.annotations}
    for quote in (PIXEL, SCRIPT):
        place = cited[quote]
        assert message.content[place.start_index : place.end_index] == _inert(quote)
        assert place.url.startswith(f"{hostile.address}/api/v1/articles/")


@pytest.mark.parametrize(
    "text", ["![x](http://e)", "\\<img src=x>", "[a][b]\n\n[b]: http://e", "!\\[x](y)", "<a>"]
)
def test_offsets_hold_in_what_was_made_inert(text):
    made = _inert(f"Said: {text} [1]")
    assert made[: len(_inert("Said: "))] == "Said: "
    assert all(made.startswith(_inert(f"Said: {text}"[:end])) for end in range(len(text) + 6))
    for active in ("![", "](", "]:", "<"):
        assert active not in made
