"""What of a folder is not read at all, and how it is told: a line for each reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence

from assistant.corpus.read import READERS, file_type

OTHER_TYPE = "files of this type are not read"
NAME = "left out for its name"
PAGE_PARTS = "left out as the parts of a saved page"
INDEX = "left out as an index"
LINK = "left out as a link that leads out of the folder"

_ABOUT = frozenset({"readme", "license", "licence", "contributing", "code_of_conduct"})
_PARTS = ("_files", ".files")
_PAGES = (".html", ".htm", ".xhtml")
_MANIFEST = "manifest.sqlite"
_NAMED = 5
_TOLD = {
    NAME: "Left out for their names",
    PAGE_PARTS: "Left out as the parts of saved pages",
    INDEX: "Left out as indexes",
    LINK: "Left out as links that lead out of the folder (set follow_links to have them read)",
}


def file_left_out(name: str) -> str:
    """Say why a file is not read; empty if it is."""
    if name[0] in "._" or name.partition(".")[0].lower() in _ABOUT:
        return NAME
    return "" if file_type(name) in READERS else OTHER_TYPE


def folder_left_out(name: str, beside: Container[str]) -> str:
    """Say why a folder that lies beside some names is not entered; empty if it is."""
    if name[0] in "._" and name != "_posts":
        return NAME
    stem = next((name.removesuffix(each) for each in _PARTS if name.endswith(each)), "")
    return PAGE_PARTS if stem and any(stem + each in beside for each in _PAGES) else ""


def is_index(names: Container[str]) -> bool:
    """Whether a folder that holds these names is the index of an assistant."""
    return _MANIFEST in names


def summary(left_out: Sequence[tuple[str, str]]) -> list[str]:
    """Tell which (path, reason) are left out, in at most a line for each reason."""
    types = Counter(file_type(path) for path, why in left_out if why == OTHER_TYPE)
    lines = [_types_told(types)] if types else []
    for reason, words in _TOLD.items():
        paths = [path for path, why in left_out if why == reason]
        lines += [f"{words}: {_listed(paths)}."] if paths else []
    return lines


def _types_told(types: Counter[str]) -> str:
    ranked = sorted(types.items(), key=lambda item: (-item[1], item[0]))
    listed = _listed([f"{name or 'no ending'} {count:,}" for name, count in ranked], 2 * _NAMED)
    total = types.total()
    are = "files are of types that are" if total > 1 else "file is of a type that is"
    return f"{total:,} {are} not read: {listed}."


def _listed(names: Sequence[str], most: int = _NAMED) -> str:
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
