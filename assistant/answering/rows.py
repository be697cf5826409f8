"""Rows of tables, as `corpus.tables` writes them: which row answers, and which of its cells.

"Party: Green List, Seats: 9, Before: 6." holds several figures, and only the names of rows and
columns tell them apart: those decide, not the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.sentences import Sentence
from assistant.answering.values import figures
from assistant.corpus.tables import cells_of
from assistant.question.comparatives import superlative_of
from assistant.question.expected import AnswerKind
from assistant.question.query import Query
from assistant.text.passages import Span
from assistant.text.words import content_stems, stems

_READ = 5  # of the best sentences, whose tables are looked at
_SPARE = 1  # so many words of a question may be in no article: "spent", "fell"
_PLACES = [
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        "won|wins?|winners?|first|1st|champions?|top",
        "second|2nd|runners?-up",
        "third|3rd",
    )
]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: the name of its column, and where its value stands in the row."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundRow:
    """The row of a table that a question asks for, and the cell that answers, if it is clear.

    `exact` tells that the question names the row and the column, and nothing that is not there.
    """

    row: Sentence
    cell: Cell | None
    exact: bool


_Rows = Sequence[tuple[Sentence, list[Cell]]]


def cells(text: str) -> list[Cell]:
    """Return the cells of a row, or nothing for what is no row of at least two cells."""
    found = [Cell(name, text[start:end], start, end) for name, start, end in cells_of(text)]
    return found if len(found) > 1 and text.endswith((".", "!", "?")) else []


def look_up(query: Query, ranked: Sequence[Sentence]) -> FoundRow | None:
    """Return what a question asks for in the tables of the best sentences, if it names it."""
    for best in ranked[:_READ]:
        table = _table(best)
        for find in _FINDERS if table else ():
            if found := find(query, table):
                return found
    return None


def pertinent(query: Query, ranked: Sequence[Sentence], found: FoundRow | None) -> list[Sentence]:
    """Put the row that is asked for first, and leave out rows that name less of what is asked."""
    if not cells(ranked[0].text):
        return list(ranked)
    first = found.row if found else ranked[0]
    asked = _asked(query)
    told = asked & first.stems
    others = [
        each
        for each in ranked
        if each.key != first.key and not (cells(each.text) and asked & each.stems < told)
    ]
    return [first, *(others if first.key == ranked[0].key else ())]


def asked_cell(query: Query, row: Sentence) -> Span | None:
    """Return the cell of a row that answers, or None where two columns may be meant."""
    found = look_up(query, [row])
    if found and found.row.key == row.key:
        return (found.cell.start, found.cell.end) if found.cell else None
    own = cells(row.text)
    cell = _named_column(query, own)
    if cell:
        return cell.start, cell.end
    start, end = row.span.start, row.span.end
    held = any(each.start <= start and end <= each.end for each in own)
    return (start, end) if held and not _columns_named(query, own) else None


def _asked(query: Query) -> set[str]:
    return set(stems(query.text, query.language))


def _table(best: Sentence) -> _Rows:
    """Return the rows of the article that have the columns of one; nothing if it is no row."""
    names = [cell.name for cell in cells(best.text)]
    rows = []
    for place, (start, end) in enumerate(best.article.sentences if names else ()):
        row = cells(best.article.article.text[start:end])
        if [cell.name for cell in row] == names:
            rows.append((replace(best, place=place, start=start, end=end), row))
    return rows


def _placed(query: Query, table: _Rows) -> FoundRow | None:
    """Find "who came second?" by the column that counts the rows."""
    counting = [
        column
        for column in range(len(table[0][1]))
        if [row[column].value.rstrip(".") for _, row in table]
        == [str(number) for number in range(1, len(table) + 1)]
    ]
    wanted = [place for place, sign in enumerate(_PLACES) if sign.search(query.text)]
    if not counting or len(wanted) != 1 or wanted[0] >= len(table):
        return None
    sentence, row = table[wanted[0]]
    others = [cell for column, cell in enumerate(row) if column not in counting]
    named = _named_column(query, others)
    lettered = (cell for cell in others if any(map(str.isalpha, cell.value)))
    return _found(query, sentence, named or next(lettered, None), row, exact=True)


def _named(query: Query, table: _Rows) -> FoundRow | None:
    """Find the only row that the question names by one of its cells."""
    asked = _asked(query)
    found = []
    for sentence, row in table:
        values = (set(stems(cell.value, query.language)) for cell in row)
        if any(value and value <= asked for value in values):
            found.append((sentence, row))
    if len(found) != 1:
        return None
    sentence, row = found[0]
    cell = _named_column(query, row)
    return _found(query, sentence, cell, row, exact=bool(_columns_named(query, row)))


def _extreme(query: Query, table: _Rows) -> FoundRow | None:
    """Find the row that has most, or least, in the column that the question names."""
    sense = superlative_of(query.text)
    column = _named_column(query, table[0][1][1:]) if sense else None
    if column is None:
        return None
    sized = []
    for sentence, row in table:
        size = next((_size(cell.value) for cell in row if cell.name == column.name), None)
        if size is not None:
            sized.append((sense * size, sentence, row))
    largest = max((size for size, *_ in sized), default=None)
    first = [(sentence, row) for size, sentence, row in sized if size == largest]
    if len(first) != 1 or len(sized) < 2:
        return None
    sentence, row = first[0]
    figure = query.expected.kind is AnswerKind.NUMBER
    cell = next(cell for cell in row if cell.name == column.name) if figure else row[0]
    return _found(query, sentence, cell, row, exact=True)


_FINDERS: tuple[Callable[[Query, _Rows], FoundRow | None], ...] = (_named, _placed, _extreme)


def _found(
    query: Query, row: Sentence, cell: Cell | None, own: Sequence[Cell], *, exact: bool
) -> FoundRow:
    """Return a row as exact only if the article knows the words of the question.

    One may be missing where the name of the whole column stands in the question, or its row is
    known by a rank: what is counted there is said in other words.
    """
    article = row.article.article
    known = row.stems | set(stems(f"{article.title} {article.text}", query.language))
    rest = query.text
    for sign in _PLACES:
        rest = sign.sub(" ", rest)
    missing = set(content_stems(rest, query.language)) - known
    whole = cell is not None and set(stems(cell.name, query.language)) <= _asked(query)
    spare = _SPARE if whole or superlative_of(query.text) or rest != query.text else 0
    return FoundRow(row, cell, exact=exact and len(missing) <= spare)


def _columns_named(query: Query, row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """Return the cells whose columns the question names, with the number of words it has of them.

    A cell that is in the question is no answer.
    """
    asked = _asked(query)
    named = []
    for cell in row:
        held = len(asked & set(stems(cell.name, query.language)))
        if held and not set(stems(cell.value, query.language)) <= asked:
            named.append((held, cell))
    return named


def _named_column(query: Query, row: Sequence[Cell]) -> Cell | None:
    """Return the one cell whose column the question names best."""
    named = _columns_named(query, row)
    most = max((held for held, _ in named), default=0)
    best = [cell for held, cell in named if held == most]
    return best[0] if len(best) == 1 else None


def _size(value: str) -> float | None:
    found = figures(value)
    return found[0].value if len(found) == 1 else None
