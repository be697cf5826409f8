"""Names in their spellings."""

from __future__ import annotations

import pytest

from assistant.verification.names import spelled_alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("zelenski", "zelenskyy", True),
        ("italy", "italian", True),
        ("french", "france", True),
        ("austria", "australia", False),
        ("okoro", "holt", False),
    ],
)
def test_a_name_may_be_spelled_otherwise(one: str, other: str, same: bool) -> None:
    assert spelled_alike(one, other) is same
