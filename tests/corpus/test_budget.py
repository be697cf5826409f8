from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.corpus import FileContent, FileReader, ReadingPolicy, read_file
from assistant.corpus import budget as module
from tests.corpus.madefiles import pdf

PAGE = "<html><body><p>The mill burned down on Sunday night, the police said.</p></body></html>"
LINE = "The council opened the new bridge on Monday. "
# A program in place of the one that reads, which does something else when it is asked to.
HANGS = "import sys, pickle; pickle.load(sys.stdin.buffer); import time; time.sleep(99)"


def reason(content: FileContent) -> str:
    assert content.articles == ()
    [problem] = content.problems
    return problem.reason


def program(monkeypatch: pytest.MonkeyPatch, lines: str) -> None:
    """Let workers read every file with some lines of Python instead, which know its `path`."""
    made = (
        "import sys; sys.path[:] = sys.argv[1:]\n"
        "from assistant.corpus import budget\n"
        "real = budget.read_file\n"
        "def read(folder, path):\n"
        f"    if 'bad' in path:\n        {lines}\n"
        "    return real(folder, path)\n"
        "budget.read_file = read\n"
        "budget.work()"
    )
    monkeypatch.setattr(module, "_PROGRAM", made)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.html").write_text(PAGE)
    (tmp_path / "good.html").write_text(PAGE)
    return tmp_path


def test_files_read_by_a_worker_are_read_as_they_are_without_one(folder: Path):
    (folder / "long.txt").write_text(LINE * 2_000)
    (folder / "old.pdf").write_bytes(pdf([["The mill burned down on Sunday."]]))
    with FileReader(folder) as reader:
        for name in ("good.html", "long.txt", "old.pdf", "none.html"):
            assert reader.read(name) == read_file(folder, name)


def test_a_file_that_takes_too_long_is_told_and_the_next_one_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    program(monkeypatch, "while True: pass")
    with FileReader(folder, ReadingPolicy(file_seconds=2)) as reader:
        assert "more than 2 s" in reason(reader.read("bad.html"))
        assert len(reader.read("good.html").articles) == 1


def test_a_file_over_which_the_process_waits_for_ever_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_PROGRAM", HANGS)
    with FileReader(folder, ReadingPolicy(file_seconds=0.1)) as reader:
        assert "more than 0.1 s" in reason(reader.read("bad.html"))


@pytest.mark.skipif(sys.platform != "linux", reason="no limit of memory")
def test_a_file_that_takes_too_much_memory_is_told_and_the_next_one_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    program(monkeypatch, "held = [bytearray(10_000_000) for _ in range(1_000)]")
    with FileReader(folder) as reader:
        assert "1.5 GB" in reason(reader.read("bad.html"))
        assert len(reader.read("good.html").articles) == 1


def test_a_file_that_crashes_a_library_is_told_and_the_next_one_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    program(monkeypatch, "import os; os.abort()")
    with FileReader(folder) as reader:
        assert "crashes the program" in reason(reader.read("bad.html"))
        assert len(reader.read("good.html").articles) == 1


def test_what_a_library_prints_is_no_answer(folder: Path, monkeypatch: pytest.MonkeyPatch):
    program(monkeypatch, "print('a warning', flush=True)")
    with FileReader(folder) as reader:
        assert len(reader.read("bad.html").articles) == 1


def test_no_process_is_started_for_small_files_of_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "_PROGRAM", "raise SystemExit")
    (tmp_path / "a.txt").write_text(LINE)
    with FileReader(tmp_path) as reader:
        assert len(reader.read("a.txt").articles) == 1


def test_a_program_without_a_guard_is_not_run_again_by_its_workers(folder: Path):
    lines = (
        "from pathlib import Path; from assistant.corpus import FileReader\n"
        "print('begun')\n"
        f"with FileReader(Path({str(folder)!r})) as reader:\n"
        "    print(len(reader.read('good.html').articles))"
    )
    script = folder / "script.py"
    script.write_text(lines)
    run = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert (run.stdout.split(), run.stderr) == (["begun", "1"], "")


@pytest.mark.skipif(sys.platform == "win32", reason="other signals")
def test_an_interrupt_leaves_no_worker_behind(folder: Path):
    lines = (
        # What is started in the background of a script would pass over an interrupt.
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from pathlib import Path; from assistant.corpus import FileReader, budget\n"
        f"budget._PROGRAM = {HANGS!r}\n"
        f"with FileReader(Path({str(folder)!r})) as reader:\n"
        "    reader._worker = worker = budget._started()\n"
        "    print(worker.pid, flush=True)\n"
        "    reader.read('bad.html')"
    )
    asking = subprocess.Popen(
        [sys.executable, "-c", lines],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    with asking:
        assert asking.stdout
        worker = int(asking.stdout.readline())
        time.sleep(0.5)
        os.killpg(asking.pid, signal.SIGINT)
        assert asking.wait(30) != 0
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)
