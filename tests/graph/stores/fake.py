"""A server in a thread that answers as a test says, and keeps what it was sent."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

JSON = "application/sparql-results+json"


@dataclass
class Sent:
    """One request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def fields(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.path).query or self.body.decode())


@dataclass
class Said:
    """One answer. ``length`` is what the server says of the body's length, when that is not so."""

    status: int = 200
    body: bytes = b'{"head":{},"boolean":false}'
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    wait: float = 0


Answer = Callable[[Sent], Said]


@dataclass
class Fake:
    url: str
    requests: list[Sent] = field(default_factory=list)


@contextmanager
def fake(answer: Answer, host: str = "127.0.0.1") -> Iterator[Fake]:
    """A server at ``url`` that answers by ``answer``."""
    waiting = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            sent = Sent(self.command, self.path, dict(self.headers.items()), body)
            there.requests.append(sent)
            said = answer(sent)
            if said.wait:
                waiting.wait(said.wait)
            self.send_response(said.status)
            self.send_header("Content-Type", said.kind)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(said.length or len(said.body)))
            self.end_headers()
            self.wfile.write(said.body)
            if said.length:
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 - the library's names

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there = Fake(f"http://{host}:{server.server_port}/sparql")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield there
    finally:
        waiting.set()
        server.shutdown()
        server.server_close()
        thread.join()
