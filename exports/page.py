"""HTML: the page to explore, one file that needs no network.

Holds what the explorer shows. The whole graph, ready for other tools, is in the RDF formats.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.graph.graph import Graph


def html(graph: "Graph") -> bytes:
    """The explorer's page with its standard options."""
    from detente.exports.explorer.page import render

    return render(graph).encode()
