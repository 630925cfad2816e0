"""Linear programmes in exact arithmetic: the best lottery, to the last digit and on every machine.

Dantzig's simplex method on an integer tableau: each pivot multiplies through instead of dividing (Edmonds
1967, Systems of distinct representatives and linear algebra), so that all entries stay whole and share one
denominator. The steepest column enters; after a pivot that makes no progress Bland's (1977) rule picks,
which rules out cycling. Made for few rows (one per party) and up to some thousand columns (one per package).
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

Row = Sequence[Fraction | int]


def maximise(
    objective: Row, rows: Sequence[Row], right: Row
) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """The largest objective · x with rows · x = right and x ≥ 0, and an x that reaches it.

    None when no x meets the rows. Raises ValueError when there is no largest.

    >>> maximise([1, 2], [[1, 1]], [3])
    (Fraction(6, 1), (Fraction(0, 1), Fraction(3, 1)))
    """
    width = len(objective)
    table = _Table([_whole([*row, limit]) for row, limit in zip(rows, right, strict=True)], width)
    if not table.find_feasible():
        return None
    scaled = _whole([*objective, 1])
    table.maximise(scaled[:-1])
    solution = table.solution()
    value = sum((a * b for a, b in zip(objective, solution, strict=True)), Fraction(0))
    return value, solution


def _whole(row: Row) -> list[int]:
    exact = [Fraction(it) for it in row]
    shared = lcm(*(it.denominator for it in exact))
    return [int(it * shared) for it in exact]


class _Table:
    """An integer tableau; the last column is the right-hand side, ``shared`` the common denominator."""

    def __init__(self, rows: list[list[int]], width: int) -> None:
        self.width = width
        self.shared = 1
        # One artificial column per row, in the basis at first, between the columns and the right side.
        self.rows = [
            [*(row if row[-1] >= 0 else [-it for it in row])[:-1], *unit, abs(row[-1])]
            for row, unit in zip(rows, _units(len(rows)), strict=True)
        ]
        self.basis = [width + index for index in range(len(rows))]

    def find_feasible(self) -> bool:
        """Phase one: drives the artificial columns to nought; False when that cannot be done."""
        self._run([0] * self.width + [-1] * len(self.rows), self.width + len(self.rows))
        if any(row[-1] and it >= self.width for row, it in zip(self.rows, self.basis, strict=True)):
            return False
        for index, column in enumerate(self.basis):
            if column >= self.width:
                entering = next((c for c in range(self.width) if self.rows[index][c]), None)
                if entering is not None:
                    self._pivot(index, entering)
        # A row without a column of its own says nothing the other rows do not say.
        keep = [index for index, column in enumerate(self.basis) if column < self.width]
        self.rows = [[*self.rows[it][: self.width], self.rows[it][-1]] for it in keep]
        self.basis = [self.basis[it] for it in keep]
        return True

    def maximise(self, objective: list[int]) -> None:
        """Phase two, from a feasible basis."""
        self._run(objective, self.width)

    def solution(self) -> tuple[Fraction, ...]:
        values = [Fraction(0)] * self.width
        for row, column in zip(self.rows, self.basis, strict=True):
            values[column] = Fraction(row[-1], self.shared)
        return tuple(values)

    def _run(self, objective: list[int], width: int) -> None:
        # The last row holds the reduced costs and is pivoted along with the others.
        costs = [self.shared * it for it in objective] + [0] * (len(self.rows[0]) - width)
        for row, column in zip(self.rows, self.basis, strict=True):
            weight = objective[column]
            if weight:
                costs = [cost - weight * it for cost, it in zip(costs, row, strict=True)]
        self.rows.append(costs)
        stalled = False
        while (entering := self._entering(width, first=stalled)) is not None:
            reached = Fraction(self.rows[-1][-1], self.shared)
            self._pivot(self._leaving(entering), entering)
            stalled = Fraction(self.rows[-1][-1], self.shared) == reached
        self.rows.pop()

    def _entering(self, width: int, *, first: bool) -> int | None:
        """The column that promises most; after a pivot without progress the first that promises any."""
        costs = self.rows[-1]
        if first:
            return next((column for column in range(width) if costs[column] > 0), None)
        column = max(range(width), key=costs.__getitem__, default=0)
        return column if width and costs[column] > 0 else None

    def _leaving(self, entering: int) -> int:
        candidates = [
            (Fraction(row[-1], row[entering]), column, index)
            for index, (row, column) in enumerate(zip(self.rows, self.basis, strict=False))
            if row[entering] > 0
        ]
        if not candidates:
            raise ValueError("the objective grows without bound")
        return min(candidates)[2]

    def _pivot(self, index: int, entering: int) -> None:
        pivot_row = self.rows[index]
        pivot = pivot_row[entering]
        for other, row in enumerate(self.rows):
            if other != index:
                factor = row[entering]
                self.rows[other] = [
                    (pivot * it - factor * by) // self.shared
                    for it, by in zip(row, pivot_row, strict=True)
                ]
        self.basis[index] = entering
        self.shared = pivot
        if pivot < 0:  # only when an artificial column of value 0 is driven out
            self.shared = -pivot
            self.rows = [[-it for it in row] for row in self.rows]


def _units(size: int) -> list[list[int]]:
    return [[int(row == column) for column in range(size)] for row in range(size)]
