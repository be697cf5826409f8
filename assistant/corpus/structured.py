"""What a page says of itself for machines: JSON-LD of schema.org, OpenGraph, meta elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.corpus.elements import Element

_ARTICLE = re.compile(r".*(?:Article|Posting|Report|Reportage)$")
_MARKS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)?[\s;]*$")

Node = Mapping[str, Any]


@dataclass(frozen=True)
class Structured:
    """The meta elements of a page by name, and its JSON-LD."""

    metas: Mapping[str, str]
    articles: tuple[Node, ...]
    sites: tuple[Node, ...]

    @property
    def is_live(self) -> bool:
        """Whether the page is a log of what happens, with the time of each entry."""
        return any("LiveBlogPosting" in _types(each) for each in self.articles)

    def first(self, *names: str) -> str:
        """Return the value of the first meta element that there is."""
        return next(filter(None, map(self.metas.get, names)), "") or ""


def structured(tree: Element) -> Structured:
    """Return what a page says for machines; what cannot be parsed is not there."""
    scripts = [each for each in tree.iter("script") if "ld+json" in (each.get("type") or "")]
    nodes = [node for script in scripts for node in _nodes(_parsed(script.text or ""), 0)]
    return Structured(
        _metas(tree),
        tuple(node for node in nodes if any(map(_ARTICLE.match, _types(node)))),
        tuple(node for node in nodes if {"WebSite", "NewsMediaOrganization"} & set(_types(node))),
    )


def name_of(node: object) -> str:
    """Return the name of a person or an organisation, which may stand for itself."""
    if isinstance(node, list):
        return name_of(next(iter(node), ""))
    return as_line(node.get("name", "") if isinstance(node, Mapping) else node)


def as_line(value: object) -> str:
    """Return a value of a field as text, if it is one: on one line and without entities."""
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _metas(tree: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        name = name.lower().replace("dc:", "dc.").replace("dcterms:", "dcterms.")
        if value := as_line(meta.get("content")):
            found.setdefault(name, value)
    return found


def _parsed(script: str) -> object:
    try:
        parsed: object = json.loads(_MARKS.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None
    return parsed


def _nodes(value: object, depth: int) -> Iterator[Node]:
    """Yield the things that JSON-LD describes, those in lists, graphs and other things too."""
    if depth > 6:
        return
    if isinstance(value, list):
        for each in value:
            yield from _nodes(each, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth + 1)


def _types(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]
