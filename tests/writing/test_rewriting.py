"""Follow-ups that a model rewrites: nothing gets in that nobody said."""

import pytest

from assistant import ModelUnavailable, Turn
from assistant.writing.rewriting import Rewriter, is_faithful
from tests.fakes import ScriptedModel

HISTORY = [Turn("Who runs the ferries of Varn?", "Ida Holm runs two boats. [1]")]


def test_a_follow_up_is_rewritten_with_what_was_said():
    model = ScriptedModel("How long has Ida Holm run the ferries of Varn?")
    asked = Rewriter(model).rewrite("How long has she done that?", HISTORY)
    assert asked == "How long has Ida Holm run the ferries of Varn?"
    shown = model.prompts[0][-1][1]
    assert "Q: Who runs the ferries of Varn?\nA: Ida Holm runs two boats." in shown
    assert shown.endswith("Last question: How long has she done that?")


@pytest.mark.parametrize(
    "reply",
    [
        "How long has Jonas Frei run the ferries of Varn?",  # a name that nobody said
        "How long has Ida Holm run the 14 ferries?",  # a number that nobody said
        "Ida Holm has run them for ten years.",  # an answer
        "",
        "Why? " * 40,
    ],
)
def test_what_the_model_makes_up_is_not_searched(reply):
    assert Rewriter(ScriptedModel(reply)).rewrite("How long has she done that?", HISTORY) is None


def test_a_model_that_is_away_rewrites_nothing():
    model = ScriptedModel(ModelUnavailable("The server is away."))
    assert Rewriter(model).rewrite("Why?", HISTORY) is None


def test_only_the_first_line_counts_and_quotation_marks_go():
    model = ScriptedModel('"Why does Ida Holm run two boats?"\nBecause she does.')
    assert Rewriter(model).rewrite("Why?", HISTORY) == "Why does Ida Holm run two boats?"


def test_function_words_may_be_added():
    assert is_faithful("When did Ida Holm run the boats?", "When?", HISTORY)
