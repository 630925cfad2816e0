"""A running server, and asking it; as little as possible between the test and the wire."""

import asyncio
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urlencode, urlsplit

T = TypeVar("T")
TOKEN = "correct-horse"  # noqa: S105 - of servers that live as long as a test


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def rows(self) -> list[dict[str, str]]:
        found = json.loads(self.body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in found]


@dataclass
class Server:
    """A server in a process of its own; ``log`` are its lines so far."""

    process: "subprocess.Popen[str]"
    url: str = ""
    log: list[str] = field(default_factory=list)

    @property
    def netloc(self) -> str:
        return urlsplit(self.url).netloc

    def ask(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str] | None = None,
        body: bytes | str | None = None,
        timeout: float = 60,
    ) -> Reply:
        connection = http.client.HTTPConnection(self.netloc, timeout=timeout)
        try:
            content = body.encode() if isinstance(body, str) else body
            connection.request(method, target, content, dict(headers or {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            connection.close()

    def query(self, sparql: str, accept: str = "", **parameters: str) -> Reply:
        headers = {"Accept": accept} if accept else {}
        fields = {"query": sparql, **parameters}
        return self.ask("GET", "/sparql?" + urlencode(fields, quote_via=quote), headers)

    def update(self, sparql: str, token: str = TOKEN) -> Reply:
        headers = {"Content-Type": "application/sparql-update", "Authorization": f"Bearer {token}"}
        return self.ask("POST", "/sparql", headers, sparql)

    def children(self) -> dict[int, str]:
        """The processes it has started: their names by their numbers."""
        found = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                head, _, rest = stat.read_text(encoding="utf-8").rpartition(")")
            except OSError:
                continue
            if int(rest.split()[1]) == self.process.pid and rest.split()[0] != "Z":
                found[int(stat.parent.name)] = head.partition("(")[2]
        return found

    def memory(self) -> int:
        """Bytes that the app itself holds."""
        pages = Path(f"/proc/{self.process.pid}/statm").read_text(encoding="ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


_WITH_LIMITS = """
import json, sys
import detente
from detente.server.run import serve
from detente.server.settings import Limits, Settings
limits, token, source = json.loads(sys.argv[1])
settings = Settings(port=0, token=token, limits=Limits(**limits))
serve(settings, lambda: detente.open(source), source, lambda address: print(address, flush=True))
"""


def with_limits(source: Path, token: str | None = None, **limits: float) -> "Server":
    """A server with limits that no option sets, over the store in the folder ``source``."""
    settings = json.dumps([limits, token, str(source)])
    return _started([sys.executable, "-c", _WITH_LIMITS, settings], {})


def start(*arguments: str, environment: Mapping[str, str] | None = None) -> Server:
    """``detente serve`` with the arguments, on a port of its own; it answers when this returns."""
    command = Path(sys.executable).parent / "detente"
    return _started([str(command), "serve", "--port", "0", *arguments], environment or {})


def _started(command: list[str], environment: Mapping[str, str]) -> Server:
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    server = Server(process)
    reader = threading.Thread(target=_collect, args=(server,), daemon=True)
    reader.start()
    assert process.stdout
    line = process.stdout.readline()
    if "http://" not in line:
        process.wait(60)
        reader.join(10)
        raise RuntimeError("\n".join(server.log))
    server.url = next(word for word in line.split() if word.startswith("http://"))
    return server


def _collect(server: Server) -> None:
    assert server.process.stderr
    for line in server.process.stderr:
        server.log.append(line.rstrip("\n"))


@contextmanager
def serving(*arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    with ended(start(*arguments, environment=environment)) as server:
        yield server


@contextmanager
def ended(server: Server) -> Iterator[Server]:
    """Stops the server at the end of the block."""
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.stop()
        for stream in (server.process.stdout, server.process.stderr):
            if stream:
                stream.close()


def in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run in a thread of its own: a browser that other tests have open keeps a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
