"""Exact linear programmes against all their corners."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.graph.analysis.packages.simplex import maximise


def solved(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """The one solution of a square system, by Gauss; None when there is not one."""
    table = [[*row, limit] for row, limit in zip(rows, right, strict=True)]
    for column in range(len(table)):
        pivot = next((r for r in range(column, len(table)) if table[r][column]), None)
        if pivot is None:
            return None
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [it / table[column][column] for it in table[column]]
        for other in range(len(table)):
            if other != column:
                factor = table[other][column]
                table[other] = [
                    a - factor * b for a, b in zip(table[other], table[column], strict=True)
                ]
    return [row[-1] for row in table]


def by_corners(
    objective: Sequence[int], rows: Sequence[Sequence[int]], right: Sequence[int]
) -> Fraction | None:
    """The largest value over all corners of a bounded programme with rows of full rank."""
    best = None
    for basis in combinations(range(len(objective)), len(rows)):
        square = [[Fraction(row[column]) for column in basis] for row in rows]
        found = solved(square, [Fraction(it) for it in right])
        if found is not None and min(found) >= 0:
            value = sum(objective[c] * x for c, x in zip(basis, found, strict=True))
            best = Fraction(value) if best is None else max(best, Fraction(value))
    return best


SMALL = st.integers(-4, 4)


@given(st.integers(3, 6), st.data())
def test_the_optimum_is_the_best_corner(width: int, data: st.DataObject) -> None:
    """Two rows of which one adds up to 1, so that the programme is bounded."""
    row = st.lists(SMALL, min_size=width, max_size=width)
    objective, first, limit = data.draw(row), data.draw(row), data.draw(SMALL)
    if len(set(first)) == 1:
        first = [*first[:-1], first[-1] + 1]
    rows, right = [first, [1] * width], [limit, 1]
    found = maximise(objective, rows, right)
    expected = by_corners(objective, rows, right)
    assert (found is None) == (expected is None)
    if found is not None:
        value, solution = found
        assert value == expected == sum(c * x for c, x in zip(objective, solution, strict=True))
        assert min(solution) >= 0
        for line, bound in zip(rows, right, strict=True):
            assert sum(a * x for a, x in zip(line, solution, strict=True)) == bound


def test_rows_that_repeat_and_fractions() -> None:
    half = Fraction(1, 2)
    assert maximise([half, 1], [[1, 1], [2, 2], [half, half]], [1, 2, half]) == (1, (0, 1))


def test_a_row_that_contradicts_has_no_solution() -> None:
    assert maximise([1, 1], [[1, 1], [1, 1]], [1, 2]) is None


def test_no_bound_is_said() -> None:
    with pytest.raises(ValueError, match="without bound"):
        maximise([1, 0], [[1, -1]], [0])


def test_a_programme_that_cycles_under_the_steepest_column_alone() -> None:
    """Beale's (1955) example, in equations with slack: the optimum is 1/20."""
    quarter, fiftieth = Fraction(1, 4), Fraction(1, 50)
    objective = [Fraction(3, 4), -150, fiftieth, -6, 0, 0, 0]
    rows = [
        [quarter, -60, -Fraction(1, 25), 9, 1, 0, 0],
        [Fraction(1, 2), -90, -fiftieth, 3, 0, 1, 0],
        [0, 0, 1, 0, 0, 0, 1],
    ]
    found = maximise(objective, rows, [0, 0, 1])
    assert found is not None
    assert found[0] == Fraction(1, 20)
