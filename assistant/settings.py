"""What can be set: one flat class, read from arguments, the environment and assistant.toml."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

import tomlkit
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)
from tomlkit.exceptions import TOMLKitError

from assistant.errors import AssistantError

PREFIX = "ASSISTANT_"
TOML_FILE = "assistant.toml"
THRESHOLD = 0.48  # of the confidence; chosen with benchmarks/reading.py
_RERANKER = f"{PREFIX}RERANKER"
_GONE = "is no setting any more: name a question-answering model in `reader` (docs/reader.md)."


class Settings(BaseSettings):
    """The settings of an assistant; frozen.

    An argument wins over a variable (`ASSISTANT_CORPUS`), a variable over `assistant.toml` in the
    working directory, the file over the default. A bad value is an AssistantError that says where
    it stands.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        # `ASSISTANT_CORPUS= assistant index` means "not set", not the current directory.
        env_ignore_empty=True,
        toml_file=TOML_FILE,
        extra="forbid",
        frozen=True,
    )

    corpus: Path = Field(Path("corpus"), description="The folder of articles.")
    index: Path = Field(Path("index"), description="The folder of what is derived from them.")
    follow_links: bool = Field(
        False, description="Whether links that lead out of the folder of articles are followed."
    )
    file_seconds: float = Field(
        15, gt=0, description="How long a processor may read a file, for each 50 MB begun."
    )
    embedder: str | None = Field(
        None, description="A sentence-transformers model, a name or a folder; None: the shipped one"
    )
    precision: Literal["float32", "int8"] = Field(
        "float32", description="In which the shipped embedder sees articles; int8 is faster."
    )
    reader: str | None = Field(
        None, description="A question-answering model, a name or a folder; None: the shipped one"
    )
    reader_scale: tuple[float, float] | None = Field(
        None, description="What `assistant evaluate --calibrate` printed for another reader."
    )
    entailment: str | None = Field(
        None, description="A CrossEncoder for inference, a name or a folder; None: without"
    )
    threshold: float = Field(
        THRESHOLD, ge=0, le=1, description="An answer less confident than this is `not_found`."
    )
    answer_words: int = Field(
        60, ge=10, description="What a language model writes is at most about this long."
    )
    quote_words: int = Field(60, ge=10, description="At most this long is an answer.")
    list_words: int = Field(120, ge=10, description="The same where several things are asked for.")
    # Not shown in the repr: an LLM's own shows its key.
    language_model: Any = Field(
        None, repr=False, description="A model as `assistant models` names it, or an LLM object."
    )
    base_url: str | None = Field(
        None, repr=False, description="Where its server listens; None: at its usual address."
    )
    model_seconds: float = Field(
        30, gt=0, description="How long to wait for each piece of its reply."
    )
    log: Literal["none", "text", "json"] = Field(
        "none", description="How `assistant serve` logs requests and questions."
    )
    log_questions: bool = Field(False, description="Whether that log holds the questions' words.")
    lock_seconds: float = Field(30, ge=0, description="How long to wait for another writer.")

    def __init__(self, **values: Any) -> None:
        if _RERANKER in os.environ:
            raise AssistantError(f"The variable {_RERANKER} {_GONE}")
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise AssistantError(_first_problem(error, values)) from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise AssistantError(f"{TOML_FILE} cannot be read: {error}") from None

    @field_validator("corpus", "index")
    @classmethod
    def _expand_home(cls, folder: Path) -> Path:
        """Read `~/news` as the shell does: a TOML file and a variable have no shell."""
        return folder.expanduser()

    @staticmethod
    def keep(name: str, value: str) -> None:
        """Set one key in assistant.toml of the working directory; all else there stays as it is."""
        path = Path(TOML_FILE).resolve()
        try:
            written = tomlkit.parse(path.read_bytes() if path.exists() else b"")
            written[name] = value
            part = path.with_suffix(".part")
            part.write_text(tomlkit.dumps(written), encoding="utf-8", newline="")
            part.replace(path)
        except (TOMLKitError, UnicodeDecodeError, OSError) as error:
            raise AssistantError(f"{TOML_FILE} cannot be changed: {error}") from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Say who wins: arguments, the environment, assistant.toml."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _first_problem(error: ValidationError, arguments: dict[str, Any]) -> str:
    """Return one line that names the argument, variable or key, and what is wrong with it."""
    problem = error.errors()[0]
    key = str(problem["loc"][0])
    where = _place(key, arguments)
    if key == "reranker":
        return f"{where} {_GONE}"
    if problem["type"] == "extra_forbidden":
        return f"{where} is no setting; the settings are {', '.join(Settings.model_fields)}."
    return f"{where} is {problem['input']!r}: {problem['msg']}."


def _place(key: str, arguments: dict[str, Any]) -> str:
    if key in arguments:
        return f"The argument {key}"
    variable = PREFIX + key.upper()
    if any(name.upper() == variable for name in os.environ):
        return f"The variable {variable}"
    return f"The key {key} in {TOML_FILE}"
