"""Writing: who may, and what becomes of reads and writes when a query goes too far."""

import base64
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from serving import TOKEN, Server, ended, serving, with_limits

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ENDLESS_UPDATE = (
    "INSERT { GRAPH <urn:never> { ?a <urn:p> ?n } } WHERE "
    "{ SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } GROUP BY ?a }"
)
BASIC = base64.b64encode(f"anyone:{TOKEN}".encode()).decode()


@pytest.mark.parametrize(
    ("credentials", "status"),
    [
        ("", 401),
        ("Bearer wrong", 401),
        (f"Bearer {TOKEN}x", 401),
        (f"Bearer {TOKEN[:-1]}", 401),
        ("Basic !!", 401),
        ("Bearer é".encode().decode("latin-1"), 401),
        (f"Bearer {TOKEN}", 204),
        (f"bearer  {TOKEN}", 204),
        (f"Basic {BASIC}", 204),
    ],
)
def test_token(credentials: str, status: int, writing: Server) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    if credentials:
        headers["Authorization"] = credentials
    reply = writing.ask("POST", "/sparql", headers, "INSERT DATA { <urn:a> <urn:b> 1 }")
    assert reply.status == status
    assert ("www-authenticate" in reply.headers) is (status == 401)
    assert not any(TOKEN in line or BASIC in line for line in writing.log)


def test_a_graph_without_the_token(writing: Server) -> None:
    reply = writing.ask(
        "PUT", "/store?graph=urn:g", {"Content-Type": "text/turtle"}, "<urn:a> a <urn:b> ."
    )
    assert reply.status == 401


def test_a_query_needs_no_token(writing: Server) -> None:
    assert writing.query("ASK {}").status == 200


def test_all_graphs_are_not_deleted_by_mistake(writing: Server) -> None:
    reply = writing.ask("DELETE", "/store", {"Authorization": f"Bearer {TOKEN}"})
    assert reply.status == 400
    assert "?graph=" in reply.text


def test_with_keeps_to_its_graph(writing: Server) -> None:
    writing.update(
        "INSERT DATA { GRAPH <urn:one> { <urn:a> <urn:b> 1 } GRAPH <urn:two> { <urn:a> <urn:b> 1 } }"
    )
    assert writing.update("WITH <urn:one> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }").status == 204
    rows = writing.query("SELECT ?g { GRAPH ?g { <urn:a> <urn:b> 1 } }").rows
    assert [row["g"] for row in rows] == ["urn:two"]


def test_nothing_is_fetched(writing: Server) -> None:
    reply = writing.update("LOAD SILENT <http://127.0.0.1:9/>")
    assert reply.status == 403
    assert "LOAD is refused" in reply.text


def test_runaways_leave_writes_and_other_reads_whole(tmp_path: Path) -> None:
    with ended(with_limits(tmp_path / "store", TOKEN, timeout=1.0)) as server:
        written: list[int] = []
        stop = threading.Event()

        def write() -> None:
            number = 0
            while not stop.is_set():
                if (
                    server.update(f"INSERT DATA {{ <urn:n:{number}> <urn:n> {number} }}").status
                    == 204
                ):
                    written.append(number)
                number += 1

        writer = threading.Thread(target=write)
        writer.start()
        with ThreadPoolExecutor(5) as pool:
            runaways = [pool.submit(server.query, ENDLESS) for _ in range(2)]
            update = pool.submit(server.update, ENDLESS_UPDATE)
            others = [pool.submit(server.query, "ASK { ?s ?p ?o }") for _ in range(20)]
            assert {other.result().status for other in others} == {200}
            # An endless query may be ended beside another one until its turns are up.
            assert {runaway.result().status for runaway in runaways} <= {503, 504}
            assert update.result().status in (500, 504)
        time.sleep(0.5)
        stop.set()
        writer.join(60)
        rows = server.query("SELECT ?n { ?s <urn:n> ?n }").rows
        assert set(written) <= {int(row["n"]) for row in rows}
        assert written
        assert server.query("SELECT * { GRAPH <urn:never> { ?s ?p ?o } }").rows == []


def test_a_token_is_made_when_none_is_given(tmp_path: Path) -> None:
    with serving(
        "-g", str(tmp_path / "store"), "--writable", environment={"DETENTE_TOKEN": ""}
    ) as server:
        assert server.process.stdout
        line = server.process.stdout.readline()
        token = line.partition("Token for writing: ")[2].strip()
        assert len(token) >= 32
        assert server.update("INSERT DATA { <urn:a> <urn:b> 1 }", token).status == 204
        assert server.update("INSERT DATA { <urn:a> <urn:b> 1 }", "").status == 401
