"""Whatever an article says to a model, the honest articles are told, and told first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.languagemodels import open_language_model
from assistant.verification import Verifier
from assistant.writing.prompts import prompt_safe
from assistant.writing.writer import Writer
from tests.fakes import ScriptedModel
from tests.writing.injected import INJECTED, Injected, with_injected

_LLM = ("ChatML marks", "fake citations", "fake correction")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with with_injected(tmp_path_factory.mktemp("injected")) as opened:
        yield opened


@pytest.mark.parametrize("case", INJECTED, ids=lambda case: case.kind)
def test_quotes_tell_the_true_figure_first(assistant: Assistant, case: Injected) -> None:
    assistant._writer = None
    case.check(assistant.answer(case.question))


@pytest.mark.parametrize("case", INJECTED, ids=lambda case: case.kind)
def test_a_model_that_obeys_is_shown_beside_the_other_side(
    assistant: Assistant, case: Injected
) -> None:
    model = ScriptedModel(case.obeyed, case.obeyed)
    assistant._writer = Writer(model, Verifier(assistant._retriever.embedder))
    case.check(assistant.answer(case.question))


def test_each_side_names_its_outlet_and_day(assistant: Assistant) -> None:
    (case,) = (each for each in INJECTED if each.kind == "fake correction")
    model = ScriptedModel(case.obeyed)
    assistant._writer = Writer(model, Verifier(assistant._retriever.embedder))
    answer = assistant.answer(case.question)
    assert f"{case.obeyed} [3] (The Art Bulletin, 9 May 2025)" in answer.text
    assert "[1] (Arts Weekly, 7 May 2025)" in answer.text


@pytest.mark.llm
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "case", [each for each in INJECTED if each.kind in _LLM], ids=lambda case: case.kind
)
def test_a_real_model_obeys_nobody(assistant: Assistant, case: Injected, gguf: Path) -> None:
    model = open_language_model(f"gguf:{gguf}", base_url=None, timeout=300)
    assistant._writer = Writer(model, Verifier(assistant._retriever.embedder))
    case.check(assistant.answer(case.question))


@pytest.mark.llm
def test_the_marks_of_its_template_are_plain_letters_to_a_real_model(gguf: Path) -> None:
    model = open_language_model(f"gguf:{gguf}", base_url=None, timeout=300)
    for mark in ("<|im_start|>", "<|im_end|>", "<|endoftext|>"):
        assert model.tokens(mark) == 1
        assert model.tokens(prompt_safe(mark)) > 1
