"""One consistent view of the index: a read transaction on the manifest and the open indexes."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np

from assistant.errors import IndexAltered, UnknownArticle
from assistant.schema import Article, ArticleHead, Filters, IndexInfo, Passage
from assistant.store.audit import is_sealed, missing_rows
from assistant.store.database import (
    ANY,
    article_languages,
    checksum,
    one_of,
    pages_of,
    unpack_spans,
)
from assistant.store.records import (
    StoredArticle,
    StoredPassage,
    Term,
    Vector,
    day_bounds,
    day_of,
    digest,
    digest_of,
)
from assistant.store.vectors import Table, as_matrix, unpack
from assistant.store.view import View

Made = TypeVar("Made")

_SPARE = 20  # candidates beyond the limit: Chroma may rank near-ties in another order
# Up to here all vectors fit into memory (77 MB for all-MiniLM-L6-v2) and are compared in 2 ms where
# Chroma cannot answer, or would have to be asked for many because of a narrow filter (15 ms for 500
# of 23,000 passages, and 120 to 200 ms with its own filters). In a larger index the passages that
# pass are read instead, which takes as long for each as a candidate does.
_EXACT = 50_000
_WIDE = 500

_PASSAGES = (
    'SELECT p.id, p.article, p.start, p."end", v.vector FROM passages p'
    " JOIN vectors v ON v.number = p.vector"
)


class Snapshot:
    """What the index holds at one generation; use it in one thread, and only while it is open."""

    def __init__(self, db: sqlite3.Connection, view: View, altered: str = "") -> None:
        self._db = db
        self._view = view
        self._altered = altered  # what was found at a first look

    @property
    def generation(self) -> int:
        """The number of the last change."""
        return self._view.generation

    def near(self, vector: Vector, limit: int, filters: Filters) -> list[str]:
        """Return the ids of the `limit` nearest passages, best first, ties in the order of ids."""
        self._check_whole()
        passing, total = self._passing(filters), self.passage_count()
        wanted = limit + _SPARE
        if filters != Filters():  # twice as many as pass, should the nearest be evenly spread
            wanted = 2 * wanted * total // max(passing, 1)
        if wanted <= (_WIDE if total <= _EXACT else passing):
            found = self._candidates(vector, wanted, filters)
            if len(found.ids) >= min(limit, passing):  # else Chroma is missing, broken or behind
                return found.nearest(vector, limit, filters)
        if filters != Filters() and total > _EXACT:
            return self._table(*_condition(filters)).nearest(vector, limit, filters)
        return self._everything().nearest(vector, limit, filters)

    def matching(
        self, terms: Sequence[Term], limit: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """Return (passage id, BM25 score over title and passage) for stems, best first."""
        words = self._view.words(self._db)
        return words.matching(terms, limit, filters) if words else []

    def holding(self, terms: Sequence[Term]) -> dict[str, list[str]]:
        """Return by article the passages, in order, that hold all terms with their headline."""
        words = self._view.words(self._db)
        rows = self._db.execute(
            f"SELECT article, id FROM passages WHERE id IN {ANY} ORDER BY article, place",
            (one_of(words.holding(terms) if words else ()),),
        )
        found: dict[str, list[str]] = {}
        for article, key in rows:
            found.setdefault(article, []).append(key)
        return found

    def passages_in(self, article_ids: Iterable[str]) -> dict[str, int]:
        """Return how many passages articles have."""
        sql = f"SELECT article, count(*) FROM passages WHERE article IN {ANY} GROUP BY article"
        return dict(self._db.execute(sql, (one_of(article_ids),)))

    def match_shares(self, terms: Sequence[Term], ids: Sequence[str]) -> dict[str, float]:
        """Return the exact BM25 scores of given passages, each as a share (0..1) of the most."""
        words = self._view.words(self._db)
        return words.shares(terms, ids) if words else {}

    def frequency(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        words = self._view.words(self._db)
        return words.frequency(stem) if words else 0

    def once(self, name: str, read: Callable[[Iterable[tuple[str, str]]], Made]) -> Made:
        """Return what `read` makes of all (title, text), under a name, made once a generation."""
        return self._view.once(name, lambda: read(self._texts()))

    def stored(self, ids: Sequence[str]) -> list[StoredPassage]:
        """Return passages in the order of their ids; unknown ids are left out."""
        rows = self._db.execute(f"{_PASSAGES} WHERE p.id IN {ANY}", (one_of(ids),)).fetchall()
        found = {each.passage.id: each for each in self._passages(rows)}
        return [found[each] for each in ids if each in found]

    def parts(self, ids: Sequence[str]) -> dict[str, Vector]:
        """Return by passage the vectors of its headline and of its whole sentences, in order."""
        rows = self._db.execute(
            f"SELECT p.id, s.rows, length(v.vector), {self._checksum('parts')} FROM passages p"
            " JOIN vectors v ON v.number = p.vector LEFT JOIN parts s ON s.vector = p.vector"
            f" WHERE p.id IN {ANY}",
            (one_of(ids),),
        ).fetchall()
        self._check_vectors((row[0], row[1], row[3]) for row in rows)
        return {key: unpack(blob, size // 4) for key, blob, size, _ in rows if blob is not None}

    def _checksum(self, kind: str) -> str:
        """Return SQL for the checksum of vector `v`, or for none where it was never written."""
        written = "SELECT count(*) FROM sqlite_master WHERE name = 'checks'"
        known = self._view.once("checked", lambda: self._number(written))
        return f"(SELECT {kind} FROM checks WHERE vector = v.number)" if known else "NULL"

    def _check_vectors(self, rows: Iterable[tuple[str, bytes | None, int | None]]) -> None:
        for key, blob, known in rows:
            if known is not None and checksum(blob) != known:
                raise self._view.altered(f"the vectors of passage {key!r} are not as stored")

    def passages_of(self, article_id: str) -> list[StoredPassage]:
        """Return the passages of an article in reading order."""
        sql = f"{_PASSAGES} WHERE p.article = ? ORDER BY p.place"
        return self._passages(self._db.execute(sql, (article_id,)).fetchall())

    def article(self, article_id: str) -> StoredArticle:
        """Return an article as it was indexed."""
        row = self._db.execute(
            "SELECT id, title, text, source, author, published, url, path, metadata, digest,"
            " sentences FROM articles WHERE id = ?",
            (article_id,),
        ).fetchone()
        if row is None:
            self._check_whole()
            raise UnknownArticle(
                f"No indexed article has the id {article_id!r}. "
                "If it is new, update the index with: assistant index"
            )
        if not is_sealed(self._db, article_id):
            raise self._altered_article(article_id)
        article = Article(
            id=row[0],
            title=row[1],
            text=row[2],
            source=row[3],
            author=row[4],
            published=day_of(row[5]),
            url=row[6],
            path=row[7],
            metadata=json.loads(row[8]),
            language=self._language_of().get(article_id, ""),
            pages=pages_of(self._db, article_id),
        )
        if digest(article) != row[9]:
            raise self._altered_article(article_id)
        return StoredArticle(article, row[9], unpack_spans(row[10]))

    def heads(self) -> tuple[ArticleHead, ...]:
        """Return every article without its text, in the order of ids."""
        self._check_whole()
        return self._view.once("heads", self._read_heads)

    def languages(self) -> Mapping[str, int]:
        """Return how many articles are known to be in each language."""
        return self._view.once("language counts", lambda: Counter(self._language_of().values()))

    def _language_of(self) -> Mapping[str, str]:
        return self._view.once("languages", lambda: article_languages(self._db))

    def passage_count(self) -> int:
        """Return how many passages the index holds."""
        return self._view.once("passages", lambda: self._number("SELECT count(*) FROM passages"))

    def info(self) -> IndexInfo:
        """Return counts, dates, sizes and how the index was made."""
        sources = self._db.execute(
            "SELECT source, count(*) FROM articles GROUP BY source ORDER BY count(*) DESC, source"
        )
        first, last = self._db.execute(
            "SELECT min(published), max(published) FROM articles WHERE published > 0"
        ).fetchone()
        recipe = self._db.execute("SELECT value FROM meta WHERE key = 'recipe'").fetchone()
        return IndexInfo(
            articles=self._number("SELECT count(*) FROM articles"),
            passages=self.passage_count(),
            sources=dict(sources.fetchall()),
            first=day_of(first or 0),
            last=day_of(last or 0),
            bytes=self._view.size_on_disk(),
            recipe=recipe[0] if recipe else "",
            generation=self.generation,
        )

    def _check_whole(self) -> None:
        """Raise IndexAltered if something is known to be altered or gone."""
        told = self._altered or self._view.once("missing", lambda: missing_rows(self._db))
        if told:
            raise self._view.altered(told)

    def _altered_article(self, key: str) -> IndexAltered:
        return self._view.altered(f"the article {key!r} is not as it was read")

    def _number(self, sql: str, values: Sequence[int | str] = ()) -> int:
        return int(self._db.execute(sql, values).fetchone()[0])

    def _texts(self) -> Iterator[tuple[str, str]]:
        yield from self._db.execute("SELECT title, text FROM articles")

    def _passing(self, filters: Filters) -> int:
        """Count the passages that pass the filters."""
        if filters == Filters():
            return self.passage_count()
        where, values = _condition(filters)
        sql = f"SELECT count(*) FROM articles a JOIN passages p ON p.article = a.id WHERE {where}"
        return self._view.once(f"passing {filters}", lambda: self._number(sql, values))

    def _everything(self) -> Table:
        return self._view.once("vectors", lambda: self._table("1", []))

    def _candidates(self, vector: Vector, wanted: int, filters: Filters) -> Table:
        """Read what Chroma finds nearest, as far as the manifest names it and it passes."""
        ids = self._view.candidates(self._db, vector, wanted)
        where, values = _condition(filters)
        return self._table(f"p.id IN {ANY} AND {where}", [one_of(ids), *values])

    def _table(self, where: str, values: Sequence[int | str]) -> Table:
        rows = self._db.execute(
            f"SELECT p.id, v.vector, a.published, a.source, {self._checksum('own')} FROM passages p"
            " JOIN articles a ON a.id = p.article"
            f" JOIN vectors v ON v.number = p.vector WHERE {where}",
            values,
        ).fetchall()
        self._check_vectors((row[0], row[1], row[4]) for row in rows)
        return Table(
            [row[0] for row in rows],
            as_matrix([row[1] for row in rows]),
            np.array([row[2] for row in rows], dtype=np.int64),
            np.array([row[3] for row in rows], dtype=np.str_),
        )

    def _passages(self, rows: Sequence[tuple[str, str, int, int, bytes]]) -> list[StoredPassage]:
        articles = self._articles_of(row[1] for row in rows)
        return [_passage(row, articles[row[1]]) for row in rows]

    def _articles_of(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        rows = self._db.execute(
            "SELECT id, title, source, published, url, digest, text FROM articles"
            f" WHERE id IN {ANY}",
            (one_of(ids),),
        ).fetchall()
        for key, title, source, published, url, known, text in rows:
            if digest_of(title, text, source, published, url) != known:
                raise self._altered_article(key)
        return {row[0]: row[1:] for row in rows}

    def _read_heads(self) -> tuple[ArticleHead, ...]:
        rows = self._db.execute(
            "SELECT id, title, source, published, url, words, metadata, path, author FROM articles"
            " ORDER BY id"
        )
        return tuple(
            ArticleHead(
                id=row[0],
                title=row[1],
                source=row[2],
                published=day_of(row[3]),
                url=row[4],
                words=row[5],
                metadata=json.loads(row[6]),
                path=row[7],
                author=row[8],
            )
            for row in rows
        )


def _passage(row: tuple[str, str, int, int, bytes], article: Sequence[object]) -> StoredPassage:
    key, article_id, start, end, blob = row
    title, source, published, url, digest, text = article
    passage = Passage(
        id=key,
        article_id=article_id,
        title=str(title),
        source=str(source),
        published=day_of(int(str(published))),
        url=str(url),
        text=str(text)[start:end],
        start=start,
        end=end,
    )
    return StoredPassage(passage, np.frombuffer(blob, dtype=np.float32), str(digest))


def _condition(filters: Filters) -> tuple[str, list[int | str]]:
    """Return the filters as SQL over articles `a`."""
    clauses: list[str] = ["1"]
    values: list[int | str] = []
    if filters.since or filters.until:
        clauses.append("a.published BETWEEN ? AND ?")
        values += day_bounds(filters)
    if filters.sources:
        clauses.append(f"a.source IN {ANY}")
        values.append(one_of(filters.sources))
    return " AND ".join(clauses), values
