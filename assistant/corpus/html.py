"""Web pages: the article's text, and what the page says about it."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.corpus.content import FileContent, Problem, encodable, first_words, unreadable_date
from assistant.corpus.dates import parse_date
from assistant.corpus.decoding import NotUtf8, decode
from assistant.schema import Article

_Tree = Any  # lxml.html.HtmlElement, or None for nothing at all; lxml has no type information
_DATE_NAMES = ("article:published_time", "datepublished", "pubdate", "date", "dc.date")
# The extensive search makes 1 January of a copyright year a date of publication.
_DATE_SEARCH = {"original_date": True, "extensive_search": False}


def read_html(path: str, data: bytes) -> FileContent:
    """Read a `.html` file: one article, extracted by trafilatura."""
    try:
        page = decode(data)
    except NotUtf8 as error:
        return FileContent(problems=(Problem(path, str(error)),))
    try:
        return _read(path, page)
    except Exception as error:  # whatever a parser makes of a page must not stop the others
        reason = f"the page cannot be parsed: {str(error)[:200] or type(error).__name__}"
        return FileContent(problems=(Problem(path, reason),))


def _read(path: str, page: str) -> FileContent:
    tree = _tree(page)
    found = _extracted(tree)
    text = found.get("text") or _everything(tree)
    if not text.strip():
        return FileContent(problems=(Problem(path, "no article text was found in the page"),))
    published, problems = _date(path, tree, found.get("date") or "")
    article = Article(
        id=path,
        title=encodable(found.get("title") or "") or first_words(text),
        text=encodable(text),
        source=encodable(found.get("sitename") or found.get("hostname") or ""),
        author=encodable(found.get("author") or ""),
        published=published,
        url=encodable(found.get("url") or ""),
        path=path,
    )
    return FileContent((article,), problems)


def _tree(page: str) -> _Tree:
    # trafilatura takes two seconds to import: only for those who have web pages
    from trafilatura import load_html

    tree: _Tree = load_html(page)
    return load_html(f"<html><body>{page}</body></html>") if tree is None else tree


def _extracted(tree: _Tree) -> dict[str, Any]:
    from trafilatura import bare_extraction

    if tree is None:
        return {}
    document = bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=_DATE_SEARCH
    )
    if document is None:
        return {}
    return document if isinstance(document, dict) else document.as_dict()


def _everything(tree: _Tree) -> str:
    """Return the text of a page too short for trafilatura to tell the article from the rest."""
    from trafilatura import baseline

    return "" if tree is None else str(baseline(tree)[1])


def _date(path: str, tree: _Tree, found: str) -> tuple[date | None, tuple[Problem, ...]]:
    """Return the date that the page states, else the one found elsewhere in it."""
    stated = _stated_date(tree)
    if not stated:
        return parse_date(found), ()
    # trafilatura reads "2024-02-30" as 1 February: what the page states is read here
    published = parse_date(stated)
    return published, () if published else (unreadable_date(path, encodable(stated)),)


def _stated_date(tree: _Tree) -> str:
    dates: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        dates.setdefault(name.lower(), (meta.get("content") or "").strip())
    return next((dates[name] for name in _DATE_NAMES if dates.get(name)), "")
