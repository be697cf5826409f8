"""From questions that have answers, lines on which the passage does not answer.

    python -m training.negatives SET... --out FILE [--weight SET=0.5] [--seed 7]

Most question sets hold only what is answerable, and a reader that learned from them alone finds an
answer everywhere. So each question is also asked of (the kinds stand in the lines' `s`)

    +hard  a similar passage without the answer's words
    +same  another passage of the same article without them
    +drop  its own passage, the sentences that answer taken out
    +swap  its own passage, a name or a number of the question exchanged

Some of these can be answered after all, in other words: the labels are made, not read.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from training.exchange import exchanged, known_names
from training.lines import DataError, Line, write_lines
from training.questions import Passages, Question, folded, holds, read_questions

_SAME, _DROP = 0.35, 0.5  # how many questions get one
_DROP_WEIGHT, _SWAP_WEIGHT = 0.8, 0.7  # these labels are less sure
_AT_ONCE = 500  # questions compared with all passages
_NEAREST = 12
_SEEN = 1500  # characters of a passage that count as its topic
_FEWEST = 4  # sentences of a passage from which some are taken out
_UNMARKED, _MISTYPED = 0.15, 0.03
_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"“‘'(]?[A-Z0-9])")

log = logging.getLogger("training")


def main() -> None:
    """Write the lines of all sets, and tell how many there are of each kind."""
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    try:
        weights = dict(options.weight)
        questions = [each for path in options.sets for each in read_questions(path, weights)]
        lines = build(questions, options.seed)
        write_lines(options.out, lines)
    except (DataError, OSError) as error:
        sys.exit(str(error))
    kinds = Counter(line.source.partition("+")[2] or _own(line) for line in lines)
    log.info(", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items())))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", type=Path, nargs="+", metavar="SET", help="files of questions")
    parser.add_argument("--out", type=Path, required=True, help="the file of lines to write")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--weight",
        type=set_weight,
        action="append",
        default=[],
        metavar="SET=WEIGHT",
        help="of the lines of a set, where it is not 1; repeatable",
    )
    return parser.parse_args()


def set_weight(text: str) -> tuple[str, float]:
    """Return a set and its weight: "squad2=1.6" -> ("squad2", 1.6)."""
    name, _, number = text.rpartition("=")
    return name, float(number)


def _own(line: Line) -> str:
    return "answerable" if line.answers else "unanswerable"


def build(questions: Sequence[Question], seed: int) -> list[Line]:
    """Return all lines, mixed, and typed as people type."""
    passages = Passages(questions)
    lines = [question.line() for question in questions]
    able = [question for question in questions if question.answers]
    lines += similar(able, passages, random.Random(f"{seed} similar"))
    lines += of_the_article(able, passages, random.Random(f"{seed} article"))
    lines += without_answer(able, random.Random(f"{seed} without"))
    lines += about_another(able, passages, random.Random(f"{seed} another"))
    chance = random.Random(seed)
    chance.shuffle(lines)
    return [replace(line, question=as_typed(line.question, chance)) for line in lines]


def similar(
    questions: Sequence[Question], passages: Passages, chance: random.Random
) -> Iterator[Line]:
    """Yield each question on a passage of its topic, the nearest most often."""
    for question, places in zip(questions, nearest(questions, passages), strict=True):
        if silent := passages.silent(places, question):
            place = silent[min(len(silent) - 1, int(chance.expovariate(0.7)))]
            yield _unanswered(question, passages.texts[place], "hard")


def nearest(questions: Sequence[Question], passages: Passages) -> Iterator[list[int]]:
    """Yield for each question the passages that share most of its rare words, best first."""
    counter = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    columns = counter.fit_transform([text[:_SEEN] for text in passages.texts]).T.tocsr()
    for first in range(0, len(questions), _AT_ONCE):
        asked = counter.transform([each.text for each in questions[first : first + _AT_ONCE]])
        scores = (asked @ columns).tocsr()
        for start, end in pairwise(scores.indptr):
            best = np.argsort(-scores.data[start:end], kind="stable")[:_NEAREST]
            yield [int(place) for place in scores.indices[start:end][best]]


def of_the_article(
    questions: Sequence[Question], passages: Passages, chance: random.Random
) -> Iterator[Line]:
    """Yield some questions on another passage of their article."""
    for question in questions:
        if chance.random() < _SAME and (
            silent := passages.silent(passages.group(question), question)
        ):
            yield _unanswered(question, passages.texts[chance.choice(silent)], "same")


def without_answer(questions: Sequence[Question], chance: random.Random) -> Iterator[Line]:
    """Yield some questions on their passage without the sentences that answer."""
    for question in questions:
        if chance.random() < _DROP and (rest := remainder(question)):
            yield _unanswered(question, rest, "drop", _DROP_WEIGHT)


def remainder(question: Question) -> str:
    """Return the sentences that hold no answer, or nothing where too little or too much is left."""
    context = question.context
    cuts = [0, *(found.end() for found in _END.finditer(context)), len(context)]
    kept = [
        context[start:end]
        for start, end in pairwise(cuts)
        if not any(first < end and last > start for first, last in question.answers)
    ]
    rest = "".join(kept).strip()
    enough = len(cuts) > _FEWEST and len(kept) > _FEWEST // 2
    return rest if enough and not holds(folded(rest), question.answer_texts) else ""


def about_another(
    questions: Sequence[Question], passages: Passages, chance: random.Random
) -> Iterator[Line]:
    """Yield questions about another name or number, where they have one."""
    names = known_names(passages.texts)
    for question in questions:
        if other := exchanged(question, names, chance):
            asked = replace(question, text=other)
            yield _unanswered(asked, question.context, "swap", _SWAP_WEIGHT)


def _unanswered(question: Question, context: str, kind: str, weight: float = 1.0) -> Line:
    return replace(question, context=context, answers=()).line(kind, weight)


def as_typed(question: str, chance: random.Random) -> str:
    """Return a question as it is typed now and then: without its mark, two letters changed over."""
    if chance.random() < _UNMARKED:
        question = question.rstrip(" ?")
    if chance.random() < _MISTYPED and len(question) > 12:
        at = chance.randrange(3, len(question) - 2)
        question = question[:at] + question[at + 1] + question[at] + question[at + 2 :]
    return question


if __name__ == "__main__":
    main()
