"""Backbone, balance, brokers, communities and splits: published cases, cases by hand, laws."""

from itertools import combinations, product

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.graph.analysis.stance_networks import polarisation
from detente.graph.analysis.stance_networks.backbone import backbone, significance
from detente.graph.analysis.stance_networks.balance import balance
from detente.graph.analysis.stance_networks.brokers import brokers
from detente.graph.analysis.stance_networks.communities import communities
from detente.graph.analysis.stance_networks.concept_backbone import nested_backbone
from detente.graph.analysis.stance_networks.duplicates import counted
from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.polarisation import best_split
from detente.graph.analysis.stance_networks.spectrum import eigenvalues
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.errors import UsageError

# Alliances (+) and antagonisms (-) of the sixteen Gahuku-Gama tribes (Read 1954; Hage and Harary 1983,
# data set "gama" of UCINET): for each tribe, those after it.
TRIBES = {
    "a": "+b +o +p -c -d -e -f -l", "b": "+o +p -c -e -f -i -j", "c": "+d +f +g +h",
    "d": "+h", "e": "+g +i +n -o -p", "f": "+g +h +k +l -i -m -p", "g": "+h +k +l +m",
    "h": "+k +l -n", "i": "+j +m -k -o", "j": "+m -k -o", "k": "+l -m -o -p", "l": "-n -o -p",
    "m": "+n -o -p", "n": "-p", "o": "+p",
}  # fmt: skip
TRIBAL = [
    (tribe, other[1], 1 if other[0] == "+" else -1)
    for tribe, others in TRIBES.items()
    for other in others.split()
]

signed_edges = st.dictionaries(
    st.sampled_from([tuple(pair) for pair in combinations("abcdefg", 2)]),
    st.sampled_from([-3, -1, 1, 2]),
    max_size=21,
).map(lambda found: [(*pair, weight) for pair, weight in found.items()])


def network_of(edges, nodes=""):
    """A one-mode network of weighted pairs."""
    ties = tuple(
        Tie(*sorted((one, other)), float(weight), max(weight, 0), max(-weight, 0), ())
        for one, other, weight in edges
    )
    names = tuple(sorted({*nodes, *(end for tie in ties for end in (tie.one, tie.other))}))
    return StanceNetwork("subtract", "none", names, names, ties)


def frustration_by_trying(edges, weighted=True):
    nodes = sorted({end for one, other, _ in edges for end in (one, other)})
    best = float("inf")
    for sides in product((1, -1), repeat=len(nodes)):
        side = dict(zip(nodes, sides, strict=True))
        best = min(
            best,
            sum(
                abs(weight) if weighted else 1
                for one, other, weight in edges
                if side[one] * side[other] * weight < 0
            ),
        )
    return best


# ---- backbone


def test_the_disparity_filter_by_hand():
    # Strength 10, degree 5: 6 of 10 has (1 - .6)^4 = .0256, 1 of 10 has .9^4 = .6561.
    star = network_of([("hub", leaf, -6 if leaf == "a" else 1) for leaf in "abcde"])
    assert [round(one.alpha, 4) for one in significance(star)] == [0.0256] + [0.6561] * 4
    (tie,) = backbone(star, 0.05).ties
    assert tie.weight == -6


def test_two_equal_ties_are_as_chance_would_have_them():
    # Degree 2, half of the strength each: (1 - 1/2)^1.
    path = network_of([("a", "b", 1), ("b", "c", 1)])
    assert [one.alpha for one in significance(path)] == [0.5, 0.5]


@given(edges=signed_edges, low=st.floats(0, 1), high=st.floats(0, 1))
def test_a_backbone_only_removes_and_the_stricter_the_more(edges, low, high):
    network = network_of(edges)
    low, high = sorted((low, high))
    strict, loose = (set(backbone(network, level).ties) for level in (low, high))
    assert strict <= loose <= set(network.ties)
    assert backbone(network, low).rows == network.rows


@pytest.mark.parametrize("level", [-0.1, 1.1, float("nan")])
def test_a_level_is_a_chance(level):
    with pytest.raises(UsageError):
        backbone(network_of([]), level)


def test_spectra_of_the_textbook():
    # Laplacians of the complete graph on 4 (0, 4, 4, 4) and of the path on 3 (0, 1, 3).
    complete = [[3 if i == j else -1 for j in range(4)] for i in range(4)]
    assert eigenvalues(complete) == pytest.approx([0, 4, 4, 4], abs=1e-9)
    assert eigenvalues([[1, -1, 0], [-1, 2, -1], [0, -1, 1]]) == pytest.approx([0, 1, 3], abs=1e-9)
    assert eigenvalues([]) == []


@given(st.lists(st.lists(st.integers(-5, 5), min_size=5, max_size=5), min_size=5, max_size=5))
def test_eigenvalues_keep_trace_and_norm(rows):
    matrix = [[rows[max(i, j)][min(i, j)] for j in range(5)] for i in range(5)]
    found = eigenvalues(matrix)
    assert sum(found) == pytest.approx(sum(matrix[i][i] for i in range(5)), abs=1e-8)
    assert sum(v * v for v in found) == pytest.approx(
        sum(v * v for row in matrix for v in row), abs=1e-7
    )


def test_the_option_that_alone_ties_parties_is_left_to_the_end():
    said = [Statement(party, "joint", "for") for party in "abc"]
    said += [
        Statement("a", "own", "for"),
        Statement("a", "pair", "for"),
        Statement("b", "pair", "for"),
    ]
    steps = nested_backbone(counted(said), "congruence", "none")
    assert [step.option for step in steps] == ["own", "pair", "joint"]
    # Full: a–b 2, a–c 1, b–c 1. Laplacian spectrum 0, 3, 5 over 8; without "pair" 0, 3, 3 over 6;
    # with nothing left, 0.
    assert steps[1].loss == pytest.approx((2 * (1 / 8) ** 2) ** 0.5)
    assert steps[2].loss == pytest.approx(((3 / 8) ** 2 + (5 / 8) ** 2) ** 0.5)
    assert steps[1].statements == tuple(said[-2:])
    assert nested_backbone(()) == ()


# ---- balance


def test_frustration_of_the_highland_tribes_is_seven():
    """signnet's documentation (Schoch) prints 1 - 2·L/58 = .7586207, so L = 7, and .8676471 of triangles."""
    found = balance(network_of(TRIBAL))
    assert (
        sum(weight > 0 for *_, weight in TRIBAL) == sum(weight < 0 for *_, weight in TRIBAL) == 29
    )
    assert (found.lower, found.upper, found.total, found.exact) == (7, 7, 58, True)
    assert len(found.frustrated) == 7
    assert 1 - 2 * found.upper / found.total == pytest.approx(0.7586207)
    assert found.balanced_triangles / found.triangles == pytest.approx(0.8676471)


@pytest.mark.parametrize("size", range(3, 13))
def test_all_enemies_are_least_frustrated_in_two_halves(size):
    # What is left within the halves of a complete graph: all pairs less the largest cut, n²/4.
    edges = [(one, other, -1) for one, other in combinations("abcdefghijklm"[:size], 2)]
    found = balance(network_of(edges))
    assert (found.upper, found.exact) == (size * (size - 1) // 2 - size**2 // 4, True)


def test_the_petersen_graph_of_enemies_is_frustrated_by_three():
    """Its largest cut has 12 of 15 edges (Zaslavsky 2012, "Six signed Petersen graphs")."""
    edges = [(str(one), str(other), -1) for one, other in nx.petersen_graph().edges]
    assert balance(network_of(edges)).upper == 3


def test_a_balanced_network_has_its_camps():
    found = balance(network_of([("a", "b", 1), ("a", "c", -2), ("b", "c", -1), ("c", "d", 3)]))
    assert (found.balanced, found.sides) == (True, (("a", "b"), ("c", "d")))


@settings(deadline=None)
@given(edges=signed_edges, weighted=st.booleans())
def test_frustration_is_what_trying_all_sides_gives(edges, weighted):
    found = balance(network_of(edges), weighted=weighted)
    assert found.exact
    if edges:
        assert frustration_by_trying(edges, weighted) == pytest.approx(found.upper)
    left = [tie for tie in network_of(edges).ties if tie not in found.frustrated]
    assert balance(network_of([(tie.one, tie.other, tie.weight) for tie in left])).balanced


@settings(deadline=None)
@given(edges=signed_edges)
def test_bounds_without_effort_hold(edges):
    true = balance(network_of(edges)).upper
    found = balance(network_of(edges), effort=0)
    assert found.lower <= true <= found.upper


def test_ties_of_weight_nought_and_isolates_are_no_trouble():
    found = balance(network_of([("a", "b", 0)], nodes="abc"))
    assert (found.total, found.exact, sum(map(len, found.sides))) == (0, True, 3)
    assert balance(network_of([])).sides == ((), ())


# ---- brokers


def test_who_agrees_with_two_that_disagree_stands_first():
    network = network_of([("b", "a", 1), ("b", "c", 2), ("a", "c", -1), ("c", "d", 1)])
    first, second, *rest = brokers(network)
    assert (first.party, first.opposed, second.party, second.opposed) == ("b", 1, "c", 0)
    (bridge,) = first.bridges
    assert {(tie.one, tie.other) for tie in bridge.ties} == {("a", "b"), ("b", "c"), ("a", "c")}
    # The path a b c d: each of the two in the middle lies on 2 of the 3 pairs of others.
    assert first.betweenness == second.betweenness == pytest.approx(2 / 3)
    assert all(not broker.bridges for broker in rest)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ([["a", "b", "c"]], "coordinator"),
        ([["a", "c"], ["b"]], "itinerant"),
        ([["a", "b"], ["c"]], "gatekeeper"),
        ([["c", "b"], ["a"]], "gatekeeper"),
        ([["a"], ["b"], ["c"]], "liaison"),
        ([["a"], ["b"]], None),
    ],
)
def test_roles_of_gould_and_fernandez(groups, role):
    first, *_ = brokers(network_of([("a", "b", 1), ("b", "c", 1)]), groups)
    assert [bridge.role for bridge in first.bridges] == [role]


def test_three_who_all_agree_need_no_broker():
    found = brokers(network_of([("a", "b", 1), ("b", "c", 1), ("a", "c", 1)]))
    assert all(not broker.bridges and not broker.betweenness for broker in found)
    assert brokers(network_of([])) == ()


# ---- communities


def karate():
    names = tuple(f"{node:02}" for node in range(34))
    ties = tuple(
        Tie(f"{min(pair):02}", f"{max(pair):02}", 1.0, 1, 0, ())
        for pair in nx.karate_club_graph().edges
    )
    return StanceNetwork("congruence", "none", names, names, ties)


def test_the_karate_club_has_its_known_modularity():
    """Zachary 1977 without weights: the best modularity is .4198 (Brandes et al. 2008, table 1)."""
    found = communities(karate())
    assert found.best == pytest.approx(0.4198, abs=5e-5)
    assert found.agreed
    assert len(found.groups) == 4
    # Chance in the method moves member 9 between groups, and never member 33.
    assert found.certainty("09") < 0.7 < found.certainty("33")
    assert communities(karate()) == found


def test_the_karate_club_in_two():
    """The best split of the club in two has modularity .3718."""
    found = best_split(karate())
    assert found.modularity == pytest.approx(0.3718, abs=5e-5)
    assert not found.exact


def test_ring_of_cliques_is_certain():
    edges = [
        (f"{ring}{one}", f"{ring}{other}", 1)
        for ring in "abcd"
        for one, other in combinations("1234", 2)
    ]
    edges += [(f"{one}1", f"{other}2", 1) for one, other in ("ab", "bc", "cd", "da")]
    found = communities(network_of(edges))
    assert found.groups == tuple(tuple(f"{ring}{one}" for one in "1234") for ring in "abcd")
    assert {pair.share for pair in found.pairs} == {1.0}
    assert found.partitions == 1


@settings(deadline=None, max_examples=30)
@given(edges=signed_edges)
def test_communities_are_a_partition_and_shares_are_shares(edges):
    network = network_of(edges, "xyz")
    found = communities(network, runs=5)
    assert sorted(node for group in found.groups for node in group) == sorted(network.rows)
    assert all(0 < pair.share <= 1 for pair in found.pairs)
    assert found.modularity <= 1
    assert all(found.certainty(node) == 1 for node in "xyz")


def test_no_agreement_leaves_everyone_alone():
    found = communities(network_of([("a", "b", -1)]))
    assert (found.groups, found.modularity, found.pairs) == ((("a",), ("b",)), 0, ())
    assert communities(network_of([])).groups == ()
    with pytest.raises(UsageError):
        communities(network_of([]), runs=0)


@settings(deadline=None)
@given(edges=signed_edges)
def test_the_best_split_is_the_best_of_all(edges):
    network = network_of(edges)
    found = best_split(network)
    graph = nx.Graph()
    graph.add_weighted_edges_from(
        (tie.one, tie.other, tie.plus) for tie in network.ties if tie.plus
    )
    if not graph:
        assert found is None
        return
    nodes = sorted(graph)
    best = max(
        nx.community.modularity(
            graph, [part for part in (set(some), set(nodes) - set(some)) if part]
        )
        for size in range(len(nodes))
        for some in combinations(nodes, size)
    )
    assert found.modularity == pytest.approx(best, abs=1e-12)
    parts = [set(bloc) for bloc in found.blocs if bloc]
    assert found.modularity == pytest.approx(nx.community.modularity(graph, parts), abs=1e-12)


def test_a_split_that_is_only_searched_for_says_so(monkeypatch):
    monkeypatch.setattr(polarisation, "_TRIED", 0)
    found = best_split(network_of([("a", "b", 1), ("c", "d", 1)]))
    assert (found.modularity, found.exact) == (0.5, False)
