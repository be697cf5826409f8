"""A process of its own that syncs or reads an index; what the process tests start and kill."""

from __future__ import annotations

import sys
from pathlib import Path

from assistant.errors import AssistantError
from assistant.schema import Filters
from assistant.store import Index
from assistant.text.words import stems
from tests.fakes import WordEmbedder


def main(job: str, folder: str, corpus: str) -> None:
    """Run one job: `sync` once, `hold` the writer's lock, or `read` at each line of input."""
    index = Index(Path(folder), WordEmbedder, wait=0.5)
    if job == "sync":
        try:
            _say(str(index.sync(Path(corpus))))
        except AssistantError as error:
            _say(str(error))
        return
    if job == "hold":
        index.sync(Path(corpus), on_progress=lambda _: _wait())
        return
    for line in sys.stdin:
        with index.snapshot() as snapshot:
            near = snapshot.near(WordEmbedder().embed_question(line), 1, Filters())
            words = snapshot.matching(stems(line), 1, Filters())
            _say(f"{near[0]} {words[0][0] if words else ''}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _wait() -> None:
    _say("holding")
    sys.stdin.readline()


if __name__ == "__main__":
    main(*sys.argv[1:])
