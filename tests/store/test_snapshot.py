from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexMissing, UnknownArticle
from assistant.schema import Filters
from assistant.store import Index, snapshot
from assistant.text.words import stems
from tests.fakes import WordEmbedder
from tests.store.conftest import Write


@pytest.fixture
def news(index: Index, corpus: Path, write: Write) -> Index:
    write("storm.txt", "The storm hit Kent.", title="Storm", date="2024-01-02", source="bbc.com")
    write("fire.txt", "The fire hit Kent.", title="Fire", date="2024-02-03", source="cnn.com")
    write("flood.txt", "The flood hit Kent.", title="Flood", source="cnn.com")
    index.sync(corpus)
    return index


def found(index: Index, filters: Filters) -> tuple[set[str], set[str]]:
    """The articles found through vectors and through words."""
    question = WordEmbedder().embed_question("hit kent")
    with index.snapshot() as opened:
        near = opened.near(question, 9, filters)
        matching = [key for key, _ in opened.matching(stems("hit Kent"), 9, filters)]
    return {key.split("@")[0] for key in near}, {key.split("@")[0] for key in matching}


@pytest.mark.parametrize(
    "limits",
    [{}, {"_WIDE": 0}, {"_EXACT": 0}],
    ids=["through Chroma", "among all", "among those that pass"],
)
@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(), {"storm.txt", "fire.txt", "flood.txt"}),
        (Filters(since=date(2024, 2, 3)), {"fire.txt"}),
        (Filters(until=date(2024, 2, 2)), {"storm.txt"}),
        (Filters(since=date(2024, 1, 2), until=date(2024, 2, 3)), {"storm.txt", "fire.txt"}),
        (Filters(sources=("cnn.com",)), {"fire.txt", "flood.txt"}),
        (Filters(until=date(2030, 1, 1), sources=("cnn.com",)), {"fire.txt"}),
        (Filters(sources=("nobody",)), set()),
        (Filters(sources=("\ud800",)), set()),
        (Filters(sources=tuple(map(str, range(9999)))), set()),
    ],
)
def test_filters_exclude_and_undated_articles_fail_a_date(
    news: Index,
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[str, int],
    filters: Filters,
    wanted: set[str],
) -> None:
    for name, limit in limits.items():
        monkeypatch.setattr(snapshot, name, limit)
    assert found(news, filters) == (wanted, wanted)


def test_a_passage_has_a_vector_for_its_headline_and_for_every_sentence(
    index: Index, corpus: Path, write: Write
) -> None:
    write("storm.txt", "The storm hit Kent. Nobody was hurt.", title="Wind")
    index.sync(corpus)
    with index.snapshot() as opened:
        (passage,) = opened.passages_of("storm.txt")
        rows = opened.parts([passage.passage.id, "unknown"])[passage.passage.id]
    texts = ["Wind", "The storm hit Kent.", "Nobody was hurt."]
    assert [(rows @ WordEmbedder().embed_question(text)).argmax() for text in texts] == [0, 1, 2]


def test_chroma_and_exact_search_agree(news: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    question = WordEmbedder().embed_question("the fire in kent")
    with news.snapshot() as opened:
        through_chroma = opened.near(question, 2, Filters())
        monkeypatch.setattr(snapshot, "_WIDE", 0)
        exact = opened.near(question, 2, Filters())
        assert through_chroma == exact
        assert exact[0].startswith("fire.txt@")


def test_chroma_answers_at_every_size(news: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(snapshot.Snapshot, "_everything")
    assert found(news, Filters())[0] == {"storm.txt", "fire.txt", "flood.txt"}
    assert found(news, Filters(sources=("bbc.com",)))[0] == {"storm.txt"}


def test_passages_and_articles_come_back_as_they_were(news: Index) -> None:
    with news.snapshot() as opened:
        article = opened.article("fire.txt")
        passages = opened.passages_of("fire.txt")
        assert article.article.text[slice(*article.sentences[0])] == "The fire hit Kent."
        assert article.article.published == date(2024, 2, 3)
        assert [each.digest for each in passages] == [article.digest]
        passage = passages[0].passage
        assert article.article.text[passage.start : passage.end] == passage.text
        assert (passage.title, passage.source) == ("Fire", "cnn.com")
        again = opened.stored(["nothing", passage.id, "flood.txt@000000000000#0000"])
        assert [each.passage.id for each in again] == [passage.id]
        assert [head.id for head in opened.heads()] == ["fire.txt", "flood.txt", "storm.txt"]


def test_any_number_of_passages_is_asked_for_with_the_same_statements(
    news: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Since a connection keeps each that it has compiled."""
    with news.snapshot() as opened:
        passages = opened.near(WordEmbedder().embed_question("hit kent"), 9, Filters())
        compiled: set[str] = set()

        class Recorder(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                compiled.add(sql)
                return super().execute(sql, *values)

        path = opened._db.execute("PRAGMA database_list").fetchone()[2]
        with contextlib.closing(sqlite3.connect(path, factory=Recorder)) as recorder:
            monkeypatch.setattr(opened, "_db", recorder)
            for number in range(4):
                assert len(opened.stored(passages[:number])) == number
                assert len(opened.parts(passages[:number])) == number
    assert len(compiled) == 3


def test_an_unknown_article_is_an_error_by_name(news: Index) -> None:
    with news.snapshot() as opened, pytest.raises(UnknownArticle, match=r"'nowhere\.txt'"):
        opened.article("nowhere.txt")


def test_info_counts_what_is_there(news: Index) -> None:
    with news.snapshot() as opened:
        info = opened.info()
    assert (info.articles, info.passages) == (3, 3)
    assert info.sources == {"cnn.com": 2, "bbc.com": 1}
    assert (info.first, info.last) == (date(2024, 1, 2), date(2024, 2, 3))
    assert info.bytes > 1000


def test_there_is_nothing_to_see_before_a_sync(index: Index, corpus: Path) -> None:
    with pytest.raises(IndexMissing, match="assistant index"), index.snapshot():
        pass
    assert index.generation() == 0


def test_a_snapshot_stays_as_it_was_while_a_sync_goes_on(
    news: Index, corpus: Path, write: Write
) -> None:
    question = WordEmbedder().embed_question("the fire")
    with news.snapshot() as opened:
        before = opened.near(question, 3, Filters()), opened.matching(["fire"], 3, Filters())
        write("fire.txt", "Nothing burns.", title="Calm")
        (corpus / "storm.txt").unlink()
        news.sync(corpus)
        after = opened.near(question, 3, Filters()), opened.matching(["fire"], 3, Filters())
        assert after == before
        assert opened.article("storm.txt").article.title == "Storm"
    with news.snapshot() as opened:
        assert opened.matching(["fire"], 3, Filters()) == []
        assert len(opened.near(question, 3, Filters())) == 2


@pytest.mark.parametrize("part", ["chroma", "keywords"])
def test_a_reader_still_answers_when_an_index_is_deleted(
    news: Index, tmp_path: Path, part: str
) -> None:
    before = found(news, Filters())
    shutil.rmtree(tmp_path / "index" / part)
    reader = Index(tmp_path / "index", WordEmbedder)
    assert found(reader, Filters()) == before


def test_a_reader_survives_a_torn_chroma_and_the_next_sync_mends_it(
    news: Index, tmp_path: Path, corpus: Path
) -> None:
    (torn,) = (tmp_path / "index" / "chroma").glob("*/chroma.sqlite3")
    torn.write_bytes(torn.read_bytes()[:5000])
    reader = Index(tmp_path / "index", WordEmbedder)
    everything = {"storm.txt", "fire.txt", "flood.txt"}
    assert found(reader, Filters())[0] == everything
    news.sync(corpus)
    (mended,) = (tmp_path / "index" / "chroma").glob("*/chroma.sqlite3")
    assert mended != torn
    assert found(reader, Filters())[0] == everything


def test_an_index_that_was_deleted_and_built_again_is_seen(
    news: Index, tmp_path: Path, corpus: Path, write: Write
) -> None:
    before = news.generation()
    shutil.rmtree(tmp_path / "index")
    write("hail.txt", "Hail hit Kent.")
    Index(tmp_path / "index", WordEmbedder).sync(corpus)
    assert news.generation() > before
    assert "hail.txt" in found(news, Filters())[0]


def test_a_reader_that_a_sync_overtakes_still_sees_one_generation(
    news: Index, corpus: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_view = news._use_view

    def overtaken(meta: dict[str, str]) -> object:
        monkeypatch.setattr(news, "_use_view", use_view)
        write("hail.txt", "Hail hit Kent.")
        news.sync(corpus)
        assert found(news, Filters())[1] == {"storm.txt", "fire.txt", "flood.txt", "hail.txt"}
        return use_view(meta)

    monkeypatch.setattr(news, "_use_view", overtaken)
    near, matching = found(news, Filters())
    assert near == matching == {"storm.txt", "fire.txt", "flood.txt"}


def test_many_threads_search_while_syncs_go_on(news: Index, corpus: Path, write: Write) -> None:
    stop = threading.Event()
    wrong: list[object] = []

    def search() -> None:
        while not stop.is_set():
            try:
                near, matching = found(news, Filters())
                if near != matching or len(near) < 3:
                    wrong.append((near, matching))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(5):
        write(f"extra{number}.txt", f"Hail {number} hit Kent.")
        news.sync(corpus)
    stop.set()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_the_size_is_told_while_a_sync_removes_a_folder(
    news: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passing = tmp_path / "index" / "keywords" / "passing"
    passing.mkdir()
    scandir = os.scandir

    def too_late(folder: str | Path) -> Any:
        if Path(folder) == passing:
            passing.rmdir()
        return scandir(folder)

    monkeypatch.setattr("os.scandir", too_late)
    with news.snapshot() as opened:
        assert opened.info().bytes > 0
    assert not passing.exists()


def test_all_passages_that_hold_every_word_are_named_by_article(
    index: Index, corpus: Path, write: Write
) -> None:
    write("a.txt", "The storm hit Kent. " * 60, title="Weather")
    write("b.txt", "The fire hit Kent.", title="Fire", author="Ann Lee")
    index.sync(corpus)
    with index.snapshot() as opened:
        held = opened.holding(stems("storm Kent"))
        assert list(held) == ["a.txt"]
        assert len(held["a.txt"]) == opened.passages_in(["a.txt"])["a.txt"] > 1
        assert list(opened.holding(stems("fire"))) == ["b.txt"]
        assert opened.holding([]) == {}
        assert [head.author for head in opened.heads()] == ["", "Ann Lee"]
