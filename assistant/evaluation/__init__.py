"""Measuring the assistant on questions whose answers are known: `assistant evaluate`."""

from assistant.evaluation.cases import Case, EvaluationError, Outcome, QuestionSet
from assistant.evaluation.comparison import RunComparison, compare_runs, read_baseline
from assistant.evaluation.measures import Estimate, Requirement, estimate, read_requirement
from assistant.evaluation.questions import read_set
from assistant.evaluation.report import (
    DIFFERENCE_HEADINGS,
    FIGURE_HEADINGS,
    Evaluation,
    change_line,
    difference_row,
    figure_row,
    files,
    write,
)
from assistant.evaluation.run import ask_all, settings_for, spread

__all__ = [
    "DIFFERENCE_HEADINGS",
    "FIGURE_HEADINGS",
    "Case",
    "Estimate",
    "Evaluation",
    "EvaluationError",
    "Outcome",
    "QuestionSet",
    "Requirement",
    "RunComparison",
    "ask_all",
    "change_line",
    "compare_runs",
    "difference_row",
    "estimate",
    "figure_row",
    "files",
    "read_baseline",
    "read_requirement",
    "read_set",
    "settings_for",
    "spread",
    "write",
]
