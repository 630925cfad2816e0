"""Cohen's kappa against published examples, its error against a derivation of another kind."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.coders.kappa import kappa, kappa_of, quadratic_weights

# Cohen (1960; 1968, table 1): 200 cases, two judges, three diagnoses.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
COHEN_WEIGHTS = [[1 - v / 6 for v in row] for row in [[0, 1, 3], [1, 0, 6], [3, 6, 0]]]
# Fleiss, Cohen and Everitt (1969): 200 cases; weights of agreement.
FLEISS = [[106, 10, 4], [22, 28, 10], [2, 12, 6]]
FLEISS_WEIGHTS = [[1, 0, 0.4444], [0, 1, 0.6667], [0.4444, 0.6667, 1]]
# Fleiss, Statistical Methods for Rates and Proportions (2nd ed. 1981), chapter 13: 100 patients.
PATIENTS = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]

PUBLISHED = [
    pytest.param(COHEN, None, 0.492, id="Cohen 1960"),
    pytest.param(COHEN, COHEN_WEIGHTS, 0.348, id="Cohen 1968, weighted"),
    pytest.param(FLEISS, None, 0.429, id="Fleiss, Cohen and Everitt 1969"),
    pytest.param(FLEISS, FLEISS_WEIGHTS, 0.507, id="Fleiss, Cohen and Everitt 1969, weighted"),
    pytest.param(PATIENTS, None, 0.676, id="Fleiss 1981"),
]


@pytest.mark.parametrize(("table", "weights", "published"), PUBLISHED)
def test_published_examples(table, weights, published: float) -> None:
    found = kappa_of(table, weights)
    assert found is not None
    assert found.value == pytest.approx(published, abs=0.0005)


def test_published_errors() -> None:
    patients, fleiss = kappa_of(PATIENTS), kappa_of(FLEISS)
    assert patients is not None
    assert fleiss is not None
    assert patients.null_error == pytest.approx(0.076, abs=0.0005)
    assert patients.error == pytest.approx(0.087, abs=0.001)
    assert fleiss.error**2 == pytest.approx(0.002885, abs=0.0000005)


def delta_error(table, weights) -> float:
    """The error by the delta method with numerical derivatives: root of g' (diag(p) − p p') g / n."""
    n = sum(map(sum, table))
    cells = [(i, j) for i in range(len(table)) for j in range(len(table))]
    step = 1e-6

    def value(changed: dict[tuple[int, int], float]) -> float:
        raised = [
            [table[i][j] / n + changed.get((i, j), 0) for j in range(len(table))]
            for i in range(len(table))
        ]
        p_o = sum(weights[i][j] * raised[i][j] for i, j in cells)
        total = sum(map(sum, raised))
        p_e = sum(weights[i][j] * sum(raised[i]) * sum(row[j] for row in raised) for i, j in cells)
        return (p_o / total - p_e / total**2) / (1 - p_e / total**2)

    g = {cell: (value({cell: step}) - value({cell: -step})) / (2 * step) for cell in cells}
    p = {(i, j): table[i][j] / n for i, j in cells}
    mean = sum(p[cell] * g[cell] for cell in cells)
    return math.sqrt(sum(p[cell] * (g[cell] - mean) ** 2 for cell in cells) / n)


@pytest.mark.parametrize(
    ("table", "weights"),
    [
        (COHEN, COHEN_WEIGHTS),
        (FLEISS, FLEISS_WEIGHTS),
        (PATIENTS, [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    ],
    ids=["Cohen", "Fleiss, Cohen and Everitt", "Fleiss"],
)
def test_the_error_is_that_of_the_delta_method(table, weights) -> None:
    found = kappa_of(table, weights)
    assert found is not None
    assert found.error == pytest.approx(delta_error(table, weights), rel=1e-5)


def test_quadratic_weights_give_the_intraclass_correlation() -> None:
    """Fleiss and Cohen (1973): up to a term of order 1/n, weighted kappa is the intraclass correlation;
    written out, 1 − Σ d² / (Σ (x − x̄)² + Σ (y − ȳ)² + n (x̄ − ȳ)²)."""
    pairs = [(1, 2), (2, 2), (3, 5), (4, 4), (5, 3), (1, 1), (2, 4)]
    n = len(pairs)
    x, y = [a for a, _ in pairs], [b for _, b in pairs]
    mean_x, mean_y = sum(x) / n, sum(y) / n
    spread = sum((a - mean_x) ** 2 for a in x) + sum((b - mean_y) ** 2 for b in y)
    expected = 1 - sum((a - b) ** 2 for a, b in pairs) / (spread + n * (mean_x - mean_y) ** 2)
    found = kappa(pairs, ordered=True)
    assert found is not None
    assert found.value == pytest.approx(expected)


def test_kappa_is_not_defined_without_variation_or_units() -> None:
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None
    assert kappa([("a", None)]) is None


def test_tables_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="not square"):
        kappa_of([[1, 2]])
    with pytest.raises(ValueError, match="do not fit"):
        kappa_of([[1, 2], [3, 4]], [[1]])


letters = st.sampled_from("abcd")
pairs = st.lists(st.tuples(letters, letters), min_size=2, max_size=20)


@given(st.lists(letters, min_size=2).filter(lambda values: len(set(values)) > 1))
def test_perfect_agreement_is_one_without_error(values: list[str]) -> None:
    found = kappa([(value, value) for value in values])
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((1, 1, 1), abs=1e-6)


@given(pairs, st.permutations("abcd"))
def test_coders_may_change_places_and_values_names(units, names) -> None:
    renamed = dict(zip("abcd", names, strict=True))
    one, other = kappa(units), kappa([(renamed[b], renamed[a]) for a, b in units])
    assert (one is None) == (other is None)
    if one and other:
        assert other.value == pytest.approx(one.value)
        assert other.error == pytest.approx(one.error, abs=1e-7)


@given(pairs)
def test_within_its_bounds(units) -> None:
    found = kappa(units)
    if found:
        assert -1 <= found.low <= found.value <= found.high + 1e-12 <= 1 + 1e-9


@given(st.lists(st.integers(0, 9), min_size=2, unique=True))
def test_quadratic_weights_run_from_one_to_nothing(ranks) -> None:
    ranks.sort()
    weights = quadratic_weights(ranks)
    assert weights[0][0] == 1
    assert weights[0][-1] == 0
    assert weights == [list(row) for row in zip(*weights, strict=True)]
