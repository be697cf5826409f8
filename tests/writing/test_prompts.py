"""What models are told: no way to refuse, and examples that keep to the rules."""

import re

import pytest

from assistant.writing import prompts


def test_the_model_is_never_offered_a_refusal():
    told = " ".join([prompts.WRITE, *(reply for _, reply in prompts.EXAMPLES)]).lower()
    assert not re.search(r"not found|do(?:es)? not say|cannot|don't know|no answer|unknown", told)


@pytest.mark.parametrize(("evidence", "reply"), prompts.EXAMPLES)
def test_an_example_is_short_and_says_only_what_its_articles_say(evidence, reply):
    assert len(reply.split()) <= 20
    words = re.findall(r"[\w.]+", evidence.lower())
    said = re.findall(r"[\w.]*\w", reply.partition(" [")[0].lower())
    assert {word for word in said if word[0].isdigit()} <= set(words)
    assert re.search(r"\[k\d\]\.$", reply)


def test_a_repair_names_every_sentence_with_what_is_wrong():
    told = prompts.repair([("It closes on 3 April.", "No 3 April."), ("It burnt.", "Not said.")])
    assert "It closes on 3 April. (No 3 April.)\nIt burnt. (Not said.)" in told
