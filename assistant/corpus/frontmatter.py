"""Front matter: `name: value` lines between two `---` lines at the top of a text.

It is read by hand because headlines hold colons, which YAML refuses.
"""

from __future__ import annotations

import re

_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*))?$")
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<value>.*)(?P=mark)$""")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
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
