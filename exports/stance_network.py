"""Stance networks as files: a signed matrix in CSV, and GraphML.

The matrix has parties in rows and, in a one-mode network, in columns too; 0 where there is no tie. GraphML
holds weight, sign, counts, positions and quotes of each edge; lists are joined by `` | ``, and a character
that XML forbids becomes U+FFFD. The matrix holds weights alone.
"""

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from detente.exports.xml_text import without_forbidden

if TYPE_CHECKING:
    from detente.graph.analysis.stance_networks.network import StanceNetwork

_SEPARATOR = " | "


def matrix_csv(network: "StanceNetwork") -> str:
    """The weights as CSV, with names in the first row and column.

    >>> from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
    >>> ties = (Tie("a", "b", -1.0, 0, 1, ()),)
    >>> print(matrix_csv(StanceNetwork("subtract", "none", ("a", "b"), ("a", "b"), ties)), end="")
    ,a,b
    a,0,-1
    b,-1,0
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["", *network.columns])
    for name, weights in zip(network.rows, network.matrix(), strict=True):
        writer.writerow([name, *(int(it) if it.is_integer() else it for it in weights)])
    return text.getvalue()


def network_graphml(network: "StanceNetwork") -> bytes:
    """The network as GraphML."""
    import networkx as nx

    known = network.networkx()
    plain: nx.Graph[str] = nx.Graph(name=network.kind, normalisation=network.normalisation)
    for name, said in known.nodes(data=True):
        kind = "option" if said.get("bipartite") else "party" if network.two_mode else "node"
        plain.add_node(without_forbidden(name), type=kind)
    names = network.names()
    for tie in network.ties:
        other = names[tie.other]
        said = known.edges[tie.one, other]
        plain.add_edge(
            without_forbidden(tie.one),
            without_forbidden(other),
            weight=float(tie.weight),
            sign=int(said["sign"]),
            plus=tie.plus,
            minus=tie.minus,
            positions=without_forbidden(_SEPARATOR.join(tie.positions)),
            quotes=without_forbidden(
                _SEPARATOR.join(tie.quotes).replace("\r\n", "\n").replace("\r", "\n")
            ),
        )
    file = BytesIO()
    # Not write_graphml: that one writes other bytes where lxml is installed.
    nx.write_graphml_xml(plain, file)
    return file.getvalue()
