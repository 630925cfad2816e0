"""What the server gives people and programs beside SPARQL, asked as they ask."""

import gzip
import json
import re
from collections.abc import Iterator
from io import BytesIO

import networkx as nx
import pytest
from serving import Server, serving

import detente
from detente.exports import FORMATS
from detente.graph.networks import NETWORKS
from detente.graph.questions import question_names


@pytest.fixture(scope="module")
def dossier() -> Iterator[Server]:
    """The bundled dossier, from its files."""
    with serving() as server:
        yield server


def test_the_explorer_leads_to_the_query_page_and_back(dossier: Server) -> None:
    page = dossier.ask("GET", "/")
    assert (page.status, page.type) == (200, "text/html")
    assert 'href="/query"' in page.text
    assert "Russia still insists" in page.text
    query = dossier.ask("GET", "/query")
    assert 'href="/"' in query.text
    assert "Ceasefire talks between Russia and Ukraine" in query.text


def test_pages_are_not_sent_twice_and_packed_for_who_takes_it(dossier: Server) -> None:
    first = dossier.ask("GET", "/", {"Accept-Encoding": "gzip"})
    assert first.headers["content-encoding"] == "gzip"
    whole = dossier.ask("GET", "/")
    assert gzip.decompress(first.body) == whole.body
    again = dossier.ask("GET", "/", {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_the_pages_run_nothing_that_is_not_theirs(dossier: Server) -> None:
    query = dossier.ask("GET", "/query")
    policy = query.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert re.findall(r'(?:src|href)="(?!/|data:|#)([^"]*)"', query.text) == []
    assert "<style" not in query.text
    assert " style=" not in query.text
    assert "frame-ancestors 'none'" in dossier.ask("GET", "/").headers["content-security-policy"]


@pytest.mark.parametrize("name", ["query.css", "query.js", "vis-network.js"])
def test_what_the_pages_load_is_here(dossier: Server, name: str) -> None:
    found = dossier.ask("GET", f"/page/{name}")
    assert found.status == 200
    assert found.type in ("text/css", "text/javascript")
    assert found.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["main.js", "..%2Fapp.py", "page.html.j2", "%00"])
def test_nothing_else_is(dossier: Server, name: str) -> None:
    assert dossier.ask("GET", f"/page/{name}").status == 404


def test_the_questions_are_listed_with_their_parameters(dossier: Server) -> None:
    listed = json.loads(dossier.ask("GET", "/api/questions").body)["questions"]
    assert [each["name"] for each in listed] == list(question_names())
    demands = next(each for each in listed if each["name"] == "demands")
    assert demands["asks"] == "Who demands what of whom, and how firmly?"
    assert {"name": "party", "kind": "party", "help": "only the demands of this party"} in demands[
        "parameters"
    ]


@pytest.mark.parametrize("served", ["dossier", "reading"])
@pytest.mark.parametrize("name", question_names())
def test_every_question_is_answered_as_the_library_answers_it(
    request: pytest.FixtureRequest, served: str, name: str
) -> None:
    server: Server = request.getfixturevalue(served)
    reply = server.ask("GET", f"/api/questions/{name}?format=csv")
    assert reply.type == "text/csv"
    lines = reply.text.split("\r\n")
    assert sorted(lines) == sorted(
        detente.open().ask(name).serialize(_csv()).decode().split("\r\n")
    )


def _csv() -> "object":
    import pyoxigraph as ox

    return ox.QueryResultsFormat.CSV


@pytest.mark.parametrize(
    ("target", "accept", "type_"),
    [
        ("/api/questions/demands", "", "application/sparql-results+json"),
        ("/api/questions/demands", "application/json", "application/sparql-results+json"),
        ("/api/questions/demands", "text/csv;q=0.9, text/html", "text/csv"),
        (
            "/api/questions/demands",
            "application/sparql-results+xml",
            "application/sparql-results+xml",
        ),
        ("/api/questions/demands?format=tsv", "text/csv", "text/tab-separated-values"),
        ("/api/networks/agreement", "", "application/json"),
        ("/api/networks/agreement", "application/graphml+xml", "application/graphml+xml"),
        ("/api/networks/agreement?format=graphml", "", "application/graphml+xml"),
    ],
)
def test_the_format_is_the_one_asked_for(
    dossier: Server, target: str, accept: str, type_: str
) -> None:
    reply = dossier.ask("GET", target, {"Accept": accept} if accept else {})
    assert (reply.status, reply.type) == (200, type_)


@pytest.mark.parametrize("served", ["dossier", "reading"])
def test_parameters_narrow_a_question(request: pytest.FixtureRequest, served: str) -> None:
    server: Server = request.getfixturevalue(served)
    rows = server.ask("GET", "/api/questions/demands?party=russia&issue=territory").rows
    assert [row["demand"] for row in rows] == ["Ukraine cedes four regions and Crimea"]
    # left empty, as a form sends it, a parameter stays open
    assert len(server.ask("GET", "/api/questions/demands?party=").rows) == 6


REFUSED = [
    (
        "/api/questions/demnds",
        404,
        "There is no saved question 'demnds'. Did you mean 'demands'?",
    ),
    ("/api/questions/demands?party=rusia", 400, "There is no party 'rusia'. Did you mean 'russia'"),
    ("/api/questions/demands?partys=russia", 400, "Did you mean 'party'?"),
    ("/api/questions/demands?party=russia&party=nato", 400, "given twice"),
    ("/api/questions/demands?format=cvs", 400, "Did you mean 'csv'?"),
    ("/api/networks/agrement", 404, "There is no network 'agrement'. Did you mean 'agreement'?"),
    ("/api/networks/agreement?issue=teritory", 400, "Did you mean 'territory'?"),
    ("/api/networks/agreement?since=yesterday", 400, "yesterday"),
    ("/api/networks/agreement?sinse=2025", 400, "Did you mean 'since'?"),
    ("/api/things/partys", 404, "Did you mean 'party'?"),
    ("/export/turtel", 404, "There is no export format 'turtel'. Did you mean 'turtle'?"),
    ("/export/turtle?party=russia", 400, "There is no parameter 'party' here."),
]


@pytest.mark.parametrize("served", ["dossier", "reading"])
@pytest.mark.parametrize(("target", "status", "sentence"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_wrong_name_is_told_with_the_nearest_right_one(
    request: pytest.FixtureRequest, served: str, target: str, status: int, sentence: str
) -> None:
    reply = request.getfixturevalue(served).ask("GET", target)
    assert (reply.status, reply.type) == (status, "application/problem+json")
    told = json.loads(reply.body)
    assert told["status"] == status
    assert sentence in told["detail"]


def test_no_format_that_is_welcome_is_told_with_those_there_are(dossier: Server) -> None:
    reply = dossier.ask("GET", "/api/networks/agreement", {"Accept": "image/png"})
    assert (reply.status, reply.type) == (406, "application/problem+json")
    assert "application/graphml+xml" in json.loads(reply.body)["detail"]


@pytest.mark.parametrize("served", ["dossier", "reading"])
@pytest.mark.parametrize("kind", NETWORKS)
def test_networks_are_those_of_the_library(
    request: pytest.FixtureRequest, served: str, kind: str
) -> None:
    server: Server = request.getfixturevalue(served)
    expected = detente.open().network(kind)
    data = json.loads(server.ask("GET", f"/api/networks/{kind}").body)
    found = nx.node_link_graph(data, edges="edges")
    assert set(found) == set(expected)
    assert sorted(map(sorted, found.edges())) == sorted(map(sorted, expected.edges()))
    assert all("label" in said for _, said in found.nodes(data=True))
    assert all(said["quotes"] for _, _, said in found.edges(data=True))
    graphml = server.ask("GET", f"/api/networks/{kind}?format=graphml").body
    read = nx.read_graphml(BytesIO(graphml))
    assert set(read) == set(expected)
    assert read.number_of_edges() == expected.number_of_edges()


def test_a_network_can_be_of_one_issue(dossier: Server) -> None:
    data = json.loads(dossier.ask("GET", "/api/networks/positions?issue=territory").body)
    assert {edge["key"] for edge in data["edges"]} == {"russia-territory", "us-territory"}


@pytest.mark.parametrize("name", FORMATS)
def test_exports_are_the_bytes_that_the_command_writes(dossier: Server, name: str) -> None:
    reply = dossier.ask("GET", f"/export/{name}")
    assert (reply.status, reply.type) == (200, FORMATS[name].media_type)
    assert reply.headers["content-disposition"].endswith(f'positions{FORMATS[name].ending}"')
    assert reply.body == detente.open().export(name)


def test_exports_of_a_store_hold_the_same(reading: Server) -> None:
    import pyoxigraph as ox

    reply = reading.ask("GET", "/export/nquads")
    found = {str(quad) for quad in ox.parse(reply.body, ox.RdfFormat.N_QUADS)}
    stored = ox.Store()
    stored.extend(detente.open().quads)
    assert found == {str(quad) for quad in stored}


def test_terms_have_their_meaning_and_things_their_names(dossier: Server) -> None:
    known = json.loads(dossier.ask("GET", "/api/terms").body)
    by_iri = {term["iri"]: term for term in known["terms"]}
    demand = by_iri["https://w3id.org/detente/code/demand"]
    assert (demand["kind"], demand["label"]) == ("code", "demand")
    assert demand["means"].startswith("Asks or requires")
    assert by_iri["https://w3id.org/detente/ns#Position"]["kind"] == "class"
    assert by_iri["https://w3id.org/detente/ns#holder"]["kind"] == "property"
    assert known["prefixes"][""] == known["base"] == detente.open().base
    parties = json.loads(dossier.ask("GET", "/api/things/party").body)
    assert {"iri": f"{known['base']}party/russia", "id": "russia", "label": "Russia"} in parties[
        "things"
    ]
    assert parties["more"] is False
    some = json.loads(dossier.ask("GET", "/api/things/party?q=UKR").body)
    assert [thing["id"] for thing in some["things"]] == ["ukraine"]
    hostile = json.loads(dossier.ask("GET", "/api/things/party?q=%22%29%20%7D%20%23").body)
    assert hostile["things"] == []


def test_a_misspelt_name_is_remarked_on(dossier: Server) -> None:
    reply = dossier.ask("POST", "/api/remarks", body="SELECT * {\n  ?p a neg:Positon }")
    assert json.loads(reply.body)["remarks"] == [
        {
            "line": 2,
            "column": 8,
            "says": "neg:Positon is not a term; did you mean neg:Position?",
        }
    ]


def test_health_is_asked_of_the_engine(dossier: Server) -> None:
    assert json.loads(dossier.ask("GET", "/health").body) == {"status": "ok"}


def test_after_a_write_the_pages_are_made_anew(writing: Server) -> None:
    assert "Harbour talks" not in writing.ask("GET", "/query").text
    assert json.loads(writing.ask("GET", "/api/things/party").body)["things"] == []
    writing.update(
        "INSERT DATA { GRAPH <urn:g> { <urn:x/negotiation> a neg:Negotiation ; "
        'rdfs:label "Harbour talks" . <urn:x/party/union> a neg:Party ; rdfs:label "The union" ; '
        'dct:identifier "union" } }'
    )
    assert "Harbour talks" in writing.ask("GET", "/query").text
    assert "The union" in writing.ask("GET", "/").text
    (thing,) = json.loads(writing.ask("GET", "/api/things/party").body)["things"]
    assert thing == {"iri": "urn:x/party/union", "id": "union", "label": "The union"}
    network = json.loads(writing.ask("GET", "/api/networks/agreement").body)
    assert [node["label"] for node in network["nodes"]] == ["The union"]


def test_a_page_that_asks_for_more_than_the_limits_says_so(stored: object) -> None:
    from pathlib import Path

    from serving import ended, with_limits

    assert isinstance(stored, Path)
    with ended(with_limits(stored, max_result=2_000)) as server:
        page = server.ask("GET", "/")
        assert (page.status, page.type) == (422, "text/html")
        assert "The answer is larger than" in page.text
        assert 'href="/query"' in page.text
        network = server.ask("GET", "/api/networks/positions")
        assert (network.status, network.type) == (422, "application/problem+json")
        assert "The answer is larger than" in json.loads(network.body)["detail"]
