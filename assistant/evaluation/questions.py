"""Reading a set of questions: a folder of JSON Lines, or a table (CSV)."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from assistant.evaluation.cases import Case, EvaluationError, GoldEvidence, QuestionSet
from assistant.schema import Turn

_COLUMNS = {
    "question": "question",
    "expected answer": "answer",
    "answer": "answer",
    "article": "article",
    "as of date": "day",
    "as of": "day",
}
_NEEDED = ("question", "answer", "article")
# Where a question stands, and what reads it, or the turns of a conversation.
_Entries = Iterator[tuple[str, Callable[[], tuple[Case, ...]]]]
_OF_ALL_TURNS = ("question_date", "kind", "type")


class _Unreadable(ValueError):
    """The line or row is no question; the message says why."""


def read_set(path: Path) -> QuestionSet:
    """Read a folder with `questions.jsonl` and perhaps `articles.jsonl[.gz]`, or one such file.

    A line is a question, or a conversation in `turns`. The one file may also be a CSV file.

    In a CSV file several accepted answers are parted by "|", and without an answer and an article
    the expected answer is that the articles do not say. A question that cannot be read becomes a
    problem that names its file and line; EvaluationError if there is no other.
    """
    file = path / "questions.jsonl" if path.is_dir() else path
    try:
        data = file.read_bytes()
    except OSError as error:
        raise EvaluationError(f"{file} cannot be read: {error.strerror or error}.") from None
    entries = _rows if file.suffix.lower() == ".csv" else _lines
    cases, problems = _read(entries(file.name, data))
    if not cases:
        told = f": {problems[0]}" if problems else ""
        raise EvaluationError(f"{file} holds no question that can be asked{told}.")
    name = path.resolve().name
    zipped = (path / name for name in ("articles.jsonl", "articles.jsonl.gz"))
    return QuestionSet(
        name=name.removesuffix(file.suffix) if path == file else name,
        cases=tuple(cases),
        articles=next((each for each in zipped if each.is_file()), None),
        problems=tuple(problems),
    )


def _read(entries: _Entries) -> tuple[list[Case], list[str]]:
    """Return the questions; of several with the same id the first, for comparing goes by the id."""
    cases: dict[str, Case] = {}
    problems: list[str] = []
    for place, read in entries:
        try:
            turns = read()
        except _Unreadable as error:
            problems.append(f"{place}: {error}")
            continue
        repeated = next((each.id for each in turns if each.id in cases), None)
        if repeated is None:
            cases |= {each.id: each for each in turns}
        else:
            problems.append(f"{place}: repeats the question {repeated!r} and is left out")
    return list(cases.values()), problems


def _lines(name: str, data: bytes) -> _Entries:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if line.strip():
            place = f"{name}:{number}"
            yield place, partial(_cases_of_line, place, line)


def _cases_of_line(place: str, line: bytes) -> tuple[Case, ...]:
    record = _record(line)
    return _chain(place, record) if "turns" in record else (_dated_case(place, record),)


def _chain(place: str, record: Mapping[str, Any]) -> tuple[Case, ...]:
    """Return the turns of a conversation; what its line says of all of them holds for each."""
    turns = _list("turns", record)
    if not turns or not all(isinstance(turn, dict) for turn in turns):
        raise _Unreadable("its turns is not a list of questions")
    name = str(record.get("id") or place)
    shared = {key: record[key] for key in _OF_ALL_TURNS if key in record}
    cases = []
    for number, turn in enumerate(turns, start=1):
        own = {"id": f"{name}#{number}", "history": record.get("history") if number == 1 else None}
        try:
            case = _dated_case(place, {**shared, **turn, **own})
        except _Unreadable as error:
            raise _Unreadable(f"turn {number}: {error}") from None
        cases.append(replace(case, chain=name))
    return tuple(cases)


def _dated_case(place: str, record: Mapping[str, Any]) -> Case:
    return _case(place, record, _day(record.get("question_date"), "its question_date "))


def _case(place: str, record: Mapping[str, Any], as_of: date | None) -> Case:
    question = record.get("question")
    if not isinstance(question, str) or not question.strip():
        raise _Unreadable("it has no question")
    answers = _list("answers", record)
    if not all(isinstance(text, str) for text in answers):
        raise _Unreadable("its answers is not a list of texts")
    items = tuple(map(_item, _list("items", record)))
    evidence = tuple(map(_evidence, _list("evidence", record)))
    answerable = record.get("answerable", bool(answers or items or evidence))
    if not isinstance(answerable, bool):
        raise _Unreadable(f"its answerable is {answerable!r}, neither true nor false")
    return Case(
        id=str(record.get("id") or place),
        question=question,
        answers=tuple(answers),
        items=items,
        answerable=answerable,
        evidence=evidence,
        history=_turns(_list("history", record)),
        as_of=as_of,
        kind=str(record.get("kind") or record.get("type") or ""),
        place=place,
    )


def _record(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise _Unreadable(f"broken JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise _Unreadable("broken JSON: nested too deeply") from None
    except UnicodeDecodeError:
        raise _Unreadable("the line is not UTF-8; save the file as UTF-8") from None
    if not isinstance(record, dict):
        raise _Unreadable("the line is not an object with a question")
    return record


def _list(name: str, record: Mapping[str, Any]) -> list[Any]:
    value = record.get(name)
    if value is not None and not isinstance(value, list):
        raise _Unreadable(f"its {name} is not a list")
    return value or []


def _item(wordings: Any) -> tuple[str, ...]:
    """Return the wordings of an item, of which one may stand without a list."""
    found = [wordings] if isinstance(wordings, str) else wordings
    if not isinstance(found, list) or not found or not all(isinstance(one, str) for one in found):
        raise _Unreadable("one of its items is no text and no list of texts")
    return tuple(found)


def _evidence(record: Any) -> GoldEvidence:
    if not isinstance(record, dict) or not isinstance(record.get("article_id"), str):
        raise _Unreadable("a piece of its evidence names no article_id")
    return GoldEvidence(
        record["article_id"], str(record.get("text") or ""), str(record.get("kind") or "")
    )


def _turns(messages: Sequence[Any]) -> tuple[Turn, ...]:
    """Return the exchanges of a conversation: what the user said, and all that was replied."""
    turns: list[Turn] = []
    for message in messages:
        if not isinstance(message, dict) or not isinstance(message.get("text"), str):
            raise _Unreadable("a message of its history has no text")
        if message.get("role") == "user":
            turns.append(Turn(message["text"]))
        elif turns:
            replied = f"{turns[-1].answer_text} {message['text']}".strip()
            turns[-1] = Turn(turns[-1].question, replied)
        else:
            raise _Unreadable("its history does not begin with the user")
    return tuple(turns)


def _day(written: Any, name: str = "") -> date | None:
    try:
        return date.fromisoformat(written) if written not in (None, "") else None
    except (TypeError, ValueError):
        raise _Unreadable(f"{name}{written!r} is no date; write it as 2024-03-14") from None


def _rows(name: str, data: bytes) -> _Entries:
    """Yield every row that is not empty, by the line that it begins in."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EvaluationError(f"{name}:{line}: the file is not UTF-8; save it as UTF-8.") from None
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    # Strict: a quotation mark that is never closed would swallow the rest of the file.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        header = next(reader, None)
        columns = _columns(name, header) if header is not None else []
        begins = reader.line_num + 1
        for cells in reader:
            place, begins = f"{name}:{begins}", reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield place, partial(_case_of_row, place, columns, [*map(str.strip, cells)])
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


def _case_of_row(place: str, columns: Sequence[str], cells: Sequence[str]) -> tuple[Case, ...]:
    if any(cells[len(columns) :]):
        raise _Unreadable("it has more cells than columns; put text with commas in quotation marks")
    row = dict(zip(columns, cells, strict=False))
    question, day = row.get("question", ""), _day(row.get("day"))
    record = {
        "id": f"{question} ({day})" if day else question,
        "question": question,
        "answers": [one.strip() for one in row.get("answer", "").split("|") if one.strip()],
        "evidence": [{"article_id": row["article"]}] if row.get("article") else None,
    }
    return (_case(place, record, day),)
