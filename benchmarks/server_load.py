"""What hostile clients do to the others: 200 clients at once, a few of them hostile, against a quiet run.

    python benchmarks/server_load.py [--clients 200] [--hostile 0.05] [--seconds 60] [--think 0.5]

A server is started over the bundled dossier (or ``-g SOURCE``). All clients but the hostile ones ask quick
questions, each with a pause of ``--think`` seconds on average between two (0: none); then they ask again
while the hostile ones, as often, do their worst; and so on in turns, so that what else the machine does
falls on both alike. The worst is: endless queries of several kinds, queries that eat memory, huge and
slow bodies, slow headers, broken encodings, header injection, path traversal, answers that are not
read. Printed: the medians, their ratio, and the size of the server's own process.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

QUESTIONS = (
    "SELECT ?label { ?party a neg:Party ; rdfs:label ?label } ORDER BY ?label",
    "SELECT ?holder ?option { ?p neg:holder ?holder ; neg:option ?option } ORDER BY ?holder ?option LIMIT 20",
    "SELECT (COUNT(*) AS ?n) { ?position a neg:Position }",
    "ASK { ?x a neg:Issue }",
    "SELECT ?quote { ?s neg:passage/oa:exact ?quote } ORDER BY ?quote LIMIT 10",
)
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "SELECT * { ?a (!<urn:x>)* ?b . ?b (!<urn:y>)* ?c . ?c (!<urn:z>)* ?d } OFFSET 999999999",
    "SELECT (SUM(STRLEN(REPLACE(STR(?c), '(.*)(.*)', '$2$1'))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
)
GREEDY = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT DISTINCT ?a ?c ?d ?f ?g ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
)
ROUNDS = 5


@dataclass
class Seen:
    """What clients met: seconds of the honest ones, wrong answers, statuses of the hostile ones."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Seen") -> None:
        self.seconds += other.seconds
        self.wrong += other.wrong
        self.statuses += other.statuses


def get(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


async def reply(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """The status and the body of one answer."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    return status, await reader.readexactly(length)


async def honest(
    port: int, expected: dict[str, bytes], think: float, number: int, until: float, seen: Seen
) -> None:
    """Asks one quick question after the other on one connection."""
    chance = random.Random(number)  # noqa: S311 - which question comes next is no secret
    await asyncio.sleep(chance.random() * think)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < until:
        question = chance.choice(QUESTIONS)
        began = time.monotonic()
        try:
            writer.write(get(question))
            status, body = await reply(reader)
        except (OSError, asyncio.IncompleteReadError):
            if time.monotonic() - began < 0.05:  # an idle connection that was closed meanwhile
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                continue
            seen.wrong.append(f"broken off: {question}")
            break
        seen.seconds.append(time.monotonic() - began)
        if (status, body) != (200, expected[question]):
            seen.wrong.append(f"{status} {body[:200]!r}: {question}")
        if think:
            await asyncio.sleep(
                min(chance.expovariate(1 / think), max(0, until - time.monotonic()))
            )
    writer.close()


async def raw(port: int, seen: Seen, *parts: bytes | float, read: bool = True) -> None:
    """Sends bytes, waiting where a number stands, and takes what comes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            if isinstance(part, float):
                await asyncio.sleep(part)
            else:
                writer.write(part)
                await writer.drain()
        if read:
            status, _ = await reply(reader)
            seen.statuses[str(status)] += 1
        else:
            await asyncio.sleep(3)
    except (OSError, asyncio.IncompleteReadError):
        seen.statuses["closed"] += 1
    finally:
        writer.close()


POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
Attack = Callable[[int, Seen, random.Random], Awaitable[None]]


def attacks() -> list[Attack]:
    """One for each hostile client; more clients begin again at the first."""

    def of(*parts: bytes | float, read: bool = True) -> Attack:
        return lambda port, seen, _: raw(port, seen, *parts, read=read)

    def any_of(*queries: str) -> Attack:
        return lambda port, seen, chance: raw(port, seen, get(chance.choice(queries)))

    chunk = b"40000\r\n" + b"x" * 0x40000 + b"\r\n"
    many = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000"
    odd = (
        b"GET /sparql?query=%ff%fe%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\xff\xfe\x00\x01 / HTTP/9.9\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        POST + b"Content-Length: 4\r\n\r\n\xff\xfe\xfd\xfc",
        b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: localhost\r\nAccept: a\r\n b: \x00\r\n\r\n",
        b"GET /store?graph=urn:x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /store/..%2f..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    )

    def broken() -> Attack:
        return lambda port, seen, chance: _paused(raw(port, seen, chance.choice(odd)), 0.02)

    return [
        any_of(ENDLESS[0]),
        any_of(ENDLESS[1]),
        any_of(ENDLESS[2], *GREEDY),
        any_of(*GREEDY),
        of(POST + b"Content-Length: 4000000000\r\n\r\n", *[chunk] * 4),
        of(POST + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 8),
        of(b"GET /sparql HTTP/1.1\r\n", *[b"X-Slow: 1\r\n", 1.0] * 30),
        of(POST + b"Content-Length: 1000\r\n\r\n", *[b"A", 0.7] * 60),
        broken(),
        of(get(many), read=False),
    ]


async def _paused(work: Awaitable[None], seconds: float) -> None:
    await work
    await asyncio.sleep(seconds)


async def hostile(port: int, think: float, number: int, until: float, seen: Seen) -> None:
    """Does one kind of harm, again and again."""
    chance = random.Random(number)  # noqa: S311 - the same harm on each run
    kinds = attacks()
    attack = kinds[number % len(kinds)]
    while time.monotonic() < until:
        try:
            await asyncio.wait_for(attack(port, seen, chance), max(0.1, until - time.monotonic()))
            await asyncio.sleep(min(chance.expovariate(1 / think), 1) if think else 0)
        except TimeoutError:
            return
        except ConnectionError:
            seen.statuses["closed"] += 1


async def expected_answers(port: int) -> dict[str, bytes]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    found = {}
    for question in QUESTIONS:
        writer.write(get(question))
        status, body = await reply(reader)
        if status != 200:
            raise SystemExit(f"{status} {body!r}")
        found[question] = body
    writer.close()
    return found


async def measure(port: int, clients: int, bad: int, seconds: float, think: float) -> Seen:
    """All clients at once for so many seconds; ``bad`` hostile ones come on top of the honest."""
    expected = await expected_answers(port)
    seen = Seen()
    until = time.monotonic() + seconds
    await asyncio.gather(
        *(honest(port, expected, think, number, until, seen) for number in range(clients)),
        *(hostile(port, think, number, until, seen) for number in range(bad)),
    )
    return seen


def memory(process: int) -> float:
    """Megabytes that a process holds."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def started(*arguments: str, keep_log: bool = False) -> tuple["subprocess.Popen[str]", int]:
    """The server and its port."""
    command = [str(Path(sys.executable).parent / "detente"), "serve", "--port", "0", *arguments]
    with Path("server_load.log" if keep_log else os.devnull).open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
    line = server.stdout.readline() if server.stdout else ""
    address = next(word for word in line.split() if word.startswith("http://"))
    return server, int(address.rstrip("/").rpartition(":")[2])


def worked(process: int) -> float:
    """Seconds that a process has worked."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def told(name: str, seen: Seen, seconds: float) -> float:
    """Prints what the honest clients met; the median in milliseconds."""
    taken = sorted(seen.seconds)
    median = statistics.median(taken) * 1000
    late = taken[int(len(taken) * 0.95)] * 1000
    print(
        f"{name:<22} {len(taken):>7} answers {len(taken) / seconds:>6.0f}/s   median {median:>6.1f} ms"
        f"   95 % within {late:>6.1f} ms   wrong {len(seen.wrong)}"
    )
    return median


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-g", "--graph")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--hostile", type=float, default=0.05)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=0.5)
    parser.add_argument("--keep-log", action="store_true", help="write server_load.log")
    asked = parser.parse_args()
    bad = round(asked.clients * asked.hostile)
    good = asked.clients - bad
    server, port = started(*(("-g", asked.graph) if asked.graph else ()), keep_log=asked.keep_log)
    try:
        asyncio.run(measure(port, good, 0, 3, asked.think))  # warm
        before = memory(server.pid)
        quiet, loud, busy = Seen(), Seen(), 0.0
        for _ in range(ROUNDS):
            start, turn = worked(server.pid), asked.seconds / ROUNDS / 2
            quiet.add(asyncio.run(measure(port, good, 0, turn, asked.think)))
            busy += worked(server.pid) - start
            loud.add(asyncio.run(measure(port, good, bad, turn, asked.think)))
        each = busy / len(quiet.seconds) * 1000
        after = memory(server.pid)
        first = told(f"{good} honest", quiet, asked.seconds / 2)
        second = told(f"  and {bad} hostile", loud, asked.seconds / 2)
        print(f"ratio of the medians   {second / first:.2f}")
        print(f"the app works          {each:.2f} ms on each answer")
        print(f"the app's memory       {before:.0f} MB before, {after:.0f} MB after")
        print(f"the hostile were told  {json.dumps(dict(loud.statuses))}")
        for line in [*quiet.wrong, *loud.wrong][:5]:
            print(f"wrong: {line}")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


if __name__ == "__main__":
    main()
