"""Files that readers bring: checked, named safely, and kept inside the folder of articles."""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.errors import AssistantError
from assistant.filetypes import FILE_TYPES, TEXT_TYPES
from assistant.web.markup import problem_of

LARGEST = 20_000_000
"""Bytes of one file."""

MOST_AT_ONCE = 100
MOST_KEPT = 10_000
"""Files in the folder of uploads."""

FOLDER = "uploads"
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")  # of UTF-16 and UTF-32
_LONGEST_NAME = 80
_LONGEST_FIELD = 500
_UNSAFE = re.compile(r"[^\w.-]+")
_EDGE = " ._-"
# Names that a sync passes over, and names that some systems keep for devices.
_TAKEN = re.compile(r"(readme|license|(con|prn|aux|nul|com\d|lpt\d)(\.|$))", re.IGNORECASE)


class UploadRefused(AssistantError):
    """What was brought is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Received:
    """One file that was brought: where it is now, or why it was refused."""

    name: str
    path: str = ""
    problem: str = ""


class Uploads:
    """The folder of articles as a place to put files into and to remove them from."""

    def __init__(self, corpus: Path) -> None:
        self._corpus = corpus

    def take(self, files: list[Path]) -> list[Received]:
        """Keep each of the files that can be kept, and say of each what became of it."""
        received = [self._received(file) for file in files[:MOST_AT_ONCE]]
        refused = f"at most {MOST_AT_ONCE} files are taken at once; bring it again"
        return received + [Received(file.name, problem=refused) for file in files[MOST_AT_ONCE:]]

    def write(self, text: str, title: str = "", source: str = "", day: str = "") -> Received:
        """Keep a text that was pasted, with what is known of it, as a file of one article."""
        name = _one_line(title) or "Pasted text"
        try:
            record = _record(text, title, source, day)
            return Received(name, self._keep(f"{name}.jsonl", record))
        except AssistantError as error:
            return Received(name, problem=problem_of(error))

    def settle(
        self, received: Sequence[Received], indexed: Collection[str], *, stopped: bool = False
    ) -> list[Received]:
        """Remove again what was kept and gave no article; `indexed` are the paths that did."""
        why = "stopped before it was read" if stopped else "no article could be read in it"
        return [
            each if each.path in indexed or not each.path else self._unkept(each, why)
            for each in received
        ]

    def remove(self, path: str) -> None:
        """Remove one file of articles; UploadRefused when it is none, or the last one.

        An empty folder never empties an index, so the last file could not be removed from it.
        """
        root = self._corpus.resolve()
        file = self._corpus / path
        inside = "\0" not in path and file.parent.resolve().is_relative_to(root)
        if not inside or not _is_taken(file.name) or not file.is_file():
            raise UploadRefused(f"{path} is no file of articles in the folder.")
        if not any(other != file for other in self._files()):
            raise UploadRefused(
                "This is the last file, and an empty folder leaves the index as it is."
            )
        try:
            file.unlink()
        except OSError as error:
            raise UploadRefused(f"{path} cannot be removed: {error.strerror}.") from None

    def _unkept(self, received: Received, why: str) -> Received:
        with contextlib.suppress(UploadRefused):
            self.remove(received.path)
        return Received(received.name, problem=f"{why}, so it is not kept")

    def _files(self) -> list[Path]:
        # Not `rglob`, which raises where somebody removes a folder that it was about to enter.
        files = (Path(at, name) for at, _, names in os.walk(self._corpus) for name in names)
        return [file for file in files if _is_taken(file.name)]

    def _same(self, data: bytes) -> str:
        """Return where a file with these bytes lies already, or nothing."""
        files = (file for file in self._files() if not file.is_symlink())
        alike = (file for file in files if file.stat().st_size == len(data))
        same = next((file for file in alike if file.read_bytes() == data), None)
        return same.relative_to(self._corpus).as_posix() if same else ""

    def _received(self, file: Path) -> Received:
        try:
            return Received(file.name, self._keep(file.name, _checked(file)))
        except AssistantError as error:
            return Received(file.name, problem=problem_of(error))
        except OSError as error:
            return Received(file.name, problem=f"it cannot be read: {error.strerror}")

    def _keep(self, name: str, data: bytes) -> str:
        """Write a file under a free name; returns its path relative to the folder of articles."""
        folder = self._corpus / FOLDER
        try:
            if same := self._same(data):
                raise UploadRefused(f"the same file is there already, as {same}")
            if not self._files():  # a disk is not there; what comes into its place hides that
                raise UploadRefused(f"the folder {self._corpus} is missing or empty; bring it back")
            folder.mkdir(exist_ok=True)
            if not folder.resolve().is_relative_to(self._corpus.resolve()):
                raise UploadRefused(f"{folder} leads out of the folder of articles.")
            if sum(1 for _ in folder.iterdir()) >= MOST_KEPT:
                raise UploadRefused(f"{folder} holds {MOST_KEPT:,} files, which is the most.")
            return f"{FOLDER}/{_written(folder, safe_name(name), data)}"
        except OSError as error:
            raise UploadRefused(f"it cannot be written: {error.strerror}") from None


def safe_name(name: str) -> str:
    """Return a file name without any path, control or leading dot, and of a bounded length."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    stem, ending = _split(name) if "." in name else (name, ".txt")
    stem = _UNSAFE.sub("-", stem).strip(_EDGE)
    stem = stem.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore").strip(_EDGE)
    if not stem or _TAKEN.match(stem):
        stem = f"article-{stem}".strip(_EDGE)
    return stem + _UNSAFE.sub("", ending).lower()


def _split(name: str) -> tuple[str, str]:
    """Part a name before its ending; `.jsonl.gz` is one."""
    name, zipped = (name[:-3], name[-3:]) if name.lower().endswith(".gz") else (name, "")
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending + zipped) if dot else (name, zipped)


def _is_taken(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(FILE_TYPES)


def _checked(file: Path) -> bytes:
    """Return the bytes of a file that looks like articles; UploadRefused when it does not."""
    if not _is_taken(file.name):
        raise UploadRefused("files of this type are not read")
    if file.stat().st_size > LARGEST:
        raise UploadRefused(f"it has more than {LARGEST // 1_000_000} MB")
    data = file.read_bytes()
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise UploadRefused("it is empty")
    if not file.name.lower().endswith(TEXT_TYPES):
        return data
    if b"\0" in data and not data.startswith(_WIDE_MARKS):
        raise UploadRefused("it is binary and not text")
    return data


def _record(text: str, title: str, source: str, day: str) -> bytes:
    """Return a pasted text as one line of JSON, which keeps it to the letter."""
    if not text.strip():
        raise UploadRefused("there is no text")
    if len(text) > LARGEST // 4:
        raise UploadRefused(f"it has more than {LARGEST // 4:,} characters")
    fields = {"title": _one_line(title), "source": _one_line(source), "date": _iso(day)}
    record = {"text": text, **{name: value for name, value in fields.items() if value}}
    return json.dumps(record).encode() + b"\n"


def _iso(day: str) -> str:
    try:
        return date.fromisoformat(day.strip()).isoformat() if day.strip() else ""
    except ValueError:
        raise UploadRefused("the date is no day; write it as 2024-03-14") from None


def _one_line(text: str) -> str:
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:_LONGEST_FIELD]


def _written(folder: Path, name: str, data: bytes) -> str:
    """Write a file at once under the name, or the name with a number; nothing is overwritten."""
    part = folder / f".{secrets.token_hex(8)}.part"  # a sync passes over names with a dot
    part.write_bytes(data)
    stem, ending = _split(name)
    try:
        for number in range(1, MOST_KEPT + 2):
            free = name if number == 1 else f"{stem}-{number}{ending}"
            try:
                (folder / free).hardlink_to(part)
            except FileExistsError:
                continue
            return free
    finally:
        part.unlink()
    raise UploadRefused("no name is free for it")
