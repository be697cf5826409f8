"""Rows of tables answer by the names of their columns."""

from collections.abc import Iterator

import pytest

from assistant import Answer, Assistant
from assistant.answering.rows import cells
from tests.making import indexed

BREAD = """---
title: Bread gets dearer in Varn
source: Varn Post
date: 2024-07-15
---

The bakers of Varn told their prices in crowns:

| Bread | May | June |
|:--|--:|--:|
| Rye | 2.10 | 2.30 |
| Spelt | 3.00 | 3.20 |
"""
SWIM = """---
title: Swim across the Orlu
source: Varn Post
date: 2024-08-20
---

The results of the swim across the Orlu:

| Place | Swimmer | Time |
|--:|:--|--:|
| 1 | Nora Feld | 31:07 |
| 2 | Sam Tiel | 33:40 |
| 3 | Runa Vest | 40:12 |
"""
REGATTA = """---
title: Regatta of Orlu: all results
source: Varn Post
date: 2024-07-08
---

The regatta of Orlu ended on Sunday. The jury published these results:

| Boat | Crew | Points 2023 | Points 2024 | Skipper |
|:--|--:|--:|--:|:--|
| Grey Heron | 7 | 41 | 38 | Ida Rask |
| Blue Tern | 5 | 29 | 44 | Bo Lin |
| Old Marten | 6 | 35 | 12 | Tove Bly |
"""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    files = {"regatta.md": REGATTA, "bread.md": BREAD, "swim.md": SWIM}
    with indexed(tmp_path_factory.mktemp("results"), files) as assistant:
        yield assistant


def bold(answer: Answer) -> list[str]:
    return [answer.text[start:end] for start, end in answer.highlights]


@pytest.mark.parametrize(
    ("question", "row", "short"),
    [
        ("How many points did the Blue Tern have in 2024?", "Boat: Blue Tern,", "44"),
        ("How many points had the Grey Heron in 2023?", "Boat: Grey Heron,", "41"),
        ("How large was the crew of the Old Marten?", "Boat: Old Marten,", "6"),
        ("Who was the skipper of the Old Marten?", "Boat: Old Marten,", "Tove Bly"),
        ("What did rye bread cost in June?", "Bread: Rye,", "2.30"),
        ("How much did spelt bread cost in May?", "Bread: Spelt,", "3.00"),
        ("Who won the swim across the Orlu?", "Place: 1,", "Nora Feld"),
        ("Who came second in the swim across the Orlu?", "Place: 2,", "Sam Tiel"),
        ("Who came third in the swim across the Orlu?", "Place: 3,", "Runa Vest"),
        ("Which boat had the fewest points in 2024?", "Boat: Old Marten,", "Old Marten"),
        ("Which boat had the most points in 2023?", "Boat: Grey Heron,", "Grey Heron"),
    ],
)
def test_the_column_that_is_asked_about_answers(
    results: Assistant, question: str, row: str, short: str
) -> None:
    answer = results.answer(question)
    assert answer.text.startswith(row)
    assert bold(answer) == [short]
    assert len(answer.citations) == 1


def test_no_figure_stands_out_where_two_columns_may_be_meant(results: Assistant) -> None:
    answer = results.answer("How many points did the Blue Tern have?")
    assert answer.text.startswith("Boat: Blue Tern,")
    assert bold(answer) == []


def test_what_the_table_has_no_column_for_is_not_answered(results: Assistant) -> None:
    answer = results.answer("How many points did the Blue Tern have in 2022?")
    assert answer.confidence < 0.8
    assert bold(answer) == []


def test_a_row_is_told_from_a_sentence() -> None:
    assert [cell.value for cell in cells("Name: Lin, Bo, Votes: 1,200.")] == ["Lin, Bo", "1,200"]
    assert cells("The mayor had one word for it: shame.") == []
    assert cells("It opened in May: 40 people came, among them: the mayor") == []
