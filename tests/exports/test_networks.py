"""The network of positions loads in networkx and igraph with its attributes intact."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import igraph
import networkx as nx
import pytest

from detente.exports import export
from detente.exports.plain_network import plain_network
from detente.exports.xml_text import FORBIDDEN
from detente.graph.graph import Graph

Said = dict[str, object]
Network = tuple[dict[str, Said], dict[str, Said]]


def expected(graph: Graph) -> Network:
    """Nodes by id, and edges by the position they stand for, with their ends."""
    network = plain_network(graph)
    nodes = {name: dict(said) for name, said in network.nodes.items()}
    edges = {
        key: {"ends": (one, other), **said}
        for one, neighbours in network.adjacency()
        for other, parallel in neighbours.items()
        for key, said in parallel.items()
    }
    return nodes, edges


def by_networkx_from_graphml(graph: Graph, _: Path) -> Network:
    network = nx.read_graphml(BytesIO(export(graph, "graphml")), force_multigraph=True)
    edges = network.edges(keys=True, data=True)
    return dict(network.nodes), {key: {"ends": (a, b), **said} for a, b, key, said in edges}


def by_networkx_from_gexf(graph: Graph, _: Path) -> Network:
    network = nx.read_gexf(BytesIO(export(graph, "gexf")))
    edges = {}
    for a, b, said in network.edges(data=True):
        said.pop("id")
        edges[said["positions"]] = {"ends": (a, b), "type": said.pop("kind"), **said}
    return dict(network.nodes), edges


def by_igraph(graph: Graph, folder: Path) -> Network:
    path = folder / "network.graphml"
    path.write_bytes(export(graph, "graphml"))
    network = igraph.Graph.Read_GraphML(str(path))
    nodes = {v["id"]: known(v.attributes()) for v in network.vs}
    names = network.vs["id"]
    edges = {
        e["positions"]: {"ends": (names[e.source], names[e.target]), **known(e.attributes())}
        for e in network.es
    }
    return nodes, edges


def known(attributes: Said) -> Said:
    """igraph gives every attribute to all, empty where it was absent."""
    return {name: value for name, value in attributes.items() if name != "id" and value != ""}


READERS = {
    "graphml in networkx": by_networkx_from_graphml,
    "gexf in networkx": by_networkx_from_gexf,
    "graphml in igraph": by_igraph,
}


@pytest.mark.parametrize("reader", READERS)
def test_seed_comes_back(reader: str, seed: Graph, tmp_path: Path):
    nodes, edges = READERS[reader](seed, tmp_path)
    want_nodes, want_edges = expected(seed)
    assert nodes == want_nodes
    assert edges == want_edges
    assert edges["russia-territory"]["quotes"] == (
        "Russia still insists on Ukraine ceding four regions and Crimea"
    )
    assert (edges["russia-territory"]["act"], edges["russia-territory"]["firmness_rank"]) == (
        "demand",
        4,
    )
    assert len(edges) == len(seed.network("positions").edges)


@pytest.mark.parametrize("reader", READERS)
def test_hostile_texts_come_back(reader: str, hostile: Graph, tmp_path: Path):
    nodes, edges = READERS[reader](hostile, tmp_path)
    want_nodes, want_edges = expected(hostile)
    assert nodes == want_nodes
    assert edges == want_edges


def test_what_xml_forbids_is_replaced(hostile: Graph):
    label = plain_network(hostile).nodes["control"]["label"]
    assert label == "a\ufffdc\ufffdd\x7fe\x85"
    for name in ("graphml", "gexf"):
        assert not FORBIDDEN.search(export(hostile, name).decode())


def test_the_graph_itself_stays_as_it_was(seed: Graph):
    before = seed.network("positions")
    plain_network(seed)
    after = seed.network("positions")
    assert nx.utils.graphs_equal(before, after)


def test_no_date_and_no_version(seed: Graph):
    for name in ("graphml", "gexf"):
        text = export(seed, name).decode()
        assert not re.search(r"lastmodifieddate|NetworkX", text)


def test_a_value_and_the_issue_it_is_on(make: Callable[[str], Graph], tmp_path: Path):
    graph = make("""
        :i a neg:Issue ; dct:identifier "i" . :h a neg:Party ; dct:identifier "h" .
        :p a neg:Position ; dct:identifier "p" ; neg:holder :h ; neg:onIssue :i ; neg:value 30 ;
            neg:act code:demand ; neg:status code:current .
        :q a neg:Position ; dct:identifier "q" ; neg:holder :h ; neg:onIssue :i ;
            neg:act code:withhold ; neg:status code:current .
    """)
    nodes, edges = by_networkx_from_graphml(graph, tmp_path)
    assert nodes["i"]["type"] == "issue"
    assert (edges["p"]["value"], "value" in edges["q"]) == (30.0, False)
