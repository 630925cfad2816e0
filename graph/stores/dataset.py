"""What a query at an endpoint sees by default: standard SPARQL leaves it to the server.

Some servers let a query see the union of all graphs, as Détente's own stores do; others only what is in
the unnamed default graph. There, each request names all graphs, as the SPARQL Protocol has it.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from detente.graph.stores.store import ONTOLOGY_GRAPH

Ask = Callable[[str], bool]

_NEGOTIATION = "<https://w3id.org/detente/ns#Negotiation>"
_SAMPLE = 100  # triples that are looked for in the default graph

# Some triples of the named graphs, and some of a negotiation's, that the default graph does not hold.
_HIDDEN = f"""
ASK {{
    {{ SELECT ?s ?p ?o {{ GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {_SAMPLE} }}
    UNION
    {{ SELECT ?s ?p ?o {{ GRAPH ?g {{ ?s a {_NEGOTIATION} . ?s ?p ?o }} }} LIMIT {_SAMPLE} }}
    FILTER NOT EXISTS {{ ?s ?p ?o }}
}}
"""
_IN_DEFAULT = f"ASK {{ ?s a {_NEGOTIATION} }}"
_IN_NAMED = f"ASK {{ GRAPH ?g {{ ?s a {_NEGOTIATION} }} }}"
_ANY_IN_DEFAULT = "ASK { ?s ?p ?o }"
_ONTOLOGY = "ASK { <https://w3id.org/detente/ns#Position> ?p ?o }"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that each request names, none where the server's default is right, and what a reader
    should be told."""

    graphs: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """The protocol's parameters."""
        return [
            *(("default-graph-uri", graph) for graph in self.graphs),
            *(("named-graph-uri", graph) for graph in self.graphs),
        ]


def dataset(ask: Ask, graphs: Callable[[], Collection[str]], address: str) -> Dataset:
    """What to ask of the endpoint; ``ask`` answers ASK queries over the server's default dataset,
    ``graphs`` gives the names of its graphs."""
    remarks: list[str] = []
    named: tuple[str, ...] = ()
    if ask(_HIDDEN):
        in_default = ask(_IN_DEFAULT)
        if in_default and not ask(_IN_NAMED):
            remarks.append(
                f"{address}: the negotiation is in the unnamed default graph, and the server does not "
                "let a query see its other graphs beside it; they are left out."
            )
        else:
            named = tuple(sorted(graphs()))
            if in_default or ask(_ANY_IN_DEFAULT):
                remarks.append(
                    f"{address}: the unnamed default graph holds other statements, which are left out "
                    "unless the server makes it the union of all graphs."
                )
    seen = ONTOLOGY_GRAPH.value in named if named else ask(_ONTOLOGY)
    if not seen:
        remarks.append(
            f"{address}: the ontology is not there, so codes have no labels and some answers stay "
            "empty. 'detente push' brings it along."
        )
    return Dataset(named, tuple(remarks))
