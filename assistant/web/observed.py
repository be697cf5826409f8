"""An assistant whose questions are counted, timed and logged, whichever way they come in."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from assistant.errors import QuestionError
from assistant.schema import Answer
from assistant.web.parts import ServedAssistant
from assistant.web.requestlog import current_request, log_line


@dataclass(slots=True)
class AskedQuestion:
    """What became of one question.

    The outcome is the status of its answer, `invalid` (the question is none), `failed`, or `left`
    (who asked did not wait); `first` is when the first words stood there, None where there were
    none; `stages` are parts of the seconds.
    """

    outcome: str = "left"
    seconds: float = 0.0
    first: float | None = None
    stages: dict[str, float] = field(default_factory=dict)


class QuestionListener(Protocol):
    """What hears of questions."""

    def began(self) -> None:
        """A question is being answered."""

    def ended(self, asked: AskedQuestion) -> None:
        """It no longer is."""


def observed(
    assistant: ServedAssistant, listener: QuestionListener, *, with_questions: bool
) -> ServedAssistant:
    """Return the same assistant, of whose questions a listener and the log hear."""
    return cast(ServedAssistant, _Observed(assistant, listener, with_questions))


class _Observed:
    def __init__(
        self, assistant: ServedAssistant, listener: QuestionListener, with_questions: bool
    ) -> None:
        self._assistant = assistant
        self._listener = listener
        self._with_questions = with_questions

    def __getattr__(self, name: str) -> Any:
        return getattr(self._assistant, name)

    def stream(self, question: str, **limits: Any) -> Iterator[Answer]:
        began, request_id, asked = time.perf_counter(), current_request(), AskedQuestion()
        self._listener.began()
        try:
            for answer in self._assistant.stream(question, **limits):
                if asked.first is None and answer.text:
                    asked.first = time.perf_counter() - began
                asked.stages = dict(answer.seconds)
                yield answer
                asked.outcome = answer.status
        except GeneratorExit:
            asked.outcome = "left"
            raise
        except Exception as error:
            asked.outcome = "invalid" if isinstance(error, QuestionError) else "failed"
            raise
        finally:
            asked.seconds = time.perf_counter() - began
            self._listener.ended(asked)
            log_line("question", self._told(asked, request_id, question))

    def _told(self, asked: AskedQuestion, request_id: str, question: str) -> dict[str, object]:
        stages = {name: round(each, 3) for name, each in asked.stages.items() if name != "total"}
        first = {} if asked.first is None else {"first_words": round(asked.first, 3)}
        told = {"outcome": asked.outcome, "seconds": round(asked.seconds, 3), **first}
        text = {"question": question} if self._with_questions else {}
        return {"request_id": request_id, **told, "stages": stages, **text}
