"""The networks of the bundled dossier, and of graphs that lack most of what they could have."""

import networkx as nx
import pytest

import detente
from detente.graph.measures import measure
from detente.graph.networks import NETWORKS

SIZES = {  # nodes, edges
    "agreement": (6, 1),
    "conflict": (6, 2),
    "linkage": (4, 2),
    "positions": (26, 18),
    "sources": (22, 34),
}


@pytest.mark.parametrize("kind", NETWORKS)
def test_every_edge_leads_back_to_positions_and_exact_words(seed, kind) -> None:
    network = seed.network(kind)
    text = seed.dossier.sheets[0].source.text
    ids = {position.id for position in seed.dossier.sheets[0].positions}
    assert SIZES[kind] == (network.number_of_nodes(), network.number_of_edges())
    for *_, edge in network.edges(data=True):
        assert set(edge["positions"]) <= ids
        assert edge["positions"]
        assert edge["quotes"]
        assert all(quote in text for quote in edge["quotes"])
    for _, node in network.nodes(data=True):
        assert {"label", "type", "iri"} <= set(node)


def test_all_kinds_were_tried() -> None:
    assert set(SIZES) == set(NETWORKS)


def test_positions_lead_from_party_to_option(seed) -> None:
    edge = seed.network("positions").edges["russia", "four-regions-and-crimea", "russia-territory"]
    assert edge["label"] == "Russia: demand – Ukraine cedes four regions and Crimea"
    assert (edge["act"], edge["direction"], edge["firmness"], edge["firmness_rank"]) == (
        "demand",
        "for",
        "insisted",
        4,
    )
    assert edge["quotes"] == ("Russia still insists on Ukraine ceding four regions and Crimea",)


def test_a_position_without_an_option_leads_to_its_issue(seed) -> None:
    network = seed.network("positions")
    assert network.nodes["us-role"]["type"] == "issue"
    assert network.has_edge("united-states", "us-role", "us-withdrawal-withheld")


def test_linkage_leads_from_what_comes_first(seed) -> None:
    network = seed.network("linkage")
    (edge,) = network.get_edge_data("russia-ends-violence", "economic-incentives").values()
    assert edge["quotes"] == ("if Moscow ends the violence",)
    assert edge["party"] == "united-states"
    assert network.nodes["if-russia-not-serious"]["type"] == "condition"


def test_conflict_is_signed_and_names_its_pairs(seed) -> None:
    edge = seed.network("conflict").edges["russia", "ukraine"]
    assert (edge["sign"], edge["weight"]) == (-1, len(edge["pairs"]))
    assert ("russia-nato-bid", "ukraine-nato-bid") in edge["pairs"]


def test_an_unknown_network_is_named_with_the_nearest(seed) -> None:
    with pytest.raises(detente.UsageError, match="Did you mean 'linkage'"):
        seed.network("linkag")


@pytest.mark.parametrize("kind", NETWORKS)
def test_an_empty_graph_has_empty_networks(turtle, kind) -> None:
    assert turtle("").network(kind).size() == 0


@pytest.mark.parametrize("kind", NETWORKS)
def test_networks_manage_without_labels_ids_and_quotes(turtle, kind) -> None:
    graph = turtle("""
        :o a neg:Option ; neg:optionOf :i . :i a neg:Issue . :a a neg:Party . :b a neg:Party .
        :p a neg:Position ; neg:holder :a ; neg:onIssue :i ; neg:option :o ; neg:act code:demand ;
            neg:status code:current ; neg:subjectTo :c .
        :q a neg:Position ; neg:holder :b ; neg:onIssue :i ; neg:option :o ; neg:act code:refuse ;
            neg:status code:current .
        :c a neg:Condition ; neg:conditionParty :b .
    """)
    network = graph.network(kind)
    assert kind in ("agreement", "sources") or network.size() > 0
    assert all(node["label"] for _, node in network.nodes(data=True))


def test_measures_of_a_path_are_those_of_the_textbook() -> None:
    found = {node.node: node for node in measure(nx.path_graph(["a", "b", "c", "d"]))}
    assert found["b"].degree == pytest.approx(2 / 3)
    assert found["b"].betweenness == pytest.approx(2 / 3)
    assert found["a"].betweenness == 0


def test_communities_are_numbered_from_the_largest() -> None:
    network = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))
    found = measure(nx.relabel_nodes(network, str))
    sizes = [sum(node.community == index for node in found) for index in range(2)]
    assert sizes == [4, 3]


@pytest.mark.parametrize("kind", NETWORKS)
def test_every_network_of_the_seed_can_be_measured(seed, kind) -> None:
    network = seed.network(kind)
    assert len(measure(network)) == network.number_of_nodes()
