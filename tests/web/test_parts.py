"""The heaps that the server's threads share, and what is free in them, in a process of its own."""

import ctypes
import subprocess
import sys

import pytest

COUNTED = """
import ctypes, pathlib, sys, threading
from assistant.web.parts import share_heaps
if sys.argv[2] == "shared":
    share_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
together = threading.Barrier(12)
def allocate():
    together.wait()
    libc.malloc(5_000)
    together.wait()
threads = [threading.Thread(target=allocate) for _ in range(12)]
for thread in threads: thread.start()
for thread in threads: thread.join()
report = ctypes.c_void_p(libc.fopen(sys.argv[1].encode(), b"w"))
libc.malloc_info(0, report)
libc.fclose(report)
print(pathlib.Path(sys.argv[1]).read_text().count("<heap nr="))
"""
RESIDENT = """
import pathlib
from assistant.web.parts import return_free_memory
def resident():
    return int(pathlib.Path("/proc/self/statm").read_text().split()[1])
blocks = [bytes(20_000) for _ in range(5_000)]
blocks = blocks[::100]  # what is kept lies between what is free
before = resident()
return_free_memory()
print(resident() / before)
"""
pytestmark = pytest.mark.skipif(
    not hasattr(ctypes.CDLL(None), "malloc_info"), reason="no glibc here"
)


def told(*command: str) -> str:
    run = subprocess.run([sys.executable, "-c", *command], check=True, capture_output=True)
    return run.stdout.decode()


def test_many_threads_share_two_heaps(tmp_path):
    def heaps(how: str) -> int:
        return int(told(COUNTED, str(tmp_path / "report.xml"), how))

    assert heaps("shared") <= 2 < heaps("apart")


def test_what_is_free_between_what_is_kept_goes_back_to_the_system():
    assert float(told(RESIDENT)) < 0.5
