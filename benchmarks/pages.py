"""How well web pages are read: our reader and trafilatura on trafilatura's public evaluation set.

Run by hand: `python -m benchmarks.pages CHECKOUT`, with a checkout of trafilatura's repository,
whose `tests/` hold the pages and, in `evaldata.json`, pieces of text that belong to each article
and that do not. A reader's text is scored by which of them it holds, white space aside, as
trafilatura's own script does; the halves are by the parity of the sha256 of the file's name.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from trafilatura import extract

from assistant.corpus.html import read_html

Reader = Callable[[bytes], str]


def ours(page: bytes) -> str:
    """Return the text of the article that our reader finds."""
    return "".join(article.text for article in read_html("page.html", page).articles)


def theirs(page: bytes, **options: Any) -> str:
    """Return the text that trafilatura finds."""
    return extract(page, include_comments=False, **options) or ""


READERS: dict[str, Reader] = {
    "ours": ours,
    "trafilatura": theirs,
    "trafilatura, precision": partial(theirs, favor_precision=True),
    "trafilatura, recall": partial(theirs, favor_recall=True),
}


@dataclass
class Score:
    """Pieces that belong to articles and were found or missed, and others that were found."""

    found: int = 0
    missed: int = 0
    foreign: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, text: str, item: Mapping[str, Any], seconds: float) -> None:
        """Count the pieces of one page."""
        plain = _plain(text)
        held = sum(_plain(piece) in plain for piece in item["with"])
        self.found += held
        self.missed += len(item["with"]) - held
        self.foreign += sum(_plain(piece) in plain for piece in item["without"])
        self.seconds.append(seconds)

    def __str__(self) -> str:
        precision = self.found / max(1, self.found + self.foreign)
        recall = self.found / max(1, self.found + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        p95 = sorted(self.seconds)[int(len(self.seconds) * 0.95)]
        return f"P {precision:.4f}  R {recall:.4f}  F1 {f1:.4f}  p95 {p95:.2f} s"


def main(checkout: Path) -> None:
    """Print the scores of each reader on each half."""
    tests = checkout / "tests"
    items = json.loads((tests / "evaldata.json").read_text(encoding="utf-8"))
    scores = {(name, half): Score() for name in READERS for half in ("even", "odd")}
    for item in items.values():
        page = next(
            path for each in ("cache", "eval") if (path := tests / each / item["file"]).is_file()
        )
        odd = hashlib.sha256(item["file"].encode()).digest()[-1] % 2
        for name, read in READERS.items():
            began = time.perf_counter()
            text = read(page.read_bytes())
            scores[name, ("even", "odd")[odd]].add(text, item, time.perf_counter() - began)
    for (name, half), score in scores.items():
        sys.stdout.write(f"{name:24} {half:5} {score}\n")


def _plain(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
