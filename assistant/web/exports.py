"""What is taken along as files: a conversation, and judged answers as a set of questions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from assistant.schema import Answer
from assistant.web.conversation import Conversation, Exchange


def to_markdown(title: str, conversation: Conversation) -> str:
    """Return a conversation as Markdown: each question as a heading, its answer below."""
    parts = [f"# {_heading(title)}\n"]
    for exchange in conversation.exchanges:
        parts.append(f"## {_heading(exchange.question)}\n")
        parts.append(_answer_markdown(exchange))
    return "\n".join(parts)


def to_json(title: str, conversation: Conversation) -> str:
    """Return a conversation as JSON: title and exchanges, each answer as `Answer.to_dict()`."""
    exchanges = [
        {
            "question": exchange.question,
            "answer": exchange.answer.to_dict() if exchange.answer else None,
            "problem": exchange.problem,
        }
        for exchange in conversation.exchanges
    ]
    return json.dumps({"title": title, "exchanges": exchanges}, indent=1) + "\n"


def file_name(title: str, ending: str) -> str:
    """Return a name for the file of a conversation."""
    name = "".join(each if each.isalnum() else "-" for each in title)[:60]
    return f"{name.strip('-') or 'conversation'}.{ending}"


def to_question_set(judged: Iterable[Exchange]) -> str:
    """Return judged answers as JSON Lines that `assistant evaluate` reads, each once.

    A helpful answer gives its question with the expected words; a helpful refusal, one that is to
    be refused. What is right instead of an unhelpful one nobody has said, and no line can limit
    days or sources: these questions are not asked, and stand in a comment. What a reader has said
    in words stands beside either as its `remark`.
    """
    records = (_record(each, each.answer) for each in judged if each.answer)
    lines = map(json.dumps, records)
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))


def _heading(text: str) -> str:
    """Return a text on one line that starts nothing in Markdown."""
    line = " ".join(text.split())
    return "".join(f"\\{each}" if each in "\\`*_[]<>#&|~$" else each for each in line)


def _answer_markdown(exchange: Exchange) -> str:
    if exchange.problem or exchange.answer is None:
        return f"*{_heading(exchange.problem or 'Not answered.')}*\n"
    return exchange.answer.to_markdown()


def _record(exchange: Exchange, answer: Answer) -> dict[str, Any]:
    # As it was read: a follow-up is no question by itself.
    asked: dict[str, Any] = {"question": answer.question or exchange.question}
    if answer.as_of:
        asked["question_date"] = answer.as_of.isoformat()
    remark = {"remark": exchange.comment} if exchange.comment else {}
    if not exchange.helpful or exchange.limits.without({"as_of"}).filters():
        kind = "helpful within limits" if exchange.helpful else "not helpful"
        return {"comment": {**asked, "kind": kind, **remark}}
    expected = _expected(answer)
    return {**asked, "answers": expected, "answerable": bool(expected), **remark}


def _expected(answer: Answer) -> list[str]:
    """Return the words that a right answer holds: the short answer, or else the first quote."""
    short = dict.fromkeys(answer.text[start:end] for start, end in answer.highlights)
    return list(short) or [citation.quote for citation in answer.citations[:1]]
