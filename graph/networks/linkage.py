"""What hangs on what: option → option, through the conditions of current positions."""

import networkx as nx

from detente.graph.graph import Graph
from detente.graph.scope import EVERYTHING, Scope

_LINKS = """
SELECT DISTINCT ?condition ?label ?first ?first_label ?first_iri ?first_type
       ?then ?then_label ?then_iri ?then_type ?position ?party ?quote {{
    {scope}
    ?p neg:holder ?h ; neg:subjectTo ?c ; neg:onIssue ?issue ; neg:status ?status .
    FILTER(?status = code:current)
    OPTIONAL {{
        ?p neg:option ?o . OPTIONAL {{ ?o rdfs:label ?ol }} OPTIONAL {{ ?o dct:identifier ?oid }}
    }}
    OPTIONAL {{
        ?c neg:conditionOption ?co .
        OPTIONAL {{ ?co rdfs:label ?col }} OPTIONAL {{ ?co dct:identifier ?coid }}
    }}
    OPTIONAL {{ ?issue rdfs:label ?il }} OPTIONAL {{ ?issue dct:identifier ?iid }}
    OPTIONAL {{ ?c rdfs:label ?label }}
    OPTIONAL {{ ?c neg:passage/oa:exact ?quote }}
    BIND(COALESCE(?co, ?c) AS ?f)
    BIND(COALESCE(?o, ?issue) AS ?t)
    BIND(IF(BOUND(?co), ?col, ?label) AS ?first_label) BIND(IF(BOUND(?o), ?ol, ?il) AS ?then_label)
    OPTIONAL {{ ?p dct:identifier ?pid }} OPTIONAL {{ ?h dct:identifier ?hid }}
    OPTIONAL {{ ?c dct:identifier ?cid }}
    BIND(COALESCE(?cid, STR(?c)) AS ?condition)
    BIND(STR(?f) AS ?first_iri) BIND(STR(?t) AS ?then_iri)
    BIND(COALESCE(IF(BOUND(?co), ?coid, ?cid), ?first_iri) AS ?first)
    BIND(COALESCE(IF(BOUND(?o), ?oid, ?iid), ?then_iri) AS ?then)
    BIND(IF(BOUND(?co), "option", "condition") AS ?first_type)
    BIND(IF(BOUND(?o), "option", "issue") AS ?then_type)
    BIND(COALESCE(?pid, STR(?p)) AS ?position) BIND(COALESCE(?hid, STR(?h)) AS ?party)
}}
ORDER BY ?position ?condition ?quote
"""


def linkage(graph: Graph, scope: Scope = EVERYTHING) -> "nx.MultiDiGraph[str]":
    """From what has to come first to what is held out for then; one edge per condition of a current position.

    A condition about a party's conduct in general, with no option of its own, is a node itself.
    Edge keys are position and condition; edges carry the condition's label, the party whose
    position it is, positions and quotes (the condition's own words).

    >>> import detente
    >>> all(words for *_, words in linkage(detente.open()).edges(data="quotes"))
    True
    """
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="linkage")
    for row in graph.rows(_LINKS.format(scope=scope.where())):
        for end in ("first", "then"):
            network.add_node(
                str(row[end]),
                label=row[f"{end}_label"] or row[end],
                type=row[f"{end}_type"],
                iri=row[f"{end}_iri"],
            )
        first, then, key = (
            str(row["first"]),
            str(row["then"]),
            f"{row['position']}/{row['condition']}",
        )
        known = network.get_edge_data(first, then, key) or {"quotes": ()}
        quotes = (*known["quotes"], str(row["quote"])) if row["quote"] else known["quotes"]
        network.add_edge(
            first,
            then,
            key=key,
            type="condition",
            condition=str(row["condition"]),
            label=row["label"] or row["condition"],
            party=str(row["party"]),
            positions=(str(row["position"]),),
            quotes=quotes,
        )
    return network
