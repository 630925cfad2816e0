"""What is narrowed to some issues or parties is what the whole says of them."""

import pytest

import detente
from detente.graph.analysis.distance import distances
from detente.graph.analysis.recorded import recorded_of
from detente.graph.analysis.sticking import ranked
from detente.graph.errors import UsageError
from detente.graph.scope import bearing_on, scope_of
from detente.graph.summary import sticking_points

SEEDS = ("ru-ua-2025", "tramway-strike")


@pytest.mark.parametrize("name", SEEDS)
def test_figures_on_an_issue_are_those_of_the_whole(name: str) -> None:
    graph = detente.open(name)
    whole = recorded_of(graph)
    apart = distances(whole)
    points = ranked(sticking_points(graph), whole, apart)
    smaller = 0
    for issue in whole.issues:
        scope = bearing_on(graph, [issue], ())
        part = recorded_of(graph, scope)
        assert {it for it in whole.positions if it.issue == issue} <= set(part.positions)
        assert (part.issues, part.options) == (whole.issues, whole.options)
        assert part.range(issue) == whole.range(issue)
        near = distances(part)
        assert [it for it in near if it.issue == issue] == [it for it in apart if it.issue == issue]
        found = ranked(sticking_points(graph, scope), part, near)
        assert [it for it in found if issue in it.issues] == [
            it for it in points if issue in it.issues
        ]
        smaller += len(part.positions) < len(whole.positions)
    assert smaller > 3


@pytest.mark.parametrize("name", SEEDS)
def test_positions_of_parties_are_those_of_the_whole(name: str) -> None:
    graph = detente.open(name)
    whole = recorded_of(graph)
    for party in whole.parties:
        part = recorded_of(graph, bearing_on(graph, (), [party]))
        assert part.positions == tuple(it for it in whole.positions if it.party == party)
        assert part.parties == whole.parties


def test_things_without_an_id_are_named_by_their_address() -> None:
    graph = detente.open()
    address = graph.resolve("issue", "ceasefire").value
    assert bearing_on(graph, [address], ()) == bearing_on(graph, ["ceasefire"], ())


@pytest.mark.parametrize("name", ["ceasefires", "https://example.org/> } #", ""])
def test_what_is_not_there_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="there is no issue"):
        bearing_on(detente.open(), [name], ())


def test_a_network_is_not_narrowed_to_an_issue_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="there is no issue"):
        scope_of(detente.open(), "https://example.org/issue")
