"""BM25 over title and passage, by tantivy.

Each generation has its own folder, which the manifest names. A folder that grew out of another
shares its files (hard links: tantivy never changes a segment that it has written), so what a
reader has open stays as it was.
"""

from __future__ import annotations

import math
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from assistant.schema import Filters
from assistant.store import checks
from assistant.store.records import Term, day_bounds
from assistant.text.words import is_english, stems

# Passage id, title, text, day number, source, language.
KeywordRow = tuple[str, str, str, int, str, str]

_K1 = 1.2  # as tantivy has it
_VARIANT = 0.9  # of the score that the question's own word would give
_HEAP = 64_000_000
_SPARE = 50  # read beyond the limit, so that equal scores are cut in the order of ids


class KeywordReader:
    """Searches one folder; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._schema = _schema()
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual")
        self._searcher = index.searcher()

    def matching(
        self, terms: Sequence[Term], limit: int, filters: Filters
    ) -> list[tuple[str, float]]:
        """Return (passage id, BM25 score), best first; a repeated term counts as often."""
        if not terms or limit < 1:
            return []
        hits = self._searcher.search(
            self._query(terms, filters), limit=limit + _SPARE, count=False
        ).hits
        found = [(str(self._searcher.doc(place)["id"][0]), float(score)) for score, place in hits]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def holding(self, terms: Sequence[Term]) -> list[str]:
        """Return the ids of all passages that hold every term, in no order."""
        if not terms:
            return []
        must = [(tantivy.Occur.Must, self._term(term, 1)) for term in terms]
        query = tantivy.Query.boolean_query(must)
        hits = self._searcher.search(query, limit=max(1, self._searcher.num_docs), count=False).hits
        return [str(self._searcher.doc(place)["id"][0]) for _, place in hits]

    def shares(self, terms: Sequence[Term], ids: Sequence[str]) -> dict[str, float]:
        """Return the BM25 scores of those passages that hold any of the terms, as shares.

        The whole is the score that no passage can reach: every term, endlessly often.
        """
        ceiling = self._ceiling(terms)
        if not ceiling or not ids:
            return {}
        among = tantivy.Query.term_set_query(self._schema, "id", list(ids))
        query = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Must, self._query(terms, Filters())),
                (tantivy.Occur.Must, tantivy.Query.const_score_query(among, 0.0)),
            ]
        )
        hits = self._searcher.search(query, limit=len(ids), count=False).hits
        return {str(self._searcher.doc(place)["id"][0]): score / ceiling for score, place in hits}

    def _ceiling(self, terms: Sequence[Term]) -> float:
        total = self._searcher.num_docs
        ceiling = 0.0
        for term in terms:
            holding = min(filter(None, map(self.frequency, _stems(term))), default=0)
            ceiling += math.log1p((total - holding + 0.5) / (holding + 0.5)) * (_K1 + 1)
        return ceiling

    def frequency(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        return int(self._searcher.doc_freq("body", stem))

    def _query(self, terms: Sequence[Term], filters: Filters) -> tantivy.Query:
        any_term = tantivy.Query.boolean_query(
            [
                (tantivy.Occur.Should, self._term(term, times))
                for term, times in Counter(terms).items()
            ]
        )
        conditions = self._conditions(filters)
        if not conditions:
            return any_term
        must = [any_term, *(tantivy.Query.const_score_query(each, 0.0) for each in conditions)]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in must])

    def _term(self, term: Term, times: int) -> tantivy.Query:
        stem, variants = (term, ()) if isinstance(term, str) else term
        query = tantivy.Query.term_query(self._schema, "body", stem, index_option="freq")
        if variants:
            others = [self._variant(sorted(each)) for each in variants]
            query = tantivy.Query.disjunction_max_query([query, *others])
        return tantivy.Query.boost_query(query, float(times)) if times > 1 else query

    def _variant(self, stems: Sequence[str]) -> tantivy.Query:
        """Ask for all of the stems, and count them as one."""
        must = [(tantivy.Occur.Must, self._term(each, 1)) for each in stems]
        return tantivy.Query.boost_query(tantivy.Query.boolean_query(must), _VARIANT / len(stems))

    def _conditions(self, filters: Filters) -> list[tantivy.Query]:
        conditions = []
        if filters.since or filters.until:
            first, last = day_bounds(filters)
            conditions.append(
                tantivy.Query.range_query(
                    self._schema,
                    "published",
                    tantivy.FieldType.Integer,
                    lower_bound=first,
                    upper_bound=last,
                )
            )
        if filters.sources:
            # No article has a source with half a character, but a command line may name one.
            sources = [each.encode(errors="replace").decode() for each in filters.sources]
            conditions.append(tantivy.Query.term_set_query(self._schema, "source", sources))
        return conditions


def _stems(term: Term) -> set[str]:
    return {term} if isinstance(term, str) else {term[0]}.union(*term[1])


def build(folder: Path, owner: str, rows: Iterable[KeywordRow]) -> None:
    """Write a new index over all rows, for its owner."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    _add(tantivy.Index(_schema(), path=str(folder)), rows)
    _share(folder)
    checks.note(folder, owner)


def _share(folder: Path) -> None:
    """Let those read what tantivy lets its user alone read who may read the folder."""
    for file in folder.glob("*.json"):
        file.chmod(folder.stat().st_mode & 0o666)


def extend(old: Path, folder: Path, owner: str, rows: Iterable[KeywordRow]) -> None:
    """Write a new index that holds what the old one holds and the rows besides."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in old.iterdir():
        if file.suffix == ".json":
            shutil.copy2(file, folder)  # these are what tantivy does change
        elif file.suffix != ".lock":
            _link(file, folder / file.name)
    _add(tantivy.Index.open(str(folder)), rows)
    _share(folder)
    known = checks.noted(old).checks.items()
    checks.note(folder, owner, {name: each for name, each in known if ".json" not in name})


def mirror(folder: Path, target: Path) -> None:
    """Let an index be opened in another folder, where its own cannot be written."""
    for file in folder.iterdir():
        if file.suffix != ".lock":
            (target / file.name).symlink_to(file.absolute())


def is_whole(folder: Path, owner: str, *, thorough: bool = False) -> bool:
    """Tell whether a folder holds its owner's index, with every file as it was written."""
    try:
        there = (folder / "meta.json").is_file()
    except OSError:
        return False
    return there and checks.is_sound(folder, owner, thorough=thorough)


def _add(index: tantivy.Index, rows: Iterable[KeywordRow]) -> None:
    index.config_reader("manual")
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    title_stems: dict[tuple[str, str], str] = {}
    for passage, title, text, published, source, language in rows:
        if (title, language) not in title_stems:
            title_stems = {(title, language): _written(title, language)}
        document = tantivy.Document()
        document.add_text("id", passage)
        document.add_text("body", f"{title_stems[title, language]} {_written(text, language)}")
        document.add_integer("published", published)
        document.add_text("source", source)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _written(text: str, language: str) -> str:
    """Return the stems of text: those of English, and of its own language where they differ."""
    found = stems(text)
    if not is_english(language):
        english = set(found)
        found += [stem for stem in stems(text, language) if stem not in english]
    return " ".join(found)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    builder.add_integer_field("published", fast=True, indexed=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    return builder.build()


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without hard links
        shutil.copy2(file, target)
