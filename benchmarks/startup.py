"""How long the command and the package take to start: `python benchmarks/startup.py`.

Each figure is the wall-clock time of a whole fresh process, Python's own start included.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
LIMITS = {
    "import assistant": (["-c", "import assistant"], 0.2),
    "assistant --help": (["-m", "assistant", "--help"], 0.4),
}


def seconds(arguments: list[str]) -> float:
    """Run Python once with these arguments and return how long it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Print the median and the worst of the runs; 1 when a median is over its limit."""
    failed = False
    for name, (arguments, limit) in LIMITS.items():
        seconds(arguments)  # The first run reads from disk and may write byte code.
        measured = [seconds(arguments) for _ in range(RUNS)]
        median = statistics.median(measured)
        failed |= median > limit
        print(f"{name:18} median {median:.3f} s, worst {max(measured):.3f} s, limit {limit} s")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
