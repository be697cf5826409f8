"""Bring an index up to date with a corpus folder, safely against a kill at any moment.

Order of events for each step: vectors are stored as they are computed; ids that Chroma is about
to hold are noted; Chroma is written under new ids; one SQLite transaction switches the articles
over and names the folders of the derived indexes; the old ids are removed. Whatever a kill leaves
behind is either noted and cleaned by the next sync, or never named.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from assistant.corpus import READING, summary, survey
from assistant.errors import AssistantError
from assistant.models.embedding import Embedder
from assistant.schema import Article, Progress, SyncReport
from assistant.store.changes import Changes, Comparison, CorpusFiles, file_row, missing_told
from assistant.store.checks import is_as_left
from assistant.store.database import FILE_NAME
from assistant.store.derived import Derived
from assistant.store.failures import ALTERED, leave_mark, unwritable_index
from assistant.store.manifest import Manifest
from assistant.store.records import Entry, PassageRow, entry, recipe

Listener = Callable[[Progress], None]

# Passages that become searchable together while a large corpus is being indexed: few at first.
_FIRST_STEP, _STEP = 256, 2048
_KEPT = 64  # vectors computed at most between two commits: seconds of work that a kill costs


def sync(
    folder: Path, corpus: CorpusFiles, embedder: Callable[[], Embedder], on_progress: Listener
) -> SyncReport:
    """Bring the index in a folder up to date; hold the writer lock.

    What is damaged in it is mended first. Raises IndexUnwritable if the disk or a right is lacking.
    """
    try:
        try:
            return _sync(folder, corpus, embedder, on_progress)
        except (sqlite3.Error, ValueError):
            if (folder / ALTERED).exists() or unwritable_index(folder, ValueError()):
                raise
            leave_mark(folder)  # damage that does not show from outside: look for it everywhere
            return _sync(folder, corpus, embedder, on_progress)
    except AssistantError:
        raise
    except Exception as error:
        if told := unwritable_index(folder, error):
            raise told from error
        raise


def _sync(
    folder: Path, corpus: CorpusFiles, embedder: Callable[[], Embedder], on_progress: Listener
) -> SyncReport:
    started = time.perf_counter()
    states, left_out = survey(corpus.folder, follow_links=corpus.policy.follow_links)
    suspect = (folder / ALTERED).exists()
    touched = not is_as_left(folder / FILE_NAME)
    manifest = Manifest(folder)
    try:
        mended = (suspect or touched) and manifest.mend(suspect=suspect)
        run = _Run(folder, manifest, embedder(), on_progress, mended=mended)
        began = time.time_ns()
        comparison = Comparison(manifest, corpus, states, run.reading)
        changes = comparison.changes(again=run.is_new_recipe)
        run.apply(changes, began)
        run.derived.note()
        (folder / ALTERED).unlink(missing_ok=True)
        manifest.leave()
        return _report(changes, corpus.folder, left_out, time.perf_counter() - started)
    finally:
        manifest.close()


class _Run:
    """One sync."""

    def __init__(
        self,
        folder: Path,
        manifest: Manifest,
        embedder: Embedder,
        on_progress: Listener,
        *,
        mended: bool,
    ) -> None:
        self._mended = mended
        self._manifest = manifest
        self._embedder = embedder
        self._on_progress = on_progress
        self._recipe = recipe(embedder.recipe)
        self.derived = Derived(folder, manifest)
        self._embedded = 0
        self._to_embed = 0

    @property
    def is_new_recipe(self) -> bool:
        """Whether what is stored was made in another way."""
        return self._manifest.get("recipe") not in ("", self._recipe)

    def reading(self, done: int, total: int, path: str) -> None:
        """Pass on how many files were read, and which one is read now."""
        self._on_progress(Progress("reading", done, total, path))

    def apply(self, changes: Changes, began: int) -> None:
        """Make the index what the corpus says."""
        if self.is_new_recipe or self._mended:
            fresh = self._split([*changes.added, *changes.changed])
            self._to_embed = len(self._manifest.missing(_rows(fresh)))
            self._switch(fresh, _gone(changes), whole=True)
        else:
            if self.derived.needs_rebuild():
                self._switch([], [], whole=True)
            self._update(changes)
        if not changes.is_nothing:
            self._finish(changes, began)

    def _update(self, changes: Changes) -> None:
        """Add articles step by step, so that they can be searched meanwhile; the rest at once."""
        added, changed = self._split(changes.added), self._split(changes.changed)
        self._to_embed = len(self._manifest.missing(_rows([*added, *changed])))
        for step in _steps(added):
            self._switch(step, [])
        if changed or changes.removed:
            self._switch(changed, _gone(changes))

    def _split(self, articles: Sequence[Article]) -> list[Entry]:
        fresh = []
        for done, article in enumerate(articles):
            self._on_progress(Progress("splitting", done, len(articles), article.path))
            fresh.append(entry(article, self._embedder.recipe))
        return fresh

    def _switch(self, fresh: list[Entry], gone: list[str], *, whole: bool = False) -> None:
        """Put articles in and take others out, at once for every reader."""
        self._embed(fresh)
        self._on_progress(Progress("writing", 0, 1))
        old = self._manifest.passage_ids(gone)
        whole = whole or self.derived.is_worn_by(len(old), sum(len(e.passages) for e in fresh))
        if not whole:
            self.derived.write_vectors(fresh)
        with self._manifest.change():
            self._manifest.remove(gone)
            for each in fresh:
                self._manifest.store(each)
            self._manifest.put("recipe", self._recipe)
            if whole:
                self.derived.rebuild()
            else:
                self.derived.switch(fresh, old)
            self._manifest.next_generation()
        self.derived.clean()
        self._on_progress(Progress("writing", 1, 1))

    def _embed(self, fresh: Sequence[Entry]) -> None:
        """Store the vectors that are missing, some at a time, the longest texts first."""
        rows = _rows(fresh)
        missing = self._manifest.missing(rows)
        missing.sort(key=lambda key: -len(rows[key].embedded))
        paths = {row.hash: each.article.path for each in fresh for row in each.passages}
        for first in range(0, len(missing), _KEPT):
            some = missing[first : first + _KEPT]
            texts = [rows[key].embedded for key in some]
            parts = [rows[key].parts for key in some]
            vectors = self._embedder.embed(texts, parts, self._embedding(paths[some[0]]))
            self._manifest.add_vectors(some, *vectors)
            self._embedded += len(some)

    def _embedding(self, path: str) -> Callable[[int], None]:
        before = self._embedded

        def hear(done: int) -> None:
            self._on_progress(Progress("embedding", before + done, self._to_embed, path))

        return hear

    def _finish(self, changes: Changes, began: int) -> None:
        """Record what was read, so that the next sync need not read it."""
        with self._manifest.change():
            for article in [*changes.touched, *changes.moved]:
                self._manifest.describe(article)
            if changes.touched or changes.moved:
                self._manifest.next_generation()
            for path in changes.forgotten:
                self._manifest.forget_file(path)
            for path, (state, held) in changes.files.items():
                self._manifest.set_file(path, file_row(state, began), held)
            if changes.new_problems:
                self._manifest.set_problems(changes.problems)
            self._manifest.drop_stray()
            self._manifest.put("reading", READING)
            self._manifest.drop_orphans()


def _rows(fresh: Sequence[Entry]) -> dict[bytes, PassageRow]:
    return {row.hash: row for each in fresh for row in each.passages}


def _gone(changes: Changes) -> list[str]:
    """Return the ids of the article versions that have to go."""
    return [*changes.removed, *(each.id for each in changes.changed)]


def _steps(added: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Yield whole articles in lists of more and more passages, up to about `_STEP`."""
    step: list[Entry] = []
    size, wanted = 0, _FIRST_STEP
    for each in added:
        step.append(each)
        size += len(each.passages)
        if size >= wanted:
            yield step
            step, size, wanted = [], 0, min(2 * wanted, _STEP)
    if step:
        yield step


def _report(
    changes: Changes, corpus: Path, left_out: Sequence[tuple[str, str]], seconds: float
) -> SyncReport:
    failed = [each for path in sorted(changes.problems) for each in changes.problems[path]]
    if changes.missing:
        failed.insert(0, (str(corpus), missing_told(changes.missing)))
    return SyncReport(
        added=len(changes.added),
        changed=len(changes.changed) + len(changes.touched),
        removed=len(changes.removed),
        unchanged=changes.unchanged,
        failed=tuple(failed),
        seconds=seconds,
        left_out=tuple(left_out),
        notes=tuple(summary(left_out)),
    )
