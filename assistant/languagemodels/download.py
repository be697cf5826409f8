"""One file of the hub into a folder: resumed, checked, and each failure told in one line.

`hf_hub_download` begins anew after an interrupt and compares sizes only, so the hub's client is
asked for its two halves: what the hub says of a file, and its bytes from a place on.
"""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from assistant.errors import ModelUnavailable
from assistant.models.checkpoints import file_digest
from assistant.schema import Progress

_OnProgress = Callable[[Progress], None]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")  # the hub's client obeys both
_UNKNOWN = {"RepositoryNotFoundError", "EntryNotFoundError", "RevisionNotFoundError"}


@dataclass(frozen=True)
class HubFile:
    """A file in a repository of the hub, and the command that fetches it."""

    repository: str
    name: str
    command: str


@dataclass(frozen=True)
class _Version:
    """What the hub says of a file now: where this version of it is, how large, its SHA-256."""

    url: str
    size: int
    digest: str


def fetch(file: HubFile, folder: Path, on_progress: _OnProgress | None = None) -> Path:
    """Return the path of a file in a folder, fetched from the hub if it is not there.

    What was fetched of it before counts. A file that has not the SHA-256 that the hub tells is
    removed. Raises ModelUnavailable.
    """
    path = folder / file.name
    if path.is_file():
        return path
    with _explained(file, folder), _without_warnings():
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{file.name}.lock"), timeout=0):
            version = _version(file)
            part = path.with_name(f"{file.name}.{version.digest[:12]}.part")
            _complete(part, version, on_progress)
            if file_digest(part) != version.digest:
                part.unlink()
                raise _failure(file, "what came has not the checksum of the hub, and was removed")
            part.replace(path)
    return path


def _version(file: HubFile) -> _Version:
    """Ask the hub; no token goes there, for every file of the catalogue is public."""
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    found = get_hf_file_metadata(hf_hub_url(file.repository, file.name), token=False)
    digest, size = found.etag or "", found.size or 0
    if not _SHA256.fullmatch(digest) or not size:
        raise _failure(file, "the hub tells no checksum of it, so that it could not be checked")
    url = hf_hub_url(file.repository, file.name, revision=found.commit_hash)
    return _Version(url, size, digest)


def _complete(part: Path, version: _Version, on_progress: _OnProgress | None) -> None:
    """Fetch what is missing of a file."""
    from huggingface_hub.file_download import http_get

    done = part.stat().st_size if part.is_file() else 0
    if done > version.size:
        part.unlink()
        done = 0
    if shutil.disk_usage(part.parent).free < version.size - done:
        raise OSError(errno.ENOSPC, "no space")
    with part.open("ab") as opened:
        http_get(
            version.url,
            opened,
            resume_size=done,
            # Of a packed reply no part could be asked for.
            headers={"Accept-Encoding": "identity"},
            expected_size=version.size,
            tqdm_class=_bar(on_progress, version.size),
        )


def _bar(on_progress: _OnProgress | None, total: int) -> type[Any]:
    """Return what the hub's client takes for a progress bar of tqdm."""

    class Bar:
        def __init__(self, *, initial: int = 0, **_: object) -> None:
            self.done = initial

        def __enter__(self) -> Bar:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def update(self, count: int) -> None:
            self.done += count
            if on_progress:
                on_progress(Progress("fetching", self.done, total))

    return Bar


@contextmanager
def _explained(file: HubFile, folder: Path) -> Iterator[None]:
    """Tell what a user can mend in one line; anything else is a bug and stays what it is."""
    try:
        yield
    except ModelUnavailable:
        raise
    except Exception as error:
        reason = _reason(error, file, folder)
        if not reason:
            raise
        raise _failure(file, reason) from error


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep the client quiet while it tries again by itself; in the end it goes on, or raises."""
    logger = logging.getLogger("huggingface_hub")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)


def _failure(file: HubFile, reason: str) -> ModelUnavailable:
    return ModelUnavailable(f"{file.name} was not fetched: {reason}. Again: {file.command}.")


def _reason(error: Exception, file: HubFile, folder: Path) -> str:
    """Return what failed and what mends it; the libraries of two versions share only names."""
    from huggingface_hub import constants

    hub = constants.ENDPOINT
    kinds = {kind.__name__ for kind in type(error).__mro__}
    if isinstance(error, Timeout):
        return "another process fetches it; wait for that one"
    if "OfflineModeIsEnabled" in kinds:
        names = " ".join(name for name in _OFFLINE if name in os.environ)
        return f"the hub's client was told to stay offline; `unset {names}`"
    if kinds & _UNKNOWN:
        return f"{hub} has no {file.repository} with it; check HF_ENDPOINT"
    if "HfHubHTTPError" in kinds:
        status = getattr(getattr(error, "response", None), "status_code", "an error")
        return f"{hub} replied {status}; wait, or set HF_ENDPOINT to a mirror"
    if "TransportError" in kinds:
        return f"{hub} cannot be reached; check the network, or set HF_ENDPOINT to a mirror"
    return _reason_here(error, folder) if isinstance(error, OSError) else ""


def _reason_here(error: OSError, folder: Path) -> str:
    """Return what failed on this machine, or in a reply that ended early."""
    if error.errno == errno.ENOSPC:
        free = shutil.disk_usage(folder).free / 1e9
        return f"{folder} has only {free:.1f} GB left; make room, or name another with --folder"
    if error.errno:
        return f"{error.filename or folder}: {error.strerror}; name another with --folder"
    return "it ended early; what came is kept, and counts"
