"""A real model behind a real HTTP server: llama.cpp's own, in a process that can be killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROGRAM = """
import sys, xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.n_ctx, params.verbosity = sys.argv[1], 2048, 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 2
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def model_server(gguf: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The model's HTTP server in a process that can be killed: its address and the process."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(gguf)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    yield process.stdout.readline().strip(), process
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()
