"""Where settings come from, who wins, and how a bad one is told."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant import AssistantError
from assistant.settings import Settings


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write_toml(text: str) -> None:
    Path("assistant.toml").write_text(text, encoding="utf-8")


def test_the_defaults_are_the_two_folders_of_the_working_directory():
    settings = Settings()
    assert (settings.corpus, settings.index) == (Path("corpus"), Path("index"))
    assert settings.embedder is None


def test_an_argument_wins_over_a_variable_and_a_variable_over_the_file(monkeypatch):
    write_toml('corpus = "file"\nindex = "file"\nembedder = "file"')
    monkeypatch.setenv("ASSISTANT_CORPUS", "variable")
    monkeypatch.setenv("ASSISTANT_INDEX", "variable")
    settings = Settings(corpus="argument")
    assert settings.corpus == Path("argument")
    assert settings.index == Path("variable")
    assert settings.embedder == "file"


def test_an_empty_variable_means_not_set(monkeypatch):
    monkeypatch.setenv("ASSISTANT_CORPUS", "")
    assert Settings().corpus == Path("corpus")


def test_a_tilde_is_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    write_toml('corpus = "~/news"')
    assert Settings().corpus == tmp_path / "news"


def test_settings_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        Settings().corpus = Path("elsewhere")


def test_a_bad_variable_is_named_in_one_line(monkeypatch):
    monkeypatch.setenv("ASSISTANT_QUOTE_WORDS", "many")
    with pytest.raises(AssistantError) as caught:
        Settings()
    assert str(caught.value).startswith("The variable ASSISTANT_QUOTE_WORDS is 'many': ")
    assert "\n" not in str(caught.value)


def test_a_bad_value_in_the_file_names_key_and_file():
    write_toml("threshold = 2")
    with pytest.raises(AssistantError, match=r"^The key threshold in assistant\.toml is 2: .*1"):
        Settings()


def test_a_bad_argument_is_named():
    with pytest.raises(AssistantError, match=r"^The argument lock_seconds is -1: "):
        Settings(lock_seconds=-1)


def test_an_unknown_key_in_the_file_is_an_error_that_lists_the_settings():
    write_toml("treshold = 0.4")
    with pytest.raises(AssistantError, match=r"treshold in assistant\.toml is no .*threshold"):
        Settings()


def test_an_unknown_argument_is_an_error():
    with pytest.raises(AssistantError, match=r"^The argument folder is no setting"):
        Settings(folder="articles")


def test_a_file_that_is_no_toml_is_one_line():
    write_toml("corpus = ")
    with pytest.raises(AssistantError, match=r"^assistant\.toml cannot be read: Invalid value"):
        Settings()


def test_every_setting_is_described():
    assert all(field.description for field in Settings.model_fields.values())


def test_the_reranker_of_the_version_before_names_the_reader(monkeypatch):
    with pytest.raises(AssistantError, match=r"The argument reranker .*`reader`"):
        Settings(reranker="cross-encoder/any")
    write_toml('reranker = "cross-encoder/any"')
    with pytest.raises(AssistantError, match=r"The key reranker in assistant\.toml .*`reader`"):
        Settings()
    Path("assistant.toml").unlink()
    monkeypatch.setenv("ASSISTANT_RERANKER", "cross-encoder/any")
    with pytest.raises(AssistantError, match=r"The variable ASSISTANT_RERANKER .*`reader`"):
        Settings()
