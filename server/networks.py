"""Networks for programs: node-link JSON, as networkx, D3 and others read it, and GraphML."""

import json
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from detente.graph.graph import Graph

if TYPE_CHECKING:
    import networkx as nx

WRITERS = {"json": "node_link", "graphml": "graphml"}


def written(graph: Graph, kind: str, format_: str, scope: dict[str, str]) -> bytes:
    """The network of ``kind`` in a format: "json" or "graphml".

    Raises UsageError for an unknown kind, issue or date.
    """
    network = graph.network(kind, **scope)
    return node_link(network) if format_ == "json" else graphml(network)


def node_link(network: "nx.Graph[str]") -> bytes:
    """The network as ``networkx.node_link_graph(data, edges="edges")`` reads it.

    In a large network the lists of what is behind an edge are left out: they are as long as all its
    weights together.
    """
    import networkx as nx

    data = nx.node_link_data(network, edges="edges")
    data["nodes"] = sorted((_plain(node) for node in data["nodes"]), key=lambda node: node["id"])
    data["edges"] = sorted(
        (_plain(edge) for edge in data["edges"]),
        key=lambda edge: (str(edge["source"]), str(edge["target"]), str(edge.get("key", ""))),
    )
    return json.dumps(data, ensure_ascii=False, default=_number, allow_nan=False).encode()


def graphml(network: "nx.Graph[str]") -> bytes:
    """The network as GraphML, with what the JSON has."""
    import networkx as nx
    from networkx import write_graphml_xml

    from detente.exports.plain_network import plain

    listed = network.__class__()
    listed.add_nodes_from((name, _plain(said)) for name, said in network.nodes(data=True))
    if isinstance(network, nx.MultiGraph):
        edges = ((*ends, _plain(said)) for *ends, said in network.edges(keys=True, data=True))
    else:
        edges = ((*ends, _plain(said)) for *ends, said in network.edges(data=True))
    listed.add_edges_from(edges)
    file = BytesIO()
    write_graphml_xml(plain(listed), file)
    return file.getvalue()


def _plain(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple | frozenset) else value
        for name, value in attributes.items()
        if value is None or isinstance(value, str | int | float | Decimal | tuple | frozenset)
    }


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple | frozenset | set):
        return sorted(value, key=str)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
