"""What Prometheus asks for: how questions fare, and what the index and the judgements are."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from importlib.metadata import version

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import AssistantError
from assistant.interfaces.keys import Caller
from assistant.schema import IndexInfo
from assistant.web.conversations import Conversations
from assistant.web.observed import AskedQuestion

METRICS = "/metrics"
OUTCOMES = ("answered", "not_found", "invalid", "failed", "left")

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_NO_KEY = "Send a key that `assistant key` has made: Authorization: Bearer KEY."
_NOT_HERE = "Without users, metrics are for this machine alone. See docs/operations.md."


class Metrics:
    """The numbers of one served process."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        about = Info("assistant_build", "The version that runs.", registry=registry)
        about.info({"version": version("article-assistant")})
        self._requests = Counter(
            "assistant_requests",
            "Requests, by method, route and status.",
            ["method", "route", "status"],
            registry=registry,
        )
        self._questions = Counter(
            "assistant_questions",
            "Questions by what became of them; not_found is that the articles do not say.",
            ["outcome"],
            registry=registry,
        )
        for outcome in OUTCOMES:  # so that a rate is known before the first of a kind
            self._questions.labels(outcome)
        self._running = Gauge(
            "assistant_questions_running", "Questions being answered now.", registry=registry
        )
        self._seconds = _seconds(registry, "question", "Seconds to a complete answer.")
        self._first = _seconds(registry, "first_words", "Seconds to the first words of an answer.")
        self._stages = _seconds(registry, "stage", "Seconds of a stage of answering.", "stage")

    def request(self, method: str, route: str, status: int) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()

    def began(self) -> None:
        """Count a question that is being answered."""
        self._running.inc()

    def ended(self, asked: AskedQuestion) -> None:
        """Count what became of it; how long only where there is an answer."""
        self._running.dec()
        self._questions.labels(asked.outcome).inc()
        if asked.outcome not in ("answered", "not_found"):
            return
        self._seconds.observe(asked.seconds)
        if asked.first is not None:
            self._first.observe(asked.first)
        for stage, seconds in asked.stages.items():
            if stage != "total":
                self._stages.labels(stage).observe(seconds)


class IndexState(Collector):
    """Looks at the index, and at what readers have judged, whenever it is asked."""

    def __init__(
        self, info: Callable[[], IndexInfo], conversations: Conversations | None = None
    ) -> None:
        self._info = info
        self._conversations = conversations

    def describe(self) -> Iterator[Metric]:
        """Say nothing before it is asked: looking costs something."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """Yield what is there; of an index that cannot be read only that."""
        try:
            info = self._info()
        except AssistantError:
            info = None
        yield _gauge("ready", "Whether there is an index to answer from.", float(info is not None))
        if info:
            yield _gauge("articles", "Articles in the index.", info.articles)
            yield _gauge("passages", "Passages in the index.", info.passages)
            yield _gauge("size_bytes", "Bytes of the index on the disk.", info.bytes)
            told = "When the index last changed, in seconds since 1970."
            yield _gauge("changed_timestamp_seconds", told, info.generation / 1000)
        if self._conversations:
            judged = GaugeMetricFamily(
                "assistant_feedback", "Kept answers that readers call helpful.", labels=["helpful"]
            )
            for helpful, count in self._conversations.judgements().items():
                judged.add_metric(["yes" if helpful else "no"], count)
            yield judged


class MetricsPage:
    """Serves the numbers to those who may read them, and passes everything else on.

    Where users sign in, that is who has a key or has signed in; else it is this machine, reached
    without a proxy, which would pass on anybody.
    """

    def __init__(
        self,
        app: ASGIApp,
        registry: CollectorRegistry,
        caller_of: Callable[[Scope], Caller | None] | None,
    ) -> None:
        self._app = app
        self._registry = registry
        self._caller_of = caller_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for the numbers."""
        if scope["type"] != "http" or scope["path"] != METRICS:
            await self._app(scope, receive, send)
            return
        answer = self._refused(scope) or await self._numbers(Headers(scope=scope))
        await answer(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        if self._caller_of and self._caller_of(scope) is None:
            return PlainTextResponse(_NO_KEY, 401, {"WWW-Authenticate": "Bearer"})
        if not self._caller_of and not _is_from_here(scope):
            return PlainTextResponse(_NOT_HERE, 403)
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Metrics can be read.", 405, {"Allow": "GET, HEAD"})
        return None

    async def _numbers(self, headers: Headers) -> Response:
        encode, media = choose_encoder(headers.get("accept", ""))
        # In a thread: looking at the index reads its file.
        told = await run_in_threadpool(encode, self._registry)
        return Response(told, headers={"Content-Type": media})


def _is_from_here(scope: Scope) -> bool:
    """Tell whether a request comes from this machine, under a name of its own, without a proxy."""
    connection = HTTPConnection(scope)
    client = connection.client.host if connection.client else ""
    forwarded = any(name in connection.headers for name in _FORWARDED)
    return not forwarded and _is_loopback(client) and _is_loopback(connection.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seconds(registry: CollectorRegistry, name: str, told: str, *labels: str) -> Histogram:
    full = f"assistant_{name}_seconds"
    return Histogram(full, told, labels, buckets=_SECONDS, registry=registry)


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"assistant_index_{name}", told, value=value)
