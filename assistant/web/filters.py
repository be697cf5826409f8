"""The form that limits the next questions: days of publication, sources, the as-of day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.schema import ArticleHead, Filters, IndexInfo
from assistant.web.markup import escaped

_MANY = 12


def form_html(info: IndexInfo) -> str:
    """Return the form, folded up; `filters.js` lists what is in force beside it."""
    return (
        '<div class="limiting"><details class="filters"><summary>Filters</summary>'
        f'<div class="form" role="group" aria-label="Filters">{_days(info)}'
        '<button type="button" class="quiet unlimit">Clear filters</button>'
        f"{_sources(info)}</div></details>"
        '<ul class="chips in-force" aria-label="Filters in force" aria-live="polite"></ul></div>'
    )


def within_html(heads: Sequence[ArticleHead], wanted: Filters | None) -> str:
    """Return how many of the articles filters let through; nothing where there are none."""
    if wanted is None:
        return ""
    count = sum(_passes(head, wanted) for head in heads)
    told = f"{count:,} of {len(heads):,} articles" if count else "No article is"
    return f'<p class="aside" role="status">{told} within these filters</p>'


def _passes(head: ArticleHead, wanted: Filters) -> bool:
    if wanted.sources and head.source not in wanted.sources:
        return False
    if not (wanted.since or wanted.until):
        return True
    first, last = wanted.since or date.min, wanted.until or date.max
    return head.published is not None and first <= head.published <= last


def _days(info: IndexInfo) -> str:
    first = info.first.isoformat() if info.first else ""
    last = info.last.isoformat() if info.last else ""
    return (
        '<div class="days">'
        + "".join(
            f'<label>{words}<input type="date" name="{name}" data-chip="{chip}" '
            f'min="{first}" max="{last if name != "as_of" else ""}"></label>'
            for name, words, chip in (
                ("since", "Published from", "From"),
                ("until", "Published until", "Until"),
                ("as_of", "Answer as of", "As of"),
            )
        )
        + "</div>"
    )


def _sources(info: IndexInfo) -> str:
    """Return a box to tick for every source, with its articles counted, the most first."""
    if len(info.sources) < 2:
        return ""
    boxes = "".join(
        f'<li><label><input type="checkbox" name="source" value="{escaped(name)}">'
        f'<span class="source" dir="auto">{escaped(name) or "No source"}</span> '
        f'<span class="count">{count:,}<span class="unseen"> '
        f"{'article' if count == 1 else 'articles'}</span></span></label></li>"
        for name, count in sorted(info.sources.items(), key=lambda item: (-item[1], item[0]))
    )
    find = (
        '<input type="search" class="find-source" placeholder="Find a source" '
        'aria-label="Find a source">'
    )
    return (
        f"<fieldset><legend>Sources</legend>{find if len(info.sources) > _MANY else ''}"
        f'<ul class="sources">{boxes}</ul></fieldset>'
    )
