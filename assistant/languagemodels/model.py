"""What the rest of the assistant knows of a language model."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any, Literal, Protocol

Role = Literal["system", "user", "assistant"]
Message = tuple[Role, str]


class LanguageModel(Protocol):
    """Replies to messages, the same reply to the same messages as far as it lies with us."""

    @property
    def name(self) -> str:
        """Who answers: `ollama:llama3.2`, `openai:gpt-4o-mini`; of a file its name alone."""

    @property
    def window(self) -> int:
        """How many tokens the messages and the reply may have together."""

    def tokens(self, text: str) -> int:
        """Return how many tokens a text has: exact in-process, else rather too many."""

    def stream(
        self,
        messages: Sequence[Message],
        *,
        limit: int,
        stop: Sequence[str] = (),
        schema: Mapping[str, Any] | None = None,
    ) -> Generator[str, None, None]:
        """Yield the reply piece by piece, at most `limit` tokens; closing it stops the model.

        An empty piece says that the model is at work on the messages. A reply ends before any text
        of `stop`, and where it repeats itself. `schema` is a JSON schema, kept to where the model
        can. Raises ModelUnavailable with one line that says what failed and what mends it.
        """
