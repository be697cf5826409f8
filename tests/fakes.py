"""Small stand-ins at the seams of the package."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Generator, Sequence

import numpy as np

from assistant.errors import ModelUnavailable
from assistant.languagemodels import Message
from assistant.models.embedding import Vectors
from assistant.question.vocabulary import Vocabulary, read_vocabulary
from assistant.text.passages import Span
from assistant.text.words import stems


class WordEmbedder:
    """A hashed bag of words; `seen` records every text that was embedded."""

    dimensions = 64

    def __init__(self, recipe: str = "words") -> None:
        self.recipe = recipe
        self.seen: list[str] = []

    def embed(
        self,
        texts: Sequence[str],
        parts: Sequence[Sequence[Span]],
        on_progress: Callable[[int], None] | None = None,
    ) -> tuple[Vectors, list[Vectors]]:
        self.seen += texts
        if on_progress:
            on_progress(len(texts))
        each = [
            [text[slice(*span)] for span in spans] for text, spans in zip(texts, parts, strict=True)
        ]
        return self._rows(texts), [self._rows(words) for words in each]

    def _rows(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> Vectors:
        vector = np.zeros(self.dimensions, dtype=np.float32)
        for word in text.lower().split() or [""]:
            vector[zlib.crc32(word.encode()) % self.dimensions] += 1
        unit: Vectors = vector / np.linalg.norm(vector)
        return unit

    def pieces(self, texts: Sequence[str]) -> int:
        return sum(len(text.split()) for text in texts)


class Written:
    """What an index of these articles would know of single words."""

    def __init__(self, *texts: str) -> None:
        self._stems = [set(stems(text)) for text in texts]
        self._vocabulary = read_vocabulary(("", text) for text in texts)

    def frequency(self, stem: str) -> int:
        return sum(stem in each for each in self._stems)

    def vocabulary(self) -> Vocabulary:
        return self._vocabulary


class ScriptedModel:
    """A language model whose replies are given, word by word; an error breaks one off."""

    name = "scripted"

    def __init__(self, *replies: str | ModelUnavailable | tuple[str, ModelUnavailable]) -> None:
        self._replies = list(replies)
        self.prompts: list[list[Message]] = []

    def tokens(self, text: str) -> int:
        return len(text.split())

    def stream(self, messages: Sequence[Message], *, limit: int) -> Generator[str, None, None]:
        self.prompts.append(list(messages))
        reply = self._replies.pop(0)
        said, error = reply if isinstance(reply, tuple) else (reply, None)
        if isinstance(said, ModelUnavailable):
            raise said
        yield from re.findall(r"\S+\s*|\s+", said)
        if error:
            raise error
