"""What `assistant models` finds: servers, keys and files that are really here."""

import json
import sys

import pytest

from assistant.cli import main
from assistant.languagemodels import Offer, offers


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:1")


def found() -> dict[str, Offer]:
    return {offer.extra: offer for offer in offers()}


def tags(*names: str):
    models = [{"name": name, "model": name, "size": 1} for name in names]
    return lambda handler: handler.whole(200, {"models": models})


def test_an_ollama_server_is_asked_for_its_models(serve, monkeypatch):
    seen = serve(tags("small:1b", "large:7b"))
    monkeypatch.setenv("OLLAMA_HOST", seen.address)
    offer = found()["ollama"]
    assert offer.settings == ("ollama:large:7b", "ollama:small:1b")
    assert [asked.path for asked in seen.asked] == ["/api/tags"]


@pytest.mark.parametrize("body", [{"models": None}, {}, [], "no", {"models": [{}]}])
def test_a_server_that_is_no_ollama_offers_nothing(body, serve, monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", serve(lambda handler: handler.whole(200, body)).address)
    assert found()["ollama"].settings == ()


def test_ollama_on_another_machine_is_not_asked(monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "http://192.0.2.7:11434")
    assert "not asked" in found()["ollama"].found


def test_of_a_key_only_its_name_is_told(key, capsys, monkeypatch):
    assert main(["models"]) == 0
    shown = capsys.readouterr().out
    assert "OPENAI_API_KEY is set" in shown
    assert key not in shown
    monkeypatch.delenv("OPENAI_API_KEY")
    assert found()["openai"].settings == ()


def test_gguf_files_are_found_in_models_and_in_the_working_directory(tmp_path):
    (tmp_path / "models").mkdir()
    for name in ("b.gguf", "a-00001-of-00002.gguf", "a-00002-of-00002.gguf", "mmproj-b.gguf"):
        (tmp_path / "models" / name).write_bytes(b"GGUF")
    (tmp_path / "c.gguf").write_bytes(b"GGUF")
    (tmp_path / "notes.txt").write_text("c.gguf")
    settings = found()["gguf"].settings
    assert settings == ("gguf:models/a-00001-of-00002.gguf", "gguf:models/b.gguf", "gguf:c.gguf")


def test_the_lines_that_are_shown_are_those_of_assistant_toml(tmp_path, capsys):
    from assistant.settings import Settings

    (tmp_path / 'odd "name".gguf').write_bytes(b"GGUF")
    assert main(["models", "--folder", "."]) == 0
    shown = capsys.readouterr().out
    [line] = [line.strip() for line in shown.splitlines() if "gguf:" in line]
    (tmp_path / "assistant.toml").write_text(line)
    assert Settings().language_model == 'gguf:odd "name".gguf'
    assert "no language model" in shown
    assert main(["models"]) == 0
    assert 'Set now: gguf:odd "name".gguf' in capsys.readouterr().out


def test_as_json_it_is_data_and_nothing_is_switched_on(tmp_path, capsys):
    (tmp_path / "c.gguf").write_bytes(b"GGUF")
    assert main(["models", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["language_model"] is None
    assert [offer["extra"] for offer in told["offers"]] == ["ollama", "openai", "gguf"]
    assert [path.name for path in tmp_path.iterdir()] == ["c.gguf"]


def test_a_missing_extra_is_told_with_its_command(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert main(["models"]) == 0
    assert "first: pip install 'article-assistant[gguf]'" in capsys.readouterr().out
