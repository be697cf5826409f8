"""What a question is limited to: days of publication, sources, and the day it is asked as of."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.schema import Filters
from assistant.web.markup import day, escaped, showable

_SOURCES_NAMED = 2
_MOST_SOURCES = 1_000  # that a browser may send
NAMES = frozenset({"since", "until", "as_of", "sources"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one question; by default there are none."""

    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    sources: tuple[str, ...] = ()

    @classmethod
    def read(cls, data: object, known: Collection[str] = ()) -> Limits:
        """Return the limits that a browser sent; what is no date or no list limits nothing.

        `known` are all sources; one that cannot be shown as it is written came back as shown.
        """
        if not isinstance(data, dict):
            return cls()
        named = data.get("sources")
        sources = named[:_MOST_SOURCES] if isinstance(named, list) else []
        written = {showable(source): source for source in known}
        return cls(
            since=_date(data.get("since")),
            until=_date(data.get("until")),
            as_of=_date(data.get("as_of")),
            sources=tuple(written.get(name, name) for name in sources if isinstance(name, str)),
        )

    def plain(self) -> dict[str, object]:
        """Return what `read` reads."""
        days = {name: getattr(self, name) for name in ("since", "until", "as_of")}
        plain = {name: day.isoformat() for name, day in days.items() if day}
        return {**plain, "sources": list(self.sources)}

    def filters(self) -> Filters | None:
        """Return what may be searched, or None when everything may.

        Who asks as of a day does not want to read what was published after it.
        """
        until = min((day for day in (self.until, self.as_of) if day), default=None)
        if not (self.since or until or self.sources):
            return None
        return Filters(since=self.since, until=until, sources=self.sources)

    def without(self, names: Collection[str]) -> Limits:
        """Return these limits without some: `{"since", "until"}`."""
        nothing = Limits()
        return dataclasses.replace(
            self, **{name: getattr(nothing, name) for name in names if name in NAMES}
        )

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield each limit in force, by name, in the words of a chip."""
        if self.since:
            yield "since", f"From {day(self.since)}"
        if self.until:
            yield "until", f"Until {day(self.until)}"
        if self.sources:
            names = [name or "No source" for name in self.sources]
            more = len(names) - _SOURCES_NAMED
            yield "sources", ", ".join(names[:_SOURCES_NAMED]) + (f" + {more}" if more > 0 else "")
        if self.as_of:
            yield "as_of", f"As of {day(self.as_of)}"


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way to be answered; an empty one asks nothing."""

    question: str = ""
    limits: Limits = NO_LIMITS


def chips_html(limits: Limits, exchange: int) -> str:
    """Return the limits of one exchange; a click on one asks again without it."""
    chips = "".join(
        f'<li><button type="button" class="chip" data-without="{name}" '
        f'data-exchange="{exchange}" dir="auto" '
        f'aria-label="{escaped(words)}: ask again without this limit">{escaped(words)}'
        "</button></li>"
        for name, words in limits.told()
    )
    return f'<ul class="chips" aria-label="Limited to">{chips}</ul>' if chips else ""


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
