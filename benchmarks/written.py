"""Written answers beside LlamaIndex's CitationQueryEngine: the same model, vectors and questions.

    python -m benchmarks.written ../shared/bench --model llm.gguf --work DIR [--each 50]

Takes a fixed sample of answerable questions of realtimeqa_2022 and of withheld ones of
realtimeqa_2022_withheld, asks each of the quoting answerer, of the written one and of the engine
as its documentation shows it, and prints one table. What was asked is kept in DIR, so that a run
can be interrupted and goes on.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

from assistant import Answer, Assistant
from assistant.evaluation.measures import interval
from assistant.evaluation.metrics import has_answer, said
from benchmarks.sets import Record, articles, asked_on, opened, questions

ANSWERABLE, WITHHELD = "realtimeqa_2022", "realtimeqa_2022_withheld"
_TOP = 3  # nodes, as the documentation of the engine has it
_MARK = re.compile(r"\[(?:Source )?(\d+)\]", re.IGNORECASE)


def sample(bench: Path, name: str, each: int, part: int) -> list[Record]:
    """Return a fixed choice of questions, spread by the hash of their ids.

    Part 0 is for development, part 1 is what is judged.
    """
    wanted = [
        record
        for record in questions(bench / name)
        if record["answerable"] == (name == ANSWERABLE) and _hash(record) % 2 == part
    ]
    return sorted(wanted, key=_hash)[:each]


def _hash(record: Record) -> int:
    return int(hashlib.sha256(record["id"].encode()).hexdigest(), 16)


def records(bench: Path, name: str) -> list[Record]:
    """Return the articles of a set; those of the withheld one are the others' but some."""
    if name == ANSWERABLE:
        return articles(bench / ANSWERABLE)
    removed = set(json.loads((bench / WITHHELD / "removed_articles.json").read_text()))
    return [record for record in articles(bench / ANSWERABLE) if record["id"] not in removed]


def own(assistant: Assistant) -> Callable[[Record], dict[str, Any]]:
    """Return what asks an assistant."""

    def ask(question: Record) -> dict[str, Any]:
        answer = assistant.answer(question["question"], as_of=asked_on(question))
        return _own_row(assistant, answer)

    return ask


def _own_row(assistant: Assistant, answer: Answer) -> dict[str, Any]:
    exact = all(
        getattr(assistant.article(each.article_id), each.part)[each.start : each.end] == each.quote
        for each in answer.citations
    )
    spans = {(each.answer_start, each.answer_end) for each in answer.citations}
    bare = answer.text
    for start, end in spans:
        bare = bare.replace(answer.text[start:end], "")
    uncited = bool(re.sub(r"\[\d+\]|\s", "", bare)) and answer.status == "answered"
    return {
        "text": said(answer),
        "refused": answer.status == "not_found",
        "cited": [each.quote for each in answer.citations],
        "uncited": uncited,
        "support": min((each.support for each in answer.citations), default=1.0),
        "exact": exact,
        "answerer": answer.answerer,
        "rejected": len(answer.rejected),
        "confidence": answer.confidence,
        "first_word": answer.seconds.get("first_word"),
        "tokens": answer.usage.get("prompt_tokens"),
    }


def engine(assistant: Assistant, llm: Any) -> Callable[[Record], dict[str, Any]]:
    """Return what asks LlamaIndex over the same passages and vectors."""
    from llama_index.core import VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.query_engine import CitationQueryEngine
    from llama_index.core.schema import TextNode

    embedder = assistant._retriever.embedder

    class Same(BaseEmbedding):
        """The assistant's own embedder."""

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_query_embedding(text)

        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(each) for each in embedder.embed_question(query)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    with assistant._index.snapshot() as snapshot:
        stored = [each for head in snapshot.heads() for each in snapshot.passages_of(head.id)]
    nodes = [
        TextNode(
            text=f"{each.passage.title}\n{each.passage.text}",
            embedding=[float(number) for number in each.vector],
        )
        for each in stored
    ]
    index = VectorStoreIndex(nodes, embed_model=Same())
    asked = CitationQueryEngine.from_args(
        index, llm=llm, similarity_top_k=_TOP, citation_chunk_size=512
    )

    def ask(question: Record) -> dict[str, Any]:
        reply = asked.query(question["question"])
        sources = [each.node.get_content() for each in reply.source_nodes]
        numbers = {int(number) for number in _MARK.findall(str(reply))}
        cited = [text for at, text in enumerate(sources, start=1) if at in numbers]
        return {"text": str(reply), "refused": False, "cited": cited}

    return ask


def asked(
    path: Path, name: str, sampled: list[Record], ask: Callable[[Record], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield one row a question: from an earlier run, or asked now and kept."""
    kept = {}
    if path.exists():
        kept = {row["id"]: row for row in map(json.loads, path.read_text().splitlines())}
    for at, question in enumerate(sampled, start=1):
        if question["id"] not in kept:
            started = time.perf_counter()
            row = ask(question) | {"seconds": time.perf_counter() - started}
            answers = question["answers"] or question.get("true_answer_outside_corpus", [])
            row |= {"id": question["id"], "question": question["question"], "answers": answers}
            kept[question["id"]] = row
            with path.open("a") as file:
                file.write(json.dumps(row) + "\n")
            print(f"\r{name}: {at} of {len(sampled)}", end="", flush=True)
        yield kept[question["id"]]
    print()


def _share(values: list[float]) -> str:
    if not values:
        return "-"
    low, high = interval(lambda at: mean(values[one] for one in at), len(values)) or (0.0, 1.0)
    return f"{mean(values):.3f} ({low:.2f}-{high:.2f})"


def report(name: str, right: list[dict[str, Any]], withheld: list[dict[str, Any]]) -> None:
    """Print the figures of one answerer."""
    given = [row for row in right if not row["refused"]]
    shown = [row for row in [*right, *withheld] if not row["refused"]]
    lines = {
        "right": _share([float(has_answer(row["text"], row["answers"])) for row in right]),
        "words, where answered": f"{mean(len(row['text'].split()) for row in given):.1f}",
        "answered although withheld": _share([float(not row["refused"]) for row in withheld]),
        "has a citation": _share([float(bool(row["cited"])) for row in shown]),
        "a citation holds the answer": _share(
            [float(any(has_answer(text, row["answers"]) for text in row["cited"])) for row in right]
        ),
        "seconds, median": f"{sorted(row['seconds'] for row in right)[len(right) // 2]:.1f}",
    }
    if "exact" in right[0]:
        worded = [row for row in shown if row["answerer"] != "quotes"]
        first = sorted(row["first_word"] for row in worded if row["first_word"])
        lines |= {
            "worded by the model": f"{len(worded)} of {len(shown)}",
            "inexact citations": f"{sum(not row['exact'] for row in shown)}",
            "words without a citation": f"{sum(row['uncited'] for row in shown)}",
            "least support": f"{min((row['support'] for row in shown), default=1.0):.2f}",
            "sentences refused": f"{sum(row['rejected'] for row in [*right, *withheld])}",
            "first word, median seconds": f"{first[len(first) // 2]:.1f}" if first else "-",
        }
    print(f"\n{name}: {len(right)} answerable, {len(withheld)} withheld")
    for label, value in lines.items():
        print(f"  {label:30} {value}")


def main() -> None:
    """Ask, and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("bench", type=Path)
    arguments.add_argument("--model", type=Path, required=True, help="a GGUF file")
    arguments.add_argument("--work", type=Path, required=True)
    arguments.add_argument("--each", type=int, default=50)
    arguments.add_argument("--part", type=int, default=1, help="0: for development")
    arguments.add_argument("--without-engine", action="store_true")
    given = arguments.parse_args()
    from assistant.languagemodels.gguf import GgufLLM

    llm = GgufLLM(path=str(given.model))
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for name in (ANSWERABLE, WITHHELD):
        sampled = sample(given.bench, name, given.each, given.part)
        found = records(given.bench, name)
        quoting = opened(given.work, name, found)
        writing = opened(given.work, name, found, language_model=llm)
        ways = {"quotes": own(quoting), "written": own(writing)}
        if not given.without_engine:
            ways["CitationQueryEngine"] = engine(quoting, llm)
        for way, ask in ways.items():
            path = given.work / f"{way}.{name}.{given.part}.jsonl"
            rows[way, name] = list(asked(path, f"{name}, {way}", sampled, ask))
    for way in dict.fromkeys(way for way, _ in rows):
        report(way, rows[way, ANSWERABLE], rows[way, WITHHELD])


if __name__ == "__main__":
    main()
