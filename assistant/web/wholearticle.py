"""A whole article: its title, where it is from, and its text, with what is marked in them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.schema import Article
from assistant.web.markup import Marked, byline, escaped, isolated, web_address, with_marks

_PARAGRAPH = re.compile(r"[^\n]+")


def article_html(
    article: Article,
    header: str,
    remark: str = "",
    title: Sequence[Marked] = (),
    text: Sequence[Marked] = (),
) -> str:
    """Return an article below a header, with a remark above its text and marks in it."""
    by = byline(article.source, article.published)
    who = f"{by} · {isolated(article.author)}" if article.author else by
    return (
        f'<article class="panel reader" aria-label="Article"><header>{header}</header>'
        f'<h2 tabindex="-1" dir="auto">{with_marks(article.title, title)}</h2>'
        f'<p class="byline">{escaped(who)} {original_html(article.url)}</p>{remark}'
        f'<div class="body">{_paragraphs(article.text, text)}</div></article>'
    )


def original_html(url: str) -> str:
    """Return a link to the original of an article; nothing for what is no plain web address."""
    address = web_address(url)
    if not address:
        return ""
    return (
        f'<a class="original" href="{escaped(address)}" target="_blank" '
        'rel="noopener noreferrer nofollow">Original</a>'
    )


def _paragraphs(text: str, marks: Sequence[Marked]) -> str:
    return "".join(
        f'<p dir="auto">{with_marks(text, marks, line.start(), line.end())}</p>'
        for line in _PARAGRAPH.finditer(text)
        if line.group().strip()
    )
