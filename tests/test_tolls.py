import pytest

from assistant.tolls import how_many_hurt


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        ("A storm killed at least 20 people in Orlu.", "How many people were killed in Orlu?"),
        (
            "The slide went on for days, injuring 14 miners near the Varn Pass.",
            "How many miners were injured near the Varn Pass?",
        ),
        ("The storm killed 20 people.", ""),
        ("Police arrested 3 in Orlu.", ""),
        ("In 2019 the mill of Orlu burnt down.", ""),
    ],
)
def test_a_toll_is_asked_for_where_a_place_is_told(sentence, question):
    assert how_many_hurt(sentence) == question
