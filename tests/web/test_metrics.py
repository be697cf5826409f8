"""What Prometheus reads of a served process, and who may read it."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping

import pytest
from prometheus_client.parser import text_string_to_metric_families

from assistant.errors import IndexMissing
from assistant.schema import IndexInfo
from assistant.web.conversation import Conversation, Exchange
from assistant.web.conversations import Conversations
from assistant.web.metrics import IndexState, Metrics
from assistant.web.observed import AskedQuestion
from assistant.web.server import running
from tests.conftest import CHECKOUT
from tests.web.callers import signed_in
from tests.web.observing import Observed, observed_server, visit
from tests.web.scripted import ScriptedAssistant

QUESTION = "What did the delay cost?"


class Numbers:
    """What a scrape tells, by name and labels."""

    def __init__(self, told: str) -> None:
        self.families = list(text_string_to_metric_families(told))
        self._samples = [each for family in self.families for each in family.samples]

    def __call__(self, name: str, **labels: str) -> float:
        found = [
            each.value
            for each in self._samples
            if each.name == name and labels.items() <= dict(each.labels).items()
        ]
        return sum(found)

    def has(self, name: str) -> bool:
        return any(each.name == name for each in self._samples)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Observed]:
    with observed_server(tmp_path_factory.mktemp("observed")) as server:
        yield server


def scraped(server: Observed) -> Numbers:
    with server.client() as client:
        found = client.get("/metrics")
    assert found.status_code == 200
    assert found.headers["content-type"].startswith("text/plain; version=0.0.4")
    return Numbers(found.text)


def until(holds: Callable[[Numbers], bool], server: Observed) -> Numbers:
    for _ in range(100):
        if holds(numbers := scraped(server)):
            return numbers
        time.sleep(0.05)
    raise AssertionError("it did not come")


@pytest.mark.parametrize(
    ("question", "outcome"),
    [(QUESTION, "answered"), ("Who sank?", "not_found"), ("Fail", "failed"), ("Break", "failed")],
)
def test_a_question_is_counted_by_what_became_of_it(server, question, outcome):
    before = scraped(server)
    server.ask(question)
    after = scraped(server)
    for each in ("answered", "not_found", "invalid", "failed", "left"):
        name = "assistant_questions_total"
        more = after(name, outcome=each) - before(name, outcome=each)
        assert more == (each == outcome), each
    for name in ("question", "first_words"):
        full = f"assistant_{name}_seconds_count"
        assert after(full) - before(full) == (outcome in ("answered", "not_found"))
    assert after("assistant_questions_running") == 0


def test_a_question_that_nobody_waits_for_is_counted_as_left(server):
    before = scraped(server)("assistant_questions_total", outcome="left")
    with (
        server.client() as client,
        client.stream("POST", "/api/v1/ask/stream", json={"question": "For ever"}) as response,
    ):
        pieces = response.iter_text()  # kept: dropping it would close the response
        next(pieces)
        assert scraped(server)("assistant_questions_running") == 1
    name = "assistant_questions_total"
    until(lambda numbers: numbers(name, outcome="left") == before + 1, server)


def test_a_request_is_counted_by_its_route_and_status(server):
    labels = {"method": "POST", "route": "/api/v1/ask", "status": "422"}
    before = scraped(server)("assistant_requests_total", **labels)
    server.ask(" ")
    numbers = until(lambda now: now("assistant_requests_total", **labels) > before, server)
    assert numbers("assistant_requests_total", **labels) == before + 1


def test_what_strangers_type_makes_no_series(server):
    for path in ("/one", "/two", "/three/four", "/?five=6"):
        visit(server.address + path)
    visit(server.address, "PROPFIND")
    before = len(scraped(server).families)
    samples = [each for family in scraped(server).families for each in family.samples]
    routes = {each.labels["route"] for each in samples if "route" in each.labels}
    methods = {each.labels["method"] for each in samples if "method" in each.labels}
    assert "other" in routes & methods
    assert not {"/one", "/two", "/three/four", "PROPFIND"} & (routes | methods)
    assert before == len(scraped(server).families)


def test_the_index_is_described(server):
    numbers = scraped(server)
    assert numbers("assistant_index_ready") == 1
    assert numbers("assistant_index_articles") == 3
    assert numbers("assistant_index_passages") == 5
    assert numbers.has("assistant_index_changed_timestamp_seconds")
    assert numbers("process_resident_memory_bytes") > 0


def test_without_an_index_only_that_is_told():
    def missing() -> IndexInfo:
        raise IndexMissing("There is no index.")

    told = {family.name: family.samples[0].value for family in IndexState(missing).collect()}
    assert told == {"assistant_index_ready": 0}


def test_the_age_of_the_index_is_told_as_the_moment_of_its_last_change():
    now = time.time()
    info = IndexInfo(articles=1, passages=1, generation=int(now * 1000))
    told = {each.name: each.samples[0].value for each in IndexState(lambda: info).collect()}
    assert told["assistant_index_changed_timestamp_seconds"] == pytest.approx(now, abs=0.01)


def test_what_readers_judge_is_counted_by_what_they_say(tmp_path):
    kept = Conversations(tmp_path)
    exchanges = tuple(
        Exchange(number=number, question="Who?", state="done") for number in (1, 2, 3)
    )
    kept.save("ana", "one", Conversation(exchanges))
    kept.save("ben", "two", Conversation(exchanges[:1]))
    info = IndexInfo(articles=1, passages=1)
    for owner, key, number, helpful in (
        ("ana", "one", 1, True),
        ("ana", "one", 2, False),
        ("ben", "two", 1, True),
    ):
        kept.judge(owner, key, number, helpful)
    *_, told = IndexState(lambda: info, kept).collect()
    assert {each.labels["helpful"]: each.value for each in told.samples} == {"yes": 2, "no": 1}
    kept.close()


def test_the_seconds_of_each_stage_are_told():
    metrics = Metrics()
    metrics.began()
    stages: Mapping[str, float] = {"retrieve": 0.02, "read": 0.3, "total": 0.4}
    metrics.ended(AskedQuestion(outcome="answered", seconds=0.4, first=0.35, stages=dict(stages)))
    found = metrics.registry.get_sample_value
    for stage in ("retrieve", "read"):
        assert found("assistant_stage_seconds_sum", {"stage": stage}) == stages[stage]
    assert found("assistant_stage_seconds_sum", {"stage": "total"}) is None
    assert found("assistant_first_words_seconds_sum") == 0.35


def test_metrics_need_a_key_or_a_session_where_users_sign_in(server):
    wrong: Mapping[str, str] = {"Authorization": "Bearer wrong"}
    for headers in ({}, wrong):
        found = visit(f"{server.address}/metrics", headers=headers)
        assert (found.status_code, found.headers["www-authenticate"]) == (401, "Bearer")
        assert "assistant_" not in found.text
    with signed_in(server.address, "ana") as client:
        assert client.get("/metrics").status_code == 200


@pytest.fixture(scope="module")
def open_address() -> Iterator[str]:
    with running(ScriptedAssistant(), "127.0.0.1", 0) as address:
        yield address


def test_without_users_metrics_are_for_this_machine(open_address):
    assert visit(f"{open_address}/metrics").status_code == 200
    assert visit(f"{open_address}/metrics", headers={"Host": "localhost"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Host": "127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"Host": "203.0.113.9"},
    ],
)
def test_without_users_nobody_is_let_in_through_a_proxy(open_address, headers):
    found = visit(f"{open_address}/metrics", headers=headers)
    assert found.status_code == 403
    assert "assistant_" not in found.text


def test_metrics_can_only_be_read(open_address):
    found = visit(f"{open_address}/metrics", "POST", headers={"Origin": open_address})
    assert (found.status_code, found.headers["allow"]) == (405, "GET, HEAD")
    assert visit(f"{open_address}/metrics", "HEAD").status_code == 200


def test_who_asks_for_open_metrics_gets_them(open_address):
    headers = {"Accept": "application/openmetrics-text; version=1.0.0"}
    found = visit(f"{open_address}/metrics", headers=headers)
    assert found.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert found.text.endswith("# EOF\n")


def test_names_are_as_prometheus_wants_them(server):
    own = [each for each in scraped(server).families if each.name.startswith("assistant_")]
    assert len(own) > 10
    for family in own:
        assert re.fullmatch(r"[a-z_]+", family.name)
        assert family.documentation.endswith(".")


def test_the_guide_names_what_is_there_and_nothing_else(server):
    page = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`assistant_[^|]*) \|", page, re.MULTILINE)
    named = {name.strip("`") for row in rows for name in row.split(", ")}
    endings = {"counter": "_total", "info": "_info"}
    told = {each.name + endings.get(each.type, "") for each in scraped(server).families}
    assert named == {each for each in told if re.fullmatch(r"assistant_(?!.*_created$).*", each)}


def test_promtool_finds_nothing_to_blame(server):
    promtool = shutil.which("promtool")
    if promtool is None:
        pytest.skip("promtool is not here (Debian's package prometheus)")
    server.ask(QUESTION)
    with server.client() as client:
        told = client.get("/metrics").text
    done = subprocess.run(
        [promtool, "check", "metrics"], input=told, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
