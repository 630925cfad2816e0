"""A server that fails when it is told to, in front of one that does not."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit


@dataclass
class Faulty:
    """A proxy; ``fails`` says how the request of some number (from 1) fails, if it does.

    "before": the connection is lost before the server hears of it; "after": once the server has done it;
    a number: the proxy answers that status itself; "half": the answer breaks off.
    """

    address: str = ""
    behind: str = ""
    fails: Callable[[int], str | int | None] = lambda _: None
    seen: list[str] = field(default_factory=list)
    writes: list[bytes] = field(default_factory=list)

    def reset(self, fails: Callable[[int], str | int | None] = lambda _: None) -> None:
        self.fails, self.seen, self.writes = fails, [], []


class _Handler(BaseHTTPRequestHandler):
    proxy: Faulty
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for the client's word
    wbufsize = -1

    def _pass_on(self) -> None:
        proxy = self.proxy
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            raise AssertionError("bodies are sent with their length")
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        writes = self.command in ("PUT", "DELETE") or urlsplit(self.path).path == "/update"
        proxy.seen.append(f"{self.command} {self.path}")
        if writes:
            proxy.writes.append(body)
        fails = proxy.fails(len(proxy.seen))
        if fails == "before":
            self.close_connection = True
            return
        if isinstance(fails, int):
            status, headers, answer = fails, [("Content-Type", "text/plain")], b"said no"
        else:
            status, headers, answer = self._behind(body)
        if fails == "after":
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in headers:
            if name.lower() in ("content-type", "location", "server"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if fails == "half":
            self.wfile.write(answer[: len(answer) // 2])
            self.close_connection = True
        else:
            self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = _pass_on  # noqa: N815 - the library's names

    def _behind(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.proxy.behind).netloc, timeout=30)
        try:
            names = ("Content-Type", "Accept")
            headers = {name: self.headers[name] for name in names if name in self.headers}
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            connection.close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing: tests tell by themselves."""


@contextmanager
def in_front_of(address: str) -> Iterator[Faulty]:
    """A proxy while the block runs, without faults yet."""
    proxy = Faulty(behind=address)
    handler = type("Handler", (_Handler,), {"proxy": proxy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    proxy.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield proxy
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
