"""What an update of the index is doing and did, and what became of each file that was brought."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.schema import ArticleHead, SyncReport
from assistant.web.articles import title_button
from assistant.web.markup import escaped
from assistant.web.updating import Update
from assistant.web.uploads import Received

PROBLEMS_SHOWN = 20
TITLES_SHOWN = 3


def update_html(
    update: Update, received: Sequence[Received] = (), heads: Sequence[ArticleHead] = ()
) -> str:
    """Return what became of each file that was brought, and how far the update is.

    Of `heads`, the articles of these files can be opened from here.
    """
    files = "".join(
        _received(each, [head for head in heads if head.path == each.path]) for each in received
    )
    listed = f'<ul class="received" aria-label="Files">{files}</ul>' if files else ""
    return f'<div class="update" role="status">{listed}{_update(update)}</div>'


def problem_html(problem: str) -> str:
    """Return a problem in one line."""
    return f'<p class="problem" role="alert">{escaped(problem)}</p>'


def _received(received: Received, heads: Sequence[ArticleHead]) -> str:
    name = f'<b dir="auto">{escaped(received.name)}</b>'
    if received.problem:
        return f'<li class="refused">{name}: {escaped(received.problem)}</li>'
    listed = "".join(f"<p>{title_button(head)}</p>" for head in heads[:TITLES_SHOWN])
    return f"<li>{name}: kept as {escaped(received.path)}{listed}</li>"


def _update(update: Update) -> str:
    if update.problem:
        return problem_html(update.problem)
    if update.running:
        progress = update.progress
        if progress is None or not progress.total:
            return '<p class="aside">Looking at the folder</p><progress></progress>'
        told = f"{progress.stage.capitalize()}: {progress.done:,} of {progress.total:,}"
        return (
            f'<p class="aside">{escaped(told)}</p><progress max="{progress.total}" '
            f'value="{progress.done}" aria-label="{escaped(told)}"></progress>'
        )
    return _report(update.report) if update.report else ""


def _report(report: SyncReport) -> str:
    counts = [(report.added, "added"), (report.changed, "changed"), (report.removed, "removed")]
    told = [f"{number:,} {what}" for number, what in counts if number]
    failed = "".join(
        f'<li class="refused"><b dir="auto">{escaped(path)}</b>: {escaped(reason)}</li>'
        for path, reason in report.failed[:PROBLEMS_SHOWN]
    )
    more = len(report.failed) - PROBLEMS_SHOWN
    rest = f"<li>and {more:,} more</li>" if more > 0 else ""
    listed = f'<ul class="received" aria-label="Not read">{failed}{rest}</ul>' if failed else ""
    what = f"Articles: {', '.join(told)}." if told else "Nothing has changed."
    return f'<p class="aside done">Up to date. {what}</p>{listed}'
