"""GraphML: the network of positions for igraph, yEd, Cytoscape, Gephi and R.

Parties and options are nodes, each position an edge from its holder, with the act, the firmness and the
quotes behind it. Cannot hold lists (they are joined by `` | ``), conditions, claims, events, or
characters that XML forbids (they become U+FFFD): the whole graph is in the RDF formats.
"""

from io import BytesIO
from typing import TYPE_CHECKING

from networkx import write_graphml_xml

from detente.exports.plain_network import plain_network

if TYPE_CHECKING:
    from detente.graph.graph import Graph


def graphml(graph: "Graph") -> bytes:
    """The network of positions as GraphML."""
    file = BytesIO()
    # Not write_graphml: that one writes other bytes where lxml is installed.
    write_graphml_xml(plain_network(graph), file)
    return file.getvalue()
