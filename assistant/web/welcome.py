"""What an empty conversation shows: what is in here, and questions to start with."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import IndexInfo
from assistant.web.below import counted
from assistant.web.markup import day, escaped


def welcome_html(info: IndexInfo, examples: Sequence[str], models: str = "") -> str:
    """Return what an empty conversation shows: what is in here, questions, and what words them."""
    buttons = "".join(
        f'<li><button type="button" class="example" data-question="{escaped(example)}" dir="auto">'
        f"{escaped(example)}</button></li>"
        for example in examples
    )
    tries = f'<ul class="examples" aria-label="Example questions">{buttons}</ul>' if buttons else ""
    return _welcome(f'<p class="holdings">{escaped(holdings(info))}</p>{tries}{models}')


def cannot_start_html(problem: str) -> str:
    """Return what an empty conversation shows when there is nothing to ask yet, and what to do."""
    return _welcome(f'<p class="problem" role="alert">{escaped(problem)}</p>')


def holdings(info: IndexInfo) -> str:
    """Return what an index holds in one line: `12 articles from 5 sources, 2020 to 2024`."""
    parts = counted(info.articles, "article")
    if info.sources:
        parts += f" from {counted(len(info.sources), 'source')}"
    if info.first and info.last:
        parts += f", {day(info.first)} to {day(info.last)}"
    return parts


def _welcome(inside: str) -> str:
    return (
        '<div class="welcome"><h2>Ask the articles</h2>'
        "<p>Every sentence of an answer points at the place that says it. "
        f"When the articles do not say, you are told so.</p>{inside}</div>"
    )
