"""SPARQL before it is run: what is refused, what is filled in, how errors are shown."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import detente
from detente.graph.errors import QueryError, UsageError
from detente.graph.parameters import parameter_term, written_term
from detente.graph.questions import question, question_names
from detente.graph.sparql import check_query, fill
from detente.graph.sparql.unknown import misspelt

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


FAULTS = [
    ("", "query: the query is empty"),
    ("# nothing else", "query: the query is empty"),
    ("SELEC ?x { ?x a neg:Party }", "query:1:1: 'SELEC' is not a word of SPARQL|mean SELECT?"),
    ("SELECT ?x\nWHER { ?x a neg:Party }", "query:2:1: 'WHER' is not a word|mean WHERE?"),
    ("SELECT (strlenn(?x) AS ?y) {}", "query:1:9: 'strlenn' is not|mean STRLEN?"),
    ("SELECT * { x a neg:Party }", "query:1:12: 'x' is not|A variable is written ?name."),
    ("SELECT * { ?x a neg:Party", "query:1:10: '{' is not closed|Close it with '}'."),
    ("SELECT * { (?x a neg:Party }", "query:1:12: '(' is not closed|Close it with ')'."),
    ("SELECT * { ?x a neg:Party }}", "query:1:28: '}' closes nothing"),
    ('SELECT * { ?x rdfs:label "Russia }', "query:1:26: a quote is not closed"),
    (
        "SELECT * { :party/russia ?p ?o }",
        "query:1:12: a slash in a name has to be|Write :party\\/…",
    ),
    ("SELECT * { ?x :a/:b ?y . ?z }", "query:1:30: the query cannot be read from here"),
    ("SELECT * { ?x nge:act ?y }", "query:1:15: unknown prefix 'nge:'|Did you mean 'neg'?"),
]


@pytest.mark.parametrize(("query", "told"), FAULTS)
def test_a_fault_is_told_at_its_place_with_its_likely_cause(seed, query: str, told: str) -> None:
    with pytest.raises(QueryError) as caught:
        seed.query(query)
    assert all(part in str(caught.value) for part in told.split("|")), str(caught.value)


def test_each_kind_of_fault_was_tried() -> None:
    assert len(FAULTS) == 13


@given(st.text(alphabet="SELECT ?x{}()[].;,:/\\'\"<>#\n ab1@^|*+", max_size=60))
def test_whatever_is_asked_the_error_is_ours(query: str) -> None:
    with suppress(QueryError):
        GRAPH.query(query, timeout=5)


MISSPELT = [
    ("ASK { ?x a neg:Positon }", ["neg:Positon is not a term; did you mean neg:Position?"]),
    ("ASK { ?x a neg:Position. }", []),
    ("PREFIX n: <https://w3id.org/detente/ns#> ASK { ?x n:holdr ?y }", ["n:holdr is not a term"]),
    ("ASK { ?x neg:act code:demnd }", ["code:demnd is not a term; did you mean code:demand?"]),
    ("ASK { ?x neg:act <https://w3id.org/detente/code/demand> }", []),
    (
        r"ASK { :party\/rusia ?p ?o }",
        [r":party\/rusia is not a thing of this dossier; did you mean"],
    ),
    (r"ASK { GRAPH :graph\/agenda { ?s ?p ?o } }", []),
    ("ASK { ?x foaf:nam ?y ; <http://example.org/ns#act> 'neg:Positon' }", []),
]


@pytest.mark.parametrize(("query", "expected"), MISSPELT)
def test_a_name_that_nothing_has_is_told(seed, query: str, expected: list[str]) -> None:
    told = [problem.message for problem in misspelt(seed, query)]
    assert len(told) == len(expected)
    assert all(part in message for part, message in zip(expected, told, strict=True))


def test_each_kind_of_name_was_tried() -> None:
    assert len(MISSPELT) == 8


def test_no_saved_question_is_misspelt(seed) -> None:
    names = question_names()
    assert len(names) >= 23
    assert not [told for name in names for told in misspelt(seed, question(name).sparql)]
