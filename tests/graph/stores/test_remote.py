"""An endpoint as a store: what is sent to it, and what is made of answers that are none."""

import json
import re
from collections.abc import Callable

import pyoxigraph as ox
import pytest

from detente.graph.answer import Solutions
from detente.graph.errors import OutsideError, QueryError, UsageError
from detente.graph.stores.connection import Connection
from detente.graph.stores.paging import sliced
from detente.graph.stores.remote import RemoteStore
from detente.graph.stores.store import ONTOLOGY_GRAPH
from detente.ontology.prefixes import PREFIXES
from tests.graph.stores.fake import JSON, Said, Sent, fake

ROWS = [{"n": {"type": "literal", "value": f"{number:03}"}} for number in range(25)]


def rows(found: list[dict[str, dict[str, str]]]) -> bytes:
    return json.dumps({"head": {"vars": ["n"]}, "results": {"bindings": found}}).encode()


def truth(value: bool) -> Said:
    return Said(body=json.dumps({"head": {}, "boolean": value}).encode())


def asked(sent: Sent) -> str:
    return sent.fields["query"][0]


def answering(said: Said | Callable[[Sent], Said]) -> Callable[[Sent], Said]:
    """A server whose default graph is the union of all and holds the ontology."""

    def answer(sent: Sent) -> Said:
        query = asked(sent)
        if query.lstrip().startswith("ASK") and "?never" not in query:
            return truth("NOT EXISTS" not in query)
        return said(sent) if callable(said) else said

    return answer


def ask(url: str, query: str = "SELECT ?n { ?s ?p ?n }", **options: int) -> list[str]:
    found = RemoteStore(Connection(url), **options).evaluate(query, PREFIXES)
    return [row[0].value for row in Solutions(found).terms()]  # type: ignore[arg-type, union-attr]


def test_a_short_query_is_sent_by_get_a_long_one_as_a_form() -> None:
    with fake(answering(Said(body=rows(ROWS)))) as server:
        assert len(ask(server.url)) == 25
        long = f"SELECT ?n {{ ?s ?p ?n FILTER(?n != '{'é' * 900}') }}"
        assert len(ask(server.url, long)) == 25
    short, form = server.requests[2], server.requests[-1]
    assert (short.method, form.method) == ("GET", "POST")
    assert form.headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert asked(form) == long


def test_only_the_prefixes_it_uses_and_lacks_are_declared() -> None:
    query = (
        "PREFIX skos: <urn:own#> SELECT ?n { ?s neg:holder ?n ; skos:note 'rdf:type' } # dct:title"
    )
    with fake(answering(Said(body=rows(ROWS)))) as server:
        ask(server.url, query)
    assert asked(server.requests[-1]) == f"PREFIX neg: <{PREFIXES['neg']}> {query}"


def test_a_servers_union_is_left_to_it() -> None:
    with fake(answering(Said(body=rows(ROWS)))) as server:
        store = RemoteStore(Connection(server.url))
        assert store.remarks == ()
        store.evaluate("SELECT ?n { ?s ?p ?n }", PREFIXES)
    assert list(server.requests[-1].fields) == ["query"]


def no_union(sent: Sent) -> Said:
    query = asked(sent)
    if "NOT EXISTS" in query:
        return truth(True)
    if query.lstrip().startswith("ASK"):
        return truth("GRAPH" in query)
    if "?g" in query:
        graphs = ["urn:b", "urn:a", ONTOLOGY_GRAPH.value, "https://w3id.org/detente/loads"]
        found = [{"g": {"type": "uri", "value": graph}} for graph in graphs]
        return Said(
            body=rows([]).replace(b'"n"', b'"g"').replace(b"[]", json.dumps(found).encode())
        )
    return Said(body=rows(ROWS))


def test_where_there_is_none_all_graphs_are_named() -> None:
    with fake(no_union) as server:
        store = RemoteStore(Connection(server.url))
        store.evaluate("SELECT ?n { ?s ?p ?n }", PREFIXES)
        named = server.requests[-1].fields
        store.evaluate("SELECT ?n FROM <urn:a> { ?s ?p ?n }", PREFIXES)
        own = server.requests[-1].fields
        with pytest.raises(QueryError, match="FROM <urn:c> is refused"):
            store.evaluate("SELECT ?n FROM <urn:c> { ?s ?p ?n }", PREFIXES)
        assert store.remarks == ()
    expected = [ONTOLOGY_GRAPH.value, "urn:a", "urn:b"]
    assert named["default-graph-uri"] == named["named-graph-uri"] == expected
    assert list(own) == ["query"]


def test_a_negotiation_outside_named_graphs_is_not_hidden() -> None:
    def answer(sent: Sent) -> Said:
        return truth(
            "ns#Negotiation" not in asked(sent)
            or "GRAPH" not in asked(sent)
            or "NOT" in asked(sent)
        )

    with fake(answer) as server:
        store = RemoteStore(Connection(server.url))
        assert "in the unnamed default graph" in store.remarks[0]
        assert store.evaluate("ASK { ?s ?p ?o }", PREFIXES) is True
    assert list(server.requests[-1].fields) == ["query"]


def test_a_missing_ontology_is_told() -> None:
    with fake(lambda _: truth(False)) as server:
        assert "'detente push' brings it along" in RemoteStore(Connection(server.url)).remarks[0]


def page(sent: Sent, longest: int) -> list[dict[str, dict[str, str]]]:
    found = re.search(r"LIMIT (\d+)(?: OFFSET (\d+))?", asked(sent))
    limit, offset = (int(found[1]), int(found[2] or 0)) if found else (longest, 0)
    return ROWS[offset : offset + min(limit, longest)]


@pytest.mark.parametrize("size", [1, 7, 24, 25, 26, 1000])
def test_pages_make_up_the_whole(size: int) -> None:
    with fake(answering(lambda sent: Said(body=rows(page(sent, 10))))) as server:
        assert ask(server.url, page_rows=size) == [row["n"]["value"] for row in ROWS]
        limited = "SELECT ?n { ?s ?p ?n } LIMIT 12 OFFSET 3"
        assert ask(server.url, limited, page_rows=size) == [f"{it:03}" for it in range(3, 15)]
        assert ask(server.url, "SELECT ?n { ?s ?p ?n } LIMIT 0", page_rows=size) == []


def test_a_result_that_the_server_says_it_cut_is_asked_for_in_pages() -> None:
    def answer(sent: Sent) -> Said:
        cut = {} if "LIMIT" in asked(sent) else {"X-SPARQL-MaxRows": "10"}
        return Said(body=rows(page(sent, 10)), headers=cut)

    with fake(answering(answer)) as server:
        assert len(ask(server.url)) == 25
        with pytest.raises(OutsideError, match="only a part"):
            RemoteStore(Connection(server.url)).evaluate("DESCRIBE ?never {}", PREFIXES)


def test_an_answer_that_a_server_gave_up_on_is_no_answer() -> None:
    said = Said(body=rows(ROWS), headers={"X-SQL-State": "S1TAT"})
    with fake(answering(said)) as server, pytest.raises(OutsideError, match="ran out of its time"):
        ask(server.url)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Said(body=b"<html>hello", kind="text/html"), "which is no SPARQL result"),
        (Said(body=b"<html>hello"), "cannot be read"),
        (Said(body=b""), "broke off"),
        (Said(body=rows(ROWS)[:-40]), "broke off"),
        (Said(body=rows(ROWS), length=5000), "in the middle"),
        (Said(body=b'{"head":{},"boolean":true}'), "answered a SELECT with true or false"),
        (Said(400, b"no such function", "text/plain"), "400 Bad Request: no such function"),
    ],
)
def test_what_is_no_answer_is_an_error(said: Said, told: str) -> None:
    with fake(answering(said)) as server, pytest.raises(OutsideError) as caught:
        ask(server.url)
    assert told in str(caught.value)


def test_triples_that_break_off_are_an_error() -> None:
    said = Said(body=b"<urn:a> <urn:b> <urn:c> .\n", kind="application/n-triples", length=500)
    with fake(answering(said)) as server:
        found = RemoteStore(Connection(server.url)).evaluate("CONSTRUCT WHERE { ?s ?p ?o }", {})
        with pytest.raises(OutsideError, match="in the middle"):
            list(found)  # type: ignore[arg-type]


@pytest.mark.parametrize("status", [400, 500])
def test_a_query_that_is_wrong_here_too_is_told_at_its_place(status: int) -> None:
    with fake(answering(Said(status, b"syntax", "text/plain"))) as server:
        store = RemoteStore(Connection(server.url))
        with pytest.raises(QueryError, match=r"q\.rq:1:20"):
            store.evaluate("SELECT ?n { ?s ?p }", PREFIXES, "q.rq")


def test_blank_nodes_with_addresses_for_labels_are_read() -> None:
    body = rows([{"n": {"type": "bnode", "value": "nodeID://b1"}}, *ROWS])
    with fake(answering(Said(body=body, kind=f"{JSON}; charset=utf-8"))) as server:
        assert ask(server.url)[:2] == ["nodeID_3a_2f_2fb1", "000"]


def test_results_in_xml_are_read() -> None:
    xml = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="n"/></head>'
        b"<results><result><binding name='n'><literal>1</literal></binding></result></results></sparql>"
    )
    with fake(answering(Said(body=xml, kind="application/sparql-results+xml"))) as server:
        assert ask(server.url) == ["1"]


def test_page_rows_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DETENTE_PAGE_ROWS", "many")
    with pytest.raises(UsageError, match="not a number of rows"):
        RemoteStore(Connection("http://localhost/"))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?o { ?s <urn:p> ?o }",
        "SELECT DISTINCT ?o { ?s <urn:p> ?o } ORDER BY DESC(?o)",
        "SELECT * { ?s <urn:p> ?o } # LIMIT 3",
        "SELECT ?o (COUNT(*) AS ?n) { ?s <urn:p> ?o } GROUP BY ?o HAVING (COUNT(*) > 0) ORDER BY DESC(?n)",
        "SELECT ?o (COUNT(*) AS ?n) { ?s <urn:p> ?o } GROUP BY ?o ORDER BY DESC(COUNT(*))",
        "SELECT ?s { { SELECT ?s { ?s <urn:p> ?o } ORDER BY ?o LIMIT 40 } } OFFSET 2 LIMIT 30",
        "PREFIX x: <urn:> SELECT ?s ?o { ?s x:p ?o } ORDER BY ?o LIMIT 10 VALUES ?o { 'a'@en 'a' 1 1.0 }",
        "SELECT ?o { ?s <urn:\\u0070> ?o } LIMIT 11",
    ],
)
def test_pages_of_a_query_are_its_rows(query: str) -> None:
    store = ox.Store()
    for number, value in enumerate(['"a"', '"a"@en', '"a"@de', "1", "1.0", "<urn:x>"] * 8):
        store.update(f"INSERT DATA {{ <urn:s{number}> <urn:p> {value} }}")
    whole = list(map(str, store.query(query)))  # type: ignore[arg-type]
    parts = sliced(query)
    columns = [variable.value for variable in store.query(parts.none()).variables]  # type: ignore[union-attr]
    paged: list[str] = []
    while True:
        left = 7 if parts.limit is None else min(7, parts.limit - len(paged))
        found = list(map(str, store.query(parts.page(columns, len(paged), left))))  # type: ignore[arg-type]
        if not found or not left:
            break
        paged += found
    assert len(paged) == len(whole)
    if parts.limit is None:
        assert sorted(paged) == sorted(whole)
