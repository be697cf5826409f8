"""Numbers in words and in digits."""

import pytest

from assistant.text.numerals import numbers


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
