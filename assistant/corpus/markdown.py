"""Markdown as a reader sees it: the words, without marks, addresses, code and shortcodes.

markdown-it makes HTML of it, and the words are taken from there, so that tags in the text and
those that its marks stand for are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt

from assistant.corpus.wording import Block, html_blocks

# What site generators and note-takers write into Markdown, and what a reader sees in its place.
_MARKS = (
    (re.compile(r"\{%-?\s*(highlight|comment)\b.*?\{%-?\s*end\1\s*-?%\}", re.DOTALL), ""),  # Liquid
    (re.compile(r"\{\{<\s*(highlight|comment|code)\b.*?\{\{<\s*/\s*\1\s*>\}\}", re.DOTALL), ""),
    (re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}", re.DOTALL), ""),
    (re.compile(r"^(?:[-*+]|1\.) .*\n\{:\s*toc\b.*\}", re.MULTILINE), ""),  # kramdown
    (re.compile(r"\{::?[^{}\n]*\}|(?<=\S)[ \t]*\{[#.][\w#. -]+\}"), ""),
    (re.compile(r"(?<!\w)%%.*?%%", re.DOTALL), ""),  # Obsidian
    (re.compile(r"!\[\[[^\[\]\n]*\]\]"), ""),
    (re.compile(r"\[\[(?:[^\[\]\n|]*\|)?([^\[\]\n|]*)\]\](?!\()"), r"\1"),
    (re.compile(r"==(?=\S)([^\n]+?)(?<=\S)=="), r"\1"),
    (re.compile(r"^((?:[ \t]*>)+[ \t]*)\[!\w+\][-+]?", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}:{3,}.*$", re.MULTILINE), ""),
    (
        re.compile(r"^ {0,3}\[\^[^\]\n]+\]:.*(?:\n+(?: {4}|\t).*|\n(?!\s|\[\^).+)*", re.MULTILINE),
        "",
    ),
    (re.compile(r"\[\^[^\[\]\n]+\]|\^\[[^\[\]\n]*\]"), ""),  # footnotes
    (re.compile(r"^ {0,3}\*\[[^\]\n]+\]:.*$", re.MULTILINE), ""),  # abbreviations
    (re.compile(r"[ \t]?(?<![\w:/])(?::(?:[a-z][a-z\d_-]+|[+-]1):)+(?![\w:/])"), ""),  # emoji
)
_CODE_SPAN = re.compile(r"(?<!`)(`++).+?(?<!`)\1(?!`)", re.DOTALL)
_KEPT = re.compile("\ufdd3(\\d+)\ufdd3")  # no text holds this character


class MarkdownText(NamedTuple):
    """The words of a text in Markdown: its heading, if it opens with one, and what is below."""

    heading: str
    text: str


def markdown_text(source: str) -> MarkdownText:
    """Return what a reader sees of a text in Markdown, blocks apart by blank lines."""
    blocks = html_blocks(_parser().render(_without_marks(source)))
    if blocks and blocks[0].is_heading:
        return MarkdownText(blocks[0].text, "".join(_joined(blocks[1:])))
    return MarkdownText("", "".join(_joined(blocks)))


@cache
def _parser() -> MarkdownIt:
    # indented lines are text more often than code in what people write for readers
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")


def _without_marks(source: str) -> str:
    """Take out what markdown-it does not know; code in a line stays as it is."""
    code: list[str] = []

    def keep(match: re.Match[str]) -> str:
        code.append(match.group())
        return f"\ufdd3{len(code) - 1}\ufdd3"

    text = _CODE_SPAN.sub(keep, source.replace("\ufdd3", ""))
    for pattern, shown in _MARKS:
        text = pattern.sub(shown, text)
    return _KEPT.sub(lambda match: code[int(match[1])], text)


def _joined(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the blocks, items of one list on lines of their own and others apart."""
    before: Block | None = None
    for block in blocks:
        if before:
            yield "\n" if block.is_listed and before.is_listed else "\n\n"
        yield block.text
        before = block
