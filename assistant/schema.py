"""The nouns of the assistant: frozen dataclasses that every module and interface shares."""

from __future__ import annotations

import dataclasses
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from assistant.text.dates import DateRange as DateRange  # one of the nouns too

NOT_FOUND_TEXT = "The articles do not say."


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article; `text` is exactly what every character offset counts in.

    `language` is an ISO 639-1 code, as its file says or as it was told when the article was
    indexed; "" where it is not known. `pages` are the offsets at which the pages of a paged file
    begin in the text.
    """

    id: str
    title: str
    text: str
    source: str = ""
    author: str = ""
    published: date | None = None
    url: str = ""
    path: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    pages: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that an offset in the text is on, or None."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """An indexed article without its text; `path` is its file, relative to the folder."""

    id: str
    title: str
    source: str = ""
    published: date | None = None
    url: str = ""
    path: str = ""
    words: int = 0
    metadata: Mapping[str, str] = field(default_factory=dict)
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Whole sentences of one article: `article.text[start:end] == text`.

    `score` orders the list it came in and says nothing across questions.
    """

    id: str
    article_id: str
    title: str
    source: str = ""
    published: date | None = None
    url: str = ""
    text: str
    start: int
    end: int
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One checked pointer from a span of the answer to a span of an article.

    `quote` is the article's `text` or `title` (see `part`) from `start` to `end`; the span
    `answer_start` to `answer_end` of the answer's text is what it supports; `digest` names the
    article version, so that the offsets can be validated again later; `page` is the number of the
    page of a paged file on which the quote begins.
    """

    number: int
    article_id: str
    title: str
    source: str = ""
    published: date | None = None
    url: str = ""
    quote: str
    part: Literal["text", "title"] = "text"
    start: int
    end: int
    answer_start: int
    answer_end: int
    support: float = 1.0
    digest: str = ""
    page: int | None = None

    def _repr_html_(self) -> str:
        """Show the headline and the quote in a notebook."""
        from assistant.notebook import citation_as_html

        return citation_as_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark beside an answer, never part of its text.

    `kind` says what it is about: `"as_of"`, `"dates"`, `"history"`, `"differ"`, `"sources"`,
    `"missing"`, `"undated"`, `"spelling"`, `"language"` or `"model"`.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A sentence that verification refused, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the records of the index say, as of which articles.

    `kind` is `"count"` (of articles), `"mentions"`, `"articles"`, `"author"`, `"published"` (an ISO
    date), `"source"` or `"headline"`; `value` is empty where the record does not say.
    """

    kind: str
    value: str
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of a list or a timeline, with the numbers of the citations that bear it out."""

    text: str
    citations: Sequence[int] = ()

    def __post_init__(self) -> None:
        """Accept any sequence of numbers."""
        object.__setattr__(self, "citations", tuple(self.citations))


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What may be searched at all: inclusive dates and sources.

    Undated articles fail a date, unless `undated` lets them pass one that is only `until`.
    """

    since: date | None = None
    until: date | None = None
    sources: Sequence[str] = ()
    undated: bool = False

    def __post_init__(self) -> None:
        """Accept any sequence of sources."""
        object.__setattr__(self, "sources", tuple(self.sources))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found: text whose sentences carry citations, or an honest `not_found`.

    The first `checked` characters of `text` are final; in a stream the last answer is complete.
    `highlights` are (start, end) spans of `text` that hold the short answer; `items` are what a
    list or a timeline consists of, in its order; `usage` counts the calls of a language model, and
    the tokens of its prompts and replies. `version` is that of the form of `to_dict()`: it counts
    up where a key goes or changes its meaning; keys that are added leave it as it is.
    """

    text: str
    status: Literal["answered", "not_found"]
    citations: tuple[Citation, ...] = ()
    passages: tuple[Passage, ...] = ()
    question: str = ""
    as_of: date | None = None
    date_range: DateRange | None = None
    confidence: float = 0.0
    answerer: str = "quotes"
    highlights: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    items: tuple[Item, ...] = ()
    checked: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    usage: Mapping[str, int] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    version: Literal[1] = 1

    def to_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers; dates as ISO 8601 strings."""
        plain: dict[str, Any] = _plain(dataclasses.asdict(self))
        return plain

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Answer:
        """Return the answer that `to_dict()` gave; keys that are not known are left out.

        Raises ValueError for a later version, which may mean something else by what is known.
        """
        if plain.get("version", 1) != 1:  # written before there were versions: the first
            raise ValueError(f"An answer of version {plain['version']!r}; only 1 can be read here.")
        values = _known(cls, plain)
        for name, kind in _LISTS.items():
            values[name] = tuple(kind(**_known(kind, each)) for each in plain.get(name, ()))
        values["facts"] = tuple(
            Fact(**_known(Fact, each) | {"article_ids": tuple(each.get("article_ids", ()))})
            for each in plain.get("facts", ())
        )
        values["highlights"] = tuple((first, last) for first, last in plain.get("highlights", ()))
        span = plain.get("date_range")
        values["date_range"] = DateRange(**_known(DateRange, span)) if span else None
        return cls(**values)

    def to_json(self) -> str:
        """Return `to_dict()` as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    def to_markdown(self) -> str:
        """Return the answer with its `[n]` marks and a numbered list of what they cite."""
        from assistant.markdown import answer_to_markdown

        return answer_to_markdown(self)

    def _repr_html_(self) -> str:
        """Show the answer and what it cites in a notebook."""
        from assistant.notebook import answer_as_html

        return answer_as_html(self)


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation; `answer` is an Answer or its text."""

    question: str
    answer: Answer | str = ""

    @property
    def answer_text(self) -> str:
        """The words that were answered."""
        return self.answer if isinstance(self.answer, str) else self.answer.text


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What a sync did: numbers of articles, and every file or record that failed with a reason.

    `left_out` names what was not even tried, such as pictures, and why; `notes` sum it up in a
    line for each reason.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    seconds: float = 0.0
    left_out: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long job is: `done` of `total` in one stage ("reading", "embedding", ...).

    `item` names the file at hand, where there is one.
    """

    stage: str
    done: int
    total: int
    item: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexInfo:
    """What an index holds: counts, dates of publication, size on disk in bytes, how it was made."""

    articles: int
    passages: int
    sources: Mapping[str, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    bytes: int = 0
    recipe: str = ""
    generation: int = 0


_LISTS = {
    "citations": Citation,
    "passages": Passage,
    "notes": Note,
    "rejected": Rejected,
    "items": Item,
}
_DATES = {"published", "as_of", "since", "until"}


def _known(kind: Any, plain: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that a type knows, the dates among them read."""
    names = {field.name for field in dataclasses.fields(kind)} & plain.keys()
    return {
        name: date.fromisoformat(plain[name]) if name in _DATES and plain[name] else plain[name]
        for name in names
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
