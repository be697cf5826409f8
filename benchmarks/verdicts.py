"""How well does the check of a written yes or no tell true verdicts from false ones?

    python -m benchmarks.verdicts

Invented articles with questions (`tests/data/verdicts.jsonl`), each asked with yes and with no.
What `assistant/writing/verdict.py` knows was written on the even half. `--fails` prints what it
gets wrong there; the odd half is for measuring only.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.writing.verdict import stands

PAIRS = Path(__file__).parents[1] / "tests" / "data" / "verdicts.jsonl"


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, the place that is cited, and the true verdict: yes, no or unclear."""

    id: str
    half: str
    title: str
    sentences: Sequence[str]
    cited: Sequence[int]
    question: str
    verdict: str

    @property
    def told(self) -> list[str]:
        """The headline, what is cited, and the sentence after each, in reading order."""
        places = sorted({each for place in self.cited for each in (place, place + 1)})
        return [self.title, *(self.sentences[at] for at in places if at < len(self.sentences))]

    def accepted(self) -> list[str]:
        """Return which of the two verdicts stand."""
        said = {"yes": True, "no": False}
        return [each for each in said if stands(said[each], self.question, self.told)]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pairs have a verdict, and how many right and wrong verdicts are accepted."""

    pairs: int
    clear: int
    right: int
    wrong: int


def main() -> None:
    """Print the figures of both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fails", action="store_true", help="print what fails in the even half")
    options = parser.parse_args()
    for half in ("even", "odd"):
        found = measure(list(pairs(half)))
        given = found.right + found.wrong
        print(
            f"{half}: {found.pairs} pairs, given {given} of {2 * found.pairs} verdicts; "
            f"right {found.right / max(given, 1):.3f}, "
            f"accepted of true ones {found.right / found.clear:.3f} "
            f"({found.right} right, {found.wrong} wrong)"
        )
    for pair in pairs("even") if options.fails else ():
        if pair.accepted() != [pair.verdict] and (pair.accepted() or pair.verdict != "unclear"):
            print(f"{pair.id}: {pair.verdict}, accepted {pair.accepted()}")


def pairs(half: str) -> Iterator[Pair]:
    """Yield the pairs of a half."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        pair = Pair(**json.loads(line))
        if pair.half == half:
            yield pair


def measure(found: Sequence[Pair]) -> Figures:
    """Count what is accepted."""
    right = sum(pair.verdict in pair.accepted() for pair in found)
    return Figures(
        pairs=len(found),
        clear=sum(pair.verdict != "unclear" for pair in found),
        right=right,
        wrong=sum(len(pair.accepted()) for pair in found) - right,
    )


if __name__ == "__main__":
    main()
