"""A quote leads back to the line of the file that it was read from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from assistant.corpus.places import line_in_file
from assistant.corpus.read import read_file

FIRST = "The weir of Ollen was opened on Monday after three years of work."
SECOND = "It cost 2.4 million crowns, said engineer Kaya Odo, and holds the river back."

FILES = {
    "a.txt": f"Weir opens\n\n{FIRST}\n\n{SECOND}\n",
    "wrapped.txt": "Weir opens\n\n" + FIRST[:30] + "\n" + FIRST[30:] + "\n" + SECOND + "\n",
    "a.md": f"---\ntitle: Weir opens\n---\n{FIRST}\n\n{SECOND}\n",
    "linked.md": f"# Weir\n\n{FIRST}\n\nIt cost [2.4 **million**](https://x.example/a) crowns, "
    "said engineer Kaya Odo, and holds the river back.\n",
    "a.html": f'<meta name="description" content="{SECOND}">\n<body><h1>Weir opens</h1>\n'
    f"<p>{FIRST}</p>\n\n<p>It cost 2.4&nbsp;million <b>crowns</b>, "
    "said engineer Kaya Odo, and holds the river back.</p></body>",
    "a.jsonl": json.dumps({"title": "Other", "text": "A mill burned down."})
    + "\n"
    + json.dumps({"title": "Weir “opens”", "text": f"{FIRST}\n\n{SECOND}"})
    + "\n",
    "a.csv": f'title,text\n"Weir opens","{FIRST}\n{SECOND}"\n',
}
LINES = {
    "a.txt": 5,
    "wrapped.txt": 5,
    "a.md": 6,
    "linked.md": 5,
    "a.html": 5,
    "a.jsonl": 2,
    "a.csv": 3,
}


@pytest.mark.parametrize("name", FILES)
def test_a_quote_begins_on_a_line_of_its_file(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(FILES[name])
    text = read_file(tmp_path, name).articles[-1].text
    start = text.index("It cost")
    assert (
        line_in_file(tmp_path, name, text[start : text.index(".", start + 15) + 1]) == LINES[name]
    )


def test_lines_are_counted_whatever_ends_them_and_whatever_the_charset(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"Weir\r\n\r\n{FIRST}\r\n\r\nÉtage déjà.".encode("utf-16"))
    assert line_in_file(tmp_path, "a.txt", "Étage déjà.") == 5


@pytest.mark.parametrize("quote", ["Nobody said this in any file.", "", "…"])
def test_what_is_not_in_the_file_has_no_line(quote: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FILES["a.txt"])
    assert line_in_file(tmp_path, "a.txt", quote) is None


def test_a_file_without_lines_or_that_is_gone_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(FILES["a.txt"].encode()))
    assert line_in_file(tmp_path, "a.txt.gz", FIRST) is None
    assert line_in_file(tmp_path, "gone.txt", FIRST) is None
