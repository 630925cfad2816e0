"""Networks of the negotiation as networkx graphs, each made from the rows of a few queries.

Nodes are named by the readable id of what they stand for (its IRI where there is none) and carry
``label``, ``type`` and ``iri``. Edges carry ``positions`` (ids) and ``quotes`` (exact words), so that
whatever is computed on a network leads back to the texts.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.graph.errors import UsageError
from detente.graph.networks.linkage import linkage
from detente.graph.networks.parties import agreement, conflict
from detente.graph.networks.positions import positions
from detente.graph.networks.sources import sources
from detente.graph.scope import EVERYTHING, Scope
from detente.graph.suggest import did_you_mean

if TYPE_CHECKING:
    import networkx as nx

    from detente.graph.graph import Graph

NETWORKS: dict[str, Callable[["Graph", Scope], "nx.Graph[str]"]] = {
    "agreement": agreement,
    "conflict": conflict,
    "linkage": linkage,
    "positions": positions,
    "sources": sources,
}


def network(graph: "Graph", kind: str, scope: Scope = EVERYTHING) -> "nx.Graph[str]":
    """The network of ``kind``, of all positions or of those in ``scope``.

    Raises UsageError with the nearest kind when there is none of that name.
    """
    if kind not in NETWORKS:
        advice = did_you_mean(kind, NETWORKS, "networks")
        raise UsageError(f"there is no network '{kind}'\n    {advice}")
    return NETWORKS[kind](graph, scope)
