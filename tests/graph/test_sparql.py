"""SPARQL before it is run: what is refused, what is filled in, how errors are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.graph.errors import QueryError, UsageError
from detente.graph.parameters import parameter_term, written_term
from detente.graph.sparql import check_query, fill

REFUSED = [
    ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { service silent ?x { ?s ?p ?o } }", "SERVICE"),
    ("SELECT * { { FILTER EXISTS { SERVICE <x:> {} } } }", "SERVICE"),
    ("SELECT * { \\u0053ERVICE <http://x/> {} }", "SERVICE"),
    ("SELECT * { S\\U00000045RVICE <http://x/> {} }", "SERVICE"),
    ("SELECT * { ?s ?p 'a' . # comment\nSERVICE <http://x/> {} }", "SERVICE"),
    ("SELECT * { ?s ?p 'it''s' SERVICE <http://x/> {} }", "SERVICE"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM"),
    ("SELECT * FROM NAMED <http://elsewhere/> { ?s ?p ?o }", "FROM"),
    ("PREFIX x: <http://x/> SELECT * FROM x:y { ?s ?p ?o }", "FROM"),
    ("LOAD <http://x/>", "LOAD"),
    ("# a\nLOAD SILENT <http://x/>", "LOAD"),
    ("PREFIX load: <http://x/> INSERT DATA { load:a load:b 1 }", "INSERT"),
    ("CLEAR ALL", "CLEAR"),
    ("WITH <http://x/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
]
ALLOWED = [
    "SELECT * { ?service ?from ?load }",
    "SELECT * { ?s <http://x/SERVICE> 'SERVICE <http://x/>' }",
    'SELECT * { ?s ?p """LOAD " SERVICE""" }',
    "PREFIX service: <http://x/> SELECT * { service:LOAD service:from ?o }",
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/>",
    "SELECT * FROM <http://known/> FROM NAMED <http://known/> { ?s ?p ?o }",
    "SELECT (1 AS ?add) { ?s ?p ?o FILTER(?o < 3 && ?s > <http://x/>) }",
]


@pytest.mark.parametrize(("query", "word"), REFUSED)
def test_what_would_reach_out_or_change_is_refused(query: str, word: str) -> None:
    with pytest.raises(QueryError, match=f"{word}.* is refused"):
        check_query(query, lambda: ["http://known/"])


@pytest.mark.parametrize("query", ALLOWED)
def test_what_only_looks_like_it_is_not(query: str) -> None:
    assert check_query(query, lambda: ["http://known/"]) is not None


def test_enough_of_both_were_tried() -> None:
    assert (len(REFUSED), len(ALLOWED)) == (15, 7)


def test_from_narrows_a_query_to_one_graph(seed) -> None:
    agenda = f"{seed.base}graph/agenda"
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s a neg:Position }}".format
    assert next(seed.rows(count("")))["n"] > 0
    assert next(seed.rows(count(f"FROM <{agenda}>")))["n"] == 0


GRAPH = detente.open()


@given(st.text())
def test_a_text_stays_one_literal(text: str) -> None:
    (row,) = GRAPH.rows("SELECT ?x { VALUES ?x { UNDEF } }", x=text)
    assert row["x"] == text


HOSTILE = ['" } DROP ALL #', "x> <y", "} UNION { ?s ?p ?o", "\\", "\n", "?party"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_id_finds_nothing_and_breaks_nothing(seed, value: str) -> None:
    with pytest.raises(UsageError, match="there is no party"):
        seed.ask("demands", party=value)


def test_parameters_fill_their_place_or_leave_it_open() -> None:
    query = "SELECT * { VALUES ?a { UNDEF } VALUES ?b { UNDEF } ?a ?p ?b }"
    assert "VALUES ?a { 1 }" in fill(query, {"a": "1"})
    assert "UNDEF" not in fill(query, {})
    with pytest.raises(UsageError, match="Did you mean 'aa'"):
        fill("SELECT * { VALUES ?aa { UNDEF } }", {"a": "1"})


WRITTEN = [
    ("<http://x/>", "<http://x/>"),
    ("code:demand", "<https://w3id.org/detente/code/demand>"),
    ("3", '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ("0.5", '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
    ("a text: with a colon", '"a text: with a colon"'),
    ("other:thing", '"other:thing"'),
]


@pytest.mark.parametrize(("typed", "term"), WRITTEN)
def test_values_as_typed_on_a_command_line(typed: str, term: str) -> None:
    assert term == parameter_term(written_term(typed, {"code": "https://w3id.org/detente/code/"}))


def test_an_impossible_address_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="not a valid address"):
        written_term("<a b>", {})
    with pytest.raises(UsageError, match="cannot be of type"):
        parameter_term(object())
