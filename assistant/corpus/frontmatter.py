"""Front matter: what stands above a text about it, in the dialects of sites and of notes.

YAML between `---`, TOML between `+++`, JSON alone or ended by `;;;`, `Name: value` lines alone, and
what note-takers write below a heading (`corpus/notes.py`). A fence may name its dialect: `---json`.
"""

from __future__ import annotations

import json
import re
from textwrap import dedent

from assistant.corpus.dates import parse_date
from assistant.corpus.fields import as_text, field_of, unwrapped, written
from assistant.corpus.keyvalue import FIELD, read_object, read_toml, read_yaml, yaml_map
from assistant.corpus.notes import split_notes

_BLANK_LINES = re.compile(r"\A(?:[^\S\n]*\n)+")
_OPENING = re.compile(
    r"\ufeff?\s*^(?P<fence>-{3,}|\+{3}|;{3,})[^\S\n]*(?P<dialect>json|ya?ml|toml)?[^\S\n]*\n"
    r"|\ufeff?\s*(?=[\"{])(?=(?:.*\n){1,60}?;{3,}[^\S\n]*$)",  # closed only, as in old Hexo
    re.MULTILINE,
)
_CLOSINGS = {
    "-": re.compile(r"^(?:-{3,}|\.{3})[^\S\n]*$", re.MULTILINE),
    "+": re.compile(r"^\+{3}[^\S\n]*$", re.MULTILINE),
    ";": re.compile(r"^;{3,}[^\S\n]*$", re.MULTILINE),
}
_INNER = (" ", "\t", "- ", "#", "]", "}")  # lines that are not the first of a field
_FIELDS = 3  # that prose does not make by accident
_HEADERS = {"subject": "title", "from": "author"}  # of mail
_MOST_HEADERS = 60


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Part the fields, their names in small letters, from the text below.

    A block that is never closed, or whose lines are not mostly fields, is text.
    """
    found, end = _found(text)
    noted, below = split_notes(text[end:] if found else text)
    if not found and not noted:
        return {}, text
    told = {**noted, **unwrapped(found)}
    values = {name.lower(): as_text(value) for name, value in told.items()}
    fields = {name: value for name, value in values.items() if value}
    if titles := written(fields).get("title"):
        fields["title"] = fields.pop(titles[0])
    return fields, _BLANK_LINES.sub("", below)


def _found(text: str) -> tuple[dict[str, object], int]:
    """Return the fields at the top of a text, and where they end."""
    opening = _OPENING.match(text)
    if not opening:
        return _json(text) if text.lstrip("\ufeff \t\n")[:1] == "{" else _headers(text)
    fence, dialect = (opening["fence"] or ";")[0], opening["dialect"]
    closing = _CLOSINGS[fence].search(text, opening.end())
    if not closing:
        found, end = _headers(text[opening.end() :])
        return found, opening.end() + end if found else 0
    block = dedent(text[opening.end() : closing.start()])
    if fence == ";" or dialect == "json" or block.lstrip().startswith("{"):
        return read_object(block), closing.end()
    if fence == "+" or dialect == "toml":
        return read_toml(block), closing.end()
    return read_yaml(block) if _is_front_matter(block) else {}, closing.end()


def _is_front_matter(block: str) -> bool:
    """Whether the lines between two rules are fields; a few may be odd if one is known."""
    whole = yaml_map(block)
    if len(whole) >= _FIELDS and any(field_of(name) == "title" for name in whole):
        return True  # a quoted value may go on at the margin
    outer = [line for line in block.splitlines() if line.strip() and not line.startswith(_INNER)]
    names = [field["name"] for field in map(FIELD.match, outer) if field]
    mostly = 2 * len(names) > len(outer) and any(map(field_of, names))
    return bool(names) and (mostly or len(names) == len(outer))


def _json(text: str) -> tuple[dict[str, object], int]:
    """Read an object that stands alone above a text."""
    start = text.index("{")
    try:
        found, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}, 0
    alone = not text[end:].partition("\n")[0].strip() and text[end:].strip()
    return (found, end) if alone and any(map(field_of, found)) else ({}, 0)


def _headers(text: str) -> tuple[dict[str, object], int]:
    """Read lines `Name: value` down to a blank line or a rule, as Pelican and mail write them."""
    found: dict[str, object] = {}
    name, end = "", 0
    for line in text.split("\n", _MOST_HEADERS)[:_MOST_HEADERS]:
        field = FIELD.match(line.lstrip("\ufeff"))
        if line.strip() in ("", "---", "..."):
            end += (len(line) + 1) if found else 0
            break
        if field:
            name = field["name"].lower()
            found[_HEADERS.get(name, name)] = field["value"].strip()
        elif name and line.startswith((" ", "\t")):
            found[name] = f"{found.get(name, '')} {line.strip()}"
        else:
            return {}, 0
        end += len(line) + 1
    return (found, end) if _is_header(found) else ({}, 0)


def _is_header(found: dict[str, object]) -> bool:
    """Whether `Name: value` lines are about a text, and are not its headline or its speakers."""
    known = written({name: str(value) for name, value in found.items()})
    dated = any(parse_date(str(found[name])) for name in known.get("date", ()))
    return "title" in known or dated or len(known) > 1
