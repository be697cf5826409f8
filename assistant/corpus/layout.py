"""Paragraphs where a page has only tables and line breaks; rows and entries that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from assistant.corpus.elements import BLOCKS, Element, line_of, lines_of, new_element, text_of
from assistant.corpus.tables import split_head, table_text

_INLINE = frozenset("b big center em font i p small span strong".split())
_NO_DATA = frozenset("blockquote form h1 h2 input ol ul".split())
_LONGEST_CELL = 30  # words
_WIDEST = 60  # columns
_CLOCK = r"\d{1,2}[:.h]\d\d(?:\s?(?:[ap]\.?m\.?|uhr|[a-z]{3,4}))?"
_STAMP = re.compile(rf"\W*{_CLOCK}\W*|[^.!?]{{0,30}}\b{_CLOCK}\W*", re.IGNORECASE)
_ENTRIES = 3  # so many clocks make a page a log of what happened


def lay_out(tree: Element) -> None:
    """Make paragraphs of tables and line breaks, and put the time before each entry of a log."""
    for table in reversed(list(tree.iter("table"))):  # the innermost first
        if table.getparent() is None:
            continue
        rows = _grid(table)
        if _is_data(table, rows):
            _write_out(table, rows)
        else:
            _unfold(table)
    for parent in {brk.getparent(): None for brk in tree.iter("br")}:
        _part_paragraphs(parent)
    _stamp_entries(tree)


def _own(table: Element, tag: str) -> Iterator[Element]:
    return (each for each in table.iter(tag) if next(each.iterancestors("table")) is table)


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _grid(table: Element) -> list[list[str]]:
    """Return the texts of the cells, those that span rows or columns in every one of them."""
    rows: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in _own(table, "tr"):
        texts: list[str] = []
        for cell in [*_cells(row), None]:
            while len(texts) in hanging:
                left, text = hanging.pop(len(texts))
                if left > 1:
                    hanging[len(texts)] = (left - 1, text)
                texts.append(text)
            if cell is None or len(texts) > _WIDEST:
                break
            for _ in range(_span(cell, "colspan")):
                if (down := _span(cell, "rowspan")) > 1:
                    hanging[len(texts)] = (down - 1, line_of(cell))
                texts.append(line_of(cell))
        rows.append(texts)
    return rows


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or ""
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1


def _is_data(table: Element, rows: list[list[str]]) -> bool:
    texts = [text for row in rows for text in row if text]
    linked = sum(len(text_of(link)) for link in table.iter("a"))
    return (
        len(rows) > 1
        and sum(len(row) > 1 for row in rows) > 1
        and table.get("role") not in ("presentation", "none")
        and not any(inner.tag in _NO_DATA for inner in table.iter() if inner is not table)
        and max(len(text.split()) for text in texts or [""]) <= _LONGEST_CELL
        and linked * 2 <= sum(map(len, texts))
    )


def _write_out(table: Element, rows: list[list[str]]) -> None:
    """Replace a table by its rows in words; a sheet of nothing but small numbers is a calendar."""
    above = _heads(table)
    head, body = (_merged(rows[:above]), rows[above:]) if above else split_head(rows)
    cells = [text for row in body for text in row if text]
    calendar = sum(text.isdecimal() and int(text) <= 31 for text in cells) > 0.8 * len(cells)
    caption = table.find("caption")
    lines = [] if caption is None else [text_of(caption)]
    lines += [] if calendar else table_text(head, body).splitlines()
    _become(table, "div")
    for line in filter(None, lines):
        table.append(new_element(table, "p", line))


def _heads(table: Element) -> int:
    """Return how many rows at the top hold nothing but heads; a table of heads has none."""
    rows = [{cell.tag for cell in _cells(row)} for row in _own(table, "tr")]
    first = next((heads for heads, _ in groupby(rows, lambda tags: tags <= {"th"})), False)
    above = len(list(next(groupby(rows, lambda tags: tags <= {"th"}))[1])) if first else 0
    return above if above < len(rows) else 0


def _merged(heads: list[list[str]]) -> list[str]:
    """Return one head a column, of all rows of heads but those that span the whole table."""
    rows = [row for row in heads if len(set(row)) > 1] or heads[-1:]
    width = max(map(len, rows))
    columns = ([row[place] for row in rows if place < len(row)] for place in range(width))
    return [" ".join(dict.fromkeys(filter(None, column))) for column in columns]


def _become(element: Element, tag: str) -> None:
    """Empty an element and give it another tag; what follows it stays."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = tag, tail


def _unfold(table: Element) -> None:
    """Make blocks of the cells of a table that only places things on the page."""
    cells = [cell for row in _own(table, "tr") for cell in _cells(row)]
    menus = [cell for cell in cells if _is_menu(cell)]
    if sum(len(text_of(cell).split()) for cell in cells if cell not in menus) >= 20:
        for menu in menus:
            menu.drop_tree()
    for part in [*_own(table, "tr"), *cells, table]:
        part.tag = "div"
    for tag in ("thead", "tbody", "tfoot"):
        for part in list(table.iter(tag)):
            part.drop_tag()


def _is_menu(cell: Element) -> bool:
    lines = [line.text for line in lines_of(cell)]
    short = all(len(line.split()) <= 3 and line[-1].isalnum() for line in lines)
    return len(lines) > 1 and short


def _part_paragraphs(parent: Element) -> None:
    """Make paragraphs of what stands between two line breaks or after a line in bold."""
    runs = [new_element(parent, "p", parent.text or "")]
    breaks = 0
    if not any(_parts(first, second) for first, second in pairwise([None, *parent])):
        return
    for child in list(parent):
        if child.tag == "br":
            breaks += 1
            child = _text_after(child)
        if child is None:
            continue
        bold = len(runs[-1]) and not (runs[-1].text or "").strip() and _is_bold(runs[-1])
        if breaks > 1 or (breaks and bold) or child.tag in BLOCKS:
            runs.append(new_element(parent, "p", ""))
        elif breaks:
            runs[-1].append(new_element(parent, "br", ""))
        breaks = 0
        if child.tag in BLOCKS:
            rest, child.tail = child.tail, None
            runs[-1:] = [child, new_element(parent, "p", rest or "")]
        else:
            runs[-1].append(child)
    parent.text = None
    parent[:] = [run for run in runs if run.tag != "p" or len(run) or (run.text or "").strip()]
    if parent.tag in _INLINE:
        parent.tag = "div"


def _parts(first: Element, second: Element) -> bool:
    """Tell whether a new paragraph begins at the second of two children."""
    if second.tag != "br" or first is None or (first.tail or "").strip():
        return False
    return first.tag in ("br", "b", "strong")


def _text_after(brk: Element) -> Element:
    text = (brk.tail or "").strip()
    return new_element(brk, "span", brk.tail) if text else None


def _is_bold(run: Element) -> bool:
    return all(child.tag in ("b", "strong") and not (child.tail or "").strip() for child in run)


def _stamp_entries(tree: Element) -> None:
    """Begin the entries of a live blog with their times: "14:05 – The bridge is closed."."""
    lines = list(lines_of(tree))
    stamps = [
        (line, following)
        for line, following in pairwise(lines)
        if _STAMP.fullmatch(line.text) and not _STAMP.fullmatch(following.text)
    ]
    if len(stamps) < _ENTRIES:
        return
    for time in list(tree.iter("time")):
        time.tag = "span"
    for stamp, following in stamps:
        entry = following.element
        if (entry.text or "").strip():
            entry.text = f"{stamp.text.strip(' -–—:|')} – {entry.text.lstrip()}"
            _clear(stamp.element)


def _clear(element: Element) -> None:
    element.text = None
    for child in list(element):
        child.drop_tree()
