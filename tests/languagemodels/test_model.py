"""Whatever a server does, there is one clear line within the time, and no key in it."""

import logging
import time

import pytest

from assistant import ModelUnavailable
from assistant.languagemodels import open_language_model
from tests.languagemodels import wire

SECONDS = 10.0
EVENTS, LINES = "text/event-stream", "application/x-ndjson"
HELLO = ["Hello"]


def reply(setting: str, address: str, seconds: float = SECONDS) -> list[str]:
    base_url = f"{address}/v1" if setting.startswith("openai") else address
    model = open_language_model(setting, base_url=base_url, timeout=seconds)
    return list(model.stream([("user", "Say hello.")], limit=10))


def status(code: int, body: object):
    return lambda handler: handler.whole(code, body)


def events(*parts: bytes, complete: bool = True):
    return lambda handler: handler.pieces(EVENTS, parts, complete)


def lines(*parts: bytes, complete: bool = True):
    return lambda handler: handler.pieces(LINES, parts, complete)


BEGUN_EVENTS = list(wire.openai_events(HELLO, end=False))
BEGUN_LINES = list(wire.ollama_lines(HELLO, end=False))

CASES = {
    "wrong key": ("openai:m", status(401, {"error": {"message": "Bad"}}), "refuses the key"),
    "forbidden": ("openai:m", status(403, {"error": {"message": "No"}}), "OPENAI_API_KEY"),
    "unknown model": ("openai:m", status(404, {"error": "?"}), "does not know this model"),
    "model not pulled": ("ollama:m", status(404, {"error": "not found"}), "`ollama pull m`"),
    "quota": ("openai:m", status(429, {"error": {"message": "Quota"}}), "quota"),
    "prompt too long": ("openai:m", status(400, {"error": "too long"}), "does not take"),
    "broken server": ("openai:m", status(500, {"error": "No memory"}), "No memory"),
    "broken Ollama": ("ollama:m", status(500, {"error": "runner ended"}), "runner ended"),
    "killed": ("openai:m", events(*BEGUN_EVENTS, complete=False), "broke off"),
    "killed Ollama": ("ollama:m", lines(*BEGUN_LINES, complete=False), "broke off"),
    "no end": ("openai:m", events(*BEGUN_EVENTS), "broke off"),
    "no end of Ollama": ("ollama:m", lines(*BEGUN_LINES), "broke off"),
    "bytes": ("openai:m", events(b"\xff\xfe\x00\x9f\n\n"), "is no reply"),
    "bytes of Ollama": ("ollama:m", lines(b"\xff\xfe\x00\x9f\n"), "is no reply"),
    "half a JSON": ("openai:m", events(b'data: {"choices": [\n\n'), "is no reply"),
    "half a JSON of Ollama": ("ollama:m", lines(b'{"message": \n'), "is no reply"),
    "a page": ("openai:m", status(200, "<html>Welcome</html>"), "is no reply"),
    "unreadable": ("openai:m", events(*wire.openai_events(["\ufffd" * 9])), "is no reply"),
    "nothing": ("openai:m", events(*wire.openai_events([])), "is empty"),
    "error in the stream": ("ollama:m", lines(*BEGUN_LINES, b'{"error": "full"}\n'), "full"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_failure_is_one_clear_line_that_names_the_model(case, serve):
    setting, script, told = CASES[case]
    with pytest.raises(ModelUnavailable) as caught:
        reply(setting, serve(script).address)
    line = str(caught.value)
    assert line.startswith(f"{setting}: ")
    assert told in line
    assert "\n" not in line
    assert len(line) < 300


@pytest.mark.parametrize(
    ("setting", "mended"), [("openai:m", "base_url"), ("ollama:m", "`ollama serve`")]
)
def test_where_no_server_is_the_line_says_how_to_start_one_and_comes_at_once(setting, mended):
    server, closed = wire.start(status(200, {}))
    server.shutdown()
    server.server_close()
    begun = time.monotonic()
    with pytest.raises(ModelUnavailable, match="nothing answers") as caught:
        reply(setting, closed.address)
    assert mended in str(caught.value)
    assert time.monotonic() - begun < SECONDS


@pytest.mark.parametrize(
    ("setting", "kind", "begin"),
    [
        ("openai:m", EVENTS, BEGUN_EVENTS),
        ("openai:m", EVENTS, []),
        ("ollama:m", LINES, BEGUN_LINES),
        ("ollama:m", LINES, []),
    ],
)
def test_a_server_that_stalls_is_left_when_the_time_is_up(setting, kind, begin, serve):
    def script(handler):
        def parts():
            yield from begin
            handler.wire.released.wait(30)

        handler.pieces(kind, parts(), complete=False)

    reply(
        setting,
        serve(
            events(*wire.openai_events(HELLO))
            if kind == EVENTS
            else lines(*wire.ollama_lines(HELLO))
        ).address,
    )  # the client is imported
    begun = time.monotonic()
    with pytest.raises(ModelUnavailable, match=r"nothing came for 1\.5 s.*model_seconds"):
        reply(setting, serve(script).address, seconds=1.5)
    assert time.monotonic() - begun < 15


def test_the_pieces_before_a_break_have_been_handed_on(serve):
    model = open_language_model(
        "openai:m", base_url=serve(events(*BEGUN_EVENTS, complete=False)).address, timeout=SECONDS
    )
    pieces = model.stream([("user", "Say hello.")], limit=10)
    assert next(pieces) == "Hello"
    with pytest.raises(ModelUnavailable):
        next(pieces)


@pytest.mark.parametrize("code", [401, 403, 404, 429, 500])
def test_a_key_is_in_no_line_and_in_no_log_even_where_the_server_repeats_it(
    code, serve, key, caplog
):
    caplog.set_level(logging.DEBUG)
    seen = serve(status(code, {"error": {"message": f"The key {key} is odd"}}))
    with pytest.raises(ModelUnavailable) as caught:
        reply("openai:m", seen.address)
    assert seen.asked[0].headers["authorization"] == f"Bearer {key}"
    assert key not in str(caught.value)
    assert caught.value.__cause__ is None
    assert key not in caplog.text


def test_without_a_key_openai_is_not_even_asked(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY")
    model = open_language_model("openai:gpt-4o-mini", base_url=None, timeout=SECONDS)
    with pytest.raises(ModelUnavailable, match="Set the variable OPENAI_API_KEY"):
        next(model.stream([("user", "Say hello.")], limit=10))


def test_a_password_in_an_address_is_not_told():
    with pytest.raises(ModelUnavailable) as caught:
        list(
            open_language_model(
                "openai:m", base_url="http://ida:secret@127.0.0.1:1/v1", timeout=SECONDS
            ).stream([("user", "Say hello.")], limit=10)
        )
    assert "127.0.0.1:1" in str(caught.value)
    assert "secret" not in str(caught.value)
