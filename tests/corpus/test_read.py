from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from assistant.corpus import read_file


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
    assert "type" in reason(tmp_path, "a.pdf", b"%PDF")


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
