"""The network of positions with values that graph files can hold.

Parties, options and, for positions without an option, issues are nodes; each position is an edge. Lists
(the quotes and positions behind an edge) become one text joined by `` | ``; what is absent is left out;
a character that XML forbids becomes U+FFFD, and every line end a line feed, as XML reads it. A number
is a number throughout or, where texts are among the values, a text throughout, because these formats
type each attribute once.
"""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx

from detente.exports.xml_text import without_forbidden
from detente.graph.networks.positions import positions

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_SEPARATOR = " | "


def plain_network(graph: "Graph") -> "nx.MultiDiGraph[str]":
    """A cleaned copy of the network of positions, nodes and edges in the order of their names."""
    found = positions(graph)
    nodes = sorted(found.nodes.items())
    edges = sorted(
        (
            (holder, option, key, said)
            for holder, neighbours in found.adjacency()
            for option, parallel in neighbours.items()
            for key, said in parallel.items()
        ),
        key=lambda edge: edge[:3],
    )
    node_types = _types([said for _, said in nodes])
    edge_types = _types([said for _, _, _, said in edges])
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, said in nodes:
        copy.add_node(without_forbidden(name), **_cleaned(said, node_types))
    for holder, option, key, said in edges:
        copy.add_edge(
            without_forbidden(holder),
            without_forbidden(option),
            key=without_forbidden(key),
            **_cleaned(said, edge_types),
        )
    return copy


def _types(found: list[dict[str, Any]]) -> dict[str, type]:
    """One type for each attribute: that of its values, or the widest of them."""
    types: dict[str, set[type]] = defaultdict(set)
    for attributes in found:
        for name, value in attributes.items():
            if value is not None:
                types[name].add(type(value) if isinstance(value, bool | int | float) else str)
    return {
        name: next(iter(seen)) if len(seen) == 1 else float if seen == {int, float} else str
        for name, seen in types.items()
    }


def _cleaned(attributes: dict[str, Any], types: dict[str, type]) -> dict[str, Any]:
    return {
        name: types[name](_text(value) if types[name] is str else value)
        for name, value in sorted(attributes.items())
        if value not in (None, "")
    }


def _text(value: Any) -> str:
    if isinstance(value, tuple | list | set | frozenset):
        parts = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return _SEPARATOR.join(_text(part) for part in parts)
    return without_forbidden(str(value).replace("\r\n", "\n").replace("\r", "\n"))
