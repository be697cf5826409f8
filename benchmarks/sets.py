"""Evaluation sets on disk: `articles.jsonl[.gz]` and `questions.jsonl` in one folder each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from assistant import Assistant, Settings, open_assistant

Record = dict[str, Any]


def read_lines(path: Path) -> Iterator[Record]:
    """Yield the records of a JSON Lines file, gzipped or not."""
    text = path.read_bytes()
    if path.suffix == ".gz":
        text = gzip.decompress(text)
    for line in text.decode("utf-8").split("\n"):
        if line:
            yield json.loads(line)


def articles(folder: Path) -> list[Record]:
    """Return the articles of a set."""
    plain = folder / "articles.jsonl"
    return list(read_lines(plain if plain.exists() else folder / "articles.jsonl.gz"))


def questions(folder: Path) -> list[Record]:
    """Return the questions of a set; what was published later answers none asked as of a day."""
    asked = list(read_lines(folder / "questions.jsonl"))
    if not any(each.get("question_date") for each in asked):
        return asked
    days = {each["id"]: each.get("date") or "" for each in articles(_own(folder))}
    return [
        {**each, "answerable": each["answerable"] and not _comes_later(each, days)}
        for each in asked
    ]


def _own(folder: Path) -> Path:
    """Return the folder with the articles of a set, of which one withholds some."""
    return folder.with_name(folder.name.removesuffix("_withheld"))


def _comes_later(question: Record, days: Mapping[str, str]) -> bool:
    """Tell whether all evidence of a question was published after the day it was asked on."""
    asked = question.get("question_date")
    told = [days.get(str(each.get("article_id")), "") for each in question.get("evidence") or ()]
    return bool(told) and all(asked and day[:10] > asked for day in told)


def opened(work: Path, name: str, records: Iterable[Record], **settings: Any) -> Assistant:
    """Return a synced assistant over records; its index is kept in `work` for the next run."""
    corpus = work / name / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(record) + "\n" for record in records)
    path = corpus / "articles.jsonl"
    if not path.exists() or path.read_text() != text:
        path.write_text(text)
    assistant = open_assistant(Settings(corpus=corpus, index=work / name / "index", **settings))
    assistant.sync()
    return assistant


def asked_on(question: Record) -> date | None:
    """Return the day a question was asked, if the set says."""
    given = question.get("question_date")
    return date.fromisoformat(given) if given else None
