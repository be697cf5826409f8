"""How results are printed.

Everything is rich Text: markup in an article is never interpreted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant import Answer, Article, Citation, IndexInfo, Passage, SyncReport

if TYPE_CHECKING:  # readers of files take half a second to load
    from assistant.corpus import FileContent

_WIDTH = 100
_PIPE_WIDTH = 160  # of a table
_LEAD_WORDS = 40
_MOST_ARTICLES = 5  # of one file
# An article may hold escape sequences; a terminal would obey them.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show_answer(answer: Answer, places: Mapping[int, str], undated: str = "") -> None:
    """Print the text with its marks, what each mark cites, the notes; leads if there is none.

    `places` tells the file and the line of a citation by its number; `undated` is the question to
    ask without its time words, if any.
    """
    text = _text(answer.text)
    for start, end in answer.highlights:
        text.stylize("bold", start, end)
    _print(text)
    for citation in answer.citations:
        place = f"p. {citation.page}" if citation.page else ""
        _show_evidence(f"[{citation.number}]", citation, f"“{citation.quote}”", place)
        if citation.number in places:
            _print(_text(places[citation.number], "dim"), indent=4)
    if answer.status == "not_found" and answer.passages:
        _print(_text("\nThe nearest passages:"))
        show_passages(answer.passages)
    for note in answer.notes:
        _print(_text(f"\nNote: {note.text}", "dim"))
    if undated:
        _print(_text(f"\nAsk again without the dates: “{undated}”"))


def show_passages(passages: Sequence[Passage]) -> None:
    """Print a numbered list: title, who and when, the first words."""
    for number, passage in enumerate(passages, start=1):
        _show_evidence(f"{number}.", passage, _first_words(passage.text))


def show_report(report: SyncReport, *, verbose: bool = False) -> None:
    """Print what a sync did; what failed, with the reason, and what is left out to standard error.

    What is left out is summed up, or named file by file.
    """
    named = [*report.failed, *(report.left_out if verbose else ())]
    for line in [f"{path}: {reason}" for path, reason in named]:
        sys.stderr.write(_plain(line).replace("\n", "\N{REPLACEMENT CHARACTER}") + "\n")
    show_notes(() if verbose else report.notes)
    counts = {name: getattr(report, name) for name in ("added", "changed", "removed", "unchanged")}
    told = [f"{count:,} {name}" for name, count in counts.items()]
    if report.failed:
        told.append(f"{len(report.failed):,} failed")
    _print(_text(f"Articles: {', '.join(told)} ({report.seconds:.1f} s)"))


def show_notes(notes: Iterable[str]) -> None:
    """Print what a sync has left out to standard error."""
    for line in notes:
        sys.stderr.write(_plain(line) + "\n")


def show_info(info: IndexInfo) -> None:
    """Print what an index holds, one fact a line."""
    days = f"{_day(info.first)} to {_day(info.last)}" if info.first and info.last else "none"
    facts = {
        "Articles": f"{info.articles:,}",
        "Passages": f"{info.passages:,}",
        "Published": days,
        "Sources": _counted(info.sources) or "none",
        "Size": f"{info.bytes / 1e6:,.1f} MB",
        "Recipe": info.recipe,
        "Generation": str(info.generation),
    }
    show_facts(facts)


def show_file(content: FileContent) -> None:
    """Print what was read from one file, each fact with the field or the place that tells it."""
    for place, article in enumerate(content.articles[:_MOST_ARTICLES]):
        show_facts(_facts(article, {} if place else content.origins))
        _print()
        _print(_text(_first_words(article.text)), indent=4)
        _print()
    if len(content.articles) > _MOST_ARTICLES:
        _print(_text(f"{len(content.articles) - _MOST_ARTICLES:,} more articles\n"))
    for problem in content.problems:
        _print(_text(f"{problem.path}: {problem.reason}"))


def _facts(article: Article, origins: Mapping[str, str]) -> dict[str, str]:
    facts = {
        "Title": ("title", article.title),
        "Author": ("author", article.author),
        "Source": ("source", article.source),
        "Published": ("date", _day(article.published)),
        "Address": ("url", article.url),
        "Language": ("language", article.language),
        "Words": ("", f"{len(article.text.split()):,}"),
    }
    told = {name: f"  ({origins[field]})" for name, (field, _) in facts.items() if field in origins}
    return {
        name: f"{fact}{told.get(name, '')}" if fact else "none" for name, (_, fact) in facts.items()
    }


def show_facts(facts: Mapping[str, str]) -> None:
    """Print facts by their names, one a line."""
    for name, fact in facts.items():
        _print(_text(f"{name + ':':12}{fact}"))


def show_table(headings: Sequence[str], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table: with lines on a terminal, words in columns in a pipe."""
    terminal = sys.stdout.isatty()
    table = Table(box=box.SIMPLE if terminal else None, pad_edge=terminal)
    for heading in headings:
        words = heading in (headings[0], "what it is")
        table.add_column(heading, justify="left" if words else "right")
    for row in rows:
        table.add_row(*row)
    console = Console(markup=False, emoji=False, highlight=False)
    if terminal:
        console.print(table)
        return
    console = Console(width=_PIPE_WIDTH, color_system=None, force_terminal=False)
    with console.capture() as captured:
        console.print(table)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _show_evidence(number: str, about: Citation | Passage, said: str, place: str = "") -> None:
    """Print `[1] Title — CNN, 16 June 2022`, and below it what it says and its address."""
    named = [part for part in (about.source, _day(about.published), place) if part]
    byline = f" — {', '.join(named)}" if named else ""
    _print()
    _print(Text.assemble(f"{number} ", _text(about.title, "bold"), _text(byline)))
    _print(_text(said), indent=4)
    if about.url:
        _print(_text(about.url, "dim"), indent=4)


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""


def _counted(counts: Mapping[str, int]) -> str:
    """Return the largest first: `cnn.com 80, bbc.com 12`; beyond ten, how many more there are."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    listed = [f"{name or 'unknown'} {count:,}" for name, count in ranked[:10]]
    more = [f"{len(ranked) - 10} more"] if len(ranked) > 10 else []
    return ", ".join(listed + more)


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words[:_LEAD_WORDS]) + (" …" if len(words) > _LEAD_WORDS else "")


def _plain(text: str) -> str:
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _text(text: str, style: str = "") -> Text:
    return Text(_plain(text), style=style)


def _print(text: Text | None = None, indent: int = 0) -> None:
    """Print to standard output: wrapped on a terminal, one line a paragraph in a pipe."""
    if not sys.stdout.isatty():
        sys.stdout.write(f"{' ' * indent}{text.plain if text else ''}\n")
        return
    console = Console(highlight=False, emoji=False, markup=False)
    console.width = min(console.width, _WIDTH)
    console.print(Padding(text, (0, 0, 0, indent)) if text and indent else text or "")
