"""Numbers with their units, as they are written in running text."""

from __future__ import annotations

import pytest

from assistant.text.quantities import numbers, quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.2 million euros", 3_200_000, "€"),
        ("$1,337", 1337, "$"),
        ("seven per cent", 7, "%"),
        ("two hundred and fifty cars", 250, ""),
        ("£5bn", 5e9, "£"),
        ("forty-two miles", 42, "mile"),
        ("25 and a half days", 25.5, "day"),
        ("1.250.000 tonnes", 1_250_000, "ton"),
        ("12\u202f500 cars", 12_500, ""),
        ("two cents", 2, "cent"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    assert [(each.value, each.unit) for each in quantities(text)] == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fifty thousand people", [("fifty thousand", "50000")]),
        ("Four hundred and ninety thousand", [("four hundred ninety thousand", "490000")]),
        ("forty-nine days", [("forty nine", "49")]),
        ("two million", [("two million", "2000000")]),
        ("the twenty-third minute", [("twenty third", "23rd")]),
        ("the eleventh hour", [("eleventh", "11th")]),
        ("2 men", [("2", "two")]),
        ("the 3rd man", [("3rd", "third")]),
        ("42 mayors", [("42", "forty two")]),
        ("50,000", [("50000", "fifty thousand"), ("50000", "50 thousand")]),
        ("No one knows 1,337 of them", []),
        ("thousand", []),
    ],
)
def test_a_number_has_another_way_to_be_written(text: str, found: list[tuple[str, str]]) -> None:
    assert list(numbers(text)) == found
