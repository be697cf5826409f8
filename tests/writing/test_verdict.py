"""A written yes or no stands only where what it cites bears it out."""

import pytest

from assistant.writing.verdict import read_verdict, stands
from benchmarks.verdicts import measure, pairs


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Yes, she will direct it.", True),
        ("Yes.", True),
        ("No, she will not.", False),
        ("No — the tour ends in Pell.", False),
        ("No she will not.", False),
        ("No one was hurt.", None),
        ("No. 5 of the crew was ill.", None),
        ("Norrbank and Kestel will merge.", None),
        ("She will direct it.", None),
    ],
)
def test_a_verdict_is_read_at_the_start(sentence, verdict):
    assert read_verdict(sentence) is verdict


@pytest.mark.parametrize(
    ("question", "told", "answer"),
    [
        pytest.param(
            "Will Ida Holm row in the regatta of Varn?",
            ["Ida Holm on her boats", "Ida Holm says she will not row in the regatta of Varn."],
            False,
            id="will not",
        ),
        pytest.param(
            "Is the mayor of Varn leaving office?",
            ["No, the mayor of Varn is not leaving office", "A letter was found on Tuesday."],
            False,
            id="rebutting headline",
        ),
        pytest.param(
            "Has Varn sold the old bridge?",
            ["Talk of the town", "Varn has sold the old bridge, a paper wrote.", "This is untrue."],
            False,
            id="rebutting next sentence",
        ),
        pytest.param(
            "Is fishing in Lake Orm banned?",
            ["Lake Orm", "Fishing in Lake Orm is no longer banned."],
            False,
            id="no longer banned",
        ),
        pytest.param(
            "Is fishing in Lake Orm allowed?",
            ["Lake Orm", "Fishing in Lake Orm is no longer banned."],
            True,
            id="double negation",
        ),
        pytest.param(
            "Will Jonas Frei bake rye bread?",
            ["The baker", "Jonas Frei will bake not only rye bread but also cakes."],
            True,
            id="not only",
        ),
        pytest.param(
            "Didn't Varn close the old bridge?",
            ["The bridge", "Varn closed the old bridge on Monday."],
            True,
            id="negative question",
        ),
        pytest.param(
            "Is it true that Varn did not close the old bridge?",
            ["The bridge", "Varn did not close the old bridge."],
            True,
            id="question about a negation",
        ),
    ],
)
def test_only_the_true_verdict_stands(question, told, answer):
    assert stands(answer, question, told)
    assert not stands(not answer, question, told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Will Varn close the bridge?", ["Varn may close the bridge, engineers say."]),
        ("Will Varn close the bridge?", ["Varn did not rule out that it will close the bridge."]),
        ("Has Varn closed the bridge?", ["Varn plans to close the bridge."]),
        ("Has Varn closed the bridge?", ["Varn will close the bridge."]),
        ("Has Varn closed all bridges?", ["Varn has closed two bridges."]),
        ("Has Varn closed the bridge?", ["Varn has closed the bridge.", "Varn did not close it."]),
        ("Has Varn closed the bridge?", ["A bakery in Varn won a prize."]),
        ("Has Varn closed the bridge?", []),
    ],
)
def test_in_doubt_neither_verdict_stands(question, told):
    assert not stands(True, question, told)
    assert not stands(False, question, told)


def test_of_the_half_that_nothing_was_written_on_few_wrong_verdicts_stand():
    odd = measure(list(pairs("odd")))
    assert odd.pairs == 26
    assert odd.wrong <= 2
    assert odd.right >= 17
