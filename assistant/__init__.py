"""Ask a folder of news articles and get answers whose every sentence cites its exact place.

    from assistant import answer
    print(answer("What preconditions did Putin set?").text)

What needs heavy libraries (`answer`, `open_assistant`, `Assistant`, `Settings`) is imported when
it is first used, so that `import assistant` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from assistant.errors import (
    AssistantError,
    CorpusError,
    IndexBusy,
    IndexMissing,
    ModelUnavailable,
    QuestionError,
    UnknownArticle,
)
from assistant.schema import (
    Answer,
    Article,
    ArticleHead,
    Citation,
    DateRange,
    Fact,
    Filters,
    IndexInfo,
    Note,
    Passage,
    Progress,
    Rejected,
    SyncReport,
    Turn,
)

if TYPE_CHECKING:
    from assistant.assembly import answer, open_assistant
    from assistant.assistant import Assistant
    from assistant.settings import Settings

__all__ = [
    "Answer",
    "Article",
    "ArticleHead",
    "Assistant",
    "AssistantError",
    "Citation",
    "CorpusError",
    "DateRange",
    "Fact",
    "Filters",
    "IndexBusy",
    "IndexInfo",
    "IndexMissing",
    "ModelUnavailable",
    "Note",
    "Passage",
    "Progress",
    "QuestionError",
    "Rejected",
    "Settings",
    "SyncReport",
    "Turn",
    "UnknownArticle",
    "answer",
    "open_assistant",
]

_HOME_OF = {
    "Assistant": "assistant.assistant",
    "Settings": "assistant.settings",
    "answer": "assistant.assembly",
    "open_assistant": "assistant.assembly",
}


def __getattr__(name: str) -> object:
    """Import what is heavy on first use (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
