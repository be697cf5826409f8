"""Web pages: the article's text, and what the page says about it."""

from __future__ import annotations

from typing import Any

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.decoding import NotUtf8, decode, encodable
from assistant.corpus.record import one_article

_Tree = Any  # lxml.html.HtmlElement, or None for nothing at all; lxml has no type information
_DATE_NAMES = ("article:published_time", "datepublished", "pubdate", "date", "dc.date")
# The extensive search makes 1 January of a copyright year a date of publication.
_DATE_SEARCH = {"original_date": True, "extensive_search": False}


def read_html(path: str, data: bytes) -> FileContent:
    """Read a `.html` file: one article, extracted by trafilatura."""
    try:
        return _read(path, decode(data))
    except NotUtf8 as error:
        return unreadable(path, str(error))
    except Exception as error:  # whatever a parser makes of a page must not stop the others
        reason = str(error)[:200] or type(error).__name__
        return unreadable(path, f"the page cannot be parsed: {reason}")


def _read(path: str, page: str) -> FileContent:
    tree = _tree(page)
    found = _extracted(tree)
    text = found.get("text") or _everything(tree)
    if not text.strip():
        return unreadable(path, "no article text was found in the page")
    fields = {
        "title": found.get("title"),
        "source": found.get("sitename") or found.get("hostname"),
        "author": found.get("author"),
        "url": found.get("url"),
        # trafilatura reads "2024-02-30" as 1 February: what the page states is read as it stands
        "date": _stated_date(tree) or found.get("date"),
    }
    written = {name: encodable(value or "") for name, value in fields.items()}
    return one_article(path, path, encodable(text), written)


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


def _stated_date(tree: _Tree) -> str:
    dates: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        dates.setdefault(name.lower(), (meta.get("content") or "").strip())
    return next((dates[name] for name in _DATE_NAMES if dates.get(name)), "")
