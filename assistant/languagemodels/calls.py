"""How each kind of LlamaIndex model is told the limit, the stop texts and to be deterministic.

LlamaIndex has no common words for these. A kind is known by the name of a class, for importing the
class to ask would need every integration installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

SEED = 1
# They think before they reply, within the limit, and take neither temperature nor stop texts.
_REASONING = re.compile(r"o\d|gpt-[5-9]")
_THOUGHTS = 2048


def is_reasoning(model: str) -> bool:
    """Tell whether OpenAI's model of this name thinks before it replies."""
    return _REASONING.match(model) is not None


def prepared(
    llm: Any, limit: int, stop: Sequence[str], schema: Mapping[str, Any] | None
) -> tuple[Any, dict[str, Any]]:
    """Return the model to call and what to call it with; one we do not know is called plainly."""
    kinds = kinds_of(llm)
    if "Ollama" in kinds:
        options = {"temperature": 0, "seed": SEED, "num_predict": limit, "stop": list(stop)}
        changed = {"additional_kwargs": {**llm.additional_kwargs, **options}}
        return llm.model_copy(update=changed), {"format": dict(schema)} if schema else {}
    if "OpenAI" in kinds and is_reasoning(llm.model):
        return llm, {"max_completion_tokens": limit + _THOUGHTS, **_format(schema)}
    if kinds & {"OpenAI", "GgufLLM"}:
        told = {"max_tokens": limit, "temperature": 0, "seed": SEED, **_format(schema)}
        return llm, {**told, "stop": list(stop)} if stop else told
    if "temperature" in getattr(type(llm), "model_fields", {}):
        return llm.model_copy(update={"temperature": 0}), {}
    return llm, {}


def kinds_of(llm: Any) -> set[str]:
    """Return the names of a model's class and of all that it is made from."""
    return {kind.__name__ for kind in type(llm).__mro__}


def is_end(raw: Any) -> bool:
    """Tell whether a server's raw piece says that the reply is complete."""
    if isinstance(raw, Mapping):
        return bool(raw.get("done"))
    choices = getattr(raw, "choices", None) or ()
    return any(choice.finish_reason for choice in choices)


def _format(schema: Mapping[str, Any] | None) -> dict[str, Any]:
    if schema is None:
        return {}
    wanted = {"name": "reply", "schema": dict(schema), "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": wanted}}
