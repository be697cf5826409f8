import re

from assistant.web.stepping import steps_html


def test_steps_lead_to_the_citation_before_and_after_and_round_the_ends():
    for index, neighbours in ((0, ["2", "1"]), (1, ["0", "2"]), (2, ["1", "0"])):
        markup = steps_html("citation", 7, index, 3)
        assert re.findall(r'data-index="(\d+)"', markup) == neighbours
        assert f"{index + 1} of 3</span>" in markup


def test_a_single_citation_has_no_steps():
    assert steps_html("citation", 7, 0, 1) == ""
