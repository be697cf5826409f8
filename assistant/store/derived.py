"""Writing what follows the manifest: Chroma and keywords, each in a folder that it names."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

from assistant.schema import Article
from assistant.store import checks, keywords
from assistant.store.failures import ALTERED
from assistant.store.keywords import KeywordRow
from assistant.store.manifest import Manifest
from assistant.store.records import Entry, day_number
from assistant.store.vectors import DATABASE, VectorWriter, as_matrix, chroma_lock

_Item = TypeVar("_Item")

BROKEN = "broken"  # a file that a reader leaves in a Chroma folder that it could not use
NAMING = ("chroma", "keywords", "owner")  # the keys of `meta` that `Folders` is made of


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that a manifest names, and the token by which they know that it is theirs.

    Each is written for one state of a manifest; under the same name, another index and an older
    copy of this one have others.
    """

    chroma: Path
    keywords: Path
    owner: str

    @classmethod
    def named(cls, index: Path, meta: Mapping[str, str]) -> Folders:
        """Return the folders of an index whose manifest says so in `meta`."""
        chroma, words, owner = (meta.get(key, "") for key in NAMING)
        return cls(index / "chroma" / (chroma or "0"), index / "keywords" / (words or "0"), owner)

    def is_unknown(self, folder: Path) -> bool:
        """Tell whether one is of an older index, which wrote down nothing that could be checked."""
        with suppress(OSError):  # a folder that may not be entered
            return not self.owner and folder.is_dir() and not checks.is_noted(folder)
        return False


class Derived:
    """The writer's side of both derived indexes; hold the writer lock while using it."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest

    def needs_rebuild(self) -> bool:
        """Tell whether an index is missing, broken, or was being written when its sync ended."""
        if not self._manifest.get("generation"):
            return False
        thorough = (self._folder / ALTERED).exists()
        damage = damaged_indexes(self._folder, self._folders(), thorough=thorough)
        return bool(damage or self._manifest.leftovers())

    def note(self) -> None:
        """Write down the checksums of Chroma, if nobody has since it was written."""
        with chroma_lock(self._folder):
            named = self._folders()
            if named.chroma.is_dir() and not checks.is_noted(named.chroma):
                checks.note(named.chroma, named.owner)

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
                clear(self._next("chroma"))
            self._manifest.expect_leftovers(row.id for each in fresh for row in each.passages)
        rows = [(row, each.article) for each in fresh for row in each.passages]
        with VectorWriter(self._folder, self._folders().chroma) as writer:
            for part in _chunks(rows, writer.batch_size):
                vectors = self._manifest.vectors_of([row.hash for row, _ in part])
                metadatas = [_metadata(article) for _, article in part]
                writer.add([row.id for row, _ in part], vectors, metadatas)

    def switch(self, fresh: Sequence[Entry], old: Sequence[str]) -> None:
        """Name the next keyword index and note what Chroma has to drop, in the transaction."""
        before = self._folders()
        after, owner = self._next("keywords"), self._next_owner()
        clear(after)
        if old or not keywords.is_whole(before.keywords, before.owner):
            keywords.build(after, owner, self._manifest.text_rows())
        else:
            keywords.extend(before.keywords, after, owner, _keyword_rows(fresh))
        self._manifest.expect_leftovers(old)
        self._manifest.settle_leftovers()
        self._manifest.put("worn", str(int(self._manifest.get("worn") or 0) + len(old)))

    def rebuild(self) -> None:
        """Build both from the manifest in new folders, in the transaction that names them."""
        chroma = self._next("chroma")
        clear(chroma)
        with VectorWriter(self._folder, chroma) as writer:
            for part in _chunks(self._manifest.vector_rows(), writer.batch_size):
                writer.add(
                    [row[0] for row in part],
                    as_matrix([row[1] for row in part]),
                    [{"published": row[2], "source": row[3]} for row in part],
                )
        words = self._next("keywords")
        clear(words)
        keywords.build(words, self._next_owner(), self._manifest.text_rows())
        self._manifest.clear_leftovers()
        self._manifest.put("worn", "0")

    def clean(self) -> None:
        """Remove what the manifest no longer names."""
        old = self._manifest.leftovers()
        if old:
            with VectorWriter(self._folder, self._folders().chroma) as writer:
                for part in _chunks(old, writer.batch_size):
                    writer.remove(part)
            with self._manifest.change():
                self._manifest.clear_leftovers()
        self.note()
        self._sweep("chroma", 1)  # a reader that comes too late for it searches exactly
        self._sweep("keywords", 2)

    def _folders(self) -> Folders:
        return Folders.named(self._folder, {key: self._manifest.get(key) for key in NAMING})

    def _next(self, kind: str) -> Path:
        number = int(self._manifest.get(kind) or 0) + 1
        self._manifest.put(kind, str(number))
        return self._folder / kind / str(number)

    def _next_owner(self) -> str:
        owner = uuid.uuid4().hex
        self._manifest.put("owner", owner)
        return owner

    def _sweep(self, kind: str, keep: int) -> None:
        """Delete the folders of older generations but the last `keep`."""
        current = int(self._manifest.get(kind) or 0)
        kept = {str(number) for number in range(current - keep + 1, current + 1)}
        for path in (self._folder / kind).iterdir():
            if path.name.isdecimal() and path.name not in kept:  # else it is somebody else's
                with suppress(OSError):
                    clear(path)


def damaged_indexes(folder: Path, named: Folders, *, thorough: bool) -> list[Path]:
    """Return which of Chroma and the keyword index are missing, damaged or another manifest's."""
    with suppress(OSError), chroma_lock(folder):  # a folder that is read-only has no lock
        sound = {
            named.chroma: is_usable(named, thorough=thorough),
            named.keywords: keywords.is_whole(named.keywords, named.owner, thorough=thorough),
        }
        return [path for path, is_sound in sound.items() if not is_sound]
    return []


def is_usable(named: Folders, *, thorough: bool) -> bool:
    """Tell whether a Chroma folder may be opened; hold the lock of Chroma."""
    chroma = named.chroma
    try:
        there = (chroma / DATABASE).is_file() and not (chroma / BROKEN).exists()
        return there and checks.is_sound(chroma, named.owner, thorough=thorough)
    except OSError:
        return False


def clear(path: Path) -> None:
    """Make room for a folder, whatever is there; a link to another disk stays above it."""
    if not path.parent.is_dir():
        path.parent.unlink(missing_ok=True)
    if path.is_symlink() or path.is_file():
        path.unlink()
    shutil.rmtree(path, ignore_errors=True)


def _chunks(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
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
            yield row.id, article.title, text, published, article.source, article.language
