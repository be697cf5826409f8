"""Questions as a table (CSV): question, expected answer, article, and perhaps as-of date."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date

from assistant.evaluation.cases import Case, EvaluationError, Evidence

_COLUMNS = {
    "question": "question",
    "expected answer": "answer",
    "answer": "answer",
    "article": "article",
    "as of date": "day",
    "as of": "day",
}
_TOO_MUCH = "what stands beyond the last column"
_NEEDED = ("question", "answer", "article")


def read_sheet(name: str, data: bytes) -> tuple[list[Case], list[str]]:
    """Return the questions of a file, and a problem for each row that holds none.

    Several accepted answers are parted by "|". Without an answer and an article the expected
    answer is that the articles do not say.
    """
    cases: list[Case] = []
    problems: list[str] = []
    for line, row in _rows(name, data):
        place = f"{name}:{line}"
        try:
            cases.append(_case(place, row))
        except ValueError as error:
            problems.append(f"{place}: {error}")
    return cases, problems


def _rows(name: str, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield every row that is not empty by column, with the line that it begins in."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EvaluationError(f"{name}:{line}: the file is not UTF-8; save it as UTF-8.") from None
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    # Strict: a quotation mark that is never closed would swallow the rest of the file.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    begins = 1
    try:
        for cells in reader:
            row = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
            row[_TOO_MUCH] = "".join(cells[len(columns) :]) if columns else ""
            if any(row.values()):
                yield begins, row
            columns = columns or _columns(name, cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise EvaluationError(f"{name}:{begins}: the row cannot be read: {error}.") from None


def _columns(name: str, header: list[str]) -> list[str]:
    """Return what each column holds, by its heading."""
    headings = [re.sub(r"[\s_-]+", " ", cell).strip().lower() for cell in header]
    columns = [_COLUMNS.get(heading, heading) for heading in headings]
    if any(column not in columns for column in _NEEDED):
        raise EvaluationError(
            f"{name}:1: the first line must name the columns question, expected answer and "
            f"article (and may name as-of date); it names {', '.join(header) or 'none'}."
        )
    return columns


def _case(place: str, row: Mapping[str, str]) -> Case:
    question, article = row.get("question", ""), row.get("article", "")
    if row[_TOO_MUCH]:
        raise ValueError("it has more cells than columns; put text with commas in quotation marks")
    if not question:
        raise ValueError("it has no question")
    day = _day(row.get("day", ""))
    answers = tuple(one.strip() for one in row.get("answer", "").split("|") if one.strip())
    return Case(
        id=f"{question} ({day})" if day else question,
        question=question,
        answers=answers,
        answerable=bool(answers or article),
        evidence=(Evidence(article),) if article else (),
        as_of=day,
        place=place,
    )


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f"{written!r} is no date; write it as 2024-03-14") from None
