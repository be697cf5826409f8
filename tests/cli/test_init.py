"""`assistant init` makes a folder that answers, and touches nothing that is there."""

import re
import tomllib
from pathlib import Path

import pytest

from assistant import Settings
from assistant.cli import main


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files() -> dict[str, str]:
    return {each.as_posix(): each.read_text() for each in Path().rglob("*") if each.is_file()}


def test_the_commands_that_it_tells_lead_to_a_cited_answer(capsys):
    assert main(["init"]) == 0
    told = capsys.readouterr().out
    assert told.endswith("    assistant serve --open\n")
    (question,) = re.findall(r'^    assistant ask "(.+)"$', told, re.MULTILINE)
    assert main(["ask", question]) == 0
    answer = capsys.readouterr().out
    assert "31 million crowns" in answer
    assert "[1] The ferry to Ostra goes electric in May — Example Courier, 12 March 2026" in answer
    assert f"{Path('articles', 'example-ferry.md')}:10\n" in answer


def test_a_folder_is_made_and_entered_first(capsys):
    assert main(["init", "my news/today"]) == 0
    assert sorted(files()) == [
        "my news/today/articles/example-ferry.md",
        "my news/today/articles/example-library.md",
        "my news/today/assistant.toml",
    ]
    told = capsys.readouterr().out
    assert "Next:\n    cd 'my news/today'\n    assistant ask " in told


@pytest.mark.parametrize("name", ["articles", "corpus"])
def test_articles_of_ones_own_stay_alone_and_are_named_in_the_settings(name, capsys):
    Path(name).mkdir()
    Path(name, "bridge.txt").write_text("The bridge is closed.")
    assert main(["init"]) == 0
    assert set(files()) == {"assistant.toml", f"{name}/bridge.txt"}
    assert Settings().corpus == Path(name)
    assert "assistant ask" not in capsys.readouterr().out


def test_settings_that_are_there_are_never_overwritten(capsys):
    Path("assistant.toml").write_text('corpus = "mine"\n')
    assert main(["init"]) == 1
    assert files() == {"assistant.toml": 'corpus = "mine"\n'}
    printed, told = capsys.readouterr()
    assert printed == ""
    assert told.startswith("Error: assistant.toml is there already, so nothing was made.")
    assert told.count("\n") == 1


def test_a_file_in_the_place_of_a_folder_is_told_in_one_line(capsys):
    Path("articles").write_text("no folder")
    assert main(["init"]) == 1
    assert files() == {"articles": "no folder"}
    assert capsys.readouterr().err.count("\n") == 1


def test_the_settings_that_are_switched_off_are_settings_and_show_their_defaults():
    main(["init"])
    text = Path("assistant.toml").read_text()
    shown = tomllib.loads(re.sub(r"^# (\w+ = )", r"\1", text, flags=re.MULTILINE))
    assert set(shown) <= set(Settings.model_fields)
    assert Settings().corpus == Path("articles")
    assert shown["threshold"] == Settings().threshold
    assert Path(shown["index"]) == Settings().index


@pytest.mark.parametrize("command", [["serve"], ["ask", "Who?"], ["index"]])
@pytest.mark.parametrize("made", [False, True])
def test_no_articles_is_one_line_that_names_init(command, made, capsys):
    if made:
        Path("corpus").mkdir()
    assert main(command) == 1
    printed, told = capsys.readouterr()
    assert printed == ""
    assert "`assistant init`" in told
    assert told.count("\n") == 1
