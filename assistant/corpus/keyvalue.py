"""YAML, TOML and JSON as people write them above a text; what is refused is read part by part.

Headlines hold colons and quotes, and notes have names of any kind; one such line loses no other.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import yaml

FIELD = re.compile(
    r"""(?P<name>"[^"\n]{1,60}"|'[^'\n]{1,60}'|[^\s"'\#\[{&*!|>%@`:：-][^:：\n]{0,60}?)[^\S\n]*
        (?::(?=\s|$)|：)[^\S\n]*(?P<value>.*)""",
    re.VERBOSE,
)
"""A line `name: value`."""

_PAIR = re.compile(r"""(?P<name>[\w.-]+)\s*=\s*(?P<value>.+)""")
_TABLE = re.compile(r"\[+\s*(?P<name>[^\[\]\n]+?)\s*\]+\s*$")
_DEEPEST = 20
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<value>.*)(?P=mark)\s*(?:#.*)?$""")
_COMMENT = re.compile(r"\s#\s.*$")


def read_yaml(block: str) -> dict[str, object]:
    """Return the fields of a block of YAML, every value as it is written."""
    found = yaml_map(block)
    if not found:
        for part in _parts(block, FIELD):
            found.update(yaml_map(part) or _by_hand(part, FIELD))
    return found


def read_object(block: str) -> dict[str, object]:
    """Return the fields of an object of JSON, whose braces and last comma may be left out."""
    inner = block.strip()
    return yaml_map(inner if inner.startswith("{") else f"{{{inner}}}")  # all JSON is YAML


def read_toml(block: str) -> dict[str, object]:
    """Return the fields of a block of TOML, tables as maps."""
    found = _toml_map(block)
    if not found:
        table = found
        for part in _parts(block, re.compile(rf"{_TABLE.pattern}|[\w.\"'-]+\s*=", re.MULTILINE)):
            if name := _TABLE.match(part.strip()):
                table = found[name["name"]] = {}
            table.update(_toml_map(part) or _by_hand(part, _PAIR))
    return found


def yaml_map(block: str) -> dict[str, object]:
    """Return the fields of a block that YAML accepts as it is; else nothing."""
    try:
        # a loader of text alone: any other would move a day with a zone to Greenwich
        found = yaml.load(block, yaml.CBaseLoader) if _is_plain(block) else None
    except (yaml.YAMLError, ValueError):
        return {}
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}


def _is_plain(block: str) -> bool:
    """Whether a block can be loaded: what is repeated in it may grow without end, depth crashes."""
    depth = 0
    for event in yaml.parse(block, yaml.CBaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST or isinstance(event, yaml.AliasEvent):
            return False
    return True


def _toml_map(block: str) -> dict[str, object]:
    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError):
        return {}


def _parts(block: str, start: re.Pattern[str]) -> Iterator[str]:
    """Cut a block before each line that starts a field."""
    part: list[str] = []
    for line in block.splitlines(keepends=True):
        if part and start.match(line):
            yield "".join(part)
            part = []
        part.append(line)
    yield "".join(part)


def _by_hand(part: str, form: re.Pattern[str]) -> dict[str, object]:
    """Read the line that a parser refused: a name and all that follows it."""
    field = form.match(part)
    if not field:
        return {}
    below = [line.strip() for line in part[field.end() :].splitlines() if line[:1].isspace()]
    return {field["name"].strip("\"'"): " ".join([_unquoted(field["value"]), *below])}


def _unquoted(value: str) -> str:
    quoted = _QUOTED.fullmatch(value.strip())
    if quoted:
        return quoted["value"].replace(f"\\{quoted['mark']}", quoted["mark"])
    return _COMMENT.sub("", value.strip())
