"""What a client meets beside its answer: formats, headers, methods, hosts, the log."""

import re
import socket
import time

import pyoxigraph as ox
import pytest
from serving import Server

SELECT = "SELECT ?name { ?party a neg:Party ; rdfs:label ?name } ORDER BY ?name"
CONSTRUCT = "CONSTRUCT { ?party rdfs:label ?name } WHERE { ?party a neg:Party ; rdfs:label ?name }"
FORMATS = [
    (SELECT, "application/sparql-results+json", "application/sparql-results+json"),
    (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
    (SELECT, "text/csv", "text/csv"),
    (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, "application/json", "application/json"),
    (SELECT, "", "application/sparql-results+json"),
    (SELECT, "*/*", "application/sparql-results+json"),
    (SELECT, "text/*", "text/csv"),
    (
        SELECT,
        "text/html, text/csv;q=0.2, application/sparql-results+xml;q=0.9",
        "application/sparql-results+xml",
    ),
    (SELECT, "*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
    (SELECT, "application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
    ("ASK {}", "text/csv, application/sparql-results+xml;q=0.1", "application/sparql-results+xml"),
    (CONSTRUCT, "", "text/turtle"),
    (CONSTRUCT, "text/turtle", "text/turtle"),
    (CONSTRUCT, "application/n-triples", "application/n-triples"),
    (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
    (CONSTRUCT, "application/trig", "application/trig"),
    (CONSTRUCT, "application/n-quads", "application/n-quads"),
    (CONSTRUCT, "application/ld+json", "application/ld+json"),
    ("DESCRIBE ?x { ?x a neg:Party }", "application/xml", "application/xml"),
]


@pytest.mark.parametrize(("query", "accept", "expected"), FORMATS)
def test_format(query: str, accept: str, expected: str, reading: Server) -> None:
    reply = reading.query(query, accept)
    assert (reply.status, reply.type) == (200, expected)
    assert "Accept" in reply.headers["vary"]
    format_ = ox.RdfFormat.from_media_type(expected)
    if format_ and query == CONSTRUCT:
        assert any("Ukraine" in str(quad.object) for quad in ox.parse(reply.body, format=format_))
    elif query == SELECT:
        assert b"Ukraine" in reply.body


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "image/png"), ("ASK {}", "text/csv"), (CONSTRUCT, "text/csv")]
)
def test_no_format(query: str, accept: str, reading: Server) -> None:
    reply = reading.query(query, accept)
    assert reply.status == 406
    assert "These can: " in reply.text


def test_head_says_what_get_would(reading: Server) -> None:
    target = "/sparql?query=ASK%20%7B%7D"
    get, head = (reading.ask(method, target) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


@pytest.mark.parametrize("path", ["/sparql", "/store"])
def test_options(path: str, reading: Server) -> None:
    reply = reading.ask("OPTIONS", path, {"Origin": "http://localhost:3000"})
    assert reply.status == 204
    assert {"GET", "HEAD", "OPTIONS"} <= set(reply.headers["allow"].split(", "))
    assert reply.headers["access-control-allow-origin"] == "http://localhost:3000"
    assert "Authorization" in reply.headers["access-control-allow-headers"]


def test_pages_from_elsewhere_may_not_read_what_is_on_loopback(reading: Server) -> None:
    reply = reading.ask("GET", "/sparql?query=ASK%7B%7D", {"Origin": "https://example.org"})
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "a b", "localhost@evil.example", ""]
)
def test_foreign_host(host: str, reading: Server) -> None:
    assert reading.ask("GET", "/sparql", {"Host": host}).status in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "[::1]:7880", "LOCALHOST:1"])
def test_own_host(host: str, reading: Server) -> None:
    assert reading.ask("GET", "/sparql?query=ASK%7B%7D", {"Host": host}).status == 200


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("GET", "/../../../../etc/passwd", 404),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404),
        ("GET", "/store/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/store?graph=file:///etc/passwd", 404),
        ("GET", "/store?graph=urn:x%0d%0aSet-Cookie:%20a=b", 400),
        ("GET", "/store?graph=urn:x&default", 400),
        ("GET", "/store?graph=urn:x&graph=urn:y", 400),
        ("GET", "/store/a?graph=urn:x", 400),
        ("GET", "/sparql?query=%ff", 400),
        ("GET", "/sparql?other=x", 400),
        ("PUT", "/store?graph=urn:x", 403),
        ("DELETE", "/store?default", 403),
        ("PATCH", "/store?default", 405),
        ("TRACE", "/sparql", 405),
        ("GET", "/sparql?query=SELECT%20*%20%7BSERVICE%20%3Chttp://x/%3E%20%7B%7D%7D", 403),
        ("GET", "/sparql?query=SELECT%20*%20FROM%20%3Cfile:///etc/passwd%3E%20%7B%7D", 400),
        ("GET", "/sparql?query=INSERT%20DATA%20%7B%7D", 400),
    ],
)
def test_what_is_not_served(method: str, target: str, status: int, reading: Server) -> None:
    reply = reading.ask(method, target)
    assert reply.status == status
    assert "set-cookie" not in reply.headers
    assert "root:" not in reply.text


def test_an_update_where_nobody_may_write(reading: Server) -> None:
    reply = reading.update("CLEAR ALL")
    assert reply.status == 403
    assert "--writable" in reply.text


HOST = b" HTTP/1.1\r\nHost: localhost\r\n"
POST = b"POST /sparql" + HOST + b"Content-Type: application/sparql-query\r\n"


@pytest.mark.parametrize(
    "sent",
    [
        b"\xff\xfe\x00 / HTTP/1.1\r\n\r\n",
        b"GET /sparql" + HOST + b"Host: localhost\r\n\r\n",
        b"GET /sparql?query=ASK{}" + HOST + b"X: \x00\r\n\r\n",
        POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        POST + b"Content-Length: -1\r\n\r\n",
        POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        POST + b"Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        POST + b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
    ],
)
def test_malformed_requests(sent: bytes, reading: Server) -> None:
    host, _, port = reading.netloc.partition(":")
    with socket.create_connection((host, int(port)), timeout=20) as connection:
        connection.sendall(sent)
        status = connection.recv(65536).split(b" ", 2)[1]
    assert status in (b"400", b"415")
    assert reading.query("ASK {}").status == 200


def test_what_every_answer_says(reading: Server) -> None:
    for reply in (reading.query("ASK {}"), reading.query("ASK {"), reading.ask("GET", "/nothing")):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert reply.headers["server"] == "detente"


def test_a_syntax_error_is_told_at_its_place(reading: Server) -> None:
    reply = reading.query("SELECT * {\n  ?s a neg:Party")
    assert reply.status == 400
    assert "query:1:10: '{' is not closed" in reply.text


def test_description(reading: Server) -> None:
    reply = reading.ask("GET", "/sparql", {"Accept": "text/turtle"})
    assert (reply.status, reply.type) == (200, "text/turtle")
    store = ox.Store()
    store.load(reply.body, format=ox.RdfFormat.TURTLE)
    query = """
    PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
    PREFIX void: <http://rdfs.org/ns/void#>
    SELECT ?endpoint (SUM(?n) AS ?sum) ?all {
      ?s a sd:Service ; sd:endpoint ?endpoint ; sd:defaultDataset ?d .
      ?d sd:namedGraph/sd:graph/void:triples ?n ;
        sd:defaultGraph/void:triples ?all } GROUP BY ?endpoint ?all"""
    (row,) = store.query(query)  # type: ignore[misc]
    assert row["endpoint"].value == reading.url + "sparql"
    counted = reading.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows[0]["n"]
    assert row["sum"].value == row["all"].value == counted


def test_the_log_is_one_line_for_each_request(reading: Server) -> None:
    reading.query("ASK { } # the requests before have theirs")
    while not any("the requests before" in line for line in reading.log):
        time.sleep(0.01)
    before = len(reading.log)
    mark = 'ASK { } # "quoted"\n time=forged client=1.2.3.4 \x1b[31m é'
    reading.query(mark)
    reading.ask("GET", "/a%0d%0atime=forged%20status=200")
    reading.ask("GET", "/sparql?query=ASK%7B%7D", {"Authorization": "Bearer a-secret"})
    found = []
    while len(found) < 3:
        time.sleep(0.01)
        found = reading.log[before:]
    pattern = r"time=\S+ client=\S+ method=\S+ path=\S+ status=\d+ ms=\d+ bytes=\d+ lane=\S+( |$)"
    assert len(found) == 3
    for line in found:
        assert re.match(pattern, line)
        assert line.isascii()
        assert line.isprintable()
        assert "a-secret" not in line
    assert "\\u001b" in found[0]
