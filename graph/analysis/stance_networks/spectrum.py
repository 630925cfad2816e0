"""Eigenvalues of a small symmetric matrix, by Jacobi's cyclic method.

Golub and Van Loan, "Matrix Computations", section on Jacobi methods. Exact to rounding; the work grows
with the cube of the size, so that some hundred rows are its limit.
"""

from collections.abc import Sequence
from math import hypot, sqrt


def eigenvalues(matrix: Sequence[Sequence[float]]) -> list[float]:
    """The eigenvalues in rising order.

    1. Rotate away each entry beside the diagonal in turn.
    2. Repeat until what is left beside the diagonal is as small as rounding.

    >>> [round(value, 9) for value in eigenvalues([[2, 1], [1, 2]])]
    [1.0, 3.0]
    """
    a = [[float(value) for value in row] for row in matrix]
    size = len(a)
    whole = sqrt(sum(value * value for row in a for value in row))
    for _ in range(60):
        beside = sqrt(sum(a[p][q] ** 2 for p in range(size) for q in range(size) if p != q))
        if beside <= 1e-13 * whole:
            break
        for p in range(size):
            for q in range(p + 1, size):
                _rotate(a, p, q)
    return sorted(a[index][index] for index in range(size))


def _rotate(a: list[list[float]], p: int, q: int) -> None:
    if not a[p][q]:
        return
    tau = (a[q][q] - a[p][p]) / (2 * a[p][q])
    tangent = (1.0 if tau >= 0 else -1.0) / (abs(tau) + hypot(1.0, tau))
    c = 1 / hypot(1.0, tangent)
    s = tangent * c
    for row in a:
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    a[p], a[q] = (
        [c * x - s * y for x, y in zip(a[p], a[q], strict=True)],
        [s * x + c * y for x, y in zip(a[p], a[q], strict=True)],
    )
