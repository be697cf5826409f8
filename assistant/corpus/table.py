"""Tables of articles (CSV, TSV): a header that names the fields, and an article a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from assistant.corpus.content import FileContent, remarked, unreadable
from assistant.corpus.decoding import NotUtf8, decoded
from assistant.corpus.fields import field_of, text_names
from assistant.corpus.records import Record, read_records

_MOST_COLUMNS = 1_000
_DELIMITERS = ",;\t|"


def read_table(path: str, data: bytes) -> FileContent:
    """Read a `.csv` or `.tsv` file, whose header tells what parts the cells."""
    try:
        text, remark = decoded(data)
    except NotUtf8 as error:
        return unreadable(path, str(error))
    header, delimiter = max(
        ((_header(text, each), each) for each in _DELIMITERS), key=lambda each: _known(each[0])
    )
    if len(header) > _MOST_COLUMNS:
        told = f"its first line names {len(header):,} columns, and a table has at most"
        return unreadable(path, f"{told} {_MOST_COLUMNS:,}; leave out those without use")
    if not text_names(dict.fromkeys(header)):
        names = ", ".join(header)[:100]
        return unreadable(path, f"its first line ({names}) names no column text, so it is not read")
    content = read_records(path, list(_rows(path, text, header, delimiter)))
    return remarked(content, path, remark)


def _reader(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of every row that is not empty, with the line on which it begins."""
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # else 131,072 characters
    file = io.StringIO(text, newline="")
    rows = csv.reader(
        file,
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if _is_unquoted(text, delimiter) else csv.QUOTE_MINIMAL,
    )
    begins = 1
    for row in rows:
        if any(map(str.strip, row)):
            yield begins, row
        begins = rows.line_num + 1


def _is_unquoted(text: str, delimiter: str) -> bool:
    """Whether quotation marks are letters: one without its other, and every line a row."""
    lines = text.splitlines()
    odd = any(line.count('"') % 2 for line in lines)
    return odd and len({line.count(delimiter) for line in lines if line.strip()}) == 1


def _header(text: str, delimiter: str) -> list[str]:
    first = next(io.StringIO(text.lstrip("\r\n"), newline=""), "")
    _, names = next(_reader(first, delimiter), (1, []))
    return [name.strip() for name in names]


def _known(header: list[str]) -> tuple[int, int]:
    known = [name for name in header if field_of(name)]
    return len(known) + len(text_names(dict.fromkeys(header))), len(header)


def _rows(path: str, text: str, header: list[str], delimiter: str) -> Iterator[Record]:
    rows = _reader(text, delimiter)
    next(rows)
    for line, cells in rows:
        place = f"{path}:{line}"
        while len(cells) > len(header) and not cells[-1].strip():
            cells.pop()
        if len(cells) > len(header):
            yield Record(place, {}, f"it has {len(cells)} cells, and the header {len(header)}")
        else:
            named = zip(header, cells, strict=False)
            yield Record(place, {name: cell for name, cell in named if name and cell.strip()})
