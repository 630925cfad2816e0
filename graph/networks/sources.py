"""What rests on what: document → statement → party."""

import networkx as nx

from detente.graph.graph import Graph
from detente.graph.scope import EVERYTHING, Scope
from detente.ontology.terms import CODE

_STATEMENTS = """
SELECT DISTINCT ?statement ?mode ?speaker ?quote ?document ?document_label ?document_iri
       ?party ?party_label ?party_iri ?position {{
    {scope}
    ?p neg:holder ?h ; neg:evidencedBy ?s .
    ?s neg:speechMode ?mode ; neg:passage ?passage .
    ?passage oa:exact ?quote ; prov:wasQuotedFrom ?d .
    OPTIONAL {{ ?s neg:speaker/rdfs:label ?speaker }}
    OPTIONAL {{ ?d schema:name ?title }} OPTIONAL {{ ?d dct:identifier ?did }}
    OPTIONAL {{ ?h rdfs:label ?party_label }} OPTIONAL {{ ?h dct:identifier ?hid }}
    OPTIONAL {{ ?p dct:identifier ?pid }}
    BIND(STR(?s) AS ?statement)
    BIND(STR(?d) AS ?document_iri) BIND(STR(?h) AS ?party_iri)
    BIND(COALESCE(?did, ?document_iri) AS ?document)
    BIND(COALESCE(?title, ?document) AS ?document_label)
    BIND(COALESCE(?hid, ?party_iri) AS ?party)
    BIND(COALESCE(?pid, STR(?p)) AS ?position)
}}
ORDER BY ?document ?statement ?party ?position
"""


def sources(graph: Graph, scope: Scope = EVERYTHING) -> "nx.DiGraph[str]":
    """Document → statement → the party whose positions the statement shows.

    Statements are labelled with their words and carry ``mode`` and ``speaker``.

    >>> import detente
    >>> network = sources(detente.open())
    >>> {kind for _, kind in network.nodes(data="type")} == {"document", "statement", "party"}
    True
    """
    network: nx.DiGraph[str] = nx.DiGraph(name="sources")
    for row in graph.rows(_STATEMENTS.format(scope=scope.where())):
        document, statement, party = (str(row[key]) for key in ("document", "statement", "party"))
        quotes = (str(row["quote"]),)
        network.add_node(
            document, label=row["document_label"], type="document", iri=row["document_iri"]
        )
        network.add_node(
            statement,
            label=row["quote"],
            type="statement",
            iri=statement,
            mode=str(row["mode"]).removeprefix(CODE),
            speaker=row["speaker"] or "",
        )
        network.add_node(
            party, label=row["party_label"] or party, type="party", iri=row["party_iri"]
        )
        for ends, kind in (((document, statement), "reports"), ((statement, party), "shows")):
            known = network.get_edge_data(*ends) or {"positions": ()}
            positions = dict.fromkeys([*known["positions"], str(row["position"])])
            network.add_edge(*ends, type=kind, positions=tuple(positions), quotes=quotes)
    return network
