"""What is sent to a server, and that it goes nowhere else."""

import gc

import pytest

from assistant.languagemodels import Message, open_language_model
from tests.languagemodels import wire

MESSAGES: list[Message] = [
    ("system", "Be brief."),
    ("user", "Who runs the mill?"),
    ("assistant", "Ida."),
    ("user", "Since when?"),
]
EXPECTED = [{"role": role, "content": text} for role, text in MESSAGES]


def openai_script(handler: wire.Handler) -> None:
    handler.pieces("text/event-stream", wire.openai_events(["Since ", "May", "."]))


def ollama_script(handler: wire.Handler) -> None:
    handler.pieces("application/x-ndjson", wire.ollama_lines(["Since ", "May", "."]))


def test_openai_is_asked_to_stream_the_same_reply_each_time(serve):
    seen = serve(openai_script)
    model = open_language_model("openai:small", base_url=f"{seen.address}/v1", timeout=10)
    pieces = list(model.stream(MESSAGES, limit=40))
    assert "".join(pieces) == "Since May."
    assert len(pieces) >= 3
    [asked] = seen.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.body.pop("messages") == EXPECTED
    wanted = {"model": "small", "stream": True, "max_tokens": 40, "temperature": 0}
    assert asked.body == {**wanted, "seed": 1}


def test_a_model_of_openai_that_thinks_first_has_room_for_it(serve):
    seen = serve(openai_script)
    model = open_language_model("openai:gpt-5-mini", base_url=seen.address, timeout=10)
    assert "".join(model.stream(MESSAGES, limit=40)) == "Since May."
    body = seen.asked[0].body
    assert body["max_completion_tokens"] > 1000
    assert body["temperature"] == 1
    assert not {"max_tokens", "seed"} & set(body)


def test_ollama_is_asked_to_stream_the_same_reply_each_time(serve):
    seen = serve(ollama_script)
    model = open_language_model("ollama:small", base_url=seen.address, timeout=10)
    assert "".join(model.stream(MESSAGES, limit=40)) == "Since May."
    [asked] = seen.asked
    assert (asked.path, asked.body["model"]) == ("/api/chat", "small")
    assert asked.body["messages"] == EXPECTED
    assert asked.body["think"] is False
    fixed = {"temperature": 0, "seed": 1, "num_ctx": 4096}
    assert asked.body["options"] == {**fixed, "num_predict": 40}


def test_what_one_question_sets_is_not_left_for_the_next(serve):
    seen = serve(ollama_script)
    model = open_language_model("ollama:small", base_url=seen.address, timeout=10)
    list(model.stream(MESSAGES, limit=40))
    list(model.stream(MESSAGES, limit=50))
    assert [each.body["options"]["num_predict"] for each in seen.asked] == [40, 50]


def test_ollama_is_found_where_its_own_variable_says(serve, monkeypatch):
    seen = serve(ollama_script)
    monkeypatch.setenv("OLLAMA_HOST", seen.address.removeprefix("http://"))
    model = open_language_model("ollama:small", base_url=None, timeout=10)
    assert "".join(model.stream(MESSAGES, limit=40)) == "Since May."


@pytest.mark.parametrize("setting", ["openai:small", "ollama:small"])
def test_a_server_of_this_machine_is_not_asked_through_a_proxy(setting, serve, monkeypatch):
    proxy = serve(lambda handler: handler.whole(502, {}))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.address)
    seen = serve(openai_script if setting.startswith("openai") else ollama_script)
    model = open_language_model(setting, base_url=seen.address, timeout=10)
    assert "".join(model.stream(MESSAGES, limit=40)) == "Since May."
    assert proxy.asked == []


def test_a_reply_that_is_longer_than_the_limit_is_left(serve):
    def script(handler: wire.Handler) -> None:
        handler.pieces("text/event-stream", wire.openai_events(f"{n} " for n in range(1000)))

    model = open_language_model("openai:small", base_url=serve(script).address, timeout=10)
    assert "".join(model.stream(MESSAGES, limit=3)) == "0 1 2 "


def test_the_server_hears_that_the_reader_has_left(serve):
    sent: list[int | str] = []

    def script(handler: wire.Handler) -> None:
        def words():
            for number in range(100_000):
                sent.append(number)
                yield f"{number} "
                if number > 5:
                    handler.wire.released.wait(0.01)

        try:
            handler.pieces("text/event-stream", wire.openai_events(words()))
        except OSError:
            sent.append("left")

    seen = serve(script)
    model = open_language_model("openai:small", base_url=seen.address, timeout=10)
    pieces = model.stream(MESSAGES, limit=100_000)
    assert next(pieces) == "0 "
    pieces.close()
    for _ in range(1_000):
        if "left" in sent:
            break
        # What refers to itself goes with the next collection, should ours have come too early.
        gc.collect()
        seen.released.wait(0.02)
    assert sent[-1] == "left"


def test_tokens_are_rather_too_many_than_too_few_where_they_cannot_be_counted(serve):
    seen = serve(openai_script)
    model = open_language_model("openai:small", base_url=seen.address, timeout=10)
    text = "The council of Varn closed the old bridge for eleven weeks."
    assert 13 <= model.tokens(text) <= 2 * 13  # a common tokenizer makes 13 of it
    assert seen.asked == []
