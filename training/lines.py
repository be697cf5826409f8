"""Training lines on disk: a question, a passage, and where in the passage the answer stands.

A file is JSON Lines, plain, `.gz` or `.xz`. Passages are numbered from 0 in the order in which they
stand in the file, and each stands before the questions that refer to it:

    {"context": "The barge sank off Orlu. It carried gravel."}
    {"q": "Where did the barge sink?", "k": 0, "a": [[19, 23]], "w": 1.0, "s": "mine"}
"""

from __future__ import annotations

import gzip
import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

Span = tuple[int, int]
Record = dict[str, Any]


class DataError(Exception):
    """A file cannot be used; the message says which line of it, and why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question on one passage; without answers, the passage does not answer it."""

    question: str
    context: str
    answers: tuple[Span, ...] = ()
    weight: float = 1.0
    source: str = ""
    title: str = ""


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a file.

    Raises DataError where a line is none, names a passage that has not come yet, or an answer that
    is not in it.
    """
    contexts: list[str] = []
    for number, record in enumerate(read_records(path), 1):
        try:
            if "context" in record:
                contexts.append(str(record["context"]))
            else:
                yield _line(record, contexts)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise DataError(f"{path}, line {number} is no training line: {error!r}") from None


def _line(record: Record, contexts: Sequence[str]) -> Line:
    number = int(record["k"])
    if not 0 <= number < len(contexts):
        raise ValueError(f"there is no passage {number} above it")
    context = contexts[number]
    answers = tuple((int(start), int(end)) for start, end in record.get("a") or ())
    for start, end in answers:
        if not 0 <= start < end <= len(context):
            raise ValueError(f"the answer {start} to {end} is not in the passage")
    return Line(
        question=str(record["q"]),
        context=context,
        answers=answers,
        weight=float(record.get("w", 1.0)),
        source=str(record.get("s", "")),
        title=str(record.get("t") or ""),
    )


def write_lines(path: Path, lines: Iterable[Line]) -> None:
    """Write lines so that `read_lines` gives them back; equal lines make equal files."""
    numbers: dict[str, int] = {}
    records: list[Record] = []
    for line in lines:
        if line.context not in numbers:
            numbers[line.context] = len(numbers)
            records.append({"context": line.context})
        records.append(_record(line, numbers[line.context]))
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_bytes(_packed(path, text.encode()))


def _record(line: Line, number: int) -> Record:
    record: Record = {"q": line.question, "k": number, "a": line.answers, "w": line.weight}
    return record | {"s": line.source} | ({"t": line.title} if line.title else {})


def read_records(path: Path) -> Iterator[Record]:
    """Yield the objects of a JSON Lines file, compressed or not; blank lines are none."""
    with _opened(path) as file:
        for number, text in enumerate(file, 1):
            if not text.strip():
                continue
            try:
                record = json.loads(text)
            except ValueError as error:
                raise DataError(f"{path}, line {number} is no JSON: {error}") from None
            if not isinstance(record, dict):
                raise DataError(f"{path}, line {number} is no JSON object.")
            yield record


def _opened(path: Path) -> IO[str]:
    try:
        if path.suffix == ".xz":
            return lzma.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8")
        return path.open(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from None


def _packed(path: Path, data: bytes) -> bytes:
    if path.suffix == ".xz":
        return lzma.compress(data)
    # A time in the header would make two files of the same lines differ.
    return gzip.compress(data, mtime=0) if path.suffix == ".gz" else data


def share_of(text: str) -> float:
    """Return a number from 0 to 1 that is the text's own: alike in every run and every order."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") / 2**64
