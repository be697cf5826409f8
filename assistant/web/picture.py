"""The picture of the corpus on an empty conversation: its outlets, and its articles over time."""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.schema import ArticleHead, IndexInfo
from assistant.web.markup import NOTHING, Html, Template

OUTLETS_NAMED = 5
_BARS = range(4, 25)  # fewer show nothing, more are too thin for a phone
_PERIODS = {"month": 1, "quarter": 3, "year": 12, "decade": 120}  # in months
_PICTURE = Template("picture.html")


@dataclass(frozen=True, slots=True)
class Bar:
    """How many articles were published in a period; `share` is their part of the highest bar."""

    period: str
    count: int
    share: float


class Picture:
    """The picture, drawn anew when the index has changed."""

    def __init__(self) -> None:
        self._drawn: tuple[IndexInfo, Html] | None = None

    def html(self, info: IndexInfo, heads: Callable[[], Sequence[ArticleHead]]) -> Html:
        """Return the picture of what the index holds; `heads` are only read to draw it."""
        drawn = self._drawn
        if drawn is None or drawn[0] != info:
            self._drawn = drawn = info, picture_html(info.sources, heads())
        return drawn[1]


def picture_html(sources: Mapping[str, int], heads: Sequence[ArticleHead]) -> Html:
    """Return the outlets with most articles, bars over time, and how many articles are undated."""
    if not heads:
        return NOTHING
    outlets = sorted(sources.items(), key=lambda item: (-item[1], item[0]))
    named, more = outlets[:OUTLETS_NAMED], len(outlets[OUTLETS_NAMED:])
    days = [head.published for head in heads if head.published]
    unit, bars = bars_of(days)
    return _PICTURE("picture", named, more, unit, bars, len(heads) - len(days))


def bars_of(days: Sequence[date]) -> tuple[str, list[Bar]]:
    """Return the shortest period that makes few enough bars, and these; without bars, none."""
    months = Counter(day.year * 12 + day.month - 1 for day in days)
    for unit, width in _PERIODS.items():
        counts = Counter[int]()
        for month, count in months.items():
            counts[month // width] += count
        if counts and max(counts) - min(counts) + 1 in _BARS:
            periods = range(min(counts), max(counts) + 1)
            most = max(counts.values())
            return unit, [
                Bar(_told(each * width, width), counts[each], counts[each] / most)
                for each in periods
            ]
    return "", []


def _told(month: int, width: int) -> str:
    """Return a period in words: `March 2024`, `January to March 2024`, `2024`, `2020 to 2029`."""
    last = month + width - 1
    names = dict.fromkeys(month_name[each % 12 + 1] for each in (month, last))
    if width < 12:
        return f"{' to '.join(names)} {month // 12}"
    return " to ".join(dict.fromkeys(str(each // 12) for each in (month, last)))
