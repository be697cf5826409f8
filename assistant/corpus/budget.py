"""Reading one file within a budget of time and memory, in a process that can be ended.

Whatever a file makes of its reader (no end, all of the memory, a crash of a library), it is one
file that is told, and the others are read. Small files of text are read here: nothing in them is
long, and a process would cost more than they do.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from assistant.corpus.content import FileContent, unreadable
from assistant.corpus.read import file_type, read_file

_PART = 50_000_000  # bytes
_WAITING = 10  # times as long by the clock: the machine may be busy
_MEMORY = 1_500_000_000  # bytes of address space, where the system can hold a process to it
_WORN = _MEMORY // 3  # bytes that were once in use: what is not given back is missing to the next
_SMALL = 32_000  # bytes
_PLAIN = frozenset(".txt .text .md .markdown .mdown .json .jsonl .ndjson .csv .tsv".split())
_NO_MEMORY = 77  # the status that a worker ends with
# Not `multiprocessing`: it would run the program of the user again that asks without a guard.
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from assistant.corpus import budget; budget.work()"
)
_INSTEAD = "split it, or save it in a simpler form"


@dataclass(frozen=True, slots=True)
class ReadingPolicy:
    """How a folder of articles is read, as far as it can be set."""

    follow_links: bool = False  # that lead out of it
    file_seconds: float = 15.0  # of processor time, for each 50 MB of a file that are begun


AS_USUAL = ReadingPolicy()


class FileReader:
    """Reads files of a folder, each within the budget; use it in a `with` block."""

    def __init__(self, folder: Path, policy: ReadingPolicy = AS_USUAL) -> None:
        self._folder = folder
        self._seconds = policy.file_seconds
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> FileReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, path: str) -> FileContent:
        """Return the articles and the problems of a file, or why reading it was given up."""
        size = self._size(path)
        if size <= _SMALL and file_type(path) in _PLAIN and not path.lower().endswith(".gz"):
            return read_file(self._folder, path)
        try:
            self._worker = self._worker or _started()
        except OSError:  # no process can be had, and reading without one is better than nothing
            return read_file(self._folder, path)
        return self._within(self._worker, path, self._seconds * (1 + size // _PART))

    def _size(self, path: str) -> int:
        try:
            return (self._folder / path).stat().st_size
        except (OSError, ValueError):
            return 0

    def _within(self, worker: subprocess.Popen[bytes], path: str, seconds: float) -> FileContent:
        assert worker.stdin
        assert worker.stdout
        late = threading.Event()
        timer = threading.Timer(_WAITING * seconds, _give_up, (worker, late))
        timer.daemon = True
        timer.start()
        try:
            _send(worker.stdin, (os.fspath(self._folder), path, seconds))
            answer: tuple[FileContent, bool] = pickle.load(worker.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._end()
            return unreadable(path, _reason(worker.returncode, seconds, late=late.is_set()))
        finally:
            timer.cancel()
        content, is_worn = answer
        if is_worn:
            self._end()
        return content

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker:
            worker.kill()
            with contextlib.suppress(BrokenPipeError), worker:
                pass  # what leads to it is closed, and its end is waited for


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *sys.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _give_up(worker: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    worker.kill()


def _reason(status: int, seconds: float, *, late: bool) -> str:
    if late or status == -getattr(signal, "SIGXCPU", 0):
        return f"reading it takes more than {seconds:g} s; {_INSTEAD}, or set file_seconds"
    if status in (_NO_MEMORY, -9):  # or the system had none left
        return f"reading it takes more than {_MEMORY / 1e9:g} GB of memory; {_INSTEAD}"
    return f"it crashes the program that reads it (status {status}); {_INSTEAD}"


def _send(to: IO[bytes], what: object) -> None:
    pickle.dump(what, to)
    to.flush()


def work() -> None:
    """Read the files that are asked for on standard input, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks ends it
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what libraries print is no answer
    _limit_memory()
    try:
        while True:
            folder, path, seconds = pickle.load(asked)
            _limit_time(seconds)
            _send(answers, (read_file(Path(folder), path), _most_used() > _WORN))
    except EOFError:
        return
    except MemoryError:
        os._exit(_NO_MEMORY)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _limit_time(seconds: float) -> None:
    """Have the system end this process after some more seconds of work."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime + seconds)
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (until, most))


def _most_used() -> int:
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
