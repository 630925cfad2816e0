"""Networks with values that graph files can hold: the network of positions, and any other.

Parties, options and, for positions without an option, issues are nodes; each position is an edge. Lists
(the quotes and positions behind an edge) become one text joined by `` | ``; what is absent is left out;
a character that XML forbids becomes U+FFFD, and every line end a line feed, as XML reads it. A number
is a number throughout or, where texts are among the values, a text throughout, because these formats
type each attribute once.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

import networkx as nx

from detente.exports.xml_text import without_forbidden
from detente.graph.networks.positions import positions

if TYPE_CHECKING:
    from detente.graph.graph import Graph

_SEPARATOR = " | "


def plain_network(graph: "Graph") -> "nx.MultiDiGraph[str]":
    """A cleaned copy of the network of positions, nodes and edges in the order of their names."""
    return cast("nx.MultiDiGraph[str]", plain(positions(graph)))


def plain(found: "nx.Graph[str]") -> "nx.Graph[str]":
    """A cleaned copy of a network of the same kind, nodes and edges in the order of their names."""
    nodes = sorted(found.nodes.items())
    edges = sorted(_edges(found), key=lambda edge: edge[:3])
    node_types = _types([said for _, said in nodes])
    edge_types = _types([said for _, _, _, said in edges])
    copy = found.__class__()
    for name, said in nodes:
        copy.add_node(without_forbidden(name), **_cleaned(said, node_types))
    for start, end, key, said in edges:
        one, other = without_forbidden(start), without_forbidden(end)
        attributes = _cleaned(said, edge_types)
        if isinstance(copy, nx.MultiGraph):
            copy.add_edge(one, other, key=without_forbidden(key), **attributes)
        else:
            copy.add_edge(one, other, **attributes)
    return copy


def _edges(found: "nx.Graph[str]") -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    if isinstance(found, nx.MultiGraph):
        yield from (
            (start, end, str(key), said)
            for start, end, key, said in found.edges(data=True, keys=True)
        )
    else:
        yield from ((start, end, "", dict(said)) for start, end, said in found.edges(data=True))


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
