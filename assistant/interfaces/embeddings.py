"""Vectors of texts as OpenAI's protocol gives them, by the model that searches articles."""

from __future__ import annotations

import base64
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from starlette.exceptions import HTTPException

from assistant.interfaces.questions import Articles

MOST_TEXTS = 2048
"""Texts of one request, as OpenAI has it."""

LONGEST_EMBEDDED = 32_768
"""Characters of one text: about as many as OpenAI reads; the model may read fewer."""


@dataclass(frozen=True, slots=True)
class EmbeddingsBody:
    """One text or several, or their tokens; all else that is sent is ignored."""

    model: str
    input: str | Sequence[str | int | Sequence[int]]
    encoding_format: Literal["float", "base64"] | None = None
    dimensions: int | None = None


def texts_to_embed(body: EmbeddingsBody) -> list[str]:
    """Return the texts; raises HTTPException for what the model cannot do, as OpenAI does."""
    sent = [body.input] if isinstance(body.input, str) else body.input
    texts = [each for each in sent if isinstance(each, str)]
    told = ""
    if body.dimensions is not None:
        told = "This model does not support specifying dimensions."
    elif not 0 < len(sent) <= MOST_TEXTS:
        told = f"'input' has {len(sent):,} texts; send 1 to {MOST_TEXTS:,}."
    elif len(texts) < len(sent):
        told = "'input' holds tokens, which are another model's here. Send texts."
    elif not all(texts):
        told = "'input' cannot be or hold an empty string."
    elif (longest := max(map(len, texts))) > LONGEST_EMBEDDED:
        told = f"A text has {longest:,} characters; at most {LONGEST_EMBEDDED:,} may be sent."
    if told:
        raise HTTPException(400, told)
    return texts


def embeddings_reply(
    assistant: Articles, texts: Sequence[str], body: EmbeddingsBody
) -> dict[str, Any]:
    """Return the vectors in the order of their texts, and how much of these was read."""
    vectors, read = assistant.embed(texts), assistant.word_pieces(texts)
    coded = _base64 if body.encoding_format == "base64" else list[float]
    data = [
        {"object": "embedding", "index": index, "embedding": coded(vector)}
        for index, vector in enumerate(vectors)
    ]
    usage = {"prompt_tokens": read, "total_tokens": read}
    return {"object": "list", "data": data, "model": body.model, "usage": usage}


def _base64(vector: Sequence[float]) -> str:
    """Return float32, the lowest byte first, which is what clients read."""
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()
