"""The plots of a report as SVG files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import leather

from assistant.evaluation.cases import CITED
from assistant.evaluation.measures import Bin, Figure, could_be_answered, hits_by_rank, was_right
from assistant.evaluation.outcomes import Outcome

CALIBRATION = "calibration.svg"
HITS = "hits.svg"
LATENCY = "latency.svg"
NAMES = (CALIBRATION, HITS, LATENCY)

_GREY, _BLUE, _ORANGE = "#999999", "#1f77b4", "#d95f02"
_SIZE = {"width": 700, "height": 420}

Point = tuple[float, float]


def plots(outcomes: Sequence[Outcome], found: Sequence[Figure]) -> dict[str, str]:
    """Return the text of every plot that these outcomes allow, by file name."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    drawn = _charts(outcomes, found)
    return {name: f"{head}\n{chart.to_svg(**_SIZE)}\n" for name, chart in drawn}


def _charts(
    outcomes: Sequence[Outcome], found: Sequence[Figure]
) -> Iterator[tuple[str, leather.Chart]]:
    yield CALIBRATION, _calibration(outcomes)
    if hits_by_rank(outcomes):
        yield HITS, _hits(outcomes)
    seconds = [each for each in found if each.name.endswith((".p50", ".p95"))]
    if seconds:
        yield LATENCY, _latency(seconds)


def _calibration(outcomes: Sequence[Outcome]) -> leather.Chart:
    chart = leather.Chart("What confidence promised, and what was so")
    chart.add_line([(0, 0), (1, 1)], name="perfect", stroke_color=_GREY, width=1)
    _add(chart, "the articles say it", _points(could_be_answered(outcomes)), _BLUE)
    _add(chart, "the answer given was right", _points(was_right(outcomes)), _ORANGE)
    _from_0_to_1(chart)
    chart.add_x_axis(name="confidence")
    chart.add_y_axis(name="share of questions")
    return chart


def _points(bins: Sequence[Bin]) -> list[Point]:
    return [(each.confidence, each.right) for each in bins]


def _hits(outcomes: Sequence[Outcome]) -> leather.Chart:
    chart = leather.Chart("The article is among the first k")
    named = [each for each in outcomes if each.group == CITED]
    _add(chart, "all questions", _shares(outcomes), _BLUE)
    _add(chart, CITED, _shares(named), _ORANGE)
    chart.add_x_scale(1, 10)
    chart.add_y_scale(0, 1)
    chart.add_x_axis(ticks=list(range(1, 11)), name="k")
    chart.add_y_axis(name="share of questions")
    return chart


def _shares(outcomes: Sequence[Outcome]) -> list[Point]:
    return [(float(k), share) for k, share in hits_by_rank(outcomes)]


def _latency(seconds: Sequence[Figure]) -> leather.Chart:
    chart = leather.Chart("Milliseconds, by stage")
    bars = [(1000 * each.value, each.name.replace(".", " ")) for each in seconds]
    chart.add_bars(bars, fill_color=_BLUE)
    return chart


class _MarkedLine(leather.Line):  # type: ignore[misc]
    """A line with a dot at every point, so that a single point is seen, too."""

    def to_svg(self, *where: Any) -> Any:
        """Return the line's element with one more for its dots."""
        group = super().to_svg(*where)
        group.append(leather.Dots(self._stroke_color).to_svg(*where))
        return group


def _add(chart: leather.Chart, name: str, points: Sequence[Point], colour: str) -> None:
    if points:
        chart.add_series(leather.Series(points, name=name), _MarkedLine(colour))


def _from_0_to_1(chart: leather.Chart) -> None:
    chart.add_x_scale(0, 1)
    chart.add_y_scale(0, 1)
