"""N-Triples and N-Quads: one statement a line, sorted, nothing shortened.

Made for programs, for diffs and for tools like grep. N-Triples holds every statement once but not which
source it comes from; N-Quads names the graph of each.
"""

from typing import TYPE_CHECKING

import pyoxigraph as ox

from detente.exports.statements import statements

if TYPE_CHECKING:
    from detente.graph.graph import Graph


def ntriples(graph: "Graph") -> bytes:
    """The union of all sources as N-Triples."""
    found = {str(quad.triple): quad.triple for quad in statements(graph).quads}
    lines = (found[text] for text in sorted(found))
    return ox.serialize(lines, format=ox.RdfFormat.N_TRIPLES) or b""


def nquads(graph: "Graph") -> bytes:
    """All statements as N-Quads, each with the graph it is in."""
    return ox.serialize(statements(graph).quads, format=ox.RdfFormat.N_QUADS) or b""
