"""Dates such as 03/04/2024 are read in the order that other dates of the folder leave open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from assistant.corpus.read import read_file

STORY = "The weir of Ollen was opened on Monday after three years of work.\n"


def write(folder: Path, name: str, day: str, source: str = "Ollen Post") -> None:
    place = folder / name
    place.parent.mkdir(exist_ok=True, parents=True)
    place.write_text(f"---\ntitle: Weir opens\ndate: {day}\nsource: {source}\n---\n{STORY}")


def day_of(folder: Path, name: str) -> date | None:
    [article] = read_file(folder, name).articles
    return article.published


def test_a_day_above_twelve_beside_it_tells_the_order(tmp_path: Path) -> None:
    write(tmp_path, "uk/a.md", "03/04/2024")
    write(tmp_path, "uk/b.md", "25/04/2024")
    write(tmp_path, "us/a.md", "03/04/2024")
    write(tmp_path, "us/b.md", "04/25/2024")
    assert day_of(tmp_path, "uk/a.md") == date(2024, 4, 3)
    assert day_of(tmp_path, "us/a.md") == date(2024, 3, 4)


def test_the_order_that_was_taken_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "03/04/2024")
    write(tmp_path, "b.md", "25/04/2024")
    content = read_file(tmp_path, "a.md")
    assert not content.problems
    assert content.origins["date"] == "day first, as in other files of its folder"


def test_of_two_orders_in_a_folder_that_of_the_outlet_counts(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "25/04/2024", "Ollen Post")
    write(tmp_path, "b.md", "04/25/2024", "Kest Herald")
    write(tmp_path, "c.md", "03/04/2024", "Kest Herald")
    write(tmp_path, "d.md", "03/04/2024", "Tarn Wire")
    assert day_of(tmp_path, "c.md") == date(2024, 3, 4)
    assert day_of(tmp_path, "d.md") is None


def test_a_folder_above_tells_where_its_own_does_not(tmp_path: Path) -> None:
    write(tmp_path, "2024/a.md", "03/04/2024")
    write(tmp_path, "2023/b.md", "25/04/2023")
    assert day_of(tmp_path, "2024/a.md") == date(2024, 4, 3)


def test_where_nothing_tells_both_days_are_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "03/04/2024")
    content = read_file(tmp_path, "a.md")
    [problem] = content.problems
    assert content.articles[0].published is None
    assert "may be 2024-03-04 or 2024-04-03" in problem.reason


def test_a_script_of_a_page_tells_no_order(tmp_path: Path) -> None:
    write(tmp_path, "a.md", "03/04/2024")
    (tmp_path / "b.html").write_text("<script>until = '12/31/2020'</script><p>Weir opens</p>")
    assert day_of(tmp_path, "a.md") is None


def test_the_language_of_an_article_tells_the_order(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ndate: 03/04/2024\nlang: en-GB\n---\n{STORY}")
    assert day_of(tmp_path, "a.md") == date(2024, 4, 3)
    assert read_file(tmp_path, "a.md").origins["date"] == "date, day first"


def test_the_name_of_a_file_decides_between_two_days(tmp_path: Path) -> None:
    write(tmp_path, "2024-04-03-weir.md", "03/04/2024")
    assert day_of(tmp_path, "2024-04-03-weir.md") == date(2024, 4, 3)
    assert not read_file(tmp_path, "2024-04-03-weir.md").problems


def test_dates_of_records_are_told_one_by_one(tmp_path: Path) -> None:
    line = '{"title": "Weir opens", "text": "The weir was opened.", "date": "03/04/2024"}\n'
    (tmp_path / "a.jsonl").write_text(line * 2)
    assert [each.path for each in read_file(tmp_path, "a.jsonl").problems] == [
        "a.jsonl:1",
        "a.jsonl:2",
    ]
    write(tmp_path, "b.md", "25/04/2024", "")
    days = {each.published for each in read_file(tmp_path, "a.jsonl").articles}
    assert days == {date(2024, 4, 3)}


def test_a_line_with_two_readings_above_a_text_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Weir opens\n\n03/04/2024\n\n{STORY}")
    [problem] = read_file(tmp_path, "a.txt").problems
    assert "may be 2024-03-04 or 2024-04-03" in problem.reason


def test_a_page_that_shows_two_readings_is_reported(tmp_path: Path) -> None:
    page = f"<h1>Weir of Ollen opens</h1><p>Published 03/04/2024</p><p>{STORY * 4}</p>"
    (tmp_path / "a.html").write_text(f"<body><article>{page}</article></body>")
    content = read_file(tmp_path, "a.html")
    assert "may be 2024-03-04 or 2024-04-03" in content.problems[0].reason
    assert content.articles[0].text.startswith("The weir of Ollen")
