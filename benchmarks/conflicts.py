"""Where sources contradict each other: are both quoted, and is it said that they differ?

    python -m benchmarks.conflicts ../shared/bench --work /tmp/conflicts

Each question of `rgb_en_fact` is asked over an index of its true snippets alone and over one of
its true and its falsified snippets. One question in three was looked at while this was built;
the figures of the others are printed apart.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Answer
from assistant.evaluation.metrics import has_answer, said
from benchmarks.sets import Record, articles, opened, questions

_LOOKED_AT = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """A question, its answer over true snippets alone, and that over contradicting ones."""

    question: Record
    alone: Answer
    against: Answer


def main() -> None:
    """Ask everything twice and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--third", action="store_true", help="only what may be looked at; shown")
    options = parser.parse_args()
    folder = options.bench / "rgb_en_fact"
    asked = questions(folder)
    if options.third:
        seen = [*compared(folder, options.work, asked[::_LOOKED_AT])]
        report("looked at", seen)
        for each in seen:
            show(each)
        return
    seen = [*compared(folder, options.work, asked)]
    report("all", seen)
    report("looked at", seen[::_LOOKED_AT])
    report("others", [each for place, each in enumerate(seen) if place % _LOOKED_AT])


def compared(folder: Path, work: Path, asked: Sequence[Record]) -> Iterator[Compared]:
    """Yield each question with its two answers."""
    pool = {each["id"]: each for each in articles(folder)}
    for question in asked:
        true = [pool[evidence["article_id"]] for evidence in question["evidence"]]
        false = [pool[key] for key in question["counterfactual_ids"]]
        yield Compared(
            question,
            answered(work, f"{question['id']}-true", true, question),
            answered(work, f"{question['id']}-both", [*true, *false], question),
        )


def answered(work: Path, name: str, records: Sequence[Record], question: Record) -> Answer:
    """Return the answer over some snippets."""
    with opened(work, name, records) as assistant:
        return assistant.answer(question["question"])


def report(name: str, seen: Sequence[Compared]) -> None:
    """Print the shares of questions, and how long the answers are."""
    both = share([is_told(each) for each in seen])
    quoted_both = share([holds_both(each) for each in seen])
    false = share([differs(each.alone) for each in seen])
    words = sum(len(said(each.against).split()) for each in seen) / len(seen)
    print(
        f"{name}, {len(seen)} questions: both quoted and said to differ {both:.2f} "
        f"(both quoted {quoted_both:.2f}, {words:.1f} words); "
        f"true snippets alone said to differ {false:.2f}"
    )


def share(truths: Sequence[bool]) -> float:
    """Return how many are true, from 0 to 1."""
    return sum(truths) / len(truths)


def is_told(each: Compared) -> bool:
    """Tell whether the true and the false answer are quoted, and a note says that they differ."""
    return holds_both(each) and differs(each.against)


def holds_both(each: Compared) -> bool:
    """Tell whether a true and a false answer stand in the quotes."""
    quoted = said(each.against)
    return all(has_answer(quoted, each.question[side]) for side in ("answers", "fake_answers"))


def differs(answer: Answer) -> bool:
    """Tell whether a note says that the articles differ."""
    return any(note.kind == "differ" for note in answer.notes)


def show(each: Compared) -> None:
    """Print a question and both answers for the eye."""
    print(f"\n{'ok' if is_told(each) else 'MISSED'}: {each.question['question']}")
    print("  answers:", each.question["answers"][:1], "falsified:", each.question["fake_answers"])
    for name, answer in (("both", each.against), ("true", each.alone)):
        print(f"  {name}: {answer.text!r}")
        for note in answer.notes:
            print(f"  {name}: {note.kind}: {note.text}")


if __name__ == "__main__":
    main()
