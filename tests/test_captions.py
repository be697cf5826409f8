import pytest

from assistant.captions import is_caption


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lin/Varn Photos A lamp hangs in Orlu.",
        "A sign is posted on the wall of the town hall.",
        "Bo Rask, left, shakes hands with Ada Lin.",
        "The pier of Varn in May (Photo by Ada Lin).",
        "FERRY NEWS: The pier is open.",
        "WATCH THIS NEXT The pier is open.",
        "The pier of Varn opens",
    ],
)
def test_what_stands_around_the_text_is_told(sentence):
    assert is_caption(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The pier of Varn opened in May.",
        "“The pier is open,” said Ada Lin of the NATO office.",
        "Ada Lin left the town in May.",
        "She turned right and ran.",
    ],
)
def test_a_sentence_of_prose_is_none(sentence):
    assert not is_caption(sentence)
