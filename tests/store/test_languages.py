"""Articles are found by the words of their own language, in an old index as before."""

import sqlite3
from pathlib import Path

from assistant.schema import Filters
from assistant.store import Index
from assistant.text.words import stems
from tests.store.conftest import Write

GERMAN = "Die alten Häuser am Markt werden verkauft, sagte die Maklerin am Montag."
CHINESE = "大桥从周一起封闭维修。"
ENGLISH = "The mayor sold the old houses by the market on Monday, and nobody knew of it."


def found(index: Index, text: str, language: str = "") -> set[str]:
    with index.snapshot() as snapshot:
        hits = snapshot.matching(stems(text, language), 9, Filters())
    return {key.split("@")[0] for key, _ in hits}


def test_every_article_is_found_by_the_stems_of_its_language(
    index: Index, corpus: Path, write: Write
) -> None:
    write("de.txt", GERMAN)
    write("zh.txt", CHINESE)
    write("en.txt", ENGLISH)
    index.sync(corpus)
    assert found(index, "Haus", "de") == {"de.txt"}
    assert found(index, "Häuser") == {"de.txt"}  # as it is written
    assert found(index, "维修", "zh") == {"zh.txt"}
    assert found(index, "houses") == {"en.txt"}
    with index.snapshot() as snapshot:
        assert snapshot.languages() == {"de": 1, "zh": 1, "en": 1}
        assert snapshot.article("de.txt").article.language == "de"
        assert snapshot.article("en.txt").article.language == "en"


def test_what_a_file_says_of_its_language_is_believed(
    index: Index, corpus: Path, write: Write
) -> None:
    write("short.txt", "Häuser 2024", language="de-CH")
    index.sync(corpus)
    assert found(index, "Haus", "de") == {"short.txt"}


def test_a_removed_article_counts_no_more(index: Index, corpus: Path, write: Write) -> None:
    write("en.txt", ENGLISH)
    write("de.txt", GERMAN).unlink()
    index.sync(corpus)
    write("de.txt", GERMAN)
    index.sync(corpus)
    (corpus / "de.txt").unlink()
    index.sync(corpus)
    with index.snapshot() as snapshot:
        assert snapshot.languages() == {"en": 1}


def test_an_index_that_knows_no_languages_opens_and_is_read_as_english(
    index: Index, tmp_path: Path, corpus: Path, write: Write
) -> None:
    write("de.txt", GERMAN)
    index.sync(corpus)
    index.close()
    with sqlite3.connect(tmp_path / "index" / "manifest.sqlite") as db:
        db.execute("DROP TABLE languages")
    with index.snapshot() as snapshot:
        assert snapshot.languages() == {}
        assert snapshot.article("de.txt").article.language == ""
    write("zh.txt", CHINESE)
    assert index.sync(corpus).unchanged == 1
    assert found(index, "维修", "zh") == {"zh.txt"}
