"""The outlets and authors that an index holds, and where a question names one as such."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.question.outlets import site, source_key
from assistant.schema import ArticleHead
from assistant.store.snapshot import Snapshot
from assistant.text.words import stems

_LONGEST = 6  # words of a name
_WORD = re.compile(r"[\w&][\w.&-]*(?<![.-])")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Outlets and authors as the index spells them, and the name as it was typed."""

    sources: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    typed: str = ""

    def __bool__(self) -> bool:
        """Tell whether the index knows the name."""
        return bool(self.sources or self.authors)


NOBODY = Attribution()


def read_bylines(snapshot: Snapshot) -> Bylines:
    """Return the outlets and authors of an index, read once for each state of it."""
    return snapshot.once("bylines", lambda _: Bylines(snapshot.heads()))


class Bylines:
    """Who wrote and who published the articles of an index."""

    def __init__(self, heads: Iterable[ArticleHead]) -> None:
        self._sources: dict[str, set[str]] = defaultdict(set)
        self._authors: dict[str, set[str]] = defaultdict(set)
        records = {(head.source, head.author) for head in heads}
        for source in {source for source, _ in records if source}:
            for key in (source_key(source), site(source)):
                self._sources[key].add(source)
        for author in {author for _, author in records if author}:
            for stem in stems(author):
                self._authors[stem].add(author)

    def named(self, name: str) -> Attribution:
        """Return what the name of an outlet or author stands for: "CNN" -> "cnn.com"."""
        sources = self._sources.get(source_key(name))
        if sources:
            return Attribution(sources=frozenset(sources), typed=name)
        held = [self._authors.get(stem, set()) for stem in stems(name)]
        authors = frozenset(set.intersection(*held)) if held else frozenset()
        return Attribution(authors=authors, typed=name) if authors else NOBODY

    def take_out(self, text: str, noun: str) -> tuple[str, Attribution]:
        """Put ¤ where a question says by whom an article is, and return who that is.

        "which articles did Jonas Reim write" -> "which articles did ¤ write"; `noun` is a pattern
        of what an article is called ("the Coast Post articles").
        """
        before = re.compile(
            rf"(?:\b(?:did|does|do|has|have)|(?P<cue>\b(?:by|from))|\b(?:{noun}|published|printed|"
            r"appeared) (?P<place>in|of|on)) $",
            re.IGNORECASE,
        )
        after = re.compile(rf"(?:['’]s?)? {noun}\b", re.IGNORECASE)
        for start, end in _runs(text):
            cue = before.search(text[:start])
            if not (cue or after.match(text, end)):
                continue
            if named := self.named(text[start:end]):
                # What only joins the name to the rest goes with it: "articles by ¤".
                joint = (cue["cue"] or cue["place"] or "") if cue else ""
                kept = text[: start - len(joint) - 1] if joint else text[:start]
                rest = text[end:].removeprefix("'s").removeprefix("’s").lstrip("'’")
                return " ".join(f"{kept} ¤ {rest}".split()), named
        return text, NOBODY


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of consecutive words, the longest first."""
    words = [match.span() for match in _WORD.finditer(text)]
    for count in range(_LONGEST, 0, -1):
        for first in range(len(words) - count + 1):
            yield words[first][0], words[first + count - 1][1]
