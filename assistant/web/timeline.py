"""The evidence of an answer on a line of time: articles by date, cited ones marked, as links."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import leather

from assistant.schema import Answer, Citation, Passage
from assistant.web.conversation import Exchange
from assistant.web.markup import byline, showable

_WIDTH, _LANE, _AXIS = 400, 22, 64  # in units of the drawing, which is as wide as its column
_RADIUS = 7
_TOUCHING = 2.4 * _RADIUS / _WIDTH  # the share of the line within which two dots would touch
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Dot:
    """One dated article, and the citation or lead that opens it."""

    published: date
    kind: str
    index: int
    about: Citation | Passage


def timeline_html(exchange: Exchange) -> str:
    """Return the line of time, or nothing where fewer than two articles have a date."""
    dots = _dots(exchange.answer) if exchange.answer else []
    if len(dots) < 2:
        return ""
    cited = sum(dot.kind == "citation" for dot in dots)
    keys = (("key cited", cited, "cited"), ("key", len(dots) - cited, "also found"))
    legend = "".join(
        f'<span class="{kind}">{count} {words}</span>' for kind, count, words in keys if count
    )
    return (
        f'<figure class="timeline" role="group" aria-label="Timeline of the evidence">'
        f"{_svg(dots, exchange.number)}<figcaption>{legend}</figcaption></figure>"
    )


def _dots(answer: Answer) -> list[_Dot]:
    """Return each dated article once, a cited one by its first citation, oldest first."""
    found: dict[str, _Dot] = {}
    kinds: tuple[tuple[str, Sequence[Citation | Passage]], ...] = (
        ("citation", answer.citations),
        ("lead", answer.passages),
    )
    for kind, evidence in kinds:
        for index, about in enumerate(evidence):
            if about.published and len(found) < _MOST:
                found.setdefault(about.article_id, _Dot(about.published, kind, index, about))
    return sorted(found.values(), key=lambda dot: (dot.published, dot.about.article_id))


def _svg(dots: Sequence[_Dot], exchange: int) -> str:
    # Numbers of days: a date has no room before the year 1 and after 9999.
    days = [dot.published.toordinal() for dot in dots]
    room = max(2, (days[-1] - days[0]) // 8)
    left, right = days[0] - room, days[-1] + room
    lanes = _lanes([(day - left) / (right - left) for day in days])
    chart = leather.Chart()
    chart.add_x_scale(left, right)
    chart.add_y_scale(-0.5, max(lanes) + 0.5)
    chart.add_x_axis(ticks=sorted({days[0], days[-1]}), tick_formatter=_tick)
    chart.add_y_axis(ticks=[0], tick_formatter=lambda *_: "")
    points = leather.Series(list(zip(days, lanes, strict=True)))
    chart.add_series(points, _LinkedDots(dots, exchange))
    height = _AXIS + _LANE * (max(lanes) + 1)
    drawing = ET.Element("svg", {"viewBox": f"0 0 {_WIDTH} {height}"})
    drawing.append(chart.to_svg_group(_WIDTH, height))
    return ET.tostring(drawing, encoding="unicode", short_empty_elements=False)


def _tick(day: int, *_: int) -> str:
    value = date.fromordinal(day)
    return f"{value.day} {value:%b} {value.year}"


def _lanes(shares: Sequence[float]) -> list[int]:
    """Return the lowest lane for each dot in which none before it is touched."""
    ends: list[float] = []
    lanes = []
    for share in shares:
        lane = next((n for n, end in enumerate(ends) if share - end > _TOUCHING), len(ends))
        ends[lane : lane + 1] = [share]
        lanes.append(lane)
    return lanes


class _LinkedDots(leather.Dots):  # type: ignore[misc]
    """Dots that are links to the articles; the style sheet fills those that are cited."""

    def __init__(self, dots: Sequence[_Dot], exchange: int) -> None:
        super().__init__("#59615d", _RADIUS)
        self._links = dots
        self._exchange = exchange

    def to_svg(self, *where: Any) -> Any:
        """Return the dots, each within its link."""
        drawn = super().to_svg(*where)
        group = ET.Element("g", {"class": "dots"})
        base = {"x1": "0", "x2": str(where[0]), "y1": str(where[1]), "y2": str(where[1])}
        ET.SubElement(group, "line", {"class": "baseline", **base})
        for circle, dot in zip(list(drawn), self._links, strict=True):
            link = ET.SubElement(group, "a", _link(dot, self._exchange))
            # Room for a finger around the dot.
            ET.SubElement(link, "circle", {**circle.attrib, "class": "reach", "r": str(_LANE / 2)})
            link.append(circle)
        return group


def _link(dot: _Dot, exchange: int) -> dict[str, str]:
    by = byline(dot.about.source, dot.published)
    title = showable(dot.about.title)
    return {
        "href": f"#{dot.kind}-{exchange}-{dot.index}",
        "class": "dot cited" if dot.kind == "citation" else "dot",
        "data-kind": dot.kind,
        "data-exchange": str(exchange),
        "data-index": str(dot.index),
        "data-tip": title,
        "data-tip-by": showable(by),
        "aria-label": showable(f"{'Cited' if dot.kind == 'citation' else 'Also found'}: {by}, ")
        + title,
    }
