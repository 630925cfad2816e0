"""Party against party: where stances agree and where they collide."""

from collections import defaultdict
from collections.abc import Iterable

import networkx as nx

from detente.graph.graph import Graph
from detente.graph.networks.words import quotes_of_positions
from detente.graph.stances import Meeting, stances_of

_PARTIES = """
SELECT DISTINCT ?id ?iri ?label {
    ?party a neg:Party .
    OPTIONAL { ?party rdfs:label ?label } OPTIONAL { ?party dct:identifier ?pid }
    BIND(STR(?party) AS ?iri)
    BIND(COALESCE(?pid, ?iri) AS ?id)
}
ORDER BY ?id
"""


def agreement(graph: Graph) -> "nx.Graph[str]":
    """Parties whose stances point the same way; ``weight`` counts the pairs of positions, sign +1.

    >>> import detente
    >>> agreement(detente.open()).nodes["russia"]["label"]
    'Russia'
    """
    return _between_parties(graph, "agreement", 1, stances_of(graph).agreements())


def conflict(graph: Graph) -> "nx.Graph[str]":
    """Parties whose stances cannot both be met; ``weight`` counts the pairs of positions, sign -1.

    ``pairs`` names the two positions of each collision, the edge's first party's first.

    >>> import detente
    >>> conflict(detente.open()).edges["russia", "ukraine"]["sign"]
    -1
    """
    return _between_parties(graph, "conflict", -1, stances_of(graph).collisions())


def _between_parties(
    graph: Graph, name: str, sign: int, meetings: Iterable[Meeting]
) -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph(name=name)
    for row in graph.rows(_PARTIES):
        network.add_node(
            str(row["id"]), label=row["label"] or row["id"], type="party", iri=row["iri"]
        )
    quotes = quotes_of_positions(graph)
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for meeting in meetings:
        parties = meeting.one.party, meeting.other.party
        pairs[parties].append((meeting.one.position, meeting.other.position))
    for (one, other), found in sorted(pairs.items()):
        behind = tuple(sorted(set(found)))
        involved = tuple(dict.fromkeys(position for pair in behind for position in pair))
        network.add_edge(
            one,
            other,
            type=name,
            weight=len(behind),
            sign=sign,
            pairs=behind,
            positions=involved,
            quotes=tuple(words for position in involved for words in quotes.get(position, ())),
        )
    return network
