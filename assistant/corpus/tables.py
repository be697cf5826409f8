"""Tables as lines that can each be quoted alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_Row = Sequence[str]
_STOPS = (".", "!", "?", "…", "。", "؟", "।")
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d")


def table_text(head: _Row, rows: Sequence[_Row]) -> str:
    """Return a line for each row, every cell after the head of its column.

    "Party: Green List, Seats: 9." Of the writings tried, the reader finds the asked cell in this
    one most often. Without a head the first cell leads the others: "Opened: 1911."
    """
    return "\n".join(filter(None, (_line(head, row) for row in rows)))


def split_head(rows: Sequence[_Row]) -> tuple[_Row, Sequence[_Row]]:
    """Part the first row from a table if it reads as a head: words or years above figures.

    That is, half of the columns beside the first hold figures below it.
    """
    if len(rows) < 2 or not _reads_as_head(rows[0]):
        return (), rows
    columns = list(zip_longest(*rows[1:], fillvalue=""))[1:]
    figures = sum(any(map(_is_figure, column)) for column in columns)
    return (rows[0], rows[1:]) if figures * 2 >= len(columns) else ((), rows)


def _reads_as_head(row: _Row) -> bool:
    if len(row) == 2 and _is_figure(row[1]):
        return False  # "Opened", "1911" is a fact
    return len(row) > 1 and all(_WORD.search(cell) or _YEAR.fullmatch(cell) for cell in row[1:])


def _is_figure(cell: str) -> bool:
    """Tell whether a cell is a number, perhaps with its unit: "51.7 %", "4 euros", "about 9"."""
    return bool(_FIGURE.search(cell)) and len(cell.split()) <= 3


def _line(head: _Row, row: _Row) -> str:
    cells = [" ".join(cell.split()) for cell in row]
    different = set(filter(None, cells))
    line = different.pop() if len(different) == 1 else ", ".join(_cells(head, cells))
    return line if line.endswith(_STOPS) or not line else f"{line}."


def _cells(head: _Row, cells: Sequence[str]) -> Iterator[str]:
    if not head and any(cells[:1]):
        others = ", ".join(filter(None, cells[1:]))
        yield f"{cells[0].rstrip(':')}: {others}"
        return
    for name, cell in zip_longest(head[: len(cells)], cells, fillvalue=""):
        name = " ".join(name.split()).rstrip(": ")
        if cell:
            yield f"{name}: {cell}" if name else cell
