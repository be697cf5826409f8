from __future__ import annotations

from pathlib import Path

import pytest

from assistant.corpus import scan, summary, survey
from assistant.errors import CorpusError
from tests.corpus.test_scan import paths, write


def told(folder: Path) -> list[str]:
    return summary(survey(folder)[1])


def test_files_of_other_types_are_told_in_one_line_the_most_first(tmp_path: Path):
    for name in ("a.txt", "1.jpg", "2.JPG", "pictures/3.jpg", "setup.exe", "Makefile"):
        write(tmp_path / name)
    assert told(tmp_path) == [
        "5 files are of types that are not read: .jpg 3, no ending 1, .exe 1."
    ]


def test_ten_thousand_other_files_are_one_line(tmp_path: Path):
    write(tmp_path / "a.txt")
    for number in range(300):
        write(tmp_path / f"x.t{number}")
    [line] = told(tmp_path)
    assert line.startswith("300 files are of types that are not read: .t0 1, ")
    assert line.endswith(" and 290 more.")


def test_each_file_that_is_left_out_is_named_with_its_reason(tmp_path: Path):
    for name in ("a.txt", "b/photo.png", "b/LICENSE", ".git/config"):
        write(tmp_path / name)
    assert survey(tmp_path)[1] == [
        (".git", "left out for its name"),
        ("b/LICENSE", "left out for its name"),
        ("b/photo.png", "files of this type are not read"),
    ]


def test_names_that_are_left_out_are_told(tmp_path: Path):
    for name in ("a.txt", "README.md", ".notes.txt", "_drafts/b.md"):
        write(tmp_path / name)
    assert paths(tmp_path) == ["a.txt"]
    assert told(tmp_path) == ["Left out for their names: .notes.txt, README.md, _drafts."]


@pytest.mark.parametrize(
    "name",
    [
        "Licence to fish costs more.txt",
        "READMEs of the town are lost.md",
        "license-plates.html",
        "Contributing to the fund.txt",
    ],
)
def test_a_story_whose_name_begins_like_a_licence_is_read(tmp_path: Path, name: str):
    write(tmp_path / name)
    assert paths(tmp_path) == [name]


@pytest.mark.parametrize(
    "name", ["README", "readme.de.md", "LICENCE.txt", "License.md", "CONTRIBUTING.md"]
)
def test_a_readme_or_a_licence_is_not_an_article(tmp_path: Path, name: str):
    write(tmp_path / "a.txt")
    write(tmp_path / name)
    assert paths(tmp_path) == ["a.txt"]


def test_the_posts_of_a_static_site_are_read_and_its_drafts_are_told(tmp_path: Path):
    for folder in ("_posts", "town/_posts", "_drafts", "_layouts"):
        write(tmp_path / folder / "2024-05-06-ferry.md")
    assert paths(tmp_path) == ["_posts/2024-05-06-ferry.md", "town/_posts/2024-05-06-ferry.md"]
    assert told(tmp_path) == ["Left out for their names: _drafts, _layouts."]


def test_what_a_browser_saves_beside_a_page_is_left_out_as_one(tmp_path: Path):
    for name in ("Ferry.html", "Ferry_files/advert.html", "Ferry_files/a.js", "old_files/b.html"):
        write(tmp_path / name)
    assert paths(tmp_path) == ["Ferry.html", "old_files/b.html"]
    assert told(tmp_path) == ["Left out as the parts of saved pages: Ferry_files."]


def test_an_index_inside_the_folder_is_never_read(tmp_path: Path):
    for name in ("a.txt", "index/manifest.sqlite", "index/keywords/1/meta.json"):
        write(tmp_path / name)
    assert paths(tmp_path) == ["a.txt"]
    assert told(tmp_path) == ["Left out as indexes: index."]


def test_every_usual_ending_is_read_in_either_case_and_zipped(tmp_path: Path):
    names = ["a.text", "b.MARKDOWN", "c.mdown", "d.htm", "e.xhtml", "f.ndjson", "g.Txt.GZ"]
    for name in names:
        write(tmp_path / name)
    assert paths(tmp_path) == names


def test_a_folder_without_articles_tells_what_it_holds_instead(tmp_path: Path):
    write(tmp_path / "sheet.xls")
    with pytest.raises(CorpusError, match=r"holds no articles.* 1 file is .* not read: \.xls 1\."):
        scan(tmp_path)
