"""From articles with questions of our own, lines over the passages that the assistant would read.

    python -m training.articles FILE... --out FILE [--texts FILE] [--seed 7]

A file is JSON Lines (`.jsonl`, `.jsonl.gz` or `.jsonl.xz`), one article a line. An answer stands
word for word in the paragraph `p`, counted from 0; a question without one is a near miss, which the
article does not answer although it looks like it:

    {"title": "Barge sinks", "paragraphs": ["It sank off Orlu."], "questions":
     [{"q": "Where did it go down?", "a": "off Orlu", "p": 0}, {"q": "Who owned it?", "a": null}]}

Some answered questions are asked of a similar passage too.

Where the text is not ours to give away, `sha256` stands in the place of `paragraphs`. The text with
that digest is then looked for in `--texts`, lines with a `context`, and an answer is the places
in its paragraph, `[[40, 48]]`, instead of its words; questions over texts that are not there are
left out.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.text.passages import passage_spans
from assistant.text.sentences import sentence_spans
from assistant.text.words import content_stems
from training.lines import DataError, Line, Record, Span, read_records, write_lines
from training.negatives import similar
from training.questions import Passages, Question

_UNMARKED = 0.12  # how many questions lose their mark, as people leave it out
_TITLED = 0.85  # how many passages are read under their headline
_SAME, _SAME_WEIGHT = 0.35, 0.5  # how many are asked of a silent passage too; a less sure label
_TWICE = 0.4  # how many near misses are asked of a second passage
_SIMILAR, _SIMILAR_WEIGHT = 0.5, 0.8  # how many answered ones are asked of a similar passage

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it is read: its headline, its text, and its passages."""

    title: str
    text: str
    starts: tuple[int, ...]  # of the paragraphs
    spans: tuple[Span, ...]  # of the passages

    @property
    def passages(self) -> list[str]:
        """The texts of the passages."""
        return [self.text[start:end] for start, end in self.spans]


def main() -> None:
    """Write the lines of all files, and tell how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="articles")
    parser.add_argument("--out", type=Path, required=True, help="the file of lines to write")
    parser.add_argument("--texts", type=Path, action="append", default=[], help="repeatable")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    try:
        texts = known_texts(options.texts)
        lines = [
            line for path in options.files for line in read_articles(path, texts, options.seed)
        ]
        lines += of_others(lines, random.Random(f"{options.seed} others"))
        random.Random(options.seed).shuffle(lines)
        write_lines(options.out, lines)
    except (DataError, OSError) as error:
        sys.exit(str(error))
    able = sum(bool(line.answers) for line in lines)
    log.info(f"answerable: {able}, not: {len(lines) - able}")


def known_texts(paths: Sequence[Path]) -> dict[str, list[str]]:
    """Return the texts of files of lines, as paragraphs, by their digest."""
    records = (record for path in paths for record in read_records(path))
    found = (str(record["context"]) for record in records if "context" in record)
    return {hashlib.sha256(text.encode()).hexdigest(): [text] for text in found}


def read_articles(path: Path, texts: Mapping[str, list[str]], seed: int) -> Iterator[Line]:
    """Yield the lines of all articles of a file; raises DataError for what is none."""
    chance = random.Random(f"{seed} {path.name}")
    source = path.name.partition(".")[0]
    for number, record in enumerate(read_records(path), 1):
        try:
            paragraphs = record.get("paragraphs") or texts.get(record["sha256"])
            if paragraphs:
                article = read_article(str(record["title"]), paragraphs)
                for asked in record["questions"]:
                    yield from lines_of(article, asked, source, chance)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise DataError(f"{path}, line {number} is no article: {error!r}") from None


def read_article(title: str, paragraphs: Sequence[str]) -> Article:
    """Cut an article into passages as the assistant does."""
    text, starts = "", []
    for paragraph in paragraphs:
        starts.append(len(text))
        text += f"{paragraph}\n\n"
    text = text.rstrip()
    return Article(
        title, text, tuple(starts), tuple(passage_spans(text, sentence_spans(text, "en")))
    )


def lines_of(article: Article, asked: Record, source: str, chance: random.Random) -> Iterator[Line]:
    """Yield a question on the passage that answers it, or on those that seem to."""
    title = article.title if chance.random() < _TITLED else ""
    question = str(asked["q"])
    if chance.random() < _UNMARKED:
        question = question.rstrip("?")
    answers = _answers(article, asked)
    kept = _silent(article, answers, chance) if answers else _tempting(article, question, chance)
    if answers and (own := _holding(article, answers)):
        place = chance.choice(own)
        start, end = article.spans[place]
        inside = tuple((a - start, b - start) for a, b in answers if start <= a and b <= end)
        yield Line(question, article.passages[place], inside, 1.0, source, title)
    kind, weight = ("same", _SAME_WEIGHT) if answers else ("near", 1.0)
    for place in kept:
        yield Line(question, article.passages[place], (), weight, f"{source}+{kind}", title)


def of_others(lines: Sequence[Line], chance: random.Random) -> Iterator[Line]:
    """Yield some of the answered questions on a similar passage without the answer's words."""
    asked = [
        Question(line.question, line.context, line.answers, line.context, line.source, 1.0)
        for line in lines
        if line.answers
    ]
    titles = {line.context: line.title for line in lines}
    drawn = [question for question in asked if chance.random() < _SIMILAR]
    for line in similar(drawn, Passages(asked), chance):
        yield replace(line, title=titles[line.context], weight=_SIMILAR_WEIGHT)


def _answers(article: Article, asked: Record) -> list[Span]:
    """Return where the answers stand in the text; raises ValueError where one does not."""
    answers = asked.get("a") or []
    if not answers:
        return []
    first = article.starts[asked["p"]]
    if isinstance(answers, str):
        answers = [answers]
    return [_place(article.text, answer, first) for answer in answers]


def _place(text: str, answer: str | Sequence[int], first: int) -> Span:
    """Return where an answer stands that is given by its words or by its place from `first` on."""
    if isinstance(answer, str):
        start = text.index(answer, first)
        return start, start + len(answer)
    start, end = answer
    return first + start, first + end


def _holding(article: Article, answers: Sequence[Span]) -> list[int]:
    return [
        place
        for place, (start, end) in enumerate(article.spans)
        if any(start <= a and b <= end for a, b in answers)
    ]


def _silent(article: Article, answers: Sequence[Span], chance: random.Random) -> list[int]:
    """Return now and then a passage that has none of the answers' words."""
    wanted = [article.text[start:end].lower() for start, end in answers]
    silent = [
        place
        for place, text in enumerate(article.passages)
        if not any(words in text.lower() for words in wanted)
    ]
    return [chance.choice(silent)] if silent and chance.random() < _SAME else []


def _tempting(article: Article, question: str, chance: random.Random) -> list[int]:
    """Return the passages that share most words with a near miss: one, now and then two."""
    words = set(content_stems(question, "en"))
    shared = [len(words & set(content_stems(text, "en"))) for text in article.passages]
    order = sorted(range(len(shared)), key=lambda place: -shared[place])
    return order[: 1 + (chance.random() < _TWICE)]


if __name__ == "__main__":
    main()
