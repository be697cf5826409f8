"""Compare sentence segmenters on hand-written news snippets with gold boundaries.

Run by hand: `python benchmarks/sentences.py [articles.jsonl]`. The table gives precision, recall
and F1 over sentence ends (the end of a snippet is not counted: it comes free), each library as it
is and after splitting the text into lines, and the speed in characters a second. With a `.jsonl`
file of articles the speed is measured on its texts, otherwise on the snippets. Libraries that are
not installed are left out (`pip install sentencex pysbd syntok blingfire`).
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant.text.passages import Span
from assistant.text.sentences import sentence_spans

GOLD = Path(__file__).parent / "data" / "sentences.txt"
END = "‖"
Segmenter = Callable[[str], list[Span]]


@dataclass(frozen=True)
class Snippet:
    """A text and the offsets at which its sentences end."""

    text: str
    ends: frozenset[int]


@dataclass(frozen=True)
class Score:
    """Right, missed and invented sentence ends."""

    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        """The share of the ends found that are right."""
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        """The share of the gold ends that were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def read_gold(path: Path = GOLD) -> list[Snippet]:
    """Read the snippets; a line starting with `#` before the first `====` is a comment."""
    blocks = path.read_text(encoding="utf-8").split("\n====\n")[1:]
    return [_snippet(block.strip("\n")) for block in blocks]


def _snippet(marked: str) -> Snippet:
    ends, length = [], 0
    pieces = marked.split(END)
    for piece in pieces[:-1]:
        length += len(piece)
        ends.append(length)
    return Snippet("".join(pieces), frozenset(ends))


def score(segment: Segmenter, snippets: Iterable[Snippet]) -> Score:
    """Count right, missed and invented sentence ends, the last of each snippet left out."""
    right = missed = invented = 0
    for snippet in snippets:
        found = {end for _, end in _tight(snippet.text, segment(snippet.text))}
        found.discard(len(snippet.text.rstrip()))
        right += len(found & snippet.ends)
        missed += len(snippet.ends - found)
        invented += len(found - snippet.ends)
    return Score(right, missed, invented)


def _tight(text: str, spans: Iterable[Span]) -> list[Span]:
    tight = []
    for start, end in spans:
        while end > start and text[end - 1].isspace():
            end -= 1
        if end > start:
            tight.append((start, end))
    return tight


def by_line(segment: Segmenter, text: str) -> list[Span]:
    """Apply a segmenter to every line on its own."""
    spans, offset = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans += [(offset + start, offset + end) for start, end in segment(line.rstrip("\n"))]
        offset += len(line)
    return spans


def with_sentencex(text: str) -> list[Span]:
    """Segment with sentencex."""
    from sentencex import get_sentence_boundaries

    return [
        (each["start_index"], each["end_index"]) for each in get_sentence_boundaries("en", text)
    ]


def with_pysbd(text: str) -> list[Span]:
    """Segment with pySBD."""
    from pysbd import Segmenter as PySBD

    spans = PySBD(language="en", clean=False, char_span=True).segment(text)
    return [(span.start, span.end) for span in spans]


def with_syntok(text: str) -> list[Span]:
    """Segment with syntok."""
    from syntok import segmenter

    return [
        (sentence[0].offset, sentence[-1].offset + len(sentence[-1].value))
        for paragraph in segmenter.process(text)
        for sentence in paragraph
    ]


def with_blingfire(text: str) -> list[Span]:
    """Segment with BlingFire."""
    from blingfire import text_to_sentences_and_offsets

    _, offsets = text_to_sentences_and_offsets(text)
    return list(offsets)


SEGMENTERS: dict[str, tuple[str, Segmenter]] = {
    "sentencex": ("sentencex", with_sentencex),
    "pysbd": ("pysbd", with_pysbd),
    "syntok": ("syntok", with_syntok),
    "blingfire": ("blingfire", with_blingfire),
}


def candidates() -> dict[str, Segmenter]:
    """Return every installed library, as it is and line by line, and the assistant's own rules."""
    found: dict[str, Segmenter] = {}
    for name, (module, segment) in SEGMENTERS.items():
        if importlib.util.find_spec(module):
            found[name] = segment
            found[f"{name}, by line"] = partial(by_line, segment)
    found["assistant"] = sentence_spans
    return found


def speed(segment: Segmenter, texts: list[str], budget: float = 3.0) -> float:
    """Return characters a second of processor time, over as many texts as the budget allows."""
    characters, began = 0, time.process_time()
    for text in texts:
        segment(text)
        characters += len(text)
        if time.process_time() - began > budget:
            break
    return characters / (time.process_time() - began)


def articles(path: Path) -> list[str]:
    """Read the texts of a `.jsonl` file of articles."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def main() -> None:
    """Print the table."""
    snippets = read_gold()
    texts = articles(Path(sys.argv[1])) if sys.argv[1:] else [s.text for s in snippets] * 20
    print(f"{len(snippets)} snippets, {sum(len(s.ends) for s in snippets)} inner boundaries")
    print(f"{'segmenter':22}  P     R     F1    missed invented  characters/s")
    for name, segment in candidates().items():
        segment(snippets[0].text)
        result = score(segment, snippets)
        print(
            f"{name:22} {result.precision:.3f} {result.recall:.3f} {result.f1:.3f}"
            f" {result.missed:6} {result.invented:8}  {speed(segment, texts):12,.0f}"
        )


if __name__ == "__main__":
    main()
