"""What the Dockerfile and compose.yaml name is there: files, options, variables, ports, extras.

No image is built here: `docs/install.md` tells what was checked, and what was not.
"""

import fnmatch
import json
import re
import subprocess
import sys
import tomllib
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
import typer.main
import yaml

from assistant.cli import app
from assistant.settings import PREFIX, Settings
from assistant.web.server import running
from tests.conftest import CHECKOUT
from tests.web.scripted import ScriptedAssistant

DOCKERFILE = re.sub(r"\\\n", " ", (CHECKOUT / "Dockerfile").read_text(encoding="utf-8"))
COMPOSE = yaml.safe_load((CHECKOUT / "compose.yaml").read_text(encoding="utf-8"))
SERVICE = COMPOSE["services"]["assistant"]
LOCK = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
PAGE = (CHECKOUT / "docs" / "install.md").read_text(encoding="utf-8")
EXTRAS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"][
    "optional-dependencies"
]


def said(word: str) -> list[str]:
    """Return what stands behind each instruction of a kind, in order."""
    return re.findall(rf"^ *(?:HEALTHCHECK .*)?{word} +(.+)$", DOCKERFILE, re.MULTILINE)


VARIABLES = dict(re.findall(r"(\w+)=(\S+)", said("ENV")[-1]))
CHECK, COMMAND = map(json.loads, said("CMD"))
VOLUMES = json.loads(said("VOLUME")[0])


def port_of(arguments: list[str]) -> str:
    return arguments[arguments.index("--port") + 1]


@pytest.mark.parametrize(
    "name", [name for line in said("COPY") if "--from" not in line for name in line.split()[:-1]]
)
def test_each_file_that_is_copied_is_there_and_goes_to_the_builder(name):
    assert (CHECKOUT / name).exists()
    let_through = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert f"!{name}" in let_through


def test_nothing_is_shut_out_that_a_wheel_is_made_of():
    lines = (CHECKOUT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    shut = [
        line.removeprefix("**/") for line in lines if line[:1] not in ("!", "#") and line != "*"
    ]
    weights = CHECKOUT / "assistant" / "models" / "weights"
    names = [*weights.iterdir(), CHECKOUT / "assistant" / "cli" / "template" / "assistant.toml"]
    assert names
    assert not [path for path in names for each in shut if fnmatch.fnmatch(path.name, each)]


def test_the_command_is_one_that_the_package_has():
    scripts = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]["scripts"]
    assert json.loads(said("ENTRYPOINT")[0]) == list(scripts)
    name, *arguments = COMMAND
    command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
    context = command.make_context(name, arguments)
    assert context.params["host"] == "0.0.0.0"
    assert context.params["watch"]


def test_every_place_has_the_same_port():
    port = port_of(COMMAND)
    assert said("EXPOSE") == [port]
    assert urlsplit(re.findall(r"http://[^']+", CHECK[-1])[0]).port == int(port)
    (published,) = SERVICE["ports"]
    assert published == f"127.0.0.1:${{PORT:-{port}}}:{port}"  # of this machine only
    assert f"-p 127.0.0.1:{port}:{port} " in PAGE


def test_the_health_check_passes_with_a_server_and_fails_without():
    python, *arguments, program = CHECK
    assert (python, arguments) == ("python", ["-c"])
    with running(ScriptedAssistant(), "127.0.0.1", 0) as address:
        port = address.rpartition(":")[2]
        asked = [sys.executable, "-c", program.replace(f":{port_of(COMMAND)}/", f":{port}/")]
        assert subprocess.run(asked, capture_output=True, check=False).returncode == 0
    assert subprocess.run(asked, capture_output=True, check=False).returncode != 0


def test_every_variable_of_ours_is_a_setting_and_lies_in_a_volume():
    named = {*VARIABLES, *SERVICE["environment"]}
    ours = {name.removeprefix(PREFIX).lower() for name in named if name.startswith(PREFIX)}
    assert ours <= set(Settings.model_fields)
    assert VARIABLES["ASSISTANT_CORPUS"] in VOLUMES
    assert str(PurePosixPath(VARIABLES["ASSISTANT_INDEX"]).parent) in VOLUMES
    assert said("WORKDIR")[-1] in VOLUMES  # where assistant.toml is looked for


def test_a_variable_that_compose_leaves_empty_is_not_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for name, value in SERVICE["environment"].items():
        if name.startswith(PREFIX):
            assert value == f"${{{name}:-}}"
            monkeypatch.setenv(name, "")
    assert Settings() == Settings(language_model=None)


def test_it_runs_as_nobody_in_particular_and_writes_to_its_volumes_only():
    user, group = said("USER")[-1].split(":")
    assert int(user) > 0
    assert int(group) > 0
    assert SERVICE["read_only"]
    assert SERVICE["tmpfs"] == [VARIABLES["HOME"]]
    mounted = [line.rpartition("}")[2] or line for line in SERVICE["volumes"]]
    assert mounted == [":/articles:ro", "data:/data"]
    assert {line.split(":")[1] for line in mounted} == set(VOLUMES)
    named = {each["volumes"][-1].partition(":")[0] for each in COMPOSE["services"].values()}
    assert named == set(COMPOSE["volumes"])


def test_nothing_is_fetched_or_told_at_run_time():
    off = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    off |= {"GRADIO_ANALYTICS_ENABLED": "False", "ANONYMIZED_TELEMETRY": "False"}
    assert off.items() <= VARIABLES.items()


def test_the_torch_without_graphics_cards_is_that_of_the_lock():
    (pattern,) = re.findall(r"\$\(grep '(.+?)' requirements.lock\)", DOCKERFILE)
    assert len(re.findall(pattern, LOCK, re.MULTILINE)) == 1
    assert "--index-url https://download.pytorch.org/whl/cpu" in DOCKERFILE


@pytest.mark.parametrize("text", [DOCKERFILE, PAGE])
def test_the_extras_that_are_built_in_are_extras(text):
    lists = re.findall(r"EXTRAS=([\w,]+)", text)
    assert lists
    assert {name for each in lists for name in each.split(",")} <= set(EXTRAS)


def test_ollama_starts_only_where_it_is_asked_for_and_is_asked_where_it_is():
    (name,) = [name for name, each in COMPOSE["services"].items() if "profiles" in each]
    address = urlsplit(SERVICE["environment"]["OLLAMA_HOST"])
    assert (address.hostname, address.port) == (name, 11434)
    assert COMPOSE["services"][name]["profiles"] == [name]
    assert f"docker compose --profile {name} up" in PAGE
