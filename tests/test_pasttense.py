import pytest

from assistant.pasttense import read_past


@pytest.mark.parametrize(
    ("statement", "done"),
    [
        ("The pier of Varn opened to all", ("The pier of Varn", "open to all")),
        ("Ada Lin won", ("Ada Lin", "win")),
        ("The pier was opened by Lin", ("The pier was", "open by Lin")),
        ("Ada Lin sang", None),
        ("", None),
    ],
)
def test_what_was_done_is_read_in_its_base_form(statement, done):
    assert read_past(statement) == done
