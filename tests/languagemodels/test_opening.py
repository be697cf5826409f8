"""What a setting may be, and what is told where it cannot be used."""

import sys

import pytest
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    LLMMetadata,
)
from llama_index.core.llms import CustomLLM, MockLLM

from assistant import AssistantError, ModelUnavailable
from assistant.languagemodels import Message, open_language_model

MESSAGES: list[Message] = [("user", "Who runs the mill?")]


@pytest.mark.parametrize("setting", ["", "small", "foo:bar", "ollama:", "openai: ", "gguf:", 7, []])
def test_what_is_no_language_model_is_told_with_what_would_be_one(setting):
    with pytest.raises(AssistantError, match="gguf:PATH") as caught:
        open_language_model(setting, base_url=None, timeout=10)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_no_gguf_is_told_at_once(tmp_path):
    with pytest.raises(AssistantError, match="no such file"):
        open_language_model(f"gguf:{tmp_path / 'none.gguf'}", base_url=None, timeout=10)
    text = tmp_path / "text.gguf"
    text.write_text("The mill of Varn.")
    with pytest.raises(AssistantError, match="no GGUF file"):
        open_language_model(f"gguf:{text}", base_url=None, timeout=10)


def test_a_damaged_gguf_file_is_one_line_when_it_is_first_used(tmp_path):
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF" + bytes(range(256)) * 40)
    model = open_language_model(f"gguf:{damaged}", base_url=None, timeout=10)
    assert model.name == "damaged"
    for _ in range(2):
        with pytest.raises(ModelUnavailable, match="could not be loaded"):
            next(model.stream(MESSAGES, limit=5))


@pytest.mark.parametrize(
    ("setting", "library"),
    [
        ("ollama:small", "llama_index.llms.ollama"),
        ("openai:small", "llama_index.llms.openai_like"),
        ("gguf:", "xllamacpp"),
    ],
)
def test_a_missing_extra_is_told_with_the_command_that_installs_it(
    setting, library, monkeypatch, tmp_path
):
    monkeypatch.setitem(sys.modules, library, None)  # as Python itself marks what is not there
    if setting == "gguf:":
        (tmp_path / "model.gguf").write_bytes(b"GGUF")
        setting = f"gguf:{tmp_path / 'model.gguf'}"
    extra = setting.partition(":")[0]
    model = open_language_model(setting, base_url=None, timeout=10)
    with pytest.raises(ModelUnavailable, match=rf"pip install 'article-assistant\[{extra}\]'"):
        next(model.stream(MESSAGES, limit=5))


def test_any_llm_of_llama_index_will_do():
    model = open_language_model(MockLLM(), base_url=None, timeout=10)
    assert model.name == "MockLLM"
    assert "Who runs the mill?" in "".join(model.stream(MESSAGES, limit=50))


class WarmLLM(CustomLLM):
    """An integration that we do not know, with a temperature of its own."""

    temperature: float = 0.7

    @property
    def metadata(self) -> LLMMetadata:
        return LLMMetadata(context_window=512, model_name="warm")

    def complete(self, prompt, formatted=False, **kwargs):
        raise NotImplementedError

    def stream_complete(self, prompt, formatted=False, **kwargs):
        raise NotImplementedError

    def stream_chat(self, messages, **kwargs):
        assert not kwargs
        for delta in ("At ", str(self.temperature), " it says: ", messages[-1].content):
            yield ChatResponse(message=ChatMessage(content=delta), delta=delta)


def test_an_unknown_llm_is_called_with_temperature_0_and_left_as_it_was():
    llm = WarmLLM()
    model = open_language_model(llm, base_url=None, timeout=10)
    assert "".join(model.stream(MESSAGES, limit=50)) == "At 0 it says: Who runs the mill?"
    assert llm.temperature == 0.7


class FailingLLM(WarmLLM):
    def stream_chat(self, messages, **kwargs):
        yield ChatResponse(message=ChatMessage(content="So"), delta="So")
        raise RuntimeError("The engine\nstopped")


def test_whatever_an_unknown_llm_raises_is_one_line():
    model = open_language_model(FailingLLM(), base_url=None, timeout=10)
    with pytest.raises(ModelUnavailable, match="RuntimeError: The engine stopped"):
        list(model.stream(MESSAGES, limit=50))
