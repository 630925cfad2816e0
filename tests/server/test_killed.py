"""Killed at any moment while it writes, the server comes back with every acknowledged write, whole."""

import os
import random
import signal
import threading
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import TOKEN, Server, start

TRIPLES = 20  # of one write
AUTHORIZED = {"Authorization": f"Bearer {TOKEN}"}


def by_update(server: Server, number: int) -> bool:
    data = " ".join(f"<urn:update:{number}> <urn:p> {part} ." for part in range(TRIPLES))
    return server.update(f"INSERT DATA {{ GRAPH <urn:updates> {{ {data} }} }}").status == 204


def by_graph(server: Server, number: int) -> bool:
    data = " ".join(f"<urn:graph:{number}> <urn:p> {part} ." for part in range(TRIPLES))
    target = "/store?graph=" + quote(f"urn:graphs:{number}", safe="")
    reply = server.ask("PUT", target, {**AUTHORIZED, "Content-Type": "text/turtle"}, data)
    return reply.status in (201, 204)


def kill(server: Server) -> None:
    """All of it at one moment: the app, the engine and the keeper."""
    children = server.children()
    for process in (server.process.pid, *children):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    server.process.wait(30)


def write_until_killed(server: Server, first: int, acknowledged: set[tuple[str, int]]) -> None:
    number = first
    while True:
        try:
            for kind, write in (("update", by_update), ("graph", by_graph)):
                if write(server, number):
                    acknowledged.add((kind, number))
        except (OSError, HTTPException):  # broken off by the kill
            return
        number += 1


def found(server: Server) -> dict[tuple[str, int], int]:
    rows = server.query("SELECT ?s (COUNT(?o) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s").rows
    pairs = [
        (row["s"].removeprefix("urn:").split(":"), int(row["n"])) for row in rows if "s" in row
    ]
    return {(kind, int(number)): count for (kind, number), count in pairs}


def killed_while_writing(folder: Path, kills: int, seed: int) -> int:
    chance = random.Random(seed)  # noqa: S311 - moments are not secrets
    acknowledged: set[tuple[str, int]] = set()
    for turn in range(kills):
        server = start("-g", str(folder), "--writable", environment={"DETENTE_TOKEN": TOKEN})
        try:
            there = found(server)
            assert set(there.values()) <= {TRIPLES}, "a write is there in half"
            assert acknowledged <= set(there), "an acknowledged write is gone"
            writers = [
                threading.Thread(
                    target=write_until_killed,
                    args=(server, (turn * 2 + which) * 100_000, acknowledged),
                )
                for which in range(2)
            ]
            for writer in writers:
                writer.start()
            threading.Event().wait(chance.uniform(0.0, 0.25))
            kill(server)
            for writer in writers:
                writer.join(30)
        finally:
            kill(server)
            for stream in (server.process.stdout, server.process.stderr):
                if stream:
                    stream.close()
    return len(acknowledged)


def test_killed_while_writing(tmp_path: Path) -> None:
    assert killed_while_writing(tmp_path / "store", 2, seed=1) > 0


@pytest.mark.slow
def test_killed_often_while_writing(tmp_path: Path) -> None:
    assert killed_while_writing(tmp_path / "store", 60, seed=2) > 100
