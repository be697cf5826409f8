"""Rich text (.rtf)."""

from __future__ import annotations

import re

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.documents import document

_INFO = r"\{\\%s (?P<value>(?:[^{}\\]|\\'[0-9a-f]{2}|\\u-?\d+ ?\??|\\[{}\\])*)\}"


def read_rtf(path: str, data: bytes) -> FileContent:
    """Read an `.rtf` file."""
    if not data.lstrip().startswith(b"{\\rtf"):
        return unreadable(path, "it is no rich text (it does not begin with {\\rtf)")
    source = data.decode("latin-1")  # what is not ASCII is spelled out in it
    properties = {name: _plain(_info(source, name)) for name in ("title", "author")}
    return document(path, _plain(source).splitlines(), properties)


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(source, errors="replace"))


def _info(source: str, name: str) -> str:
    found = re.search(_INFO % name, source)
    return f"{{\\rtf1 {found['value']}}}" if found else ""
