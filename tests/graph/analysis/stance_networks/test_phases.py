"""Phases of a debate."""

from itertools import pairwise
from math import inf, sqrt
from random import Random

import pytest

from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.phases import (
    distance,
    dunn,
    partitions,
    phases,
    sequence_of,
)
from detente.graph.analysis.stance_networks.statements import Statement
from detente.graph.errors import UsageError


def network(weights, *, two_mode=False, kind="subtract"):
    ties = tuple(
        Tie(*pair, float(weight), 0, 0, (Statement(*pair, "for", position=f"p{weight}"),))
        for pair, weight in sorted(weights.items())
    )
    rows = tuple(sorted({end for pair in weights for end in pair}))
    return StanceNetwork(kind, "none", rows, rows, ties, two_mode)


def line(*weights):
    """Windows with one tie of a party and an option, so that distances are differences."""
    return [network({("a", "o"): weight}, two_mode=True) for weight in weights]


def runs(sequence):
    """The sequence whatever its states are called."""
    order = list(dict.fromkeys(sequence))
    return tuple(order.index(state) for state in sequence)


def random_course(seed):
    random = Random(seed)  # noqa: S311 - cases that differ, not secrets
    pairs = [("a", "b"), ("a", "c"), ("b", "c"), ("b", "d")]
    return [
        {pair: random.randint(-3, 3) for pair in pairs if random.random() < 0.8} or {pairs[0]: 1}
        for _ in range(random.randint(3, 9))
    ]


def test_distance_by_hand():
    one, other = {("a", "b"): 3, ("a", "c"): 1}, {("a", "b"): 1, ("b", "c"): 2}
    # Squares 4, 1 and 4; among parties each stands in the matrix twice.
    assert distance(network(one), network(other)) == sqrt(18)
    assert distance(network(one, two_mode=True), network(other, two_mode=True)) == 3


def test_six_windows_with_a_turn():
    found = phases(line(1, 2, 1.5, 8, 9.5, 8.75))
    # Joined first: 0.5 (1.5 with 1 and with 2, at once); then 0.75 (8.75 with both); then all.
    assert found.sequence == (1, 1, 1, 2, 2, 2)
    assert [level.states for level in found.levels] == [2, 4]
    # Two states: 8 - 2 over 9.5 - 8. Four: {1, 2, 1.5} is 1 wide, 8 and 8.75 are 0.75 apart.
    assert [level.dunn for level in found.levels] == [4.0, 0.75]
    before, after = found.phases
    assert (before.first, before.last, before.changes, before.distance) == (0, 2, (), None)
    assert (after.first, after.last, after.distance) == (3, 5, 6.5)
    (change,) = after.changes
    assert (change.before, change.after, change.share) == (1.5, 8, 1)
    assert change.positions == ("p1.5", "p8")


def test_what_changed_most_comes_first():
    calm = {("a", "b"): 1, ("a", "c"): 1}
    found = phases([network(calm)] * 2 + [network({("a", "b"): 2, ("a", "c"): -2})] * 2)
    first, second = found.phases[1].changes
    assert (first.one, first.other, first.share) == ("a", "c", 0.9)
    assert (second.before, second.after) == (1, 2)
    assert found.levels[0].dunn == inf


def test_dunn_by_hand():
    table = [[0, 2, 6, 7], [2, 0, 5, 8], [6, 5, 0, 4], [7, 8, 4, 0]]
    assert dunn(table, ((0, 1), (2, 3))) == 5 / 4
    assert dunn(table, ((0, 1), (2,), (3,))) == 4 / 2
    assert partitions(table)[1:3] == (((0, 1), (2,), (3,)), ((0, 1), (2, 3)))
    assert sequence_of(table).sequence == (1, 1, 2, 3)


def test_a_state_comes_back():
    found = phases(line(1, 1.5, 9, 9.25, 1.25))
    assert found.sequence == (1, 1, 2, 2, 1)
    assert [phase.state for phase in found.phases] == [1, 2, 1]


def test_laws():
    cases = 0
    for seed in range(40):
        course = random_course(seed)
        found = phases([network(it) for it in course])
        backwards = phases([network(it) for it in reversed(course)])
        assert runs(found.sequence[::-1]) == runs(backwards.sequence)
        assert found.levels == backwards.levels
        doubled = phases([network({p: 2 * w for p, w in it.items()}) for it in course])
        assert (doubled.sequence, doubled.levels) == (found.sequence, found.levels)
        renamed = [
            {tuple(sorted("zyxw"["abcd".index(end)] for end in pair)): it[pair] for pair in it}
            for it in course
        ]
        assert phases([network(it) for it in renamed]).sequence == found.sequence
        equal = all(it == course[0] for it in course)
        assert (found.states == 1) == equal
        assert all(one.state != other.state for one, other in pairwise(found.phases))
        cases += 1
    assert cases == 40


def test_equal_windows_are_one_phase():
    found = phases(line(2, 2, 2))
    assert (found.states, len(found.phases), found.why_not) == (1, 1, "")


@pytest.mark.parametrize(
    ("course", "reason"),
    [
        ([], "no window has"),
        (line(1), "only 1 window with"),
        (line(1, 5), "only 2 windows with"),
        ([network({}), *line(1, 2), network({})], "only 2 windows with"),
        (
            [network({pair: 1}) for pair in (("a", "b"), ("a", "c"), ("b", "c"))],
            "none stands apart",
        ),
        (line(1, 2, 3, 4), "none stands apart"),
    ],
)
def test_no_phases_can_be_told(course, reason):
    found = phases(course)
    assert found.why_not.startswith(reason) or reason in found.why_not
    assert (found.states, found.phases) == (None, ())
    assert found.sequence == (None,) * len(course)


def test_a_window_without_ties_ends_no_phase():
    found = phases([*line(1), network({}, two_mode=True), *line(1.5, 9)])
    assert found.sequence == (1, None, 1, 2)
    assert [(phase.first, phase.last) for phase in found.phases] == [(0, 2), (3, 3)]


def test_networks_must_be_comparable():
    with pytest.raises(UsageError, match="two-mode"):
        phases([network({}, kind="combine")])
    with pytest.raises(UsageError, match="one kind"):
        phases([network({}), network({}, kind="conflict")])
