"""Measuring the assistant on questions whose answers are known: `assistant evaluate`."""

from assistant.evaluation.cases import Case, EvaluationError, QuestionSet, spread
from assistant.evaluation.comparison import Comparison, compare, read_baseline
from assistant.evaluation.measures import Figure, figures
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.reading import read_set
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
from assistant.evaluation.requirements import Requirement, read_requirement
from assistant.evaluation.run import ask_all, settings_for

__all__ = [
    "DIFFERENCE_HEADINGS",
    "FIGURE_HEADINGS",
    "Case",
    "Comparison",
    "Evaluation",
    "EvaluationError",
    "Figure",
    "Outcome",
    "QuestionSet",
    "Requirement",
    "ask_all",
    "change_line",
    "compare",
    "difference_row",
    "figure_row",
    "figures",
    "files",
    "read_baseline",
    "read_requirement",
    "read_set",
    "settings_for",
    "spread",
    "write",
]
