"""The articles as a table, searched and sorted, and what an update of the index did to them."""

from __future__ import annotations

import dataclasses
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from assistant.schema import ArticleHead, SyncReport
from assistant.web.markup import NOTHING, Html, Template, showable
from assistant.web.updating import Update
from assistant.web.uploads import Received

ROWS = 50
PROBLEMS_SHOWN = 20
TITLES_SHOWN = 3
Column = Literal["title", "source", "date", "words"]
_COLUMNS: dict[Column, str] = {
    "title": "Title",
    "source": "Source",
    "date": "Date",
    "words": "Words",
}


@dataclass(frozen=True, slots=True)
class Look:
    """How the table is looked at: the newest articles first, to begin with."""

    column: Column = "date"
    descending: bool = True
    page: int = 0

    @classmethod
    def read(cls, data: object) -> Look:
        """Return what a browser asked for, or the usual look where it asked for nonsense."""
        if not isinstance(data, dict) or data.get("column") not in _COLUMNS:
            return cls()
        page = data.get("page")
        return cls(
            column=cast(Column, data["column"]),
            descending=data.get("descending") is True,
            page=page if isinstance(page, int) and 0 <= page < 1_000_000 else 0,
        )

    def turned(self, column: Column) -> Look:
        """Return the first page by a column; by the same column, the other way round."""
        # Words start at A; the newest and the longest are what one looks for first.
        first = column in ("date", "words")
        return Look(column, not self.descending if column == self.column else first)


def table_html(
    heads: Sequence[ArticleHead], search: str, look: Look, removable: bool = False
) -> Html:
    """Return one page of the articles in which every word of the search is found."""
    found = sorted(_matching(heads, search), key=_key(look), reverse=look.descending)
    last = max(0, (len(found) - 1) // ROWS)
    look = dataclasses.replace(look, page=min(look.page, last))
    first = look.page * ROWS
    told = f"{first + 1:,} to {min(len(found), first + ROWS):,} of {len(found):,}"
    steps = (("Previous", look.page - 1), ("Next", look.page + 1))
    pages = [(name, dataclasses.replace(look, page=to)) for name, to in steps if 0 <= to <= last]
    together = Counter(head.path for head in heads)
    shown = found[first : first + ROWS]
    return library_html("table", shown, together, look, pages, told, removable)


def removal_html(heads: Sequence[ArticleHead], path: str) -> Html:
    """Return the question whether a file shall go, with how many articles go with it."""
    count = sum(head.path == path for head in heads)
    return library_html("removal", path, count) if count else NOTHING


def update_html(
    update: Update, received: Sequence[Received] = (), heads: Sequence[ArticleHead] = ()
) -> Html:
    """Return what became of each file that was brought, and how far the update is.

    Of `heads`, the articles of these files can be opened from here.
    """
    files = [
        (each, [head for head in heads if head.path == each.path][:TITLES_SHOWN])
        for each in received
    ]
    return library_html("status", update, files)


def shown_as(heads: Sequence[ArticleHead], shown: str) -> str:
    """Return the id of the article that the table shows under this one, or nothing."""
    return next((head.id for head in heads if showable(head.id) == shown), "")


def _matching(heads: Sequence[ArticleHead], search: str) -> list[ArticleHead]:
    words = _folded(search).split()
    if not words:
        return list(heads)
    texts = (_folded(f"{head.title} {head.source} {head.path}") for head in heads)
    return [head for head, text in zip(heads, texts, strict=True) if all(w in text for w in words)]


def _folded(text: str) -> str:
    """Return text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


def _key(look: Look) -> Callable[[ArticleHead], tuple[Any, str]]:
    def key(head: ArticleHead) -> tuple[Any, str]:
        by: dict[Column, Any] = {
            "title": _folded(head.title),
            "source": _folded(head.source),
            "date": head.published or date.min,
            "words": head.words,
        }
        return by[look.column], head.id

    return key


def _columns() -> dict[Column, str]:
    return _COLUMNS


def _changes_told(report: SyncReport) -> str:
    counts = [(report.added, "added"), (report.changed, "changed"), (report.removed, "removed")]
    told = [f"{number:,} {what}" for number, what in counts if number]
    return f"Articles: {', '.join(told)}." if told else "Nothing has changed."


def _time_told(seconds: float) -> str:
    minutes = math.ceil(seconds / 60)
    return f"about {minutes:,} minutes" if minutes > 1 else "less than a minute"


def _shown_problems(report: SyncReport) -> Sequence[tuple[str, str]]:
    return report.failed[:PROBLEMS_SHOWN]


library_html = Template("library.html", _columns, _changes_told, _shown_problems, _time_told)
"""What a macro of the library's template makes of values."""
