"""The page of the Python API: every exported name, what it takes, and what it promises."""

import dataclasses

import pytest

import assistant
from tools.reference import page, public_members, signature

PAGE = page()


@pytest.mark.parametrize("name", assistant.__all__)
def test_each_exported_name_has_its_contract_on_the_page(name):
    value = getattr(assistant, name)
    said = (value.__doc__ or "").strip()
    assert said
    assert not (dataclasses.is_dataclass(value) and said.startswith(f"{name}("))
    assert f"\n### `{name}`\n" in PAGE
    assert said.splitlines()[0] in PAGE


@pytest.mark.parametrize("name", assistant.__all__)
def test_so_has_each_method_of_it(name):
    value = getattr(assistant, name)
    for member_name, member in public_members(value) if isinstance(value, type) else ():
        assert f"\n#### `{name}.{member_name}`\n" in PAGE
        assert (getattr(member, "__doc__", "") or "").strip(), f"{name}.{member_name}"


def test_a_signature_is_shown_as_it_is_written():
    assert signature("open_assistant", assistant.open_assistant) == (
        "open_assistant(settings: Settings | None = None) -> Assistant"
    )
    assert signature("answer", assistant.answer) == (
        "answer(\n"
        "    question: str,\n"
        "    *,\n"
        "    history: Sequence[Turn] = (),\n"
        "    as_of: date | None = None,\n"
        "    filters: Filters | None = None,\n"
        ") -> Answer"
    )
