"""What a sync has to do: the corpus as it is now against what the manifest says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from assistant.corpus import (
    READING,
    FileContent,
    FileReader,
    FileState,
    ReadingPolicy,
    may_pass,
)
from assistant.errors import CorpusError
from assistant.schema import Article
from assistant.store.database import FileRow, metadata_json
from assistant.store.manifest import Manifest
from assistant.store.records import digest

# A file that was modified this shortly before it was read may have been modified again within one
# tick of the file system's clock, so its date proves nothing (git calls it racily clean).
_RACY = 2_000_000_000

# So many articles, and more than half of all, are not lost without a word: a disk is not there.
_MANY = 20
_TOLD = 10  # ids of one file that another file has

_Reading = Callable[[int, int, str], None]  # hears how many files of how many, and the next


@dataclass
class Changes:
    """The outcome of a comparison; lists are in the order of the corpus."""

    added: list[Article] = field(default_factory=list)
    changed: list[Article] = field(default_factory=list)
    touched: list[Article] = field(default_factory=list)  # same digest, other author or metadata
    moved: list[Article] = field(default_factory=list)  # the same in another file
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    files: dict[str, tuple[FileState, list[tuple[str, str]]]] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)  # files that are gone
    problems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # of every file
    new_problems: bool = False
    missing: int = 0  # articles that stay though their files are gone

    @property
    def is_nothing(self) -> bool:
        """Whether the manifest is already right in every respect."""
        articles = self.added or self.changed or self.touched or self.moved or self.removed
        return not (articles or self.files or self.forgotten or self.new_problems)


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    """A folder of articles, how it is read, and whether what is missing in it is forgotten."""

    folder: Path
    policy: ReadingPolicy
    forget_missing: bool = False


class Comparison:
    """Compares a corpus folder with a manifest, reading only files that may have changed."""

    def __init__(
        self, manifest: Manifest, corpus: CorpusFiles, states: list[FileState], reading: _Reading
    ) -> None:
        self._corpus = corpus.folder
        self._files = corpus
        self._reading = reading
        self._states = {state.path: state for state in states}
        self._known = manifest.files()
        self._held = manifest.held()
        self._stored = manifest.articles()
        self._old_problems = manifest.problems()
        self._read_otherwise = manifest.get("reading") != READING
        self._contents: dict[str, FileContent] = {}
        self._articles: dict[str, dict[str, Article]] = {}
        self._out_of_reach: dict[str, FileContent] = {}  # what could be read before
        self._kept = self._missing = 0  # articles of files that are out of reach, and gone

    def changes(self, *, again: bool) -> Changes:
        """Return what has to be done; `again` treats every article as changed."""
        anew = again or self._read_otherwise
        self._read(path for path in self._states if anew or self._may_differ(path))
        self._keep_missing()
        if again and (self._kept or self._out_of_reach):
            raise CorpusError(self._cannot_be_made_anew())
        owners = self._owners()
        # An id that a file held in second place may have become its own by now.
        self._read(path for key, path in owners.items() if not self._is_stored(key, path))
        if not owners:
            raise CorpusError(self._nothing())
        found = Changes(missing=self._missing)
        for key, path in owners.items():
            self._sort_in(found, key, path, again=again)
        found.removed += [key for key in self._stored if key not in owners]
        self._describe_files(found, owners)
        return found

    def _may_differ(self, path: str) -> bool:
        state, row = self._states[path], self._known.get(path)
        if any(may_pass(reason) for _, reason in self._old_problems.get(path, ())):
            return True
        if row is None or (row.size, row.modified) != (state.size, state.modified):
            return True
        says = self._held.get(path) or self._old_problems.get(path)
        return row.synced - row.modified < _RACY or not says

    def _read(self, paths: Iterable[str]) -> None:
        wanted = [path for path in dict.fromkeys(paths) if path not in self._contents]
        with FileReader(self._corpus, self._files.policy) as reader:
            for done, path in enumerate(wanted):
                self._reading(done, len(wanted), path)
                self._take(path, reader.read(path))
        if wanted:
            self._reading(len(wanted), len(wanted), "")

    def _take(self, path: str, content: FileContent) -> None:
        passing = any(may_pass(problem.reason) for problem in content.problems)
        known = self._held.get(path) and not self._files.forget_missing
        if passing and known and not content.articles:
            self._out_of_reach[path] = content
            return
        self._contents[path] = content
        self._articles[path] = {article.id: article for article in content.articles}
        self._held[path] = [(each.id, digest(each)) for each in content.articles]

    def _keep_missing(self) -> None:
        """Take files that are gone as they were, where they may only be out of reach."""
        if self._files.forget_missing:
            return
        gone = [path for path in self._known if path not in self._states]
        # a folder is among the files if it could not be entered
        kept = [path for path in gone if self._is_below_a_file(path)]
        lost = self._count(gone) - self._count(self._states.keys() - self._known.keys())
        if lost >= _MANY and 2 * lost > len(self._stored):
            kept, self._missing = gone, self._count(gone)
        self._kept = self._count(kept)
        for path in kept:
            row = self._known[path]
            self._states[path] = FileState(path, row.size, row.modified)
        self._states = dict(sorted(self._states.items()))

    def _is_below_a_file(self, path: str) -> bool:
        return any(str(each) in self._states for each in PurePosixPath(path).parents)

    def _count(self, paths: Iterable[str]) -> int:
        return sum(len(self._held.get(path, ())) for path in paths)

    def _owners(self) -> dict[str, str]:
        """Return the file that each id belongs to: the first in the order of paths."""
        owners: dict[str, str] = {}
        for path in self._states:
            for key, _ in self._held.get(path, ()):
                owners.setdefault(key, path)
        return owners

    def _is_stored(self, key: str, path: str) -> bool:
        row = self._stored.get(key)
        return row is not None and row.path == path and (key, row.digest) in self._held[path]

    def _sort_in(self, found: Changes, key: str, path: str, *, again: bool) -> None:
        article, row = self._articles.get(path, {}).get(key), self._stored.get(key)
        if article is None and row and not row.digest:
            found.removed.append(key)  # altered, and out of reach
        elif article is None:
            found.unchanged += 1
        elif row is None:
            found.added.append(article)
        elif again or row.digest != digest(article):
            found.changed.append(article)
        elif (row.author, row.metadata) != (article.author, metadata_json(article)):
            found.touched.append(article)
        else:
            found.unchanged += 1
            if row.path != article.path:
                found.moved.append(article)

    def _describe_files(self, found: Changes, owners: dict[str, str]) -> None:
        found.forgotten = [path for path in self._known if path not in self._states]
        for path, state in self._states.items():
            if path in self._contents:
                found.files[path] = (state, self._held[path])
            problems = [*self._own_problems(path), *self._repeats(path, owners)]
            if problems:
                found.problems[path] = problems
        old = {path: each for path, each in self._old_problems.items() if path in self._states}
        found.new_problems = found.problems != old

    def _own_problems(self, path: str) -> list[tuple[str, str]]:
        content = self._contents.get(path) or self._out_of_reach.get(path)
        if content:
            return [(each.path, each.reason) for each in content.problems]
        return [each for each in self._old_problems.get(path, ()) if _REPEATS not in each[1]]

    def _repeats(self, path: str, owners: dict[str, str]) -> list[tuple[str, str]]:
        repeated = [key for key, _ in self._held.get(path, ()) if owners[key] != path]
        if not repeated:
            return []
        lines = _lines(self._corpus / path, set(repeated)) if path.endswith(".jsonl") else {}
        told = [
            (
                f"{path}:{lines[key]}" if key in lines else path,
                f"the id {key!r} {_REPEATS} {owners[key]}; only that one is indexed",
            )
            for key in repeated[:_TOLD]
        ]
        more = len(repeated) - len(told)
        others = (path, f"the id of {more:,} more {_REPEATS} another file")
        return [*told, others] if more else told

    def _nothing(self) -> str:
        problems = [each for path in self._states for each in self._own_problems(path)]
        first = f" The first problem: {problems[0][0]}: {problems[0][1]}." if problems else ""
        return (
            f"None of the {len(self._states)} files in {self._corpus} holds an article; "
            f"the index stays as it was.{first}"
        )

    def _cannot_be_made_anew(self) -> str:
        missing = self._kept + self._count(self._out_of_reach)
        return (
            f"The index has to be made anew, and the files of {missing:,} articles in "
            f"{self._corpus} cannot be read now; the index stays as it was. Bring them back, or "
            "run: assistant index --forget-missing"
        )


def missing_told(articles: int) -> str:
    """Say that articles stay whose files are gone, and what to do."""
    return (
        f"the files of {articles:,} articles are gone, most of all, so the articles stay in the "
        "index; bring the files back, or run: assistant index --forget-missing"
    )


_REPEATS = "is already that of an article in"


def _lines(path: Path, ids: set[str]) -> dict[str, int]:
    """Return the line of each of some ids in a `.jsonl` file."""
    found: dict[str, int] = {}
    with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            try:
                key = str(json.loads(line.lstrip("\ufeff"))["id"]).strip()
            except (ValueError, TypeError, KeyError, RecursionError):
                continue
            if key in ids:
                found.setdefault(key, number)
    return found


def file_row(state: FileState, synced: int) -> FileRow:
    """Return what is recorded of a file that was read at a time (nanoseconds)."""
    return FileRow(state.size, state.modified, synced)
