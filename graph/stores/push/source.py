"""What a graph has to push: its named graphs, the ontology's among them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from detente.graph.graph import Graph
from detente.graph.names import file_graph
from detente.graph.stores.push.difference import Read
from detente.ontology import ONTOLOGY
from detente.ontology.terms import NEG

_ONTOLOGY_GRAPH = NEG.removesuffix("#")
_GRAPHS = "graph/"


@dataclass(frozen=True, slots=True)
class Source:
    """Named graphs by their IRIs, and the addresses below which all graphs are the source's."""

    graphs: Mapping[str, Read]
    own: tuple[str, ...]


def source_of(graph: Graph, *, ontology: bool = True) -> Source:
    """The named graphs of ``graph``; what stands outside them is in one named after the source.

    Graphs below a dossier's ``BASE/graph/`` are its own when the source has at least one of them: a
    Turtle file, which has no named graphs, says nothing about those of the dossier it came from.
    """
    graphs = _from_store(graph) if graph.stored else _from_quads(graph)
    bases = {
        str(row["n"]).removesuffix("negotiation")
        for row in graph.rows("SELECT DISTINCT ?n { ?n a neg:Negotiation }")
        if str(row["n"]).endswith("negotiation")
    }
    own = tuple(
        sorted(
            base + _GRAPHS
            for base in bases
            if any(name.startswith(base + _GRAPHS) for name in graphs)
        )
    )
    graphs.pop(_ONTOLOGY_GRAPH, None)
    if ontology:
        graphs[_ONTOLOGY_GRAPH] = _ontology
    return Source({name: graphs[name] for name in sorted(graphs)}, own)


def _from_quads(graph: Graph) -> dict[str, Read]:
    """As they were written, before an engine put values into a form of its own."""
    triples: dict[str, list[ox.Triple]] = {}
    for quad in graph.quads:
        triples.setdefault(_name(quad, graph.name), []).append(quad.triple)
    return {name: held.__iter__ for name, held in triples.items()}


def _from_store(graph: Graph) -> dict[str, Read]:
    """Read from the engine, graph by graph, as often as they are needed: they may be large."""
    found: dict[str, Read] = {name: _in_store(graph, name) for name in graph.store.graphs}
    if any(isinstance(quad.graph_name, ox.DefaultGraph) for quad in graph.store.quads()):

        def outside() -> Iterator[ox.Triple]:
            return (
                quad.triple
                for quad in graph.store.quads()
                if isinstance(quad.graph_name, ox.DefaultGraph)
            )

        found[file_graph(graph.name)] = outside
    return found


def _in_store(graph: Graph, name: str) -> Read:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"

    def read() -> Iterator[ox.Triple]:
        found = graph.store.evaluate(query, {})
        if isinstance(found, bool):
            raise TypeError("CONSTRUCT gives triples")
        return (it for it in found if isinstance(it, ox.Triple))

    return read


def _name(quad: ox.Quad, source: str) -> str:
    if isinstance(quad.graph_name, ox.NamedNode):
        return quad.graph_name.value
    return file_graph(source)


def _ontology() -> Iterator[ox.Triple]:
    return (quad.triple for quad in ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE))
