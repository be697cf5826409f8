"""The order of day and month in dates such as 03/04/2024, by the files that lie beside theirs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from assistant.corpus.content import FileContent
from assistant.corpus.dates import Order, parse_date, slash_order

_HEAD = 20_000  # bytes of a file that are looked at
_MOST_NAMES, _MOST_FILES = 5_000, 200  # below one folder
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_LINE = re.compile(r"[^\n]+")


def settled(folder: Path, path: str, content: FileContent) -> FileContent:
    """Return the content with the days that other files of the folder decide, and no doubt there.

    What nothing decides stays without a day, and is told as the problem that it is.
    """
    sources = {article.id: article.source for article in content.articles}
    orders = {
        each.article_id: _order_beside(folder, folder / path, sources[each.article_id])
        for each in content.unsure
    }
    days = {
        each.article_id: parse_date(each.written, orders[each.article_id])
        for each in content.unsure
        if orders[each.article_id]
    }
    if not days:
        return content
    solved = {each.problem for each in content.unsure if each.article_id in days}
    first = next((orders[key] for key in days), "")
    return replace(
        content,
        articles=tuple(
            replace(each, published=days[each.id]) if each.id in days else each
            for each in content.articles
        ),
        problems=tuple(each for each in content.problems if each not in solved),
        origins={"date": f"{first}, as in other files of its folder", **content.origins},
    )


def _order_beside(folder: Path, place: Path, source: str) -> Order:
    """Return the order of the nearest folder above a file that tells one, up to the outermost."""
    for above in place.parents:
        told = _witnesses(above, above.stat().st_mtime_ns)
        own = {order for order, text in told if source and source in text}
        orders = own or {order for order, _ in told}
        if len(orders) == 1:
            return orders.pop()
        if above == folder:
            break
    return ""


@lru_cache(16)
def _witnesses(folder: Path, modified: int) -> tuple[tuple[Order, str], ...]:
    """Return the order of each file below a folder that tells one, and what else it says.

    `modified` is when the folder was changed: it is looked through again after that.
    """
    names = sorted(islice(_files(folder), _MOST_NAMES))
    texts = map(_head, names[:: 1 + len(names) // _MOST_FILES])
    told = ((slash_order(_LINE.findall(text)), text) for text in texts)
    return tuple((order, text) for order, text in told if order)


def _files(folder: Path) -> Iterator[Path]:
    for below, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(below, name) for name in names)
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _head(path: Path) -> str:
    """Return the first words of a file of text; "" of any other, and where it may not be read."""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
    except OSError:
        return ""
    return "" if b"\0" in data else _UNSEEN.sub("", data.decode("utf-8", "replace"))
