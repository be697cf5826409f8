"""Plain text and Markdown: one article a file, with front matter or a title line.

Front matter is `name: value` lines between two `---` lines at the top. It is read by hand because
headlines hold colons, which YAML refuses.
"""

from __future__ import annotations

import re

from assistant.corpus.content import FileContent, NotUtf8, decode, one_article, unreadable

_LONGEST_TITLE = 20
_FIRST_LINE = re.compile(r"\s*(?P<line>\S[^\n]*)\n[^\S\n]*\n")
_HEADING = re.compile(r"#{1,6}\s+|\s+#+$")
_CLOSING = "\"'”’»)]*_ \t"
_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<value>.*)(?P=mark)$""")


def read_text(path: str, data: bytes) -> FileContent:
    """Read a `.txt` file."""
    return _read(path, data, heading=re.compile("(?!)"))


def read_markdown(path: str, data: bytes) -> FileContent:
    """Read a `.md` file; the `#` of a heading is no part of a title."""
    return _read(path, data, heading=_HEADING)


def _read(path: str, data: bytes, heading: re.Pattern[str]) -> FileContent:
    try:
        whole = decode(data).replace("\r\n", "\n")
    except NotUtf8 as error:
        return unreadable(path, str(error))
    fields, body = _split_front_matter(whole)
    if not fields.get("title"):
        line, body = split_title(body)
        fields["title"] = heading.sub("", line).strip()
    if not body.strip():
        return unreadable(path, "the file has no text")
    return one_article(path, path, body, fields)


def split_title(body: str) -> tuple[str, str]:
    """Part the title line from the text; without one the title is empty and the text whole.

    A title is a first line of at most 20 words, with no final stop and a blank line after it.
    """
    match = _FIRST_LINE.match(body)
    line = match["line"].strip() if match else ""
    if not match or not _is_title(line) or not body[match.end() :].strip():
        return "", body
    return line, _BLANK_LINES.sub("", body[match.end() :])


def _is_title(line: str) -> bool:
    stops = line.rstrip(_CLOSING).endswith((".", "。"))
    return len(line.split()) <= _LONGEST_TITLE and not stops and bool(re.search(r"\w", line))


def _split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part the fields, their names in lower case, from the text below.

    A block in which a line is neither a field nor its continuation is text, as a rule between
    paragraphs is.
    """
    block = _BLOCK.match(text)
    fields = _fields(block["lines"]) if block else {}
    if not block or not fields:
        return {}, text
    values = {name: _value(parts) for name, parts in fields.items()}
    return values, _BLANK_LINES.sub("", text[block.end() :])


def _fields(lines: str) -> dict[str, list[str]]:
    """Return the parts of every value by name; nothing if the lines are no front matter."""
    fields: dict[str, list[str]] = {}
    for line in lines.splitlines():
        field = _FIELD.match(line)
        if field:
            fields[field["name"].lower()] = [field["value"] or ""]
        elif fields and line.startswith((" ", "\t", "- ")):
            fields[next(reversed(fields))].append(line.strip())
        elif line.strip() and not line.startswith("#"):
            return {}
    return fields


def _value(parts: list[str]) -> str:
    items = [_unquoted(part.removeprefix("- ")) for part in parts[1:] if part]
    first = parts[0].strip()
    if first in ("|", ">", "|-", ">-"):
        return " ".join(items)
    if first.startswith("[") and first.endswith("]"):
        return ", ".join(_unquoted(item) for item in first[1:-1].split(","))
    separator = ", " if not first and any(part.startswith("- ") for part in parts[1:]) else " "
    return separator.join([_unquoted(first), *items] if first else items)


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = _QUOTED.match(value)
    return quoted["value"].replace('\\"', '"') if quoted else value
