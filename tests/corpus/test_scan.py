from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus import FileState, read_file, scan
from assistant.errors import CorpusError


def paths(folder: Path) -> list[str]:
    return [state.path for state in scan(folder)]


def write(path: Path, text: str = "Some text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_readable_types_in_nested_folders_are_found_sorted_by_path(tmp_path: Path):
    for name in ("b.txt", "a/c.md", "a/b/d.html", "feed.jsonl", "UPPER.TXT"):
        write(tmp_path / name)
    for name in ("photo.jpg", "a/notes.doc"):
        write(tmp_path / name)
    assert paths(tmp_path) == ["UPPER.TXT", "a/b/d.html", "a/c.md", "b.txt", "feed.jsonl"]


def test_readmes_licences_and_hidden_names_are_skipped(tmp_path: Path):
    for name in ("README.md", "LICENSE.txt", ".a.txt", "_b.txt", ".git/c.txt", "_old/d.txt"):
        write(tmp_path / name)
    write(tmp_path / "README_first" / "kept.txt")
    assert paths(tmp_path) == ["README_first/kept.txt"]


def test_size_and_time_of_change_are_given(tmp_path: Path):
    path = write(tmp_path / "a.txt", "12345")
    assert scan(tmp_path) == [FileState("a.txt", 5, path.stat().st_mtime_ns)]


def test_a_folder_named_like_a_file_is_entered(tmp_path: Path):
    write(tmp_path / "x.txt" / "inside.md")
    assert paths(tmp_path) == ["x.txt/inside.md"]


def test_links_that_loop_are_followed_once(tmp_path: Path):
    write(tmp_path / "news" / "a.txt")
    (tmp_path / "news" / "loop").symlink_to(tmp_path)
    (tmp_path / "again").symlink_to(tmp_path / "news")
    assert paths(tmp_path) == ["news/a.txt"]


def test_a_linked_folder_elsewhere_is_read(tmp_path: Path):
    write(tmp_path / "data" / "a.txt")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "news").symlink_to(tmp_path / "data")
    assert paths(corpus) == ["news/a.txt"]
    assert read_file(corpus, "news/a.txt").articles[0].text == "Some text."


def test_a_link_to_nowhere_and_a_pipe_are_listed_and_reported_when_read(tmp_path: Path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    reasons = [read_file(tmp_path, path).problems[0].reason for path in paths(tmp_path)]
    assert "link to nowhere" in reasons[0]
    assert "not a file" in reasons[1]


def test_a_name_that_is_not_utf8_is_reported_and_can_be_stored(tmp_path: Path):
    with open(os.fsencode(tmp_path) + b"/caf\xe9.txt", "wb") as file:  # noqa: PTH123
        file.write(b"text")
    [path] = paths(tmp_path)
    assert path.encode("utf-8")
    assert "rename it" in read_file(tmp_path, path).problems[0].reason


def test_a_folder_that_may_not_be_entered_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    real = os.scandir

    def guarded(path: str) -> Any:
        if path.endswith("shut"):  # root, as in CI, may enter everything
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    write(tmp_path / "open.txt")
    write(tmp_path / "shut" / "a.txt")
    monkeypatch.setattr(os, "scandir", guarded)
    assert paths(tmp_path) == ["open.txt", "shut"]
    assert "cannot be read" in read_file(tmp_path, "shut").problems[0].reason


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path):
    with pytest.raises(CorpusError, match=r"There is no folder .*nowhere.*Create it"):
        scan(tmp_path / "nowhere")


def test_an_empty_folder_is_an_error(tmp_path: Path):
    write(tmp_path / "README.md")
    with pytest.raises(CorpusError, match="holds no articles"):
        scan(tmp_path)


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path):
    with pytest.raises(CorpusError, match="cannot be read"):
        scan(write(tmp_path / "corpus"))
