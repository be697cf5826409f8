"""The plots of a report: calibration, hits by rank, and seconds, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from assistant.evaluation.cases import CITED, Outcome
from assistant.evaluation.measures import (
    Bin,
    Estimate,
    could_be_answered,
    hits_by_rank,
    was_right,
)

_CALIBRATION, _HITS, _LATENCY = "calibration.svg", "hits.svg", "latency.svg"
PLOTS = frozenset({_CALIBRATION, _HITS, _LATENCY})


def plots(outcomes: Sequence[Outcome], found: Sequence[Estimate]) -> dict[str, str]:
    """Return the text of every plot that these outcomes allow, by file name."""
    drawn = {_CALIBRATION: _calibration(outcomes)}
    hits = hits_by_rank(outcomes)
    if hits:
        named = hits_by_rank([each for each in outcomes if each.group == CITED])
        lines = {"all questions": hits} | ({CITED: named} if named else {})
        title, ticks = "The article is among the first k", [rank for rank, _ in hits]
        drawn[_HITS] = _drawn("lines", title=title, axis="k", ticks=ticks, lines=lines)
    seconds = [each for each in found if each.name.endswith((".p50", ".p95"))]
    if seconds:
        rows = [(each.name.replace(".", " "), 1000 * each.value) for each in seconds]
        drawn[_LATENCY] = _drawn("bars", title="Milliseconds, by stage", rows=rows)
    return drawn


def _calibration(outcomes: Sequence[Outcome]) -> str:
    lines = {
        what: [(each.confidence, each.right) for each in bins]
        for what, bins in reliability(outcomes).items()
    }
    return _drawn(
        "lines",
        title="What confidence promised, and what was so",
        axis="confidence",
        ticks=[0, 0.25, 0.5, 0.75, 1],
        lines={**lines, "perfect": [(0, 0), (1, 1)]},
    )


def _drawn(kind: str, **about: Any) -> str:
    folder = FileSystemLoader(Path(__file__).parent)
    templates = Environment(loader=folder, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return templates.get_template(f"{kind}.svg.jinja").render(about)


def reliability(outcomes: Sequence[Outcome]) -> dict[str, list[Bin]]:
    """Return by tenths of confidence what it promised and what was so, of what it is asked."""
    return {
        "the articles say it": could_be_answered(outcomes),
        "the answer given was right": was_right(outcomes),
    }
