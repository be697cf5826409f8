"""`assistant evaluate`: a table on standard output, a report on disk, requirements as exit code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli import options

if TYPE_CHECKING:
    from assistant import Settings
    from assistant.evaluation import Evaluation, Outcome, QuestionSet, RunComparison

_WORK = "evaluation"
_LISTED = 20  # problems, questions that got worse, and better; evaluation.json has all


def evaluate(
    questions: options.Questions,
    corpus: options.CorpusFolder = None,
    index: options.IndexFolder = None,
    work: options.WorkFolder = None,
    output: options.ReportFolder = None,
    limit: options.Limit = None,
    language_model: options.ModelName = None,
    compare: options.Compare = None,
    calibrate: options.Calibrate = False,
    require: options.Require = None,
) -> None:
    """Measure the answers to questions whose answers are known, and write a report."""
    from assistant import Settings
    from assistant.evaluation import files, read_baseline, read_requirement, read_set, write

    try:
        required = [read_requirement(text) for text in require or ()]
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    asked = read_set(questions)
    baseline = read_baseline(compare) if compare else None
    chosen = {"corpus": corpus, "index": index, "language_model": language_model}
    settings = Settings(**{name: value for name, value in chosen.items() if value})
    work = work or settings.index.parent / _WORK / asked.name
    if calibrate:
        _calibrate(asked, settings, work)
        return
    found = _measure(asked, settings, work, limit, baseline)
    write(output or work, files(found))
    _show(found, output or work)
    unmet = [told for each in required if (told := each.unmet(found.figures))]
    _tell(unmet)
    if unmet:
        raise typer.Exit(1)


def _calibrate(asked: QuestionSet, settings: Settings, work: Path) -> None:
    """Print the scale of the reader that is set, as a line for assistant.toml."""
    from assistant import open_assistant
    from assistant.cli.progress import progress
    from assistant.evaluation import settings_for

    with open_assistant(settings_for(asked, work, settings)) as assistant:
        with progress() as on_progress:
            assistant.sync(on_progress=on_progress)
        slope, intercept = assistant.reader_scale([each.question for each in asked.cases])
    typer.echo(f"reader_scale = [{slope}, {intercept}]")


def _measure(
    asked: QuestionSet,
    settings: Settings,
    work: Path,
    limit: int | None,
    baseline: Sequence[Outcome] | None,
) -> Evaluation:
    from assistant import open_assistant
    from assistant.cli.progress import progress
    from assistant.evaluation import (
        Evaluation,
        ask_all,
        compare_runs,
        estimate,
        settings_for,
        spread,
    )

    with open_assistant(settings_for(asked, work, settings)) as assistant:
        with progress() as on_progress:
            report = assistant.sync(on_progress=on_progress)
            outcomes, problems = ask_all(assistant, spread(asked.cases, limit), on_progress)
        articles = assistant.info().articles
    unread = [f"{path}: {reason}" for path, reason in report.failed]
    return Evaluation(
        name=asked.name,
        total=len(asked.cases),
        articles=articles,
        outcomes=tuple(outcomes),
        figures=tuple(estimate(outcomes)),
        problems=(*unread, *asked.problems, *problems),
        comparison=compare_runs(baseline, outcomes) if baseline is not None else None,
    )


def _show(found: Evaluation, folder: Path) -> None:
    from assistant.cli.display import show_table
    from assistant.evaluation import FIGURE_HEADINGS, figure_row

    _tell(found.problems[:_LISTED])
    if len(found.problems) > _LISTED:
        _tell([f"… and {len(found.problems) - _LISTED:,} more problems, in {folder}"])
    typer.echo(_line(found.summary) + "\n")
    show_table(FIGURE_HEADINGS, map(figure_row, found.figures))
    if found.comparison:
        _show_comparison(found.comparison)
    typer.echo(f"The report is in {folder}", err=True)


def _show_comparison(comparison: RunComparison) -> None:
    """Print how the figures moved, and the questions that moved most."""
    from assistant.cli.display import show_table
    from assistant.evaluation import DIFFERENCE_HEADINGS, change_line, difference_row

    typer.echo()
    show_table(DIFFERENCE_HEADINGS, map(difference_row, comparison.differences))
    for heading, changes in (("Worse", comparison.worse), ("Better", comparison.better)):
        typer.echo(f"\n{heading}: {len(changes):,} questions")
        for change in changes[:_LISTED]:
            typer.echo(_line(f"  {change_line(change)}"))


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(_line(line), err=True)


def _line(text: str) -> str:
    """Return text on one line; what a terminal would obey becomes a space."""
    return "".join(each if each.isprintable() else " " for each in text)
