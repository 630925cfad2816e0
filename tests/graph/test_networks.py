"""The networks of the bundled dossier, and of graphs that lack most of what they could have."""

import networkx as nx
import pytest

import detente
from detente.graph.measures import measure
from detente.graph.networks import NETWORKS
from detente.graph.networks.later import Later

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


def test_what_was_superseded_hangs_on_nothing(turtle) -> None:
    held = (
        ":{0} a neg:Position ; neg:holder :a ; neg:onIssue :i ; neg:option :o ; neg:act code:offer ;"
        " neg:status code:{1} ; neg:subjectTo :if-{0} . :if-{0} a neg:Condition ."
    )
    graph = turtle(held.format("then", "superseded") + held.format("now", "current"))
    ((_, _, link),) = graph.network("linkage").edges(data=True)
    assert [it.rsplit("/", 1)[-1] for it in link["positions"]] == ["now"]


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


TALKS = """
    :round a neg:Issue ; dct:identifier "round" . :i a neg:Issue ; dct:identifier "i" ; skos:broader :round .
    :j a neg:Issue ; dct:identifier "j" .
    :a a neg:Party ; dct:identifier "a" . :b a neg:Party ; dct:identifier "b" .
    :o a neg:Option ; neg:optionOf :i . :x a neg:Option ; neg:optionOf :j .
    :p1 a neg:Position ; neg:holder :a ; neg:onIssue :i ; neg:option :o ; neg:act code:demand ;
        neg:status code:current ; neg:validFrom "2025-05-03"^^<http://www.w3.org/2001/XMLSchema#date> .
    :p2 a neg:Position ; neg:holder :b ; neg:onIssue :i ; neg:option :o ; neg:act code:accept ;
        neg:status code:current ; neg:validFrom "2025-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .
    :p3 a neg:Position ; neg:holder :a ; neg:onIssue :j ; neg:option :x ; neg:act code:accept ;
        neg:status code:current .
    :p4 a neg:Position ; neg:holder :b ; neg:onIssue :j ; neg:option :x ; neg:act code:accept ;
        neg:status code:current .
"""


@pytest.mark.parametrize(
    ("scope", "weight"),
    [
        ({}, 2),
        ({"issue": "i"}, 1),
        ({"issue": "round"}, 1),
        ({"issue": "j"}, 1),
        ({"since": "2025-05"}, 1),
        ({"since": "2025-05-02", "until": "2025-05-04"}, 1),
        ({"since": "2025-06"}, 0),
        ({"until": "2025"}, 1),
        ({"until": "2024-12-31"}, 0),
        ({"issue": "j", "since": "2025"}, 0),
    ],
)
def test_a_network_can_be_narrowed_to_an_issue_and_a_span_of_time(turtle, scope, weight) -> None:
    graph = turtle(TALKS)
    ties = list(graph.network("agreement", **scope).edges(data="weight"))
    assert ties == ([("a", "b", weight)] if weight else [])
    assert graph.network("positions", **scope).size() == 2 * weight


def test_a_scope_that_is_none_is_refused(turtle) -> None:
    graph = turtle(TALKS)
    with pytest.raises(detente.UsageError, match=r"'rounds'[^\n]*\n.*'round'"):
        graph.network("conflict", issue="rounds")
    with pytest.raises(detente.UsageError, match="not a date"):
        graph.network("conflict", since="May")


def test_what_is_behind_the_ties_of_a_large_network_is_made_when_read(seed, monkeypatch) -> None:
    listed = seed.network("conflict")
    monkeypatch.setattr("detente.graph.networks.parties._MOST", 0)
    later = seed.network("conflict")
    assert isinstance(later.edges["russia", "ukraine"]["pairs"], Later)
    assert dict(later.edges) == dict(listed.edges)
    for *ends, edge in listed.edges(data=True):
        for key in ("pairs", "positions", "quotes"):
            made = later.edges[tuple(ends)][key]
            assert (tuple(made), len(made), made[0]) == (edge[key], len(edge[key]), edge[key][0])
            assert edge[key][-1] in made
            assert hash(made) == hash(edge[key])
            assert repr(made) == repr(edge[key])


def test_a_position_with_two_options_meets_another_once(turtle) -> None:
    graph = turtle(TALKS.replace("neg:option :x", "neg:option :x, :o"))
    assert graph.network("agreement").edges["a", "b"]["weight"] == len(
        graph.network("agreement").edges["a", "b"]["pairs"]
    )
