"""Outcomes for the tests that need no assistant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from assistant.evaluation import Outcome

MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def outcome() -> MakeOutcome:
    """`outcome("q1", confidence=.9, scores={...})`: an answered question unless told otherwise."""

    def make(name: str, **values: Any) -> Outcome:
        given: dict[str, Any] = {
            "id": name,
            "question": f"What about {name}?",
            "searched": "",
            "as_of": None,
            "answerable": True,
            "status": "answered",
            "confidence": 0.9,
            "answer": "So.",
        }
        return Outcome(**(given | values))

    return make
