"""Turtle is written to be read."""

from collections.abc import Callable
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.exports import export
from detente.graph.graph import Graph
from detente.graph.stores.local import LocalStore

XSD = "http://www.w3.org/2001/XMLSchema#"


def of(*quads: ox.Quad) -> Graph:
    """A graph whose quads stay as they are: a store would rewrite numbers."""
    graph = Graph("t", lambda: LocalStore.in_memory(()), base="http://e/")
    graph.__dict__["quads"] = quads
    return graph


def said(*values: ox.Literal) -> str:
    """What Turtle writes after ``<http://e/s> <http://e/p>``."""
    s, p = ox.NamedNode("http://e/s"), ox.NamedNode("http://e/p")
    text = export(of(*(ox.Quad(s, p, value) for value in values)), "turtle").decode()
    return text.partition("\n:s :p")[2].removesuffix(" .\n").removeprefix(" ")


def test_layout(make: Callable[[str], Graph]):
    graph = make("""
        <https://w3id.org/detente/dossier/t/option/o2> neg:optionOf
            <https://w3id.org/detente/dossier/t/issue/i> ; a neg:Option .
        <https://w3id.org/detente/dossier/t/option/o10> rdfs:label "Ten"@en ; a neg:Option ;
            neg:optionOf <https://w3id.org/detente/dossier/t/issue/i> .
        <https://w3id.org/detente/dossier/t/issue/j> a neg:Issue .
        <https://w3id.org/detente/dossier/t/issue/i> skos:note "A" , "note" ; a neg:Issue ;
            skos:prefLabel "What?"@en ; rdfs:label "I"@en .
        <https://w3id.org/detente/dossier/t/party/p> <http://example.org/x> 1 ; a neg:Party .
    """)
    assert export(graph, "turtle").decode() == (
        """\
@prefix party: <https://w3id.org/detente/dossier/t/party/> .
@prefix issue: <https://w3id.org/detente/dossier/t/issue/> .
@prefix option: <https://w3id.org/detente/dossier/t/option/> .
@prefix neg: <https://w3id.org/detente/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

# Parties

party:p a neg:Party ;
    <http://example.org/x> 1 .

# Issues, each with its options

issue:i a neg:Issue ;
    rdfs:label "I"@en ;
    skos:prefLabel "What?"@en ;
    skos:note "A" , "note" .

option:o2 a neg:Option ;
    neg:optionOf issue:i .

option:o10 a neg:Option ;
    rdfs:label "Ten"@en ;
    neg:optionOf issue:i .

issue:j a neg:Issue .
"""
    )


def test_trig_keeps_sources_apart(make: Callable[[str], Graph]):
    graph = make("""
        <https://w3id.org/detente/dossier/t/graph/z> { :a a neg:Party }
        <https://w3id.org/detente/dossier/t/graph/agenda> { :b a neg:Party }
        :c a neg:Party .
    """)
    assert export(graph, "trig").decode().partition("\n\n")[2] == (
        """\
{

    # Parties

    :c a neg:Party .
}

graph:agenda {

    # Parties

    :b a neg:Party .
}

graph:z {

    # Parties

    :a a neg:Party .
}
"""
    )


LITERALS = [
    (ox.Literal("a"), '"a"'),
    (ox.Literal("a", language="en"), '"a"@en'),
    (ox.Literal("42", datatype=ox.NamedNode(XSD + "integer")), "42"),
    (ox.Literal("-007", datatype=ox.NamedNode(XSD + "integer")), "-007"),
    (ox.Literal("0.50", datatype=ox.NamedNode(XSD + "decimal")), "0.50"),
    (ox.Literal("30", datatype=ox.NamedNode(XSD + "decimal")), '"30"^^xsd:decimal'),
    (ox.Literal("3.", datatype=ox.NamedNode(XSD + "decimal")), '"3."^^xsd:decimal'),
    (ox.Literal(" 3", datatype=ox.NamedNode(XSD + "integer")), '" 3"^^xsd:integer'),
    (ox.Literal("٣", datatype=ox.NamedNode(XSD + "integer")), '"٣"^^xsd:integer'),
    (ox.Literal("3\n", datatype=ox.NamedNode(XSD + "integer")), '"""3\n"""^^xsd:integer'),
    (ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")), "true"),
    (ox.Literal("1", datatype=ox.NamedNode(XSD + "boolean")), '"1"^^xsd:boolean'),
    (ox.Literal("2025-05", datatype=ox.NamedNode(XSD + "gYearMonth")), '"2025-05"^^xsd:gYearMonth'),
    (ox.Literal('he said "no"'), r'"he said \"no\""'),
    (ox.Literal('one\nsaid "no" to'), '"""one\nsaid "no" to"""'),
    (ox.Literal('one\n"two"'), '"""one\n"two\\""""'),
    (ox.Literal('one\n"""two'), '"""one\n\\"\\""two"""'),
    (ox.Literal("one\\ntwo"), r'"one\\ntwo"'),
    (ox.Literal("one\\\ntwo\\"), '"""one\\\\\ntwo\\\\"""'),
    (ox.Literal("one\r\ntwo"), '"""one\\r\ntwo"""'),
]


@pytest.mark.parametrize(("value", "written"), LITERALS, ids=[str(case[0]) for case in LITERALS])
def test_a_literal(value: ox.Literal, written: str):
    assert said(value) == written


TEXTS = st.text() | st.text(alphabet='\\"\n\r\tnu0041 ab')
TAILS = st.text(alphabet="aé09._-/:~'()*,;=@!$&+", max_size=8) | st.sampled_from(
    ["%20", "party/a", "#a", "a#1"]
)
NODES = TAILS.map(lambda tail: ox.NamedNode(f"http://e/{tail}"))
VALUES = (
    st.builds(ox.Literal, TEXTS)
    | st.builds(lambda text: ox.Literal(text, language="en-gb"), TEXTS)
    | st.builds(
        lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind)),
        st.text(alphabet="+-.0123456789eE") | TEXTS,
        st.sampled_from(["integer", "decimal", "double", "boolean", "date"]),
    )
    | NODES
)


@settings(max_examples=200)
@given(st.lists(st.tuples(NODES, NODES, VALUES), max_size=8))
def test_every_value_comes_back_as_it_was(triples: list[tuple[Any, Any, Any]]):
    quads = {ox.Quad(*triple) for triple in triples}
    graph = of(*sorted(quads, key=str))
    for name, format_ in (
        ("turtle", ox.RdfFormat.TURTLE),
        ("trig", ox.RdfFormat.TRIG),
        ("jsonld", ox.RdfFormat.JSON_LD),
        ("nquads", ox.RdfFormat.N_QUADS),
    ):
        assert set(ox.parse(export(graph, name), format=format_)) == quads
