"""The pages that people read, as the tests see them: their code, their commands, their links."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

CHECKOUT = Path(__file__).parent.parent
# Made by `make docs`, from what other tests look at.
GENERATED = {"docs/commands.md", "docs/python-api.md"}
DOCS = sorted(f"docs/{path.name}" for path in (CHECKOUT / "docs").glob("*.md"))
PAGES = ["README.md", "SECURITY.md", *(p for p in DOCS if p not in GENERATED)]
SHELL = {"sh", "console"}


def tokens(page: str) -> Iterator[Token]:
    """Yield the tokens of a page, those within its lines too."""
    text = (CHECKOUT / page).read_text(encoding="utf-8")
    for token in MarkdownIt().enable("table").parse(text):
        yield token
        yield from token.children or ()


def blocks(page: str) -> list[tuple[str, str]]:
    """Return the language and the text of each fenced block of a page."""
    return [(each.info, each.content) for each in tokens(page) if each.type == "fence"]


def links(page: str) -> list[str]:
    """Return the addresses of the links and pictures of a page."""
    names = {"link_open": "href", "image": "src"}
    return [str(each.attrs[names[each.type]]) for each in tokens(page) if each.type in names]


def commands(page: str) -> Iterator[list[str]]:
    """Yield the words of each command in a page's shell blocks."""
    for language, text in blocks(page):
        lines = text.replace("\\\n", " ").splitlines()
        if language == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        for line in lines if language in SHELL else ():
            yield from _simple_commands(line)


def mentioned(page: str) -> Iterator[list[str]]:
    """Yield the words of each command that a page has in its lines, as `assistant info FILE`."""
    for token in tokens(page):
        if token.type == "code_inline" and token.content.startswith(("assistant ", "make ")):
            yield shlex.split(token.content)


def _simple_commands(line: str) -> Iterator[list[str]]:
    """Yield the commands that a line of a shell joins, without what they are redirected to."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    redirected = False
    for word in lexer:
        if set(word) <= set("();&|"):
            yield words
            words, redirected = [], False
        elif set(word) <= set("<>"):
            redirected = True
        elif not redirected:
            words.append(word)
    yield words
