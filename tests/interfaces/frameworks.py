"""LangChain and Haystack as the examples of `docs/interfaces.md` use them, where they are missing.

They are no dependency of ours. These have the names and calls of `langchain-core` 1.8 and
`haystack-ai` 3.4 that the examples need, and nothing of what those do beyond them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from importlib.util import find_spec
from types import ModuleType
from typing import Any, get_type_hints

import pytest


def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the libraries that are not installed be imported as what is here."""
    modules: dict[str, dict[str, Any]] = {
        "langchain_core": {},
        "langchain_core.documents": {"Document": _LangChainDocument},
        "langchain_core.retrievers": {"BaseRetriever": _BaseRetriever},
        "haystack": {
            "Document": _HaystackDocument,
            "Pipeline": _Pipeline,
            "component": _Component(),
        },
    }
    missing = {name for name in ("haystack", "langchain_core") if find_spec(name) is None}
    for name, names in modules.items():
        if name.partition(".")[0] in missing:
            module = ModuleType(name)
            vars(module).update(names)
            monkeypatch.setitem(sys.modules, name, module)


@dataclass(kw_only=True)
class _LangChainDocument:
    page_content: str
    id: str | None = None
    metadata: dict[str, Any] = field(default_factory=dict)


class _BaseRetriever:
    def __init__(self, **values: Any) -> None:
        fields = get_type_hints(type(self))
        assert values.keys() <= fields.keys()
        for name, kind in fields.items():
            value = values[name] if name in values else getattr(type(self), name)
            assert isinstance(value, kind)
            setattr(self, name, value)

    def invoke(self, query: str) -> list[_LangChainDocument]:
        found: list[_LangChainDocument] = self._get_relevant_documents(query, run_manager=None)
        return found

    def _get_relevant_documents(self, query: str, *, run_manager: Any) -> Any:
        raise NotImplementedError


@dataclass(kw_only=True)
class _HaystackDocument:
    id: str
    content: str | None = None
    meta: dict[str, Any] = field(default_factory=dict)


class _Component:
    def __call__(self, kind: type) -> type:
        return kind

    def output_types(self, **types: Any) -> Any:
        def told(run: Any) -> Any:
            run.outputs = types
            return run

        return told


class _Pipeline:
    def __init__(self) -> None:
        self._components: dict[str, Any] = {}

    def add_component(self, name: str, instance: Any) -> None:
        self._components[name] = instance

    def run(self, data: dict[str, dict[str, Any]]) -> dict[str, Any]:
        found = {name: self._components[name].run(**sent) for name, sent in data.items()}
        for name, given in found.items():
            assert given.keys() == self._components[name].run.outputs.keys()
        return found
