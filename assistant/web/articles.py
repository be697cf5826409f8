"""The articles as a table: searched, sorted, one page at a time."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from assistant.schema import ArticleHead
from assistant.web.markup import day, escaped, showable

ROWS = 50
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


def table_html(
    heads: Sequence[ArticleHead], search: str, look: Look, removable: bool = False
) -> str:
    """Return one page of the articles in which every word of the search is found."""
    found = sorted(_matching(heads, search), key=_key(look), reverse=look.descending)
    last = max(0, (len(found) - 1) // ROWS)
    look = dataclasses.replace(look, page=min(look.page, last))
    shown = found[look.page * ROWS : (look.page + 1) * ROWS]
    if not shown:
        return '<p class="aside none">No article has these words in its title or source.</p>'
    heading = "".join(_heading(column, look) for column in _COLUMNS)
    actions = '<th scope="col"><span class="unseen">Remove</span></th>' if removable else ""
    sizes = Counter(head.path for head in heads)
    rows = "".join(_row(head, sizes[head.path] if removable else 0) for head in shown)
    return (
        f'<table class="articles"><thead><tr>{heading}{actions}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{_pager(len(found), look, last)}"
    )


def removal_html(heads: Sequence[ArticleHead], path: str) -> str:
    """Return the question whether a file shall go, with how many articles go with it."""
    count = Counter(head.path for head in heads)[path]
    if not count:
        return ""
    together = "the article in it" if count == 1 else f"all {count:,} articles in it"
    name = escaped(path)
    return (
        f'<div class="confirm" role="alertdialog" aria-label="Remove {name}?">'
        f'<p>Remove the file <b dir="auto">{name}</b> and {together}? A file goes as a whole, and '
        "it is deleted from the folder of articles.</p>"
        f'<p class="ways"><button type="button" class="quiet really" data-path="{name}">'
        'Remove the file</button><button type="button" class="quiet keep">Keep it</button>'
        "</p></div>"
    )


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


def _heading(column: Column, look: Look) -> str:
    chosen = column == look.column
    order = "descending" if look.descending else "ascending"
    sort = f' aria-sort="{order}"' if chosen else ""
    # Words start at A; the newest and the longest are what one looks for first.
    descending = not look.descending if chosen else column in ("date", "words")
    return (
        f'<th scope="col" class="{column}"{sort}>'
        f"<button {_look(Look(column, descending))}>{_COLUMNS[column]}</button></th>"
    )


def _look(look: Look) -> str:
    return (
        f'type="button" class="look" data-column="{look.column}" '
        f'data-descending="{str(look.descending).lower()}" data-page="{look.page}"'
    )


def title_button(head: ArticleHead) -> str:
    """Return the title of an article as a button that opens it."""
    return (
        f'<button type="button" class="whole" data-id="{escaped(head.id)}" dir="auto">'
        f"{escaped(head.title)}</button>"
    )


def _row(head: ArticleHead, together: int) -> str:
    """Return one row; `together` are the articles that would be removed with this one."""
    published = day(head.published) if head.published else "undated"
    what = "Remove" if together == 1 else "Remove file"
    which = escaped(head.title if together == 1 else head.path)
    remove = (
        '<td class="act"><button type="button" class="quiet remove" '
        f'data-path="{escaped(head.path)}" aria-label="{what} {which}">{what}</button></td>'
    )
    return (
        f'<tr><th scope="row" class="title" dir="auto">{title_button(head)}</th>'
        f'<td class="source" dir="auto">{escaped(head.source)}</td>'
        f'<td class="date">{published}</td><td class="words">{head.words:,}</td>'
        f"{remove if together else ''}</tr>"
    )


def _pager(count: int, look: Look, last: int) -> str:
    first = look.page * ROWS
    told = f"{first + 1:,} to {min(count, first + ROWS):,} of {count:,}"
    steps = ((look.page - 1, "Previous"), (look.page + 1, "Next"))
    buttons = "".join(
        f"<button {_look(dataclasses.replace(look, page=page)).replace('look', 'look quiet', 1)}>"
        f"{name}</button>"
        for page, name in steps
        if 0 <= page <= last
    )
    return f'<p class="pager"><span class="aside">{told}</span>{buttons}</p>'
