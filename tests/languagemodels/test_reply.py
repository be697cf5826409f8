"""A real model replies: in this process, and the same model behind a real server.

These tests need `ASSISTANT_TEST_GGUF`, the path of an instruction-tuned model. The server is the
one of llama.cpp, in a process of its own, and speaks OpenAI's protocol.
"""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from assistant import ModelUnavailable
from assistant.languagemodels import LanguageModel, Message, open_language_model

pytestmark = [pytest.mark.llm, pytest.mark.timeout(900)]

SECONDS = 120.0
HEAD = " ".join(f"Rule {n}: the mill of Varn grinds {3 * n} sacks of rye a day." for n in range(30))


@pytest.fixture(params=["in this process", "behind a server"])
def model(request, gguf) -> LanguageModel:
    """The same model, reached in both ways."""
    if request.param == "in this process":
        return open_language_model(f"gguf:{gguf}", base_url=None, timeout=SECONDS)
    address, _ = request.getfixturevalue("model_server")
    return open_language_model(f"openai:{gguf}", base_url=f"{address}/v1", timeout=SECONDS)


def reply(model: LanguageModel, text: str, limit: int = 16) -> str:
    messages: list[Message] = [("system", "Answer in a few words."), ("user", text)]
    return "".join(model.stream(messages, limit=limit))


def test_it_says_what_the_messages_say(model):
    told = reply(model, "The mill of Varn is run by Ida Holm. Who runs the mill? Name her.")
    assert "Ida Holm" in told


def test_the_same_messages_get_the_same_reply(model):
    question = "Say something about a mill."
    assert reply(model, question) == reply(model, question)


def test_it_ends_at_the_limit(model):
    assert 1 <= len(reply(model, "Count from 1 to 1000.", limit=6).split()) <= 6


def test_the_model_stops_when_its_reader_leaves_and_takes_the_next_question(model):
    pieces = model.stream([("user", "Tell a very long story of a mill.")], limit=1500)
    next(piece for piece in pieces if piece)
    pieces.close()
    begun = time.monotonic()
    assert reply(model, "Say yes.", limit=4)
    # To the end of the story it would be minutes.
    assert time.monotonic() - begun < 30


def test_messages_that_are_longer_than_the_window_are_one_line(model):
    with pytest.raises(ModelUnavailable, match="tokens"):
        reply(model, "mill " * 9000)


def first_piece_seconds(model: LanguageModel, question: str) -> float:
    begun = time.monotonic()
    pieces = model.stream([("system", HEAD), ("user", question)], limit=4)
    next(piece for piece in pieces if piece)
    taken = time.monotonic() - begun
    assert list(pieces) is not None
    return taken


def test_what_was_read_for_one_question_is_not_read_again_for_the_next(model):
    first = first_piece_seconds(model, "How much under rule 3?")
    second = first_piece_seconds(model, "And what of rule 7?")
    assert second < first / 2


def test_in_this_process_it_is_loaded_once_and_its_tokens_are_counted(gguf):
    begun = time.monotonic()
    one, two = (open_language_model(f"gguf:{gguf}", base_url=None, timeout=1) for _ in range(2))
    assert time.monotonic() - begun < 1  # nothing is loaded to open one
    assert one.tokens("The mill of Varn") == two.tokens("The mill of Varn")
    assert 4 <= one.tokens("The mill of Varn") <= 6
    begun = time.monotonic()
    three = open_language_model(f"gguf:{gguf}", base_url=None, timeout=1)
    assert three.tokens("mill") >= 1
    assert time.monotonic() - begun < 1


def test_two_readers_are_served_one_after_the_other_and_neither_stalls(gguf):
    model = open_language_model(f"gguf:{gguf}", base_url=None, timeout=SECONDS)
    reply(model, "Say yes.", limit=2)
    impatient = open_language_model(f"gguf:{gguf}", base_url=None, timeout=15)
    long = model.stream([("user", "Count from 1 to 100.")], limit=24)
    next(piece for piece in long if piece)
    assert reply(impatient, "Say yes.", limit=2)
    assert "".join(long)


@pytest.mark.parametrize("leave", ["del pieces", "pass"])
def test_a_program_that_ends_in_the_middle_of_a_reply_ends_well(leave, gguf):
    program = (
        "import sys\n"
        "from assistant.languagemodels import open_language_model\n"
        "model = open_language_model(f'gguf:{sys.argv[1]}', base_url=None, timeout=120)\n"
        "pieces = model.stream([('user', 'Tell a long story.')], limit=900)\n"
        f"print(next(each for each in pieces if each))\n{leave}\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(gguf)], capture_output=True, text=True, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_server_that_is_killed_in_the_middle_of_a_reply_is_one_line(model_server, gguf):
    address, process = model_server
    model = open_language_model(f"openai:{gguf}", base_url=f"{address}/v1", timeout=SECONDS)
    pieces = model.stream([("user", "Tell a very long story of a mill.")], limit=1500)
    next(piece for piece in pieces if piece)
    process.kill()
    with pytest.raises(ModelUnavailable, match="broke off"):
        list(pieces)
    with pytest.raises(ModelUnavailable, match="nothing answers"):
        reply(model, "Say yes.")
