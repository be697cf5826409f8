"""The heaps that the server's threads share, counted in a process of its own."""

import ctypes
import subprocess
import sys

import pytest

COUNTED = """
import ctypes, pathlib, sys, threading
from assistant.web.heaps import share_heaps
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


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_info"), reason="no glibc here")
def test_many_threads_share_two_heaps(tmp_path):
    def heaps(how: str) -> int:
        command = [sys.executable, "-c", COUNTED, str(tmp_path / "report.xml"), how]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
        return int(told.stdout)

    assert heaps("shared") <= 2 < heaps("apart")
