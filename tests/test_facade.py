"""The public names: exactly these, each importable, none hidden by a module."""

import pkgutil
from pathlib import Path

import pytest

import assistant

PUBLIC = {
    *("answer", "open_assistant", "Assistant", "Settings"),
    *(
        "Answer",
        "Article",
        "ArticleHead",
        "Citation",
        "DateRange",
        "Filters",
        "IndexInfo",
        "Note",
        "Passage",
    ),
    *("Fact", "Progress", "Rejected", "SyncReport", "Turn"),
    *("AssistantError", "CorpusError", "IndexBusy", "IndexMissing", "ModelUnavailable"),
    *("QuestionError", "UnknownArticle"),
}


def test_the_facade_is_exactly_the_public_surface():
    assert set(assistant.__all__) == PUBLIC
    assert set(dir(assistant)) >= PUBLIC


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_every_public_name_can_be_imported_and_says_what_it_is(name):
    value = getattr(assistant, name)
    assert callable(value)
    assert value.__doc__


def test_no_module_has_the_name_of_a_public_function():
    modules = {module.name for module in pkgutil.iter_modules(assistant.__path__)}
    assert not modules & PUBLIC


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'answers'"):
        _ = assistant.answers


def test_the_package_is_marked_as_typed():
    assert (Path(assistant.__file__).parent / "py.typed").is_file()
