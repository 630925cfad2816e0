"""What an OWL 2 RL reasoner makes of a graph."""

from pathlib import Path

import owlrl
import rdflib
from rdflib import RDF, Namespace

from detente.ontology import ONTOLOGY, terms

NEG, TALKS = Namespace(terms.NEG), Namespace("https://example.org/talks/")
DATA = Path(__file__).with_name("talks.ttl")


def closure(more: str = "") -> rdflib.Graph:
    graph = rdflib.Graph().parse(ONTOLOGY, format="turtle").parse(DATA, format="turtle")
    prefixes = f"@prefix neg: <{NEG}> . @prefix : <{TALKS}> ."
    graph.parse(data=f"{prefixes} {more}", format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def errors(graph: rdflib.Graph) -> list[str]:
    namespace = "http://www.daml.org/2002/03/agents/agent-ont#"
    found = graph.subjects(RDF.type, rdflib.URIRef(namespace + "ErrorMessage"))
    return [str(graph.value(node, rdflib.URIRef(namespace + "error"))) for node in found]


def test_closure_is_consistent_and_inherits_incompatibility_through_entailment():
    graph = closure()
    assert errors(graph) == []
    assert (TALKS.six, NEG.incompatibleWith, TALKS.freeze) in graph
    assert (TALKS.freeze, NEG.incompatibleWith, TALKS.six) in graph
    assert (TALKS.six, NEG.incompatibleWith, TALKS.three) not in graph


def test_closure_takes_the_issue_from_the_option():
    graph = closure(":new neg:option :six .")
    assert (TALKS.new, NEG.onIssue, TALKS.pay) in graph


def test_closure_reports_what_is_two_things_at_once():
    assert errors(closure(":union a neg:Issue ."))
