"""Which site a source is: "e.newsletters.varnpost.com" and "Varn Post" are one."""

from __future__ import annotations

import re

from assistant.question.query import source_key

_DOMAIN = re.compile(r"(?:https?://)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?:[/:].*)?")
_SECOND_LEVEL = frozenset("co com org net gov ac edu".split())


def site(source: str) -> str:
    """Return what a source has in common with every spelling and part of its site."""
    match = _DOMAIN.fullmatch(source.strip().lower())
    if match is None:
        return source_key(source)
    labels = match["host"].split(".")
    kept = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
    return source_key(".".join(labels[-kept:]))
