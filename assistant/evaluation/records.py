"""Questions as JSON Lines, one a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant.evaluation.cases import Case, Evidence
from assistant.schema import Turn


class _Unreadable(ValueError):
    """The record is no question; the message says why."""


def read_records(name: str, data: bytes) -> tuple[list[Case], list[str]]:
    """Return the questions of a file, and a problem for each line that holds none."""
    cases: list[Case] = []
    problems: list[str] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            cases.append(_case(place, json.loads(line)))
        except json.JSONDecodeError as error:
            problems.append(f"{place}: broken JSON: {error.msg} at character {error.pos + 1}")
        except RecursionError:
            problems.append(f"{place}: broken JSON: nested too deeply")
        except UnicodeDecodeError:
            problems.append(f"{place}: the line is not UTF-8; save the file as UTF-8")
        except _Unreadable as error:
            problems.append(f"{place}: {error}")
    return cases, problems


def _case(place: str, record: Any) -> Case:
    if not isinstance(record, dict):
        raise _Unreadable("the line is not an object with a question")
    question = record.get("question")
    if not isinstance(question, str) or not question.strip():
        raise _Unreadable("it has no question")
    answers = _texts("answers", record.get("answers"))
    evidence = tuple(_evidence(each) for each in _list("evidence", record.get("evidence")))
    answerable = record.get("answerable", bool(answers or evidence))
    if not isinstance(answerable, bool):
        raise _Unreadable(f"its answerable is {answerable!r}, neither true nor false")
    return Case(
        id=str(record.get("id") or place),
        question=question,
        answers=answers,
        answerable=answerable,
        evidence=evidence,
        history=_turns(_list("history", record.get("history"))),
        as_of=_day(record.get("question_date")),
        place=place,
    )


def _list(name: str, value: Any) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _Unreadable(f"its {name} is not a list")
    return value


def _texts(name: str, value: Any) -> tuple[str, ...]:
    texts = _list(name, value)
    if not all(isinstance(text, str) for text in texts):
        raise _Unreadable(f"its {name} is not a list of texts")
    return tuple(texts)


def _evidence(record: Any) -> Evidence:
    if not isinstance(record, dict) or not isinstance(record.get("article_id"), str):
        raise _Unreadable("a piece of its evidence names no article_id")
    return Evidence(
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


def _day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _Unreadable(
            f"its question_date {value!r} is no date; write it as 2024-03-14"
        ) from None
