"""Pushing from the command line to a real server."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
import requests

GRAPHS = "https://w3id.org/detente/dossier/harbour/graph/"
FOREIGN = "https://example.org/foreign"


@pytest.fixture
def server(oxigraph: str) -> str:
    """A server with one triple that is none of ours."""
    update(oxigraph, f"DROP ALL; INSERT DATA {{ GRAPH <{FOREIGN}> {{ <urn:a> <urn:b> 1 }} }}")
    return oxigraph


def update(server: str, text: str) -> None:
    requests.post(f"{server}/update", data={"update": text}, timeout=30).raise_for_status()


def held(server: str) -> list[str]:
    headers = {"Accept": "application/n-quads"}
    return sorted(requests.get(f"{server}/store", headers=headers, timeout=30).text.splitlines())


def states(out: str) -> dict[str, str]:
    rows = [line.split("\t") for line in out.splitlines() if "\t" in line]
    return {
        row[4].removeprefix(GRAPHS): " ".join(filter(None, row[:3]))
        for row in rows
        if row[4] != "https://w3id.org/detente/ns"
    }


@pytest.mark.parametrize("way", ["update", "graph-store"])
def test_new_changed_unchanged_and_removed_graphs(run, dossier: Path, server: str, way) -> None:
    more = ("--graph-store", f"{server}/store") if way == "graph-store" else ()
    address = f"{server}/query"
    looked = run("push", "-g", "harbour", address, "--dry-run", *more)
    assert looked.code == 0
    assert "Dry run: nothing was sent. 3 graphs would change" in looked.out
    assert len(held(server)) == 1
    first = run("push", "-g", "harbour", address, *more)
    assert first.code == 0, first.err
    assert "Done, and read back." in first.out
    assert {state.split(" ")[0] for state in states(first.out).values()} == {"new"}
    assert states(first.out) == states(looked.out)
    there = held(server)
    second = run("push", "-g", "harbour", address, *more)
    assert "Nothing to do: the endpoint has all of it." in second.out
    assert set(states(second.out).values()) == {"unchanged"}
    assert held(server) == there

    sheet = dossier / "sources" / "news.yaml"
    sheet.write_text(sheet.read_text().replace("confidence: 0.9", "confidence: 0.8"))
    update(server, f"INSERT DATA {{ GRAPH <{GRAPHS}old> {{ <urn:a> <urn:b> 1 }} }}")
    third = run("push", "-g", "harbour", address, *more)
    assert states(third.out) == {
        "agenda": "unchanged",
        "news": "changed +1 −1",
        "old": "removed −1",
    }
    assert [line for line in held(server) if FOREIGN in line]
    assert (
        run("query", "-g", address, "--ask", "demands").out.count("A shift lasts eight hours") == 1
    )


def test_a_file_without_named_graphs_goes_into_one_of_its_own(run, tmp_path, server) -> None:
    text = '<urn:a> <urn:says> "“quote” \\" \\\\u0022 \\n \\u202E" ; <urn:of> [ <urn:n> 1.50 ] .'
    (tmp_path / "talks 1.ttl").write_text(text, encoding="utf-8")
    arguments = ("push", "-g", "talks 1.ttl", f"{server}/query", "--no-ontology")
    first = run(*arguments)
    assert states(first.out) == {"https://w3id.org/detente/graph/talks%201": "new +3"}
    assert "Nothing to do" in run(*arguments).out


def test_where_updates_go_is_said(run, server) -> None:
    said = run("push", f"{server}/query", "--dry-run").out.splitlines()[0]
    assert said == f"ru-ua-2025 → {server}/query (updates to {server}/update)"
    other = run("push", f"{server}/query", "--update", f"{server}/other", "--dry-run").out
    assert f"(updates to {server}/other)" in other
    both = run("push", "http://x.example", "--update", "http://x.example", "--graph-store", "b")
    assert both.code == 2


def test_a_dossier_with_errors_is_not_sent(run, dossier: Path, server: str) -> None:
    sheet = dossier / "sources" / "news.yaml"
    sheet.write_text(sheet.read_text().replace("wants a shift", "needs a shift"))
    ran = run("push", "-g", "harbour", f"{server}/query")
    assert ran.code == 1
    assert "news.yaml:" in ran.err
    assert len(held(server)) == 1


class _Odd(BaseHTTPRequestHandler):
    """A page for a query, and refusals for what changes things."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        path = self.path.strip("/")
        if path.isdigit():
            body, kind, status = b"no", "text/plain", int(path)
        elif path == "page":
            body, kind, status = b"<html><title>Welcome</title></html>", "text/html", 200
        else:  # an endpoint without anything in it
            body = b'{"head": {"vars": ["g"]}, "results": {"bindings": []}}'
            kind, status = "application/sparql-results+json", 200
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Odd)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize(
    ("query", "update_to", "said"),
    [
        ("page", "200", "answers text/html, not as a SPARQL endpoint does"),
        ("sparql", "401", "DETENTE_TOKEN"),
        ("sparql", "405", "Nothing was changed."),
        ("sparql", "500", "read back: nothing was changed"),
    ],
)
def test_what_is_wrong_outside_is_told_with_advice(run, odd, query, update_to, said) -> None:
    ran = run("push", f"{odd}/{query}", "--update", f"{odd}/{update_to}")
    assert ran.code == 3
    assert said in ran.err
