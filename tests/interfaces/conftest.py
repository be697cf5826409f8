"""One server over the sample articles for all tests of what programs call."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from assistant import Assistant
from tests.interfaces.serving import Served, served


@pytest.fixture(scope="session")
def service(sample: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(sample, tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="session")
def client(service: Served) -> Iterator[httpx.Client]:
    """A program with a key."""
    with service.client(service.key) as client:
        yield client
