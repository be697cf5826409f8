"""Many users of the served chat at once: errors, waiting times, memory, and whose answers they see.

    python -m benchmarks.users WORK QUESTIONS

WORK holds `corpus/` and `index/`; QUESTIONS is a JSON Lines file with a `question` on each line.
The chat is served in a process of its own. Every user is a browser without the browser: it opens
the page, gets its cookie, and sends the same requests through Gradio's queue. No two users of a
round ask the same, so that an answer on the wrong page is seen.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import html
import json
import random
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

EACH = 5
_ASKED = re.compile(r'<h2 class="question" dir="auto">(.*?)</h2>')


@dataclass
class Result:
    """What all users together met with."""

    seconds: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Ways:
    """The numbers under which the page knows its events."""

    take: int
    reply: int
    keep: int
    show: int

    @classmethod
    def read(cls, config: dict[str, Any]) -> Ways:
        """Find them as the page does: the question box is submitted, then, then."""
        box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
        events = config["dependencies"]
        take = next(e["id"] for e in events if [box, "submit"] in e["targets"])
        reply = next(e["id"] for e in events if e["trigger_after"] == take)
        keep = next(e["id"] for e in events if e["trigger_after"] == reply)
        show = next(e["id"] for e in events if any(name == "read" for _, name in e["targets"]))
        return cls(take, reply, keep, show)


class User:
    """One browser tab."""

    def __init__(self, address: str) -> None:
        self._client = httpx.AsyncClient(base_url=address, timeout=60)
        self._tab = secrets.token_hex(8)
        self._ways: Ways | None = None

    async def open(self) -> None:
        """Open the page."""
        (await self._client.get("/")).raise_for_status()
        self._ways = Ways.read((await self._client.get("/config")).raise_for_status().json())

    async def ask(self, question: str) -> str:
        """Ask as the page does and return the conversation that it shows in the end."""
        assert self._ways
        await self._run(self._ways.take, [question, None, None])
        return await self._queued(self._ways.reply)

    async def read(self) -> None:
        """Take what comes after an answer: the list of conversations and the evidence."""
        assert self._ways
        await self._run(self._ways.keep, [None])
        await self._queued(self._ways.show)

    async def close(self) -> None:
        """Close the tab."""
        await self._client.aclose()

    def _body(self, event: int, data: list[Any]) -> dict[str, Any]:
        return {"fn_index": event, "data": data, "session_hash": self._tab}

    async def _run(self, event: int, data: list[Any]) -> None:
        sent = await self._client.post("/gradio_api/run/predict", json=self._body(event, data))
        sent.raise_for_status()

    async def _queued(self, event: int) -> str:
        body = self._body(event, [None, None])
        joined = await self._client.post("/gradio_api/queue/join", json=body)
        return await self._shown(joined.raise_for_status().json()["event_id"])

    async def _shown(self, event: str) -> str:
        where, shown = f"/gradio_api/queue/data?session_hash={self._tab}", ""
        async with self._client.stream("GET", where) as stream:
            async for line in stream.aiter_lines():
                message = json.loads(line[6:]) if line.startswith("data: ") else {}
                if message.get("event_id") == event and message["msg"] == "process_completed":
                    if not message["success"]:
                        raise RuntimeError(str(message["output"])[:200])
                    shown = str(message["output"]["data"][0])
        return shown  # the page reads on too, until the server ends the stream


async def use(address: str, questions: Sequence[str], pause: float, result: Result) -> None:
    """Ask one after the other, with a pause before each, and check what the page shows."""
    user = User(address)
    try:
        await user.open()
        for number, question in enumerate(questions, start=1):
            await asyncio.sleep(random.uniform(pause, 2 * pause))
            started = time.perf_counter()
            shown = await user.ask(question)
            result.seconds.append(time.perf_counter() - started)
            await user.read()
            asked = [html.unescape(each) for each in _ASKED.findall(shown)]
            if asked != list(questions[:number]):
                result.problems.append(f"a page shows {asked}, not {questions[:number]}")
            if 'class="problem"' in shown or 'class="reply' not in shown:
                result.problems.append(f"no answer to {question!r}")
    except Exception as error:
        result.problems.append(f"{type(error).__name__}: {error}")
    finally:
        await user.close()


async def round_of(address: str, users: Sequence[Sequence[str]], pause: float) -> Result:
    """Let all users ask at the same time."""
    result = Result()
    await asyncio.gather(*(use(address, questions, pause, result) for questions in users))
    return result


@contextlib.contextmanager
def served(work: Path) -> Iterator[tuple[str, int]]:
    """Serve the chat over a folder; gives its address and the number of its process."""
    with tempfile.TemporaryDirectory() as state:
        places = ["--corpus", str(work / "corpus"), "--index", str(work / "index")]
        command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--state", state]
        server = subprocess.Popen([*command, *places], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[4], server.pid
        finally:
            server.terminate()
            server.wait(60)


def memory(process: int) -> float:
    """Return the resident memory of a process in MB."""
    told = Path(f"/proc/{process}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", told)[0]) / 1024


def shares(questions: list[str], users: int, number: int) -> list[list[str]]:
    """Deal out different questions to all users; another round begins elsewhere."""
    first = number * users * EACH
    dealt = [questions[(first + place) % len(questions)] for place in range(users * EACH)]
    return [dealt[user * EACH : (user + 1) * EACH] for user in range(users)]


def main() -> int:
    """Print the figures; 1 when there was an error or the 95th percentile is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--pause", type=float, default=5.0, help="from this to twice this, seconds")
    parser.add_argument(
        "--more", type=int, default=2_000, help="questions after the measured round"
    )
    parser.add_argument("--limit", type=float, default=4.0, help="seconds, 95th percentile")
    chosen = parser.parse_args()
    lines = chosen.questions.read_text(encoding="utf-8").splitlines()
    questions = list(dict.fromkeys(json.loads(line)["question"].strip() for line in lines if line))
    if len(questions) < chosen.users * EACH:
        parser.error(f"{chosen.users * EACH} different questions are needed")
    with served(chosen.work) as (address, process):
        asyncio.run(round_of(address, shares(questions, 2, 0), 0))  # models are loaded
        before = memory(process)
        found = asyncio.run(round_of(address, shares(questions, chosen.users, 0), chosen.pause))
        ranked = sorted(found.seconds)
        p95 = ranked[int(0.95 * len(ranked))] if ranked else float("inf")
        print(
            f"{chosen.users} users, {len(ranked)} answers: median "
            f"{statistics.median(ranked or [0]):.2f} s, 95th percentile {p95:.2f} s, "
            f"worst {max(ranked or [0]):.2f} s, {len(found.problems)} problems"
        )
        problems = found.problems
        print(f"memory: {before:.0f} MB before, {memory(process):.0f} MB after")
        for number in range(1, 1 + chosen.more // (chosen.users * EACH)):
            more = asyncio.run(round_of(address, shares(questions, chosen.users, number), 0))
            problems += more.problems
            asked = number * chosen.users * EACH
            rate = statistics.median(more.seconds or [0])
            print(f"{asked:5} more: {memory(process):.0f} MB, median {rate:.2f} s", flush=True)
    for problem in problems[:10]:
        print(problem[:300])
    return int(bool(problems) or p95 > chosen.limit)


if __name__ == "__main__":
    sys.exit(main())
