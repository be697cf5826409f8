"""What every test shares: no network, and tests that name what they miss."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.modelserver import model_server

if TYPE_CHECKING:
    from assistant import Assistant

__all__ = ["model_server"]  # a fixture

# Before any library reads them. pytest-socket (see pyproject.toml) closes every socket that does
# not lead to this machine; these keep the libraries from trying.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ["NO_COLOR"] = "1"
# Two workers on two cores: with two threads each, torch's threads wait for one another.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["OMP_NUM_THREADS"] = "1"

# The same examples in every run.
hypothesis.settings.register_profile("same", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same")

CHECKOUT = Path(__file__).parent.parent
# Sets and seeds that are no part of the project and may lie in a folder beside the checkout.
SHARED = CHECKOUT.parent / "shared"

GGUF = os.environ.get("ASSISTANT_TEST_GGUF", "")

Require = Callable[[bool, str], None]


def _require(present: bool, name: str) -> None:
    if present:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"{name} is not here, and REQUIRE_ALL=1 says that it must be", pytrace=False)
    pytest.skip(f"{name} is not here")


@pytest.fixture(scope="session")
def require() -> Require:
    """`require(present, name)`: skip by name what is absent, or fail where REQUIRE_ALL=1."""
    return _require


@pytest.fixture(scope="session")
def shared(require: Require) -> Path:
    """The folder of sets and seeds beside the checkout."""
    require(SHARED.is_dir(), "the folder ../shared beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def gguf() -> Path:
    """The language model in the file that ASSISTANT_TEST_GGUF names; too large to ship."""
    if not Path(GGUF).is_file():
        pytest.skip("ASSISTANT_TEST_GGUF names no file with a language model")
    return Path(GGUF)


@pytest.fixture(scope="session")
def chromium(require: Require) -> str:
    """The path of an installed Chromium; never a downloaded browser.

    The one without windows comes first: it loads a page in half the time.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    path = next(filter(None, map(shutil.which, names)), None)
    require(path is not None, "chromium")
    return str(path)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own ASSISTANT_* variables change no test."""
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The real assistant over the sample corpus that ships with the project."""
    from assistant import Settings, open_assistant

    index = tmp_path_factory.mktemp("sample") / "index"
    with open_assistant(Settings(corpus=CHECKOUT / "corpus", index=index)) as opened:
        opened.sync()
        yield opened
