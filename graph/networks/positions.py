"""Who holds what: party → option, one edge per position."""

import networkx as nx

from detente.graph.graph import Graph
from detente.graph.networks.words import quotes_of_positions
from detente.graph.scope import EVERYTHING, Scope
from detente.ontology.codes import ACT, FIRMNESS
from detente.ontology.terms import CODE

_POSITIONS = """
SELECT ?position ?label ?iri ?party ?option ?act ?firmness ?status ?value ?confidence {{
    {scope}
    ?p neg:holder ?h ; neg:onIssue ?i ; neg:act ?act ; neg:status ?status .
    OPTIONAL {{ ?p rdfs:label ?label }}
    OPTIONAL {{ ?p neg:option ?o . OPTIONAL {{ ?o dct:identifier ?oid }} }}
    OPTIONAL {{ ?p neg:firmness ?firmness }}
    OPTIONAL {{ ?p neg:value ?value }} OPTIONAL {{ ?p neg:confidence ?confidence }}
    OPTIONAL {{ ?p dct:identifier ?pid }} OPTIONAL {{ ?h dct:identifier ?hid }}
    OPTIONAL {{ ?i dct:identifier ?iid }}
    BIND(STR(?p) AS ?iri)
    BIND(COALESCE(?pid, ?iri) AS ?position)
    BIND(COALESCE(?hid, STR(?h)) AS ?party)
    BIND(COALESCE(?oid, STR(?o), ?iid, STR(?i)) AS ?option)
}}
ORDER BY ?position
"""
_NODES = """
SELECT DISTINCT ?id ?iri ?label ?type ?issue {
    VALUES (?class ?type) { (neg:Party "party") (neg:Option "option") (neg:Issue "issue") }
    ?n a ?class .
    OPTIONAL { ?n rdfs:label ?label }
    OPTIONAL { ?n dct:identifier ?nid }
    OPTIONAL { ?n neg:optionOf/dct:identifier ?issue }
    BIND(STR(?n) AS ?iri)
    BIND(COALESCE(?nid, ?iri) AS ?id)
}
ORDER BY ?type ?id
"""


def positions(graph: Graph, scope: Scope = EVERYTHING) -> "nx.MultiDiGraph[str]":
    """Party → option, typed by act; a position without an option leads to its issue.

    Edge keys are the positions' ids. Edges carry act, direction, firmness and its rank (0 where
    there is none), status, confidence, value, positions and quotes.

    >>> import detente
    >>> network = positions(detente.open())
    >>> network.edges["russia", "four-regions-and-crimea", "russia-territory"]["act"]
    'demand'
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="positions")
    issues = {}
    for row in graph.rows(_NODES):
        if row["type"] == "issue":
            issues[str(row["id"])] = row
            continue
        attributes = {"label": row["label"] or row["id"], "type": row["type"], "iri": row["iri"]}
        if row["issue"]:
            attributes["issue"] = row["issue"]
        network.add_node(str(row["id"]), **attributes)
    quotes = quotes_of_positions(graph, scope)
    for row in graph.rows(_POSITIONS.format(scope=scope.where())):
        party, about, position = str(row["party"]), str(row["option"]), str(row["position"])
        if about in issues and about not in network:
            issue = issues[about]
            network.add_node(about, label=issue["label"] or about, type="issue", iri=issue["iri"])
        act = str(row["act"]).removeprefix(CODE)
        firmness = str(row["firmness"] or "").removeprefix(CODE)
        edge = {
            "label": row["label"] or position,
            "type": "position",
            "iri": row["iri"],
            "act": act,
            "direction": ACT[act].direction if act in ACT else "",
            "firmness": firmness,
            "firmness_rank": FIRMNESS[firmness].rank if firmness in FIRMNESS else 0,
            "status": str(row["status"]).removeprefix(CODE),
            "confidence": None if row["confidence"] is None else float(row["confidence"]),
            "value": None if row["value"] is None else float(row["value"]),
            "positions": (position,),
            "quotes": quotes.get(position, ()),
        }
        known = {name: value for name, value in edge.items() if value is not None}
        network.add_edge(party, about, key=position, **known)
    return network
