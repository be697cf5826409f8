"""An evaluation as JSON, as Markdown, and as files on disk."""

from __future__ import annotations

import json
import re
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.evaluation.cases import Outcome
from assistant.evaluation.chains import conversations
from assistant.evaluation.comparison import Change, Difference, RunComparison
from assistant.evaluation.measures import Estimate, could_be_answered, is_missed, was_right
from assistant.evaluation.plots import PLOTS, plots, reliability
from assistant.schema import NOT_FOUND_TEXT

_JSON = "evaluation.json"
_MARKDOWN = "report.md"
_LISTED = 30  # questions in one list of the Markdown report
_CHARACTERS = 240  # of an answer in such a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Everything that was found out; `total` is how many questions the set has."""

    name: str
    total: int
    articles: int
    outcomes: tuple[Outcome, ...]
    figures: tuple[Estimate, ...]
    problems: tuple[str, ...] = ()
    comparison: RunComparison | None = None

    @property
    def summary(self) -> str:
        """What was asked of what, in one line."""
        cited = [one for each in self.outcomes for one in each.citations]
        wrong = sum(not each.exact for each in cited)
        return (
            f"{self.name}: {len(self.outcomes):,} of {self.total:,} questions over "
            f"{self.articles:,} articles; {len(cited):,} citations, {wrong:,} of them not exact"
        )


def files(found: Evaluation) -> dict[str, str]:
    """Return the text of every file of a report, by its name."""
    drawn = plots(found.outcomes, found.figures)
    return {_JSON: _json(found), _MARKDOWN: _markdown(found, drawn), **drawn}


def write(folder: Path, texts: Mapping[str, str]) -> None:
    """Put the files of a report into a folder, each whole or not at all.

    Plots of an earlier report that this one has not are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".") as part:
        for name, text in texts.items():
            (Path(part) / name).write_text(text, encoding="utf-8", errors="replace")
        for name in texts:
            (Path(part) / name).replace(folder / name)
    for name in PLOTS - set(texts):
        (folder / name).unlink(missing_ok=True)


def _json(found: Evaluation) -> str:
    record: dict[str, Any] = {
        "format": 1,
        "set": found.name,
        "asked": len(found.outcomes),
        "total": found.total,
        "articles": found.articles,
        "problems": found.problems,
        "figures": {each.name: asdict(each) for each in found.figures},
        "calibration": {
            "could_be_answered": [asdict(each) for each in could_be_answered(found.outcomes)],
            "was_right": [asdict(each) for each in was_right(found.outcomes)],
        },
        "comparison": asdict(found.comparison) if found.comparison else None,
        "questions": [each.to_dict() for each in found.outcomes],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _markdown(found: Evaluation, drawn: Mapping[str, str]) -> str:
    parts = [
        f"# Evaluation of {_text(found.name)}",
        f"{_text(found.summary)}. Intervals are 95 % bootstraps over questions.",
        _table(FIGURE_HEADINGS, map(figure_row, found.figures)),
        *(f"![{name.removesuffix('.svg')}]({name})" for name in drawn),
        _bins(found.outcomes),
    ]
    if found.comparison:
        parts += _compared(found.comparison)
    parts += _kinds(found.outcomes)
    parts += _listed("Conversations", list(map(_conversation, _chains(found.outcomes))))
    parts += _listed("Not right", [_miss(each) for each in found.outcomes if is_missed(each)])
    parts += _listed("Not read, not asked or not found", [_text(each) for each in found.problems])
    return "\n\n".join(parts) + "\n"


def figure_row(figure: Estimate) -> tuple[str, ...]:
    """Return the cells of a figure, as `FIGURE_HEADINGS` names them."""
    value = _number(figure.value)
    return figure.name, value, _between(figure.interval), f"{figure.count:,}", figure.label


def difference_row(each: Difference) -> tuple[str, ...]:
    """Return the cells of a difference, as `DIFFERENCE_HEADINGS` names them."""
    moved, limits = f"{each.now - each.before:+.3f}", _between(each.interval)
    values = _number(each.before), _number(each.now)
    return each.name, *values, moved, limits, f"{each.better}", f"{each.worse}"


FIGURE_HEADINGS = ("figure", "value", "95 % interval", "questions", "what it is")
DIFFERENCE_HEADINGS = ("figure", "before", "now", "difference", "95 % interval", "better", "worse")


def _number(value: float) -> str:
    """Return a number with three digits after the point, or one where it is large."""
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def _between(limits: tuple[float, float] | None) -> str:
    """Return an interval as text."""
    return f"{_number(limits[0])} to {_number(limits[1])}" if limits else ""


def _bins(outcomes: Sequence[Outcome]) -> str:
    rows = [
        (what, f"{each.count:,}", f"{each.confidence:.2f}", f"{each.right:.2f}")
        for what, bins in reliability(outcomes).items()
        for each in bins
    ]
    return _table(("of confidence", "questions", "it promised", "was so"), rows)


def _compared(comparison: RunComparison) -> Iterator[str]:
    yield "## Compared with the baseline"
    alone = (comparison.only_before, comparison.only_now)
    yield f"Questions only in the baseline: {alone[0]:,}; only here: {alone[1]:,}."
    yield _table(DIFFERENCE_HEADINGS, map(difference_row, comparison.differences))
    yield from _listed("Worse", [_text(change_line(each)) for each in comparison.worse])
    yield from _listed("Better", [_text(change_line(each)) for each in comparison.better])


def change_line(change: Change) -> str:
    """Return a question with the scores that moved: `Who? (hit@1 1 → 0)`."""
    moved = (f"{name} {old:.3g} → {new:.3g}" for name, (old, new) in change.moved.items())
    return f"{change.question} ({', '.join(moved)})"


def _miss(outcome: Outcome) -> str:
    between = ", " if "item_recall" in outcome.scores else " | "
    expected = between.join(outcome.expected) if outcome.answerable else NOT_FOUND_TEXT
    lacking = f"\n  - missing: {_text(', '.join(outcome.missing))}" if outcome.missing else ""
    asked = f"{_text(outcome.question)}\n  - expected: {_text(expected) or 'an answer'}{lacking}"
    return f"{asked}\n  - said, with confidence {outcome.confidence}: {_said(outcome)}"


def _said(outcome: Outcome) -> str:
    return _text(textwrap.shorten(outcome.answer, _CHARACTERS, placeholder=" …"))


def _kinds(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield a table of the kinds of questions, where the set names any."""
    kinds = sorted({each.kind for each in outcomes if each.kind})
    rows = []
    for kind in kinds:
        of_kind = [each for each in outcomes if each.kind == kind]
        right = sum(not is_missed(each) for each in of_kind)
        refused = sum(each.status == "not_found" for each in of_kind)
        rows.append((_text(kind), f"{len(of_kind):,}", f"{right:,}", f"{refused:,}"))
    if rows:
        yield "## Kinds of questions"
        yield _table(("kind", "questions", "right", "refused"), rows)


def _chains(outcomes: Sequence[Outcome]) -> list[tuple[Outcome, ...]]:
    return [turns for turns in conversations(outcomes) if turns[0].chain]


def _conversation(turns: Sequence[Outcome]) -> str:
    right = sum(not is_missed(each) for each in turns)
    lines = [f"{_text(turns[0].chain)}: {right} of {len(turns)} turns right"]
    for each in turns:
        verdict = "wrong" if is_missed(each) else "right"
        lines.append(f"  - {verdict}: {_text(each.question)} — {_said(each)}")
    return "\n".join(lines)


def _listed(heading: str, lines: Sequence[str]) -> list[str]:
    """Return a list under its heading; nothing where it is empty."""
    more = [f"… and {len(lines) - _LISTED:,} more, in {_JSON}"] if len(lines) > _LISTED else []
    items = "\n".join(f"- {line}" for line in [*lines[:_LISTED], *more])
    return [f"## {heading}: {len(lines):,}", items] if lines else []


def _table(headings: Sequence[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _text(text: str) -> str:
    """Return text on one line that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>|#~$])", r"\\\1", " ".join(text.split()))
