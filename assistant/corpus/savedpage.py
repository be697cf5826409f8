"""A web page inside another file, such as a record of a crawl, with its address."""

from __future__ import annotations

from dataclasses import replace

from assistant.corpus.content import FileContent, Problem
from assistant.corpus.decoding import NotUtf8, decode
from assistant.corpus.html import read_html


def saved_page(path: str, place: str, address: str, page: bytes, charset: str) -> FileContent:
    """Return the article of a page that stands at a place of a file.

    Its id is its address, in which it may also name its day, as in a file's name.
    """
    content = read_html(address or place, _page(page, charset))
    articles = (replace(each, path=path, url=each.url or address) for each in content.articles)
    problems = (Problem(place, each.reason) for each in content.problems)
    return replace(content, articles=tuple(articles), problems=tuple(problems))


def _page(page: bytes, charset: str) -> bytes:
    """Return a page as UTF-8 where the charset is told outside it, and else as it is."""
    if not charset:
        return page
    try:
        return decode(page, charset).encode("utf-8", "replace")
    except NotUtf8:
        return page
