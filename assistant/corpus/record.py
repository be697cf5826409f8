"""What a file says about an article, field by field, as an Article."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.corpus.content import FileContent, Problem
from assistant.corpus.dates import parse_date
from assistant.schema import Article

KNOWN_FIELDS = ("id", "title", "source", "author", "date", "published", "url")
_TITLE_WORDS = 12
_TITLE_CHARACTERS = 100


def one_article(path: str, place: str, text: str, fields: Mapping[str, str]) -> FileContent:
    """Return the article that stands at a place of a file; fields we do not know are metadata."""
    written = fields.get("date") or fields.get("published") or ""
    published = parse_date(written)
    article = Article(
        id=fields.get("id") or place,
        title=fields.get("title") or _first_words(text),
        text=text,
        source=fields.get("source", ""),
        author=fields.get("author", ""),
        published=published,
        url=fields.get("url", ""),
        path=path,
        metadata={name: value for name, value in fields.items() if name not in KNOWN_FIELDS},
    )
    undated = bool(written) and published is None
    return FileContent((article,), (_unreadable_date(place, written),) if undated else ())


def _first_words(text: str) -> str:
    """Make a title of the first words of a text that has none."""
    words = text[: _TITLE_CHARACTERS * 10].split()
    title = " ".join(words[:_TITLE_WORDS])[:_TITLE_CHARACTERS]
    return title if title == " ".join(text.split()) else f"{title}…"


def _unreadable_date(place: str, value: str) -> Problem:
    return Problem(
        place,
        f"the date {value[:60]!r} cannot be read, so the article is indexed without a date; "
        "write it as YYYY-MM-DD",
    )
