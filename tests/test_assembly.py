"""The module-level `answer`: one assistant per folder pair, kept in step with the folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import CorpusError, answer, assembly


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    yield tmp_path
    assembly._close_all()


def test_answer_reads_corpus_and_index_of_the_working_directory(folder: Path) -> None:
    wall = folder / "corpus" / "wall.md"
    wall.write_text("---\ntitle: Wall\n---\nThe harbour wall of Oberdorf was rebuilt in May.\n")
    assert "rebuilt in May" in answer("When was the harbour wall of Oberdorf rebuilt?").text
    assert (folder / "index" / "manifest.sqlite").exists()


def test_answer_sees_an_article_that_came_since_the_last_question(folder: Path) -> None:
    (folder / "corpus" / "wall.md").write_text("---\ntitle: Wall\n---\nThe wall was rebuilt.\n")
    asked = "Who won the rye bread prize of Oberdorf?"
    assert answer(asked).status == "not_found"
    (folder / "corpus" / "bread.md").write_text(
        "---\ntitle: Bread\n---\nJonas Frei won the rye bread prize of Oberdorf on Sunday.\n"
    )
    assert "Jonas Frei" in answer(asked).text
    assert len(assembly._open) == 1


def test_answer_without_articles_says_what_is_missing(folder: Path) -> None:
    with pytest.raises(CorpusError, match="corpus"):
        answer("Who?")
