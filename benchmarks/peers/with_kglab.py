"""kglab, as its documentation has it: rdflib inside, subgraphs by SPARQL into networkx.

The agreement network is the projection onto parties of the two-mode network of parties and options, one
for each direction: what kglab's SubgraphMatrix and networkx's bipartite module make together. A query for
pairs of parties would join the positions with themselves in rdflib, which takes far longer.
"""

import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")

import kglab  # noqa: E402 - it warns on import
import networkx  # noqa: E402
from networkx.algorithms import bipartite  # noqa: E402
from tasks import IS_FOR, PREFIXES, declared  # noqa: E402

VERSIONS = {name: version(name) for name in ("kglab", "rdflib", "networkx", "pyvis")}

_PAIRS = """
SELECT DISTINCT ?subject ?object {{
    ?position neg:holder ?subject ; neg:option ?object ; neg:status code:current ; neg:act ?act .
    FILTER(?act IN ({acts}))
}}
"""


def load(path: Path) -> Any:
    """The file as a knowledge graph."""
    namespaces = {name: iri for name, iri in PREFIXES.items() if name}
    return kglab.KnowledgeGraph(namespaces=namespaces).load_rdf(str(path), format="ttl")


def rows(graph: Any, sparql: str) -> list[tuple[str, ...]]:
    """A query's rows as text."""
    return [tuple(str(term) for term in row) for row in graph.query(declared(sparql))]


def network(graph: Any) -> Any:
    """The agreement network."""
    made = networkx.Graph()
    for acts in (IS_FOR, "code:refuse"):
        subgraph = kglab.SubgraphMatrix(graph, declared(_PAIRS.format(acts=acts)))
        two_mode = subgraph.build_nx_graph(networkx.Graph(), bipartite=True)
        parties = [node for node, side in two_mode.nodes(data="bipartite") if side == 0]
        for one, other, weight in bipartite.weighted_projected_graph(two_mode, parties).edges(
            data="weight"
        ):
            ends = (str(subgraph.inverse_transform(one)), str(subgraph.inverse_transform(other)))
            before = made.get_edge_data(*ends, {"weight": 0})["weight"]
            made.add_edge(*ends, weight=before + weight)
    return made


def export(graph: Any, path: Path) -> None:
    """The graph as Turtle."""
    graph.save_rdf(str(path), format="ttl")
