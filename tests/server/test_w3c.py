"""The W3C's test suites for the SPARQL 1.1 Protocol and the Graph Store HTTP Protocol."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import yaml
from serving import TOKEN, Reply, Server

CASES = Path(__file__).parent / "cases"
RESULTS = "{http://www.w3.org/2005/sparql-results#}"


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return content


PROTOCOL, GRAPH_STORE = read("protocol.yaml"), read("graph_store.yaml")
ran: dict[str, set[str]] = {"protocol": set(), "graph store": set()}


def send(server: Server, request: dict[str, Any], prefixes: str = "") -> Reply:
    headers = {"Authorization": f"Bearer {TOKEN}", "User-Agent": "sparql-client/0.1"}
    target = request.get("target", "/sparql")
    if "parameters" in request:
        target += "?" + encoded(request["parameters"])
    body: bytes | None = None
    if "form" in request:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = encoded(request["form"]).encode()
    elif "lines" in request:
        body = request["lines"].replace("\n", "\r\n").replace("$SERVER$", server.url[:-1]).encode()
    elif "body" in request:
        text = prefixes + request["body"].replace("$SERVER$", server.url[:-1])
        body = text.encode(request.get("encoding", "utf-8"))
    if "type" in request:
        headers["Content-Type"] = request["type"]
    if "accept" in request:
        headers["Accept"] = request["accept"]
    return server.ask(request["method"], target, headers, body)


def encoded(fields: list[list[str]]) -> str:
    return urlencode([(name, value) for name, value in fields], quote_via=quote)


def values(reply: Reply) -> list[list[str]]:
    """The rows of an answer in XML or JSON, sorted, the columns in the order of the query."""
    if reply.type.endswith("json"):
        import json

        names = json.loads(reply.body)["head"]["vars"]
        return sorted([row[name] for name in names] for row in reply.rows)
    root = ET.fromstring(reply.body)  # noqa: S314 - from our own server
    names = [variable.attrib["name"] for variable in root.iter(f"{RESULTS}variable")]
    found = []
    for result in root.iter(f"{RESULTS}result"):
        row = {binding.attrib["name"]: binding[0].text or "" for binding in result}
        found.append([row[name] for name in names])
    return sorted(found)


def truth(reply: Reply) -> bool:
    if reply.type.endswith("json"):
        import json

        return bool(json.loads(reply.body)["boolean"])
    found = ET.fromstring(reply.body).find(f"{RESULTS}boolean")  # noqa: S314 - from our own server
    assert found is not None
    return found.text == "true"


@pytest.mark.parametrize("name", PROTOCOL["cases"])
def test_protocol(name: str, writing: Server) -> None:
    for iri in PROTOCOL["data"]:
        done = writing.ask(
            "PUT",
            "/store?" + urlencode({"graph": iri}),
            {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"},
            f"<{iri}> a <http://xmlns.com/foaf/0.1/Document> .",
        )
        assert done.status in (201, 204)
    for request in PROTOCOL["cases"][name]:
        reply, expected = send(writing, request), request["expect"]
        kinds = {"2xx": (2, 3), "4xx": (4,)}[expected["status"]]
        assert reply.status // 100 in kinds, reply
        if "type" in expected:
            assert reply.type in expected["type"]
        if "boolean" in expected:
            assert truth(reply) is expected["boolean"]
        if "rows" in expected:
            wanted = [
                [v.replace("$SERVER$", writing.url[:-1]) for v in r] for r in expected["rows"]
            ]
            assert values(reply) == sorted(wanted)
    ran["protocol"].add(name)


def triples(turtle: str) -> ox.Dataset:
    found = ox.Dataset(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


@pytest.mark.parametrize("name", GRAPH_STORE["cases"])
def test_graph_store(name: str, writing: Server, created: dict[str, str]) -> None:
    for request in GRAPH_STORE["cases"][name]:
        target = request["target"].replace("$SERVER$", writing.url[:-1])
        target = target.replace("$NEW$", created.get("location", ""))
        prefixes = GRAPH_STORE["prefixes"] if request.get("body") else ""
        reply, expected = send(writing, {**request, "target": target}, prefixes), request["expect"]
        assert reply.status in expected["status"], reply
        if "location" in expected:
            assert reply.headers["location"].startswith(writing.url)
            created["location"] = "/" + reply.headers["location"].removeprefix(writing.url)
        if "type" in expected:
            assert reply.type == expected["type"]
        if "graph" in expected:
            wanted = GRAPH_STORE["prefixes"] + expected["graph"].replace(
                "$SERVER$", writing.url[:-1]
            )
            assert triples(reply.text) == triples(wanted)
    ran["graph store"].add(name)


@pytest.fixture(scope="module")
def created() -> dict[str, str]:
    """What one case leaves for the next."""
    return {}


def test_all_cases_ran() -> None:
    assert (len(PROTOCOL["cases"]), len(GRAPH_STORE["cases"])) == (34, 19)
    assert not PROTOCOL["not applicable"]
    assert not GRAPH_STORE["not applicable"]
    assert ran == {"protocol": set(PROTOCOL["cases"]), "graph store": set(GRAPH_STORE["cases"])}
