"""Each limit is kept, and answered with its status and a sentence that says what to do."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from serving import Reply, Server, ended, with_limits

MB = 1024 * 1024
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
NAMES = "SELECT ?name { ?party a neg:Party ; rdfs:label ?name }"


@pytest.fixture(scope="module")
def strict(stored: Path) -> Iterator[Server]:
    limits = {
        "timeout": 1.0,
        "quick": 0.2,
        "quick_at_once": 2,
        "at_once": 2,
        "max_result": MB // 4,
        "memory": 150 * MB,
        "header_seconds": 1.0,
        "stall_seconds": 0.5,
        "connections": 30,
    }
    with ended(with_limits(stored, **limits)) as server:
        yield server


def settled(server: Server) -> None:
    """The server is as it was: it answers, and no process is left over."""
    assert server.query(NAMES).status == 200
    for _ in range(100):
        if len(server.children()) <= 5:  # two that answer, two that stand ready, the keeper
            return
        time.sleep(0.05)
    raise AssertionError(server.children())


@pytest.mark.slow
def test_time(strict: Server) -> None:
    reply = strict.query(ENDLESS)
    assert reply.status == 504
    assert "stopped after 1 second," in reply.text
    settled(strict)


@pytest.mark.slow
def test_memory(stored: Path) -> None:
    with ended(with_limits(stored, memory=100 * MB, timeout=30.0)) as server:
        reply = server.query(GREEDY)
        assert reply.status == 422
        assert "more than 100 MB of memory" in reply.text


def test_size_of_the_answer(strict: Server) -> None:
    reply = strict.query(LARGE, "text/csv")
    assert reply.status == 422
    assert "larger than the 0.25 MB" in reply.text
    settled(strict)


@pytest.mark.slow
def test_number_of_long_queries(stored: Path) -> None:
    # Long enough for all of them to be long at the same time, on a busy machine too.
    limits = {"quick": 0.1, "timeout": 15.0, "at_once": 2}
    with ended(with_limits(stored, **limits)) as server, ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(server.query, [ENDLESS] * 6))
    assert sorted({reply.status for reply in replies}) == [503, 504]
    refused = next(reply for reply in replies if reply.status == 503)
    assert "2 long queries are running already" in refused.text
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.slow
def test_long_queries_do_not_hold_up_quick_ones(strict: Server) -> None:
    with ThreadPoolExecutor(2) as pool:
        long = [pool.submit(strict.query, ENDLESS) for _ in range(2)]
        quick = [strict.query(NAMES).status for _ in range(20)]
    assert quick == [200] * 20
    assert {one.result().status for one in long} == {504}


@pytest.mark.slow
def test_number_of_those_who_wait(stored: Path) -> None:
    limits = {"quick": 0.7, "timeout": 1.0, "quick_at_once": 1, "waiting": 1}
    with ended(with_limits(stored, **limits)) as server, ThreadPoolExecutor(4) as pool:
        replies = list(pool.map(server.query, [ENDLESS] * 4))
    waited = [reply for reply in replies if reply.status == 503]
    assert "Too many queries are waiting" in waited[0].text
    assert "retry-after" in waited[0].headers
    assert 504 in {reply.status for reply in replies}


@pytest.mark.slow
def test_patience_of_those_who_wait(stored: Path) -> None:
    limits = {"quick": 0.7, "timeout": 1.0, "quick_at_once": 1, "patience": 0.3}
    with ended(with_limits(stored, **limits)) as server, ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(server.query, [ENDLESS] * 2))
    assert {reply.status for reply in replies} == {503, 504}
    assert any("waited 0.3 seconds" in reply.text for reply in replies)


def exchanged(server: Server, *parts: bytes | float) -> bytes:
    """What comes back for bytes sent one after the other; a number is a pause in seconds."""
    host, _, port = server.netloc.partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        for part in parts:
            if isinstance(part, float):
                time.sleep(part)
            else:
                try:
                    connection.sendall(part)
                except OSError:
                    break
        return received(connection)


def received(connection: socket.socket) -> bytes:
    found = b""
    try:
        while chunk := connection.recv(65536):
            found += chunk
    except ConnectionResetError:
        pass
    return found


POST = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"


def test_announced_body_too_large(strict: Server) -> None:
    reply = exchanged(strict, POST + b"Content-Length: 999999999\r\n\r\n")
    assert reply.startswith(b"HTTP/1.1 413 ")
    assert b"larger than the 256 KB" in reply


def test_unannounced_body_too_large(strict: Server) -> None:
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    reply = exchanged(strict, POST + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 5)
    assert reply.startswith(b"HTTP/1.1 413 ")


def test_slow_body(strict: Server) -> None:
    reply = exchanged(strict, POST + b"Content-Length: 100\r\n\r\nASK")
    assert reply.startswith(b"HTTP/1.1 408 ")
    assert b"too slowly" in reply


def test_trickling_body(strict: Server) -> None:
    trickle: list[bytes | float] = [b" ", 0.2] * 10
    reply = exchanged(strict, POST + b"Content-Length: 100\r\n\r\n", *trickle)
    assert reply.startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("before", [b"", b"GET /none HTTP/1.1\r\nHost: localhost\r\n\r\n"])
def test_slow_headers(strict: Server, before: bytes) -> None:
    trickle: list[bytes | float] = [b"X-A: b\r\n", 0.2] * 12
    reply = exchanged(strict, before, b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n", *trickle)
    assert b" 200 " not in reply  # closed, and no request made of what came


def test_long_address(strict: Server) -> None:
    reply = strict.query("ASK {} #" + "x" * 40_000)
    assert reply.status == 414
    assert "POST" in reply.text


def test_very_long_address(strict: Server) -> None:
    assert b" 400 " in exchanged(strict, b"GET /" + b"x" * 3 * MB + b" HTTP/1.1\r\n\r\n")[:20]


def test_long_header(strict: Server) -> None:
    assert strict.ask("GET", "/sparql", {"X-Long": "x" * 40_000}).status == 400


def test_number_of_connections(strict: Server) -> None:
    host, _, port = strict.netloc.partition(":")
    open_ones = [socket.create_connection((host, int(port))) for _ in range(40)]
    try:
        last = open_ones[-1]
        last.settimeout(20)
        reply = received(last)
        assert reply.startswith(b"HTTP/1.1 503 ")
        assert b"Too many connections" in reply
    finally:
        for connection in open_ones:
            connection.close()
    for _ in range(100):
        try:
            if strict.query(NAMES).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError("connections stayed taken")


@pytest.mark.slow
def test_a_client_that_does_not_read_holds_no_process(stored: Path) -> None:
    with ended(with_limits(stored, quick_at_once=1, at_once=1, stall_seconds=0.5)) as server:
        host, _, port = server.netloc.partition(":")
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect((host, int(port)))
            query = b"SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 40000"
            connection.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(query) + query)
            for _ in range(3):
                assert server.query(NAMES).status == 200
            for _ in range(200):
                if any(" status=200 " in line and "LIMIT 40000" in line for line in server.log):
                    break
                time.sleep(0.05)
            connection.settimeout(20)
            head, _, body = received(connection).partition(b"\r\n\r\n")
            announced = next(line for line in head.split(b"\r\n") if b"Content-Length" in line)
            assert len(body) < int(announced.partition(b":")[2])  # it was cut off, and shows


def test_a_client_that_leaves_takes_its_query_along(strict: Server) -> None:
    host, _, port = strict.netloc.partition(":")
    before = set(strict.children())
    for _ in range(6):
        with socket.create_connection((host, int(port))) as connection:
            content = ENDLESS.encode()
            connection.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(content) + content)
            time.sleep(0.05)
    settled(strict)
    assert before  # and the long lane is free: both places of it can be taken
    with ThreadPoolExecutor(2) as pool:
        assert {r.status for r in pool.map(strict.query, [ENDLESS] * 2)} == {504}


def test_an_engine_that_ends_by_itself_is_replaced(strict: Server) -> None:
    import os
    import signal

    for _ in range(3):
        for process, name in strict.children().items():
            if name == "oxigraph":
                os.kill(process, signal.SIGKILL)
        assert strict.query(NAMES).status == 200
    settled(strict)


def test_many_at_once_are_all_answered(strict: Server) -> None:
    replies: list[Reply] = []

    def ask() -> None:
        replies.extend(strict.query(NAMES) for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {reply.status for reply in replies} == {200}
    assert len({reply.body for reply in replies}) >= 1
    assert len(replies) == 100
