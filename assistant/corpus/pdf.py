"""PDF: the text of each page, and where in the article each page begins."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant.corpus.content import FileContent, Problem, told_of, unreadable
from assistant.corpus.documents import document
from assistant.corpus.pagetext import paragraphs
from assistant.schema import Article

_MOST_PAGES = 2000
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\x00-\x08\x0b-\x1f]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_FIRST_MARK = 0xF0000
_MARK = re.compile("[\U000f0000-\U000ffffd]")


def read_pdf(path: str, data: bytes) -> FileContent:
    """Read a `.pdf` file; what is only a picture of text cannot be read."""
    reader = _opened(data)
    pages: list[str] = []
    problems: list[Problem] = []
    for number, page in enumerate(reader.pages[:_MOST_PAGES], start=1):
        try:
            pages.append(_clean(page.extract_text()))
        except MemoryError:
            raise
        except Exception as error:  # of one page: the others can be read
            pages.append("")
            problems.append(
                Problem(f"{path}#page={number}", f"the page cannot be read: {error}; save it anew")
            )
    if len(reader.pages) > _MOST_PAGES:
        told = f"only the first {_MOST_PAGES:,} of its {len(reader.pages):,} pages are read"
        problems.append(Problem(path, told))
    if not any(map(str.isalpha, "".join(pages))):
        told = "there is no text in it, only pictures of pages perhaps; have them recognised (OCR)"
        return FileContent(problems=tuple(problems)) if problems else unreadable(path, told)
    content = document(path, _marked(pages), _properties(reader))
    articles = tuple(_paged(each, len(pages)) for each in content.articles)
    return told_of(replace(content, articles=articles), problems)


def _clean(text: str) -> str:
    """Return the text of a page with letters where the print joined two of them."""
    plain = _LIGATURE.sub(lambda joined: unicodedata.normalize("NFKC", joined[0]), text)
    return _PRIVATE.sub(" ", plain)


def _opened(data: bytes) -> Any:
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it tells of every odd font
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise ValueError("it is protected by a password")
        len(reader.pages)
    except DependencyError:
        wanted = "pip install 'article-assistant[pdf]'"
        raise ValueError(f"it is encrypted; to read it: {wanted}") from None
    return reader


def _properties(reader: Any) -> dict[str, str]:
    try:
        about = reader.metadata
        return {"title": str(about.title or ""), "author": str(about.author or "")}
    except Exception:  # there are none, or they are damaged
        return {}


def _marked(pages: list[str]) -> Iterator[str]:
    """Yield the paragraphs of all pages, with a mark in them where a page but the first begins."""
    marks = [chr(_FIRST_MARK + number) if number else "" for number in range(len(pages))]
    return paragraphs(pages, marks)


def _paged(article: Article, count: int) -> Article:
    """Return an article without marks, and with the places of its pages instead."""
    parts = _MARK.split(article.text)
    found = {0: 0}
    place = 0
    for mark, before in zip(_MARK.findall(article.text), parts, strict=False):
        place += len(before)
        found[ord(mark) - _FIRST_MARK] = place
    starts = [found.get(number, -1) for number in range(count)]
    for number in reversed(range(count)):  # a page without text begins where the next one does
        if starts[number] < 0:
            starts[number] = starts[number + 1] if number + 1 < count else place + len(parts[-1])
    title = _MARK.sub("", article.title)
    return replace(article, title=title, text="".join(parts), pages=tuple(starts))
