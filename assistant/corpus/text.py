"""Plain text and Markdown: one article a file, with front matter or a title line."""

from __future__ import annotations

import re

from assistant.corpus.content import FileContent, remarked, unreadable
from assistant.corpus.decoding import NotUtf8, decoded
from assistant.corpus.fields import flash
from assistant.corpus.frontmatter import split_front_matter
from assistant.corpus.markdown import markdown_text
from assistant.corpus.record import one_article, order_where_spoken, within_length
from assistant.corpus.surroundings import without_surroundings
from assistant.corpus.wrapping import joined_lines

_LONGEST_TITLE = 20
# A line with a blank one below it, or directly above a paragraph whose first line is set in.
_FIRST_LINE = re.compile(
    r"(?:[^\S\n]*\n)*(?:[^\S\n]*(?P<line>\S[^\n]*)\n[^\S\n]*\n"
    r"|(?P<above>\S[^\n]*)\n(?=(?:\t| {2,})\s*(?![-*•–—+]\s)[^\sa-z\d]))"
)
_CLOSING = "\"'”’»)]*_ \t"
_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")


def read_text(path: str, data: bytes) -> FileContent:
    """Read a `.txt` file."""
    try:
        fields, body, remark = _parted(data)
    except NotUtf8 as error:
        return unreadable(path, str(error))
    body = without_surroundings(body)
    if not fields.get("title"):
        fields["first line"], body = split_title(body)
    return _article(path, joined_lines(body), fields, remark)


def read_markdown(path: str, data: bytes) -> FileContent:
    """Read a `.md` file as a reader sees it; a heading at its top is the title."""
    try:
        fields, body, remark = _parted(data)
    except NotUtf8 as error:
        return unreadable(path, str(error))
    heading, words = markdown_text(body)
    words = without_surroundings(words)
    if heading and not words.strip():
        heading, words = "", heading
    if not fields.get("title"):
        fields["first line"], words = (heading, words) if heading else split_title(words)
    elif heading and heading.casefold() != fields["title"].casefold():
        words = f"{heading}\n\n{words}"
    return _article(path, words, fields, remark)


def _parted(data: bytes) -> tuple[dict[str, str], str, str]:
    """Return the fields above a text, what is below them, and a remark on how it was read."""
    text, remark = decoded(data)
    fields, body = split_front_matter(text.replace("\r\n", "\n").replace("\r", "\n"))
    body, cut = within_length(body)
    return fields, body, "; ".join(filter(None, (remark, *cut)))


def _article(path: str, text: str, fields: dict[str, str], remark: str) -> FileContent:
    text = text if text.strip() else flash(fields)
    if not text:
        return unreadable(path, "the file has no text")
    found = one_article(path, path, text, fields, order_where_spoken(fields))
    return remarked(found, path, remark)


def split_title(body: str) -> tuple[str, str]:
    """Part the title line from the text; without one the title is empty and the text whole.

    A title is a first line of at most 20 words, with no final stop and a blank line after it, or
    a first paragraph that is set in.
    """
    match = _FIRST_LINE.match(body)
    line = (match["line"] or match["above"]).strip() if match else ""
    if not match or not _is_title(line) or not body[match.end() :].strip():
        return "", body
    return line, _BLANK_LINES.sub("", body[match.end() :])


def _is_title(line: str) -> bool:
    stops = line.rstrip(_CLOSING).endswith((".", "。"))
    return len(line.split()) <= _LONGEST_TITLE and not stops and bool(re.search(r"\w", line))
