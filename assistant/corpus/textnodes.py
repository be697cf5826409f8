"""The text of an article that is kept as a tree of nodes, as editors and content systems do.

Editor.js, Slate, ProseMirror, Lexical, Draft.js, Quill, Notion, Contentful and Portable Text name
their parts differently, and all keep them in reading order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.corpus.fields import TEXT_NAMES, plain_name
from assistant.corpus.html import html_text

_MARKUP = re.compile(r"</(?:p|div|span|a|li|h\d|article|section|em|strong|b|i)>|<(?:br|p)\b[^<>]*>")
_TREE = re.compile(r'\s*(?:\{\s*"|\[\s*\{\s*")')
# Where the text of a node stands, or the nodes in it; those of an article come before.
_PARTS = tuple(
    map(
        plain_name,
        """plain_text rendered value rich_text children nodes leaves items list_items paragraphs
        sections blocks ops insert inner_html html raw data model root document""".split(),
    )
)
# Fields of an article that hold such a tree and nothing else; comments may be trees too.
_TREES = frozenset(
    map(
        plain_name,
        """blocks content_blocks body_blocks content_elements elements sections paragraphs nodes
        children document root ops rich_text editor_state editor_js raw_content""".split(),
    )
)
# Lists of these hold pieces of one paragraph.
_INLINE = frozenset(map(plain_name, "children rich_text leaves ops".split()))
_PIECES = frozenset(("text", "span"))  # as a node calls its type
_WORDS = ("text", "value", "plaintext", "insert")
_STOPS = (".", "!", "?", "”", '"', "。", "\n")
_DEEPEST = 50
_SENTENCE, _FEWEST_WORDS = 40, 4  # characters, or words that end in a stop


def node_text(value: object) -> str:
    """Return a text, one in paragraphs or in HTML, or that of a tree of nodes; "" if none."""
    return _text(value, "", 0)


def tree_names(record: Mapping[str, object]) -> list[str]:
    """Return the names of a record under which the text of an article may be kept as a tree."""
    return [name for name in record if plain_name(name) in _TREES]


def longest_sentence(value: object) -> int:
    """Return how long the longest sentence or text within a value is; 0 if there is none."""
    return max(map(_length, _strings(value, 0)), default=0)


def _length(text: str) -> int:
    words = len(text.split())
    ends = words >= _FEWEST_WORDS and text.rstrip().endswith(_STOPS)
    return len(text) if words > 1 and (ends or len(text) >= _SENTENCE) else 0


def _strings(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list) and depth < _DEEPEST:
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each, depth + 1)


def _text(value: object, name: str, depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    if isinstance(value, str):
        return _of_string(value, depth)
    if isinstance(value, list) and not any(isinstance(each, list | int | float) for each in value):
        inline = name in _INLINE
        texts = [(each, _text(each, "", depth + 1)) for each in value]
        return _joined([(_is_piece(each, inline), text) for each, text in texts if text])
    return _of_node(value, depth) if isinstance(value, dict) else ""


def _of_string(value: str, depth: int) -> str:
    if _TREE.match(value):
        try:
            return _text(json.loads(value), "", depth + 1) or value
        except (ValueError, RecursionError):
            return value
    return html_text(value) if _MARKUP.search(value) else value


def _of_node(node: Mapping[object, object], depth: int) -> str:
    inner = {plain_name(str(name)): value for name, value in node.items()}
    named = plain_name(str(inner.get("type", "")))  # {"type": "quote", "quote": {...}}
    names = (name for name in (*TEXT_NAMES, *_PARTS, named) if name in inner)
    held = (_text(inner[name], name, depth + 1) for name in names)
    return next((text for text in held if text.strip()), "")


def _is_piece(value: object, inline: bool) -> bool:
    """Whether a node is a piece of a paragraph: bold or linked words, and those between them."""
    if not isinstance(value, dict):
        return inline
    inner = {plain_name(str(name)): each for name, each in value.items()}
    kind = inner.get("type", inner.get("nodetype", ""))
    words = any(key in inner for key in _WORDS)
    return words and (kind in _PIECES or (not kind and inline))


def _joined(texts: Sequence[tuple[bool, str]]) -> str:
    """Join paragraphs with blank lines, and the pieces of one as they are."""
    whole = ""
    inline = any(piece for piece, _ in texts)
    for _, text in texts:
        glued = inline and not (whole.endswith(_STOPS) and text[:1].isupper())
        whole += text if glued or not whole else f"\n\n{text}"
    return whole if inline else "\n\n".join(text for _, text in texts if text.strip())
