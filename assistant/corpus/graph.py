"""JSON-LD: the articles among the things that a `@graph` describes, with what they point to."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.corpus.records import holds_headline, holds_text


def graph_articles(nodes: Sequence[object]) -> list[object]:
    """Return the articles of a graph, whole; any other list as it is."""
    named = {str(node["@id"]): node for node in nodes if isinstance(node, dict) and node.get("@id")}
    return [_with_names(node, named) for node in nodes if _may_be_article(node)]


def _may_be_article(node: object) -> bool:
    typed = isinstance(node, dict) and "@type" in node
    return not typed or holds_text(node) or holds_headline(node)


def _with_names(node: object, named: dict[str, dict[object, object]]) -> object:
    """Put in what a node only points to, as its author and its publisher."""
    if not isinstance(node, dict):
        return node
    return {
        name: named.get(str(value["@id"]), value)
        if isinstance(value, dict) and len(value) == 1 and "@id" in value
        else value
        for name, value in node.items()
    }
