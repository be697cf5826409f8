"""Writes the page of the site that is made from docstrings: all that `assistant` exports.

python -m tools.reference docs/python-api.md
"""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import assistant

WIDEST = 88  # characters of a signature on one line
OPENING = """# The Python API

All of this is imported from `assistant`. What is heavy is loaded when it is first used. The fields
of `Settings` are told with the [settings](settings.md).
"""


@dataclasses.dataclass(frozen=True)
class Written:
    """An annotation that is shown as it stands in the source."""

    source: str

    def __repr__(self) -> str:
        return self.source


def page() -> str:
    """Return the reference of every exported name, as Markdown."""
    exported = {name: getattr(assistant, name) for name in assistant.__all__}
    sections: dict[str, list[str]] = {"Functions": [], "Classes": [], "Data": [], "Errors": []}
    for name, value in exported.items():
        sections[_kind(value)].append("\n\n".join(_entry(name, value)))
    parts = [f"## {title}\n\n" + "\n\n".join(entries) for title, entries in sections.items()]
    return "\n\n".join([OPENING.rstrip(), *parts]) + "\n"


def _kind(value: object) -> str:
    if not isinstance(value, type):
        return "Functions"
    if issubclass(value, Exception):
        return "Errors"
    return "Data" if dataclasses.is_dataclass(value) else "Classes"


def _entry(name: str, value: Any) -> Iterator[str]:
    """Yield the heading, the signature and the contract of a name, then those of its methods."""
    yield f"### `{name}`"
    kind = _kind(value)
    if kind == "Errors":
        bases = ", ".join(base.__name__ for base in value.__bases__)
        yield _code(f"class {name}({bases})")
    elif kind != "Classes":
        yield _code(signature(name, value))
    yield inspect.getdoc(value) or ""
    if isinstance(value, type):
        for member_name, member in public_members(value):
            yield from _member(f"{name}.{member_name}", member)


def _member(name: str, member: object) -> Iterator[str]:
    yield f"#### `{name}`"
    if callable(member):
        yield _code(signature(name.partition(".")[2], member))
    yield inspect.getdoc(member) or ""


def public_members(value: type) -> Iterator[tuple[str, object]]:
    """Yield the methods and properties that a class has and its bases have not."""
    for name in vars(value):
        inherited = any(hasattr(base, name) for base in value.__bases__)
        static = inspect.getattr_static(value, name)
        bound = isinstance(static, (classmethod, staticmethod))
        member = getattr(value, name) if bound else static
        shown = callable(member) or isinstance(member, property)
        if shown and not inherited and not name.startswith("_"):
            yield name, member


def signature(name: str, call: Callable[..., object]) -> str:
    """Return a signature as it stands in the source, a parameter a line where it is long."""
    whole = inspect.signature(call)
    parameters = [
        each.replace(annotation=_as_written(each.annotation))
        for each in whole.parameters.values()
        if each.name != "self"
    ]
    returned = _as_written(whole.return_annotation)
    shown = whole.replace(parameters=parameters, return_annotation=returned)
    if len(line := name + str(shown)) <= WIDEST:
        return line
    return name + "(\n" + "".join(f"    {each},\n" for each in _parameters(shown)) + _end(shown)


def _as_written(annotation: object) -> object:
    return Written(annotation) if isinstance(annotation, str) else annotation


def _parameters(whole: inspect.Signature) -> Iterator[str]:
    named_only = False
    for each in whole.parameters.values():
        if each.kind is each.KEYWORD_ONLY and not named_only:
            named_only = True
            yield "*"
        yield str(each)


def _end(whole: inspect.Signature) -> str:
    returned = whole.return_annotation
    return ")" if returned in (None, whole.empty) else f") -> {returned!r}"


def _code(text: str) -> str:
    return f"```python\n{text}\n```"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
