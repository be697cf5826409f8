"""What the tests do over plain HTTP, as the page does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

PASSWORD = "a long pass phrase"


@contextmanager
def signed_in(address: str, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=60) as client:
        found = client.post("/login", data={"username": name, "password": PASSWORD})
        assert found.status_code == 200
        yield client


def event_of(client: httpx.Client, name: str) -> object:
    found = client.get("/config").json()["dependencies"]
    return next(each["id"] for each in found if each["api_name"] == name)


def streamed(client: httpx.Client, tab: str) -> str:
    try:
        params = {"session_hash": tab}
        return client.get("/gradio_api/queue/data", params=params, timeout=60).text
    except httpx.HTTPError as error:
        return str(error)


def sent(client: httpx.Client, tab: str, event: str, data: list[object]) -> httpx.Response:
    call = {"fn_index": event_of(client, event), "session_hash": tab, "data": data}
    return client.post("/gradio_api/queue/join", json=call)


def joined(client: httpx.Client, tab: str, event: str, data: list[object]) -> None:
    assert sent(client, tab, event, data).status_code == 200
