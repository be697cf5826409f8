"""Rows of tables, as `corpus.tables` writes them: which cell answers, and which row.

"Party: Green List, Seats: 9, Before: 6." holds several figures, and only the names of their columns
tell them apart: those decide, not the reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.sentences import Sentence
from assistant.answering.values import figures
from assistant.corpus.tables import cells_of
from assistant.models.reader import Span as ReaderSpan
from assistant.question.comparatives import superlative_of
from assistant.question.expected import AnswerKind
from assistant.question.query import Query
from assistant.text.passages import Span
from assistant.text.words import content_stems, stems


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: the name of its column, and where its value stands in the row."""

    name: str
    value: str
    start: int
    end: int


def cells(text: str) -> list[Cell]:
    """Return the cells of a row, or nothing for what is no row of at least two cells."""
    found = [Cell(name, text[start:end], start, end) for name, start, end in cells_of(text)]
    return found if len(found) > 1 and text.endswith((".", "!", "?")) else []


def asked_cell(query: Query, text: str, span: Span) -> Span | None:
    """Return the cell of a row whose column the question names, or else the one of a span.

    None where it names two columns alike. The row's own name, which the question has, is no answer
    but to which one has most.
    """
    row = cells(text)
    if superlative_of(query.text) and query.expected.kind is not AnswerKind.NUMBER:
        return row[0].start, row[0].end
    asked = set(stems(query.text, query.language))
    open_cells = [each for each in row if not set(stems(each.value, query.language)) <= asked]
    named = [len(asked & set(stems(each.name, query.language))) for each in open_cells]
    most = max(named, default=0)
    if most and named.count(most) == 1:
        cell = open_cells[named.index(most)]
        return cell.start, cell.end
    held = [each for each in row if each.start <= span[0] and span[1] <= each.end]
    return span if held and not most else None


def looked_up(query: Query, best: Sentence) -> bool:
    """Tell whether the question names a row and a column, and nothing that the article does not."""
    article, asked = best.article.article, set(stems(query.text, query.language))
    columns = {stem for cell in cells(best.text) for stem in stems(cell.name, query.language)}
    known = best.stems | set(stems(f"{article.title} {article.text}", query.language))
    told = known.issuperset(content_stems(query.text, query.language))
    return bool(asked & columns and told and _named(query, best))


def pertinent(query: Query, ranked: Sequence[Sentence]) -> list[Sentence]:
    """Leave out rows that name less of what is asked than the best one does."""
    best = ranked[0]
    if not cells(best.text):
        return list(ranked)
    asked = set(stems(query.text, query.language))
    first = _named(query, best) or _extreme(query, best) or best
    told = asked & first.stems
    others = [
        each
        for each in ranked
        if each.key != first.key and not (cells(each.text) and asked & each.stems < told)
    ]
    return [first, *(others if first.key == best.key else ())]


def _named(query: Query, best: Sentence) -> Sentence | None:
    """Return the only row of the best one's table that the question names by one of its cells."""
    asked = set(stems(query.text, query.language))
    found = []
    for each in _table(best):
        values = [set(stems(cell.value, query.language)) for cell in cells(each.text)]
        if any(value and value <= asked for value in values):
            found.append(each)
    return found[0] if len(found) == 1 else None


def _extreme(query: Query, best: Sentence) -> Sentence | None:
    """Return the row of the best one's table that has most, or least, of the column asked about."""
    sense, asked = superlative_of(query.text), set(stems(query.text, query.language))
    columns = [each.name for each in cells(best.text)[1:]]
    named = [len(asked & set(stems(name, query.language))) for name in columns]
    most = max(named, default=0)
    if not sense or not most or named.count(most) > 1:
        return None
    place = named.index(most) + 1
    sized = [
        (sense * size, each)
        for each in _table(best)
        if (size := _size(cells(each.text)[place].value)) is not None
    ]
    largest = max((size for size, _ in sized), default=None)
    first = [each for size, each in sized if size == largest]
    return first[0] if len(first) == 1 and len(sized) > 1 else None


def _table(best: Sentence) -> list[Sentence]:
    """Return the rows of the article that have the columns of one; their first cells answer."""
    names = [each.name for each in cells(best.text)]
    rows = []
    for place, (start, end) in enumerate(best.article.sentences):
        row = cells(best.article.article.text[start:end])
        if [each.name for each in row] == names:
            span = ReaderSpan(row[0].start, row[0].end, best.span.score)
            rows.append(replace(best, place=place, start=start, end=end, span=span))
    return rows


def _size(value: str) -> float | None:
    found = figures(value)
    return found[0].value if len(found) == 1 else None
