"""Pairing two coders' units, and how far they marked the same passages."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.coders.alpha import alpha
from detente.graph.coders.matching import common, length, match, merged, overlap
from detente.graph.coders.unitizing import (
    character_alpha,
    exact_agreement,
    overlap_agreement,
)

spans = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda it: (it[0], it[0] + it[1]))
units = st.lists(st.lists(spans, min_size=1, max_size=2), max_size=4)


def covered(parts) -> set[int]:
    return {place for start, end in parts for place in range(start, end)}


@given(st.lists(spans), st.lists(spans))
def test_lengths_are_those_of_the_sets_of_code_points(one, other) -> None:
    assert length(one) == len(covered(one))
    assert common(one, other) == len(covered(one) & covered(other))
    assert covered(merged(one)) == covered(one)


@given(st.lists(spans, min_size=1))
def test_overlap_with_itself_is_whole(unit) -> None:
    assert overlap(unit, unit) == 1


def test_overlap_of_units_side_by_side_is_none() -> None:
    assert overlap([(0, 5)], [(5, 9)]) == 0
    assert match([[(0, 5)]], [[(5, 9)]]) == []


@given(units, units)
def test_no_other_pairing_overlaps_more(first, second) -> None:
    found = match(first, second)
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    places = range(max(len(first), len(second)))
    orders = [
        zip(range(len(first)), order, strict=True) for order in permutations(places, len(first))
    ]
    sums = [
        sum(overlap(first[i], second[j]) for i, j in order if j < len(second)) for order in orders
    ]
    best = max(sums, default=0)
    assert sum(overlap(first[i], second[j]) for i, j in found) == pytest.approx(best, abs=1e-5)


@given(units, units)
def test_coders_may_change_places(first, second) -> None:
    there = sum(overlap(first[i], second[j]) for i, j in match(first, second))
    back = sum(overlap(first[i], second[j]) for j, i in match(second, first))
    assert there == pytest.approx(back, abs=1e-5)


def test_the_greatest_sum_wins_over_the_greatest_single_overlap() -> None:
    # Taking the best pair first (0, 0) would leave the other two units alone.
    first, second = [[(0, 10)], [(10, 14)]], [[(2, 14)], [(0, 3)]]
    assert overlap(*first[:1], second[0]) > overlap(first[0], second[1])
    assert match(first, second) == [(0, 1), (1, 0)]


def test_likeness_settles_equal_words_only() -> None:
    same = [[(0, 5)], [(0, 5)]]
    assert match(same, same, lambda i, j: float(i != j)) == [(0, 1), (1, 0)]
    assert match([[(0, 5)]], [[(0, 5)], [(0, 4)]], lambda i, j: float(j == 1)) == [(0, 0)]


def test_least_overlap() -> None:
    assert match([[(0, 10)]], [[(9, 20)]]) == [(0, 0)]
    assert match([[(0, 10)]], [[(9, 20)]], least=0.2) == []


def test_precision_recall_and_f1() -> None:
    one, other = [(0, 5), (7, 9), (20, 30)], [(0, 5), (21, 30)]
    exact, loose = exact_agreement(one, other), overlap_agreement(one, other)
    assert (exact.precision, exact.recall, exact.f1) == (1 / 2, 1 / 3, 2 / 5)
    assert (loose.precision, loose.recall, loose.f1) == (1, 2 / 3, 4 / 5)


def test_nothing_marked_has_no_f1() -> None:
    empty = exact_agreement([], [])
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)


@given(st.lists(spans), st.lists(spans))
def test_f1_is_the_harmonic_mean_and_overlap_is_the_milder_rule(one, other) -> None:
    exact, loose = exact_agreement(one, other), overlap_agreement(one, other)
    assert loose.hits >= exact.hits
    for found in (exact, loose):
        if found.precision and found.recall:
            mean = 2 / (1 / found.precision + 1 / found.recall)
            assert found.f1 == pytest.approx(mean)


@given(st.lists(spans), st.lists(spans))
def test_alpha_over_code_points_is_alpha_of_each_code_point(one, other) -> None:
    ours, theirs = covered(one), covered(other)
    points = [(place in ours, place in theirs) for place in range(50)]
    assert character_alpha(one, other, 50) == pytest.approx(alpha(points))
