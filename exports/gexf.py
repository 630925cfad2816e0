"""GEXF 1.2: the network of positions for Gephi.

Parties and options are nodes, each position an edge from its holder, with the act, the firmness and the
quotes behind it. Cannot hold lists (they are joined by `` | ``), conditions, claims, events, or
characters that XML forbids (they become U+FFFD): the whole graph is in the RDF formats.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from networkx import write_gexf

from detente.exports.plain_network import plain_network

if TYPE_CHECKING:
    from detente.graph.graph import Graph

# The day of writing and the writer's version: they would change the bytes, not the graph.
_META = re.compile(rb"\s*<meta\b.*?</meta>", re.DOTALL)


def gexf(graph: "Graph") -> bytes:
    """The network of positions as GEXF."""
    network = plain_network(graph)
    for *_, attributes in network.edges(data=True):
        attributes["kind"] = attributes.pop("type", "")  # "type" is GEXF's word for directedness
    file = BytesIO()
    write_gexf(network, file)
    return _META.sub(b"", file.getvalue(), count=1)
