"""An answer with what the command line tells beside it, from wherever it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant import Answer, Article, Filters


class AskedAssistant(Protocol):
    """The part of `assistant.Assistant` that answers a command."""

    def answer(
        self, question: str, *, as_of: date | None = None, filters: Filters | None = None
    ) -> Answer:
        """Answer with cited sentences, or say that the articles do not."""

    def article(self, article_id: str) -> Article:
        """Return the indexed version of an article."""

    def undated(self, answer: Answer) -> str:
        """Return the question of an answer without its time words, or ""."""


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer, and what is told beside it.

    `paths` are the files of the articles that it cites, by id; `undated` is the question to ask
    without its time words, where there is no answer.
    """

    answer: Answer
    paths: Mapping[str, str]
    undated: str
    told: tuple[str, ...] = ()


def reply_of(
    assistant: AskedAssistant, question: str, as_of: date | None, filters: Filters
) -> ToldAnswer:
    """Return what an assistant answers, and what is told beside it."""
    answer = assistant.answer(question, as_of=as_of, filters=filters)
    cited = {each.article_id for each in answer.citations}
    paths = {name: assistant.article(name).path for name in sorted(cited)}
    undated = assistant.undated(answer) if answer.status == "not_found" else ""
    return ToldAnswer(answer, paths, undated)


def places_of(reply: ToldAnswer, folder: Path) -> Iterator[tuple[int, str]]:
    """Yield the number of each citation with its file, and with the line where that is known."""
    from assistant.corpus import line_in_file

    for each in reply.answer.citations:
        if path := reply.paths.get(each.article_id):
            line = line_in_file(folder, path, each.quote)
            yield each.number, f"{folder / path}:{line}" if line else str(folder / path)
