"""The engine's terms as rdflib's, for those who work with rdflib."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from detente.graph.answer import Term


def to_rdflib(term: Term) -> rdflib.term.Node:
    """One term; raises ValueError for a quoted triple, which rdflib does not know."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype.value == str(rdflib.XSD.string):
            return rdflib.Literal(term.value)
        # normalize=False keeps the lexical form, so that both libraries write the same.
        return rdflib.Literal(
            term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False
        )
    raise ValueError("rdflib has no quoted triples")


def graph_of(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Triples as an rdflib graph."""
    graph = rdflib.Graph()
    term = _Terms().__getitem__
    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


class _Terms(dict[Term, rdflib.term.Node]):
    """Terms that were converted before: most occur many times, and each costs rdflib a check."""

    def __missing__(self, term: Term) -> rdflib.term.Node:
        converted = self[term] = to_rdflib(term)
        return converted


def dataset_of(quads: Iterable[ox.Quad], prefixes: Mapping[str, str]) -> rdflib.Dataset:
    """Quads as an rdflib dataset whose default graph is the union of its named graphs."""
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, namespace, replace=True)
    term = _Terms().__getitem__
    for quad in quads:
        graph = (
            DATASET_DEFAULT_GRAPH_ID
            if isinstance(quad.graph_name, ox.DefaultGraph)
            else rdflib.URIRef(quad.graph_name.value)
        )
        triple = (term(quad.subject), term(quad.predicate), term(quad.object))
        dataset.add((*triple, dataset.graph(graph)))
    return dataset
