from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from assistant.corpus import FileState, read_file, scan, summary, survey
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


def test_links_that_lead_out_of_the_folder_are_told_and_not_followed(tmp_path: Path):
    write(tmp_path / "data" / "a.txt")
    corpus = write(tmp_path / "corpus" / "own.txt").parent
    (corpus / "news").symlink_to(tmp_path / "data")
    (corpus / "file.txt").symlink_to(tmp_path / "data" / "a.txt")
    (corpus / "up.txt").symlink_to("../data/a.txt")
    states, left_out = survey(corpus)
    assert [state.path for state in states] == ["own.txt"]
    assert [path for path, _ in left_out] == ["file.txt", "news", "up.txt"]
    [line] = summary(left_out)
    assert "lead out of the folder" in line
    assert "follow_links" in line


def test_a_link_within_the_folder_and_a_linked_folder_of_articles_are_read(tmp_path: Path):
    write(tmp_path / "real" / "deep" / "a.txt")
    (tmp_path / "real" / "b.txt").symlink_to("deep/a.txt")
    (tmp_path / "corpus").symlink_to(tmp_path / "real")
    assert paths(tmp_path / "corpus") == ["b.txt", "deep/a.txt"]


def test_a_link_to_itself_is_told_and_the_others_are_read(tmp_path: Path):
    write(tmp_path / "a.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "round").symlink_to(tmp_path / "trip")
    (tmp_path / "trip").symlink_to(tmp_path / "round")
    assert paths(tmp_path) == ["a.txt", "loop.txt"]
    assert "symbolic links" in read_file(tmp_path, "loop.txt").problems[0].reason


def test_a_folder_a_thousand_deep_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)  # longer paths than a system takes are made step by step
    for _ in range(1_000):
        Path("deeper").mkdir()
        os.chdir("deeper")
    Path("b.txt").touch()
    try:
        [own, deep] = paths(tmp_path)
    finally:
        Path("b.txt").unlink()
        while Path.cwd() != tmp_path:
            os.chdir("..")
            Path("deeper").rmdir()
    assert own == "a.txt"
    assert "too long" in read_file(tmp_path, deep).problems[0].reason


def test_a_linked_folder_elsewhere_is_read_where_that_is_set(tmp_path: Path):
    write(tmp_path / "data" / "a.txt")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "news").symlink_to(tmp_path / "data")
    assert [state.path for state in scan(corpus, follow_links=True)] == ["news/a.txt"]
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
