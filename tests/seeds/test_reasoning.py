"""An OWL 2 RL reasoner finds nothing wrong with the bundled dossiers."""

import owlrl
import pytest
import rdflib
from rdflib import RDF

import detente
from detente.ontology import ONTOLOGY

ERRORS = rdflib.Namespace("http://www.daml.org/2002/03/agents/agent-ont#")


@pytest.mark.parametrize("name", detente.bundled())
def test_the_closure_of_a_bundled_dossier_is_consistent(name: str) -> None:
    graph = rdflib.Graph().parse(ONTOLOGY, format="turtle")
    graph.parse(data=detente.open(name).export("turtle"), format="turtle")
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert len(graph) > before
    assert list(graph.subjects(RDF.type, ERRORS.ErrorMessage)) == []
