"""Syncing while the chat is served: one at a time, on request or when the folder is calm."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from assistant.errors import CorpusError, IndexBusy
from assistant.schema import Progress, SyncReport
from assistant.web.updating import Updater, Watcher


class Folder:
    """A folder whose state a test sets, and whose syncs a test lets end."""

    def __init__(self) -> None:
        self.state = "empty"
        self.coming: list[str] = []  # one state for each look
        self.steps = 0  # of a hundredth of a second, before it ends
        self.syncs = 0
        self.looks = 0
        self.go_on = threading.Event()
        self.go_on.set()
        self.error: Exception | None = None

    def sync(self, on_progress: Callable[[Progress], None] | None = None) -> SyncReport:
        assert on_progress
        on_progress(Progress("reading", 1, 2))
        for step in range(self.steps):
            time.sleep(0.01)
            on_progress(Progress("embedding", step, self.steps))
        assert self.go_on.wait(10)
        self.syncs += 1
        if self.error:
            raise self.error
        return SyncReport(added=self.syncs)

    def fingerprint(self) -> str:
        self.looks += 1
        if self.coming:
            self.state = self.coming.pop(0)
        if self.state == "missing":
            raise CorpusError("There is no folder.")
        return self.state


@pytest.fixture
def folder() -> Folder:
    return Folder()


@pytest.fixture
def updater(folder) -> Iterator[Updater]:
    updater = Updater(folder)
    yield updater
    folder.go_on.set()
    updater.close()


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.005)


def wait_for_looks(folder: Folder, more: int) -> None:
    seen = folder.looks + more
    wait_for(lambda: folder.looks >= seen)


def test_an_update_tells_its_progress_and_then_its_report(folder, updater):
    folder.go_on.clear()
    due = updater.request()
    wait_for(lambda: updater.state.progress is not None)
    assert (updater.state.running, updater.state.progress) == (True, Progress("reading", 1, 2))
    folder.go_on.set()
    wait_for(lambda: updater.state.number >= due)
    assert updater.state.report == SyncReport(added=1)
    assert not updater.state.running


def test_requests_during_a_sync_become_one_more_which_sees_what_they_brought(folder, updater):
    folder.go_on.clear()
    first = updater.request()
    wait_for(lambda: updater.state.running)
    later = {updater.request() for _ in range(5)}
    assert later == {first + 1}
    folder.go_on.set()
    wait_for(lambda: updater.state.number >= first + 1)
    time.sleep(0.05)
    assert folder.syncs == 2


def test_an_update_that_is_stopped_says_so_and_the_next_one_runs(folder, updater):
    folder.steps = 1_000
    due = updater.request()
    wait_for(lambda: updater.state.progress is not None)
    updater.stop()
    wait_for(lambda: updater.state.number >= due)
    assert (updater.state.stopped, updater.state.report, folder.syncs) == (True, None, 0)
    folder.steps = 0
    due = updater.request()
    wait_for(lambda: updater.state.number >= due)
    assert updater.state.report == SyncReport(added=1)


def test_how_long_it_may_still_take_is_told_once_it_can_be_known(folder, updater, monkeypatch):
    monkeypatch.setattr("assistant.web.updating._SECONDS_BEFORE_ESTIMATE", 0.2)
    folder.steps = 100
    updater.request()
    wait_for(lambda: updater.state.left > 0)
    assert updater.state.left < 5


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (IndexBusy("Process 7 is writing."), "Process 7 is writing."),
        (ZeroDivisionError("secret"), "the server's log says why"),
    ],
)
def test_a_failed_update_is_told_and_the_next_one_runs(folder, updater, error, told):
    folder.error = error
    due = updater.request()
    wait_for(lambda: updater.state.number >= due)
    assert told in updater.state.problem
    folder.error = None
    due = updater.request()
    wait_for(lambda: updater.state.number >= due)
    assert updater.state.problem == ""


def test_a_watcher_waits_until_the_folder_is_calm(folder, updater):
    watcher = Watcher(folder, updater, seconds=0.01)
    wait_for_looks(folder, 5)
    assert folder.syncs == 0
    # While files are being copied no two looks are alike.
    folder.coming = [f"copying {number}" for number in range(20)] + ["copied"]
    wait_for(lambda: folder.syncs > 0)
    wait_for_looks(folder, 5)
    assert (folder.syncs, folder.state) == (1, "copied")
    watcher.close()


def test_a_folder_that_goes_missing_and_comes_back_is_watched_on(folder, updater):
    watcher = Watcher(folder, updater, seconds=0.01)
    folder.state = "missing"
    wait_for(lambda: folder.syncs == 1)
    folder.state = "back"
    wait_for(lambda: folder.syncs == 2)
    watcher.close()
