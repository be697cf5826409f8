"""`assistant models get`: a file of a hub on loopback, or one line that says why not."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from huggingface_hub import constants

from assistant import AssistantError, Progress, Settings
from assistant.cli import main
from assistant.languagemodels import CATALOGUE, fetch_model, offers
from tests.languagemodels import hub as hubs
from tests.languagemodels.hub import FILE, Hub

MODEL = CATALOGUE[0]


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch) -> Path:
    """The folder of this user's models; the working directory is an empty one beside it."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("OLLAMA_HOST", "127.0.0.1:1")
    folder: Path = tmp_path / "data" / "article-assistant" / "models"
    return folder


@pytest.fixture
def hub(monkeypatch) -> Iterator[Hub]:
    """A hub that has the first model of the list; the client reads its variables only once."""
    found = Hub(path=f"{MODEL.repository}/{MODEL.file}")
    server = hubs.start(found)
    _point_at(found.address, monkeypatch)
    yield found
    server.shutdown()
    server.server_close()


def _point_at(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", address)
    form = f"{address}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", form)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "DOWNLOAD_CHUNK_SIZE", 1000)


def refused() -> str:
    """Return the one line that says why nothing was fetched."""
    with pytest.raises(AssistantError) as caught:
        fetch_model(MODEL.name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_model_is_fetched_into_the_users_folder_and_its_setting_told(hub, data, capsys):
    assert main(["models", "get", MODEL.name]) == 0
    path = data / MODEL.file
    assert path.read_bytes() == FILE
    told = capsys.readouterr().out
    assert f"ASSISTANT_LANGUAGE_MODEL=gguf:{path}" in told
    [line] = [line.strip() for line in told.splitlines() if line.startswith("    language_model")]
    Path("assistant.toml").write_text(line)
    assert Settings().language_model == f"gguf:{path}"
    assert [each.name for each in data.glob("*.part")] == []


def test_only_getting_a_model_asks_the_hub_and_only_use_sets_it(hub, data, capsys):
    assert main(["models"]) == 0
    shown = capsys.readouterr().out
    for model in CATALOGUE:
        assert f"{model.name}: {model.gigabytes} GB, {model.licence}" in shown
        assert f"{model.repository}/{model.file}" in shown
    assert "speed not measured" in shown
    assert hub.headers == []
    assert main(["models", "get", MODEL.name]) == 0
    assert not Path("assistant.toml").exists()
    assert Settings().language_model is None


def test_the_guide_lists_the_models_of_the_list():
    guide = (Path(__file__).parents[2] / "docs" / "language-models.md").read_text(encoding="utf-8")
    for model in CATALOGUE:
        row = f"| `{model.name}` | {model.gigabytes} GB | {model.licence} | {model.languages} |"
        assert row in guide


def test_use_sets_it_in_assistant_toml_and_leaves_all_else_there(hub, data, capsys, monkeypatch):
    Path("assistant.toml").write_text('# mine\ncorpus = "news"  # a folder\n', encoding="utf-8")
    assert main(["models", "get", MODEL.name, "--use"]) == 0
    assert "Set in assistant.toml:" in capsys.readouterr().out
    written = Path("assistant.toml").read_text(encoding="utf-8")
    assert written.startswith('# mine\ncorpus = "news"  # a folder\n')
    assert Settings().language_model == f"gguf:{data / MODEL.file}"
    monkeypatch.setenv("ASSISTANT_LANGUAGE_MODEL", "ollama:other")
    assert main(["models", "get", MODEL.name, "--use"]) == 0
    told = capsys.readouterr().err
    assert told == "The variable ASSISTANT_LANGUAGE_MODEL is set too, and wins: unset it.\n"


def test_a_broken_assistant_toml_is_left_as_it_is(hub, capsys):
    Path("assistant.toml").write_text("corpus = ", encoding="utf-8")
    assert main(["models", "get", MODEL.name, "--use"]) == 1
    assert capsys.readouterr().err.startswith("Error: assistant.toml cannot be changed: ")
    assert Path("assistant.toml").read_text(encoding="utf-8") == "corpus = "


def test_a_fetched_model_is_among_those_that_are_here_and_is_not_fetched_again(hub, data):
    setting = fetch_model(MODEL.name)
    asked = len(hub.headers)
    assert fetch_model(MODEL.name) == setting
    assert len(hub.headers) == asked
    [gguf] = [offer for offer in offers() if offer.extra == "gguf"]
    assert gguf.settings == (setting,)


def test_another_folder_may_be_named(hub, tmp_path, monkeypatch):
    assert main(["models", "get", MODEL.name, "--folder", "models"]) == 0
    assert Path("models", MODEL.file).read_bytes() == FILE
    assert (
        fetch_model(MODEL.name, Path("models")) == f"gguf:{Path('models', MODEL.file).absolute()}"
    )


def test_the_missing_extra_is_told_with_its_command(hub, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    assert main(["models", "get", MODEL.name]) == 0
    assert "first: pip install 'article-assistant[gguf]'" in capsys.readouterr().out


def test_an_interrupted_fetch_goes_on_where_it_stopped(hub, data):
    def interrupt(progress: Progress) -> None:
        if progress.done > 50_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_model(MODEL.name, on_progress=interrupt)
    assert not (data / MODEL.file).exists()
    seen: list[Progress] = []
    fetch_model(MODEL.name, on_progress=seen.append)
    assert (data / MODEL.file).read_bytes() == FILE
    assert hub.ranges == ["", "bytes=50000-"]
    assert seen[-1] == Progress("fetching", len(FILE), len(FILE))
    assert list(data.glob("*.part")) == []


def test_where_the_hub_goes_away_in_the_middle_what_came_counts(hub, data, monkeypatch, capfd):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    hub.breaks_after = 20_500
    assert f"{hub.address} replied 503; wait" in refused()
    assert capfd.readouterr().err == ""
    assert not (data / MODEL.file).exists()
    hub.breaks_after, hub.status = None, 200
    fetch_model(MODEL.name)
    assert (data / MODEL.file).read_bytes() == FILE
    assert hub.ranges == ["", "bytes=20000-"]


def test_a_file_with_another_checksum_is_removed(hub, data):
    hub.digest = "0" * 64
    told = refused()
    assert "has not the checksum of the hub, and was removed" in told
    assert f"`assistant models get {MODEL.name}`" in told
    assert [path.name for path in data.iterdir() if not path.name.startswith(".")] == []


def test_a_part_of_another_version_is_not_gone_on_with(hub, data):
    data.mkdir(parents=True)
    (data / f"{MODEL.file}.{'1' * 12}.part").write_bytes(b"other" * 100)
    fetch_model(MODEL.name)
    assert hub.ranges == [""]
    (data / MODEL.file).unlink()
    (data / f"{MODEL.file}.{hub.digest[:12]}.part").write_bytes(FILE + b"too long")
    fetch_model(MODEL.name)
    assert (data / MODEL.file).read_bytes() == FILE


def test_a_name_that_is_not_on_the_list_is_told_with_those_that_are(capsys):
    assert main(["models", "get", "gpt"]) == 1
    told = capsys.readouterr().err
    assert "'gpt' is none of those that `assistant models` lists" in told
    assert all(model.name in told for model in CATALOGUE)


def test_without_a_network_it_says_how_to_name_a_mirror(monkeypatch):
    _point_at("http://127.0.0.1:1", monkeypatch)
    told = refused()
    assert "http://127.0.0.1:1 cannot be reached; check the network, or set HF_ENDPOINT" in told


def test_offline_by_a_variable_it_says_which(monkeypatch):
    assert "`unset HF_HUB_OFFLINE TRANSFORMERS_OFFLINE`" in refused()
    monkeypatch.delenv("TRANSFORMERS_OFFLINE")
    assert "`unset HF_HUB_OFFLINE`" in refused()


def test_a_repository_that_the_hub_has_not_is_told(hub):
    hub.path = "other/model.gguf"
    assert f"{hub.address} has no {MODEL.repository}" in refused()


def test_a_hub_without_checksums_is_not_trusted(hub):
    hub.digest = "abc"
    assert "tells no checksum" in refused()


def test_too_little_room_is_told_before_anything_is_fetched(hub, data, monkeypatch):
    usage = shutil.disk_usage(Path())
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1000))
    assert f"{data} has only 0.0 GB left; make room, or name another with --folder" in refused()
    assert hub.ranges == []


def test_a_folder_that_cannot_be_made_is_told(hub, data):
    data.parent.mkdir(parents=True)
    data.write_text("a file")
    assert "name another with --folder" in refused()


def test_two_do_not_fetch_the_same_file_at_once(hub):
    told: list[str] = []

    def meanwhile(progress: Progress) -> None:
        if not told:
            told.append(refused())

    fetch_model(MODEL.name, on_progress=meanwhile)
    assert "another process fetches it" in told[0]


def test_no_token_goes_to_the_hub(hub, monkeypatch):
    monkeypatch.setattr("huggingface_hub.utils._headers.get_token", lambda: "hf_secret")
    fetch_model(MODEL.name)
    assert "authorization" not in hub.headers


def test_the_variables_of_the_hubs_client_name_the_hub(hub, data):
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_OFFLINE")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "models", "get", MODEL.name],
        env=kept | {"HF_ENDPOINT": hub.address, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (data / MODEL.file).read_bytes() == FILE
