"""Numbers with their units, as they are written in running text."""

from __future__ import annotations

import pytest

from assistant.text.quantities import quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3.2 million euros", 3_200_000, "€"),
        ("$1,337", 1337, "$"),
        ("seven per cent", 7, "%"),
        ("two hundred and fifty cars", 250, ""),
        ("£5bn", 5e9, "£"),
        ("forty-two miles", 42, "mile"),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: float, unit: str) -> None:
    assert [(each.value, each.unit) for each in quantities(text)] == [(value, unit)]
