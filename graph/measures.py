"""Basic measures of a network, through networkx.

Degree is the share of other nodes a node is tied to (Freeman 1978, normalised); betweenness is the
share of shortest paths that pass through it (Freeman 1977, Brandes 2001); communities are found by
greedy modularity (Clauset, Newman and Moore 2004). Parallel edges and directions are ignored.
"""

from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True, slots=True)
class NodeMeasures:
    """Measures of one node; ``community`` counts from 0, the largest first."""

    node: str
    label: str
    degree: float
    betweenness: float
    community: int


def measure(network: "nx.Graph[str]") -> tuple[NodeMeasures, ...]:
    """The measures of each node, the most connected first.

    >>> import networkx as nx
    >>> [(m.node, m.degree, m.betweenness) for m in measure(nx.path_graph(["a", "b", "c"]))][0]
    ('b', 1.0, 1.0)
    """
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(network))
    simple.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in network.edges() if a != b))
    degree = nx.degree_centrality(simple)
    betweenness = nx.betweenness_centrality(simple)
    community = {node: index for index, nodes in enumerate(_communities(simple)) for node in nodes}
    measured = (
        NodeMeasures(
            node,
            str(network.nodes[node].get("label", node)),
            degree[node],
            betweenness[node],
            community[node],
        )
        for node in simple
    )
    return tuple(
        sorted(measured, key=lambda found: (-found.degree, -found.betweenness, found.node))
    )


def _communities(network: "nx.Graph[str]") -> list[list[str]]:
    if not network.size():
        return [[node] for node in network]
    found = nx.community.greedy_modularity_communities(network)
    return sorted((sorted(nodes) for nodes in found), key=lambda nodes: (-len(nodes), nodes))
