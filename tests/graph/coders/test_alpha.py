"""Krippendorff's alpha against his published examples, and the laws it obeys."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.graph.coders.alpha import (
    LEVELS,
    alpha,
    alpha_of,
    alpha_with_interval,
    coincidences,
)

_ = None
# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to E.
FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3),
    (_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _),
)
MEG_AND_OWEN = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))
BEN_AND_GERRY = ("aabbdcccedda", "babbbcccedddd"[:12])

PUBLISHED = [
    pytest.param(MEG_AND_OWEN, "nominal", 0.095, id="binary, two observers, ten units"),
    pytest.param(BEN_AND_GERRY, "nominal", 0.692, id="nominal, two observers, twelve units"),
    pytest.param(FOUR_OBSERVERS, "nominal", 0.743, id="four observers, missing data, nominal"),
    pytest.param(FOUR_OBSERVERS, "ordinal", 0.815, id="four observers, missing data, ordinal"),
    pytest.param(FOUR_OBSERVERS, "interval", 0.849, id="four observers, missing data, interval"),
    pytest.param(FOUR_OBSERVERS, "ratio", 0.797, id="four observers, missing data, ratio"),
]


@pytest.mark.parametrize(("observers", "level", "published"), PUBLISHED)
def test_published_examples(observers: tuple[object, ...], level: str, published: float) -> None:
    assert alpha(zip(*observers, strict=True), level) == pytest.approx(published, abs=0.0005)


def test_all_published_examples_are_there() -> None:
    assert len(PUBLISHED) == 6


def test_the_published_coincidence_matrix() -> None:
    """The one of section D, by its diagonal and what stands off it."""
    found = coincidences(zip(*FOUR_OBSERVERS, strict=True))
    expected = {
        (1, 1): 7,
        (2, 2): 10,
        (3, 3): 8,
        (4, 4): 4,
        (5, 5): 3,
        (1, 2): 4 / 3,
        (1, 3): 1 / 3,
        (1, 4): 1 / 3,
        (2, 3): 4 / 3,
        (2, 4): 1 / 3,
        (3, 4): 1 / 3,
    }
    both = expected | {(k, c): o for (c, k), o in expected.items()}
    assert found == pytest.approx(both)
    assert sum(found.values()) == pytest.approx(40)


def test_one_value_says_nothing() -> None:
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([]) is None
    assert alpha([("a", None)]) is None
    assert alpha_with_interval([("a", "a")]) is None


def test_an_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="nominal, ordinal, interval, ratio"):
        alpha([(1, 2)], "metric")


def test_the_interval_encloses_alpha_and_is_the_same_each_time() -> None:
    units = list(zip(*FOUR_OBSERVERS, strict=True))
    for level in LEVELS:
        found = alpha_with_interval(units, level)
        assert found == alpha_with_interval(units, level)
        assert found is not None
        assert found.low is not None
        assert found.high is not None
        assert found.low < found.value < found.high <= 1
        other = alpha_with_interval(units, level, seed=2)
        assert other is not None
        assert other.low == pytest.approx(found.low, abs=0.1)


def test_the_interval_is_that_of_the_exact_distribution() -> None:
    """For two values, two observers and n units, n draws at the observed rate of disagreement: the
    number of disagreements is binomial, and its quantiles are known."""
    units = [("a", "a")] * 30 + [("b", "b")] * 50 + [("a", "b")] * 20
    value = alpha(units)
    found = alpha_with_interval(units, samples=4000)
    assert value is not None
    assert found is not None
    # 25 Q is 75 here, and caps the 100 draws.
    draws, rate = 75, 0.2
    cumulated, quantiles = 0.0, {}
    for hits in range(draws + 1):
        cumulated += math.comb(draws, hits) * rate**hits * (1 - rate) ** (draws - hits)
        for share in (0.025, 0.975):
            if cumulated >= share:
                quantiles.setdefault(share, hits)
    expected = rate / (1 - value)
    assert found.low == pytest.approx(1 - quantiles[0.975] / draws / expected, abs=0.04)
    assert found.high == pytest.approx(1 - quantiles[0.025] / draws / expected, abs=0.04)


values = st.integers(1, 5)
pairs = st.lists(st.tuples(values, values), min_size=2, max_size=12)
gappy = st.lists(st.lists(st.none() | values, min_size=3, max_size=3), min_size=2, max_size=10)
levels = st.sampled_from(LEVELS)


@given(st.lists(values, min_size=2, max_size=12), levels)
def test_perfect_agreement_is_one(given_values: list[int], level: str) -> None:
    assume(len(set(given_values)) > 1)
    assert alpha([(value, value) for value in given_values], level) == pytest.approx(1)


@given(gappy, levels, st.randoms(use_true_random=False))
def test_the_order_of_coders_and_units_does_not_count(units, level, random) -> None:
    columns = list(zip(*units, strict=True))
    random.shuffle(columns)
    shuffled = list(zip(*columns, strict=True))
    random.shuffle(shuffled)
    assert alpha(shuffled, level) == pytest.approx(alpha(units, level))


@given(gappy, st.permutations([1, 2, 3, 4, 5]))
def test_nominal_values_may_be_renamed(units, names) -> None:
    renamed = [[None if v is None else f"value {names[v - 1]}" for v in unit] for unit in units]
    assert alpha(renamed) == pytest.approx(alpha(units))


@given(gappy, st.integers(-50, 50), st.integers(1, 9))
def test_interval_values_may_be_shifted_and_stretched(units, shift, factor) -> None:
    moved = [[None if v is None else v * factor + shift for v in unit] for unit in units]
    assert alpha(moved, "interval") == pytest.approx(alpha(units, "interval"))


@given(gappy)
def test_ordinal_values_may_be_stretched_unevenly(units) -> None:
    stretched = [[None if v is None else v**3 for v in unit] for unit in units]
    assert alpha(stretched, "ordinal") == pytest.approx(alpha(units, "ordinal"))


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), min_size=2, max_size=15))
def test_of_two_values_every_level_says_the_same(units) -> None:
    expected = alpha(units, "nominal")
    assert alpha(units, "ordinal") == pytest.approx(expected)
    assert alpha(units, "interval") == pytest.approx(expected)


@given(st.permutations([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]))
def test_ranks_used_equally_often_are_evenly_spaced(second) -> None:
    """Then the ordinal differences are those of the interval level, up to a factor."""
    units = list(zip([1, 2, 3, 4, 5, 1, 2, 3, 4, 5], second, strict=True))
    assert alpha(units, "ordinal") == pytest.approx(alpha(units, "interval"))


@given(pairs, levels)
def test_never_above_one(units, level) -> None:
    found = alpha(units, level)
    assert found is None or found <= 1 + 1e-12


@given(pairs)
def test_by_the_definition_of_disagreement(units) -> None:
    """Alpha is one less observed over expected disagreement, each counted value by value."""
    given_values = [value for unit in units for value in unit]
    n = len(given_values)
    observed = sum((c - k) ** 2 for c, k in units) / len(units)
    expected = sum((c - k) ** 2 for c in given_values for k in given_values) / (n * (n - 1))
    found = alpha_of(coincidences(units), "interval")
    if expected:
        assert found == pytest.approx(1 - observed / expected)
    else:
        assert found is None
