"""Small language models that can be fetched in one step, and the folder that they come to.

Repositories, licences and sizes are as their makers state them. A model is fetched only when it is
asked for, and used only when it is set.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from assistant.errors import AssistantError
from assistant.languagemodels.download import HubFile, fetch
from assistant.schema import Progress


@dataclass(frozen=True)
class CatalogueModel:
    """A model on the hub: its file, what it may be used for, and what was measured of it here.

    `gigabytes` is rounded; the hub tells the exact size. `seconds` an answer; None: not measured.
    """

    name: str
    repository: str
    file: str
    gigabytes: float
    licence: str
    languages: str
    seconds: float | None = None


CATALOGUE = (
    CatalogueModel(
        "qwen2.5-1.5b",
        "Qwen/Qwen2.5-1.5B-Instruct-GGUF",
        "qwen2.5-1.5b-instruct-q4_k_m.gguf",
        1.1,
        "Apache-2.0",
        "over 29, English among them",
    ),
    CatalogueModel(
        "smollm2-1.7b",
        "HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF",
        "smollm2-1.7b-instruct-q4_k_m.gguf",
        1.1,
        "Apache-2.0",
        "English",
    ),
    CatalogueModel(
        "granite-3.3-2b",
        "ibm-granite/granite-3.3-2b-instruct-GGUF",
        "granite-3.3-2b-instruct-Q4_K_M.gguf",
        1.5,
        "Apache-2.0",
        "English and 11 more",
    ),
)


def data_folder() -> Path:
    """Return the folder of this user in which fetched models are kept."""
    return user_data_path("article-assistant", appauthor=False) / "models"


def fetch_model(
    name: str, folder: Path | None = None, on_progress: Callable[[Progress], None] | None = None
) -> str:
    """Fetch a model of the catalogue, unless it is there, and return the setting that uses it.

    An interrupted fetch goes on where it stopped. Raises AssistantError, in one line, for a name
    that is not in the catalogue, and ModelUnavailable where the file cannot be had.
    """
    model = next((each for each in CATALOGUE if each.name == name), None)
    if not model:
        names = ", ".join(each.name for each in CATALOGUE)
        raise AssistantError(f"{name!r} is none of those that `assistant models` lists: {names}.")
    again = f"`assistant models get {name}`"
    path = fetch(HubFile(model.repository, model.file, again), folder or data_folder(), on_progress)
    return f"gguf:{path.absolute()}"
