"""The indexes that follow the manifest: Chroma and keywords, each in a folder that it names."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from assistant.schema import Article
from assistant.store import keywords, vectors
from assistant.store.keywords import KeywordRow
from assistant.store.lock import chroma_lock
from assistant.store.manifest import Manifest
from assistant.store.records import day_number
from assistant.store.rows import Entry, as_matrix, pages

Item = TypeVar("Item")

BROKEN = "broken"  # a file that a reader leaves in a Chroma folder that it could not use


class Derived:
    """The writer's side of both derived indexes; hold the writer lock while using it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest

    def needs_rebuild(self) -> bool:
        """Tell whether an index is missing, broken, or was being written when its sync ended."""
        if not self._manifest.get("generation"):
            return False
        chroma, words = self._named("chroma"), self._named("keywords")
        usable = (chroma / vectors.DATABASE).is_file() and not (chroma / BROKEN).exists()
        return not usable or not keywords.is_whole(words) or bool(self._manifest.leftovers())

    def is_worn_by(self, removed: int, added: int) -> bool:
        """Tell whether Chroma should be built anew because much of it would be removed ids."""
        live = self._manifest.count("passages") + added - removed
        return int(self._manifest.get("worn") or 0) + removed > live / 2

    def write_vectors(self, fresh: Sequence[Entry]) -> None:
        """Add passages to Chroma, noted first, so that a kill leaves nothing unknown there."""
        with self._manifest.change():
            if not self._manifest.get("generation"):
                # A first sync may have been killed here before: leave what it wrote alone.
                self._manifest.clear_leftovers()
                shutil.rmtree(self._next("chroma"), ignore_errors=True)
            self._manifest.expect_leftovers(row.id for each in fresh for row in each.passages)
        rows = [
            (row.id, row.hash, _metadata(each.article)) for each in fresh for row in each.passages
        ]
        with _Writing(self._folder, self._named("chroma")) as writer:
            for part in chunks(rows, writer.batch_size):
                found = self._manifest.vectors_of([hash_ for _, hash_, _ in part])
                with chroma_lock(self._folder):
                    writer.add([i for i, _, _ in part], found, [data for _, _, data in part])

    def switch(self, fresh: Sequence[Entry], old: Sequence[str]) -> None:
        """Name the next keyword index and note what Chroma has to drop, in the transaction."""
        before = self._named("keywords")
        after = self._next("keywords")
        if old or not keywords.is_whole(before):
            keywords.build(after, self._manifest.text_rows())
        else:
            keywords.extend(before, after, _keyword_rows(fresh))
        self._manifest.settle_leftovers()
        self._manifest.expect_leftovers(old)
        self._manifest.put("worn", str(int(self._manifest.get("worn") or 0) + len(old)))

    def rebuild(self) -> None:
        """Build both from the manifest in new folders, in the transaction that names them."""
        with _Writing(self._folder, self._next("chroma"), empty=True) as writer:
            for part in chunks(self._manifest.vector_rows(), writer.batch_size):
                writer.add(
                    [row[0] for row in part],
                    as_matrix([row[1] for row in part]),
                    [{"published": row[2], "source": row[3]} for row in part],
                )
        keywords.build(self._next("keywords"), self._manifest.text_rows())
        self._manifest.clear_leftovers()
        self._manifest.put("worn", "0")

    def clean(self) -> None:
        """Remove what the manifest no longer names."""
        old = self._manifest.leftovers()
        if old:
            with _Writing(self._folder, self._named("chroma")) as writer:
                for part in pages(old):
                    with chroma_lock(self._folder):
                        writer.remove(part)
            with self._manifest.change():
                self._manifest.clear_leftovers()
        self._sweep("chroma", 1)  # a reader that comes too late for it searches exactly
        self._sweep("keywords", 2)

    def _named(self, kind: str) -> Path:
        return self._folder / kind / (self._manifest.get(kind) or "0")

    def _next(self, kind: str) -> Path:
        number = int(self._manifest.get(kind) or 0) + 1
        self._manifest.put(kind, str(number))
        return self._folder / kind / str(number)

    def _sweep(self, kind: str, keep: int) -> None:
        """Delete the folders of older generations but the last `keep`."""
        current = int(self._manifest.get(kind) or 0)
        kept = {str(number) for number in range(current - keep + 1, current + 1)}
        for path in (self._folder / kind).iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)


class _Writing(vectors.VectorWriter):
    """A writer that opens and closes its folder apart from readers that open it."""

    def __init__(self, folder: Path, chroma: Path, *, empty: bool = False) -> None:
        self._index_folder = folder
        if empty:
            shutil.rmtree(chroma, ignore_errors=True)
        with chroma_lock(folder):
            super().__init__(chroma)

    def __enter__(self) -> _Writing:
        return self

    def __exit__(self, *failure: object) -> None:
        with chroma_lock(self._index_folder):
            self.close()


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield lists of at most `size` items."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part


def _metadata(article: Article) -> dict[str, int | str]:
    return {"published": day_number(article.published), "source": article.source}


def _keyword_rows(fresh: Sequence[Entry]) -> Iterator[KeywordRow]:
    for each in fresh:
        article = each.article
        published = day_number(article.published)
        for row in each.passages:
            text = article.text[row.start : row.end]
            yield row.id, article.title, text, published, article.source
