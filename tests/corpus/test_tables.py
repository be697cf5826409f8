from __future__ import annotations

import pytest

from assistant.corpus.tables import split_head, table_text


def test_every_row_stands_alone_with_its_heads():
    text = table_text(["Quarter", "Rent 2020", "Owner"], [["Quay", "9 euros", "Ferro Homes Ltd."]])
    assert text == "Quarter: Quay, Rent 2020: 9 euros, Owner: Ferro Homes Ltd."


def test_rows_are_lines_that_end():
    assert table_text(["Team", "Points"], [["Dorn", "45"], ["", ""], ["Aspel", "40"]]) == (
        "Team: Dorn, Points: 45.\nTeam: Aspel, Points: 40."
    )


def test_an_empty_cell_is_left_out_and_a_cell_without_head_stands_as_it_is():
    text = table_text(["", "Won"], [["Dorn", "14", "champion"], ["Aspel", ""]])
    assert text == "Dorn, Won: 14, champion.\nAspel."


def test_a_fact_box_is_a_fact_a_line():
    assert table_text([], [["Opened:", "1911"], ["Owner", "the town\n of Lunn"]]) == (
        "Opened: 1911.\nOwner: the town of Lunn."
    )


def test_a_row_that_spans_all_columns_is_said_once():
    assert table_text(["Team", "Points"], [["North", "North"], ["South", ""]]) == "North.\nSouth."


def test_words_above_figures_are_a_head():
    rows = [["District", "2019", "Turnout", "Winner"], ["Kall", "51.7 %", "about 9", "Bert Oss"]]
    assert split_head(rows) == (rows[0], rows[1:])


@pytest.mark.parametrize(
    "rows",
    [
        [["Opened", "1911"], ["Owner", "the town"]],
        [["Opened", "1911"], ["Length", "45 m"]],
        [["Mayor", "Ida Pohl"], ["Clerk", "Vera Moss"]],
        [["Dorn", "45"], ["Aspel", "40"]],
        [["One row", "only"]],
        [],
    ],
)
def test_a_table_may_have_no_head(rows: list[list[str]]):
    assert split_head(rows) == ((), rows)
