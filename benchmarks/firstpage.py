"""How long the chat takes to be ready for a question, in a real browser.

    python -m benchmarks.firstpage WORK

WORK holds `corpus/` and `index/`. From the click on the address until the box can be typed into and
the welcome is shown, with the server warm; with the browser's cache empty, and with it filled.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.users import served

LIMIT = 2.0  # seconds, median, warm
RUNS = 7


def seconds(context: BrowserContext, address: str) -> float:
    """Open the page in a new tab and return how long it took to be ready."""
    page = context.new_page()
    started = time.perf_counter()
    page.goto(address)
    page.locator(".welcome").wait_for()
    page.locator("#question textarea").fill("Ready")
    taken = time.perf_counter() - started
    page.close()
    return taken


def main() -> int:
    """Print the medians and the worst; 1 when the warm median is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("work", type=Path)
    work = parser.parse_args().work
    with served(work) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context()
        seconds(context, address)  # the server has never sent its page before
        warm = [seconds(context, address) for _ in range(RUNS)]
        cold = [seconds(browser.new_context(), address) for _ in range(RUNS)]
        browser.close()
    for name, measured in (("cache filled", warm), ("cache empty", cold)):
        print(f"{name}: median {statistics.median(measured):.2f} s, worst {max(measured):.2f} s")
    return int(statistics.median(warm) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
