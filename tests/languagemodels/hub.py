"""A hub of models on loopback: one file, in the replies that the hub's own client asks for."""

from __future__ import annotations

import hashlib
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILE = b"GGUF" + bytes(range(256)) * 400


@dataclass
class Hub:
    """What the hub has, how badly it behaves, and what it was asked for."""

    address: str = ""
    path: str = ""  # of the file: repository/resolve/revision/name
    data: bytes = FILE
    digest: str = hashlib.sha256(FILE).hexdigest()
    status: int = 200
    breaks_after: int | None = None  # bytes of a reply, after which it goes away
    ranges: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)


class HubHandler(BaseHTTPRequestHandler):
    """Sends the file in whole or from a place on; its bytes are elsewhere, as on the real hub."""

    protocol_version = "HTTP/1.1"
    hub: Hub

    def do_HEAD(self) -> None:
        hub = self.hub
        hub.headers += [name.lower() for name in self.headers]
        found = re.fullmatch(r"/(.+)/resolve/main/(.+)", self.path)
        if hub.status != 200 or not found or f"{found[1]}/{found[2]}" != hub.path:
            missing = {"X-Error-Code": "RepoNotFound"} if hub.status == 200 else {}
            self._begin(hub.status if hub.status != 200 else 404, missing, 0)
            return
        told = {"X-Repo-Commit": COMMIT, "X-Linked-ETag": f'"{hub.digest}"'}
        elsewhere = {"Location": hub.address.replace("127.0.0.1", "localhost") + "/bytes"}
        self._begin(302, told | elsewhere | {"X-Linked-Size": str(len(hub.data))}, 0)

    def do_GET(self) -> None:
        self.hub.headers += [name.lower() for name in self.headers]
        if self.hub.status != 200:
            self._begin(self.hub.status, {}, 0)
            return
        if self.path != "/bytes":
            # The client also asks for what is not of this file.
            found = self.path.endswith(f"/resolve/{COMMIT}/{self.hub.path.rpartition('/')[2]}")
            self._begin(302 if found else 404, {"Location": "/bytes"} if found else {}, 0)
            return
        asked = self.headers.get("Range", "")
        self.hub.ranges.append(asked)
        first = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        data, size = self.hub.data[first:], len(self.hub.data)
        span = {"Content-Range": f"bytes {first}-{size - 1}/{size}"} if asked else {}
        self._begin(206 if asked else 200, span, len(data))
        self.wfile.write(data[: self.hub.breaks_after])
        if self.hub.breaks_after is not None:
            self.close_connection = True
            self.hub.status = 503

    def _begin(self, status: int, headers: dict[str, str], length: int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


def start(hub: Hub) -> ThreadingHTTPServer:
    """Start a hub on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), HubHandler)
    server.RequestHandlerClass = type("OfHub", (HubHandler,), {"hub": hub})
    server.daemon_threads = True
    hub.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server
