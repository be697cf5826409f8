"""A GGUF file as an `LLM` of LlamaIndex, with the chat template that the file brings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from llama_index.core.base.llms.generic_utils import (
    chat_response_to_completion_response,
    stream_chat_response_to_completion_response,
)
from llama_index.core.base.llms.types import (
    ChatMessage,
    ChatResponse,
    ChatResponseGen,
    CompletionResponse,
    CompletionResponseGen,
    LLMMetadata,
    MessageRole,
)
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.llms import CustomLLM
from llama_index.core.llms.callbacks import llm_chat_callback, llm_completion_callback

from assistant.languagemodels.engine import Engine, engine


class GgufLLM(CustomLLM):
    """Runs a GGUF file in this process; options are those of the chat protocol (max_tokens, …)."""

    path: str
    context_window: int = 4096

    _engine: Engine = PrivateAttr()

    def model_post_init(self, context: Any) -> None:
        """Load the file, unless this process has it already."""
        super().model_post_init(context)
        self._engine = engine(Path(self.path), self.context_window)

    @classmethod
    def class_name(cls) -> str:
        """Return the name that LlamaIndex files it under."""
        return "GgufLLM"

    @property
    def metadata(self) -> LLMMetadata:
        """What LlamaIndex knows of the model."""
        return LLMMetadata(
            context_window=self.context_window,
            model_name=self.model,
            is_chat_model=True,
        )

    @property
    def model(self) -> str:
        """The name of its file, which is what it is called in answers."""
        return Path(self.path).stem

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has."""
        return self._engine.tokens(text)

    @llm_chat_callback()
    def stream_chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponseGen:
        """Reply piece by piece; a piece without a word says that the prompt is being read."""
        chat = [{"role": each.role.value, "content": each.content or ""} for each in messages]

        def responses() -> ChatResponseGen:
            text = ""
            for delta in self._engine.stream({**kwargs, "messages": chat}):
                text += delta
                yield ChatResponse(message=_assistant(text), delta=delta)

        return responses()

    @llm_chat_callback()
    def chat(self, messages: Sequence[ChatMessage], **kwargs: Any) -> ChatResponse:
        """Reply at once."""
        deltas = [each.delta or "" for each in self.stream_chat(messages, **kwargs)]
        return ChatResponse(message=_assistant("".join(deltas)))

    @llm_completion_callback()
    def complete(self, prompt: str, formatted: bool = False, **kwargs: Any) -> CompletionResponse:
        """Reply to one message."""
        return chat_response_to_completion_response(self.chat(_asked(prompt), **kwargs))

    @llm_completion_callback()
    def stream_complete(
        self, prompt: str, formatted: bool = False, **kwargs: Any
    ) -> CompletionResponseGen:
        """Reply to one message piece by piece."""
        return stream_chat_response_to_completion_response(
            self.stream_chat(_asked(prompt), **kwargs)
        )


def _assistant(text: str) -> ChatMessage:
    return ChatMessage(role=MessageRole.ASSISTANT, content=text)


def _asked(prompt: str) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole.USER, content=prompt)]
