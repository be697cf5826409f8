"""What a question is limited to: days of publication, sources, and the day it is asked as of."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.schema import ArticleHead, Filters, IndexInfo
from assistant.web.markup import NOTHING, Html, Template, long_date, showable

_SOURCES_NAMED = 2
_MANY = 12  # sources, among which one is found by typing
_MOST_SOURCES = 1_000  # that a browser may send
_DAYS = ("since", "until", "as_of")
_LIMITS = Template("limits.html")


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
            **{name: _date(data.get(name)) for name in _DAYS},
            sources=tuple(written.get(name, name) for name in sources if isinstance(name, str)),
        )

    def plain(self) -> dict[str, object]:
        """Return what `read` reads."""
        days = {name: getattr(self, name) for name in _DAYS}
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
        known = {*_DAYS, "sources"}.intersection(names)
        return dataclasses.replace(self, **{name: getattr(NO_LIMITS, name) for name in known})

    def told(self) -> Iterator[tuple[str, str]]:
        """Yield each limit in force, by name, in the words of a chip."""
        if self.since:
            yield "since", f"From {long_date(self.since)}"
        if self.until:
            yield "until", f"Until {long_date(self.until)}"
        if self.sources:
            names = [name or "No source" for name in self.sources]
            more = len(names) - _SOURCES_NAMED
            yield "sources", ", ".join(names[:_SOURCES_NAMED]) + (f" + {more}" if more > 0 else "")
        if self.as_of:
            yield "as_of", f"As of {long_date(self.as_of)}"


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Asking:
    """A question on its way to be answered; an empty one asks nothing."""

    question: str = ""
    limits: Limits = NO_LIMITS


def form_html(info: IndexInfo) -> Html:
    """Return the form, folded up; `filters.js` lists what is in force beside it."""
    sources = sorted(info.sources.items(), key=lambda item: (-item[1], item[0]))
    many = len(sources) > _MANY
    return _LIMITS("form", info.first, info.last, sources, many)


def within_html(heads: Sequence[ArticleHead], wanted: Filters | None) -> Html:
    """Return how many of the articles filters let through; nothing where there are none."""
    if wanted is None:
        return NOTHING
    return _LIMITS("within", sum(_passes(head, wanted) for head in heads), len(heads))


def _passes(head: ArticleHead, wanted: Filters) -> bool:
    if wanted.sources and head.source not in wanted.sources:
        return False
    if not (wanted.since or wanted.until):
        return True
    first, last = wanted.since or date.min, wanted.until or date.max
    return head.published is not None and first <= head.published <= last


def _date(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
