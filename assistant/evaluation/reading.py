"""Where a set of questions is read from: a folder of JSON Lines, or one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.evaluation.cases import Case, EvaluationError, QuestionSet
from assistant.evaluation.records import read_records
from assistant.evaluation.sheets import read_sheet


def read_set(path: Path) -> QuestionSet:
    """Read a folder with `questions.jsonl` and perhaps `articles.jsonl[.gz]`, or a CSV file.

    A question that cannot be read becomes a problem that names its file and line, and the others
    are kept; EvaluationError if there are none.
    """
    file = path / "questions.jsonl" if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{file} cannot be read: {error.strerror or error}.") from None
    reader = read_sheet if file.suffix.lower() == ".csv" else read_records
    cases, problems = reader(file.name, data)
    if not cases:
        told = f": {problems[0]}" if problems else ""
        raise EvaluationError(f"{file} holds no question that can be asked{told}.")
    return QuestionSet(
        name=path.resolve().name.removesuffix(file.suffix) if path == file else path.resolve().name,
        cases=_distinct(cases, problems),
        articles=_articles(path),
        problems=tuple(problems),
    )


def _articles(path: Path) -> Path | None:
    files = (path / name for name in ("articles.jsonl", "articles.jsonl.gz"))
    return next((file for file in files if file.is_file()), None)


def _distinct(cases: Sequence[Case], problems: list[str]) -> tuple[Case, ...]:
    """Keep the first of several questions with the same id; comparing goes by the id."""
    kept: dict[str, Case] = {}
    for case in cases:
        if case.id in kept:
            problems.append(f"{case.place}: repeats the question {case.id!r} and is left out")
        kept.setdefault(case.id, case)
    return tuple(kept.values())
