from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.corpus import FileContent, read, read_file
from assistant.filetypes import FILE_TYPES


def reason(folder: Path, name: str, data: bytes) -> str:
    (folder / name).write_bytes(data)
    content = read_file(folder, name)
    assert content.articles == ()
    [problem] = content.problems
    assert problem.path == name
    return problem.reason


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl"])
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (b" \n\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\x89PNG\r\n\0\0", "binary"),
    ],
)
def test_a_file_that_is_no_text_is_reported(tmp_path: Path, name: str, data: bytes, expected: str):
    assert expected in reason(tmp_path, name, data)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_file_that_is_not_utf8_is_reported_with_its_line(tmp_path: Path, name: str):
    found = reason(tmp_path, name, "First line.\nCafé.\n".encode("latin-1"))
    assert "not UTF-8" in found
    assert "0xE9 in line 2" in found


def test_a_missing_file_is_reported(tmp_path: Path):
    assert "gone" in read_file(tmp_path, "a.txt").problems[0].reason


def test_a_file_of_another_type_is_reported(tmp_path: Path):
    assert "type" in reason(tmp_path, "a.exe", b"MZ")


def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "a.txt").write_text("Secret.")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root, as in CI, may read everything
    assert "permission denied" in read_file(tmp_path, "a.txt").problems[0].reason


def test_importing_the_corpus_loads_no_html_parser():
    code = "import sys, assistant.corpus; print({'trafilatura', 'lxml'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


def test_a_zipped_file_is_read_like_the_file_in_it(tmp_path: Path):
    lines = b'{"text": "The mill burned."}\n{"text": "The mill stands."}\n'
    (tmp_path / "feed.jsonl.gz").write_bytes(gzip.compress(lines))
    content = read_file(tmp_path, "feed.jsonl.gz")
    assert [each.text for each in content.articles] == ["The mill burned.", "The mill stands."]
    assert content.articles[1].id == "feed.jsonl.gz:2"


def test_a_damaged_zipped_file_is_reported(tmp_path: Path):
    whole = gzip.compress(b"The mill burned down on Sunday night.")
    assert "cannot be unzipped" in reason(tmp_path, "a.txt.gz", whole[:-9])
    assert "cannot be unzipped" in reason(tmp_path, "b.txt.gz", b"The mill burned down.")


def test_a_small_file_that_unzips_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(read, "_UNZIPPED", 1_000_000)
    bomb = gzip.compress(b"a" * 1_000_001)
    assert "unzipped it has more than 1 MB" in reason(tmp_path, "a.txt.gz", bomb)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(read, "_LARGEST", 100)
    assert "split it" in reason(tmp_path, "a.txt", b"a" * 101)


def test_a_reader_that_fails_is_one_line_for_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(path: str, data: bytes) -> FileContent:
        raise ZeroDivisionError("no\npages")

    monkeypatch.setitem(read.READERS, ".txt", fail)
    assert (
        reason(tmp_path, "a.txt", b"Text.")
        == "the file cannot be understood: no pages; save it anew, or in a simpler form"
    )


def test_what_interfaces_take_is_what_is_read():
    assert set(FILE_TYPES) == set(read.READERS)
