"""Cohen's kappa, plain and weighted: agreement of two coders beyond chance.

With p_ij the share of units that the first coder put into category i and the second into j, p_i. and
p_.j its margins, and w_ij the weight of agreement between i and j (plain kappa: 1 on the diagonal, 0
elsewhere)::

    p_o   = Σ_i Σ_j w_ij p_ij
    p_e   = Σ_i Σ_j w_ij p_i. p_.j
    kappa = (p_o − p_e) / (1 − p_e)

and, with  w̄_i. = Σ_j w_ij p_.j  and  w̄_.j = Σ_i w_ij p_i.,  the large-sample variance of kappa
over n units::

    var = (Σ_i Σ_j p_ij (w_ij (1 − p_e) − (w̄_i. + w̄_.j) (1 − p_o))² − (p_o p_e − 2 p_e + p_o)²)
          / (n (1 − p_e)⁴)

Sources: J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
Measurement 20 (1960) 37–46; J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968) 213–220;
J. L. Fleiss, J. Cohen and B. S. Everitt, "Large sample standard errors of kappa and weighted kappa",
Psychological Bulletin 72 (1969) 323–327. The quadratic weights  w_ij = 1 − (i − j)² / (r − 1)²  over r
ranks are those of J. L. Fleiss and J. Cohen, Educational and Psychological Measurement 33 (1973)
613–619.

Limits. Two coders only, and only units that both of them coded. Kappa is not defined when both use
one and the same category throughout. Its standard error holds for many units; for a few dozen the
interval is a rough guide. Where categories are used very unevenly kappa is low although the coders
nearly always agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

Table = Sequence[Sequence[float]]

_NORMAL_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Kappa:
    """Kappa with its standard error, the error under the hypothesis of chance agreement, and the
    bounds of the 95 % confidence interval (value ± 1.96 errors, within −1 and 1)."""

    value: float
    error: float
    null_error: float
    low: float
    high: float


def kappa(pairs: Iterable[tuple[Any, Any]], *, ordered: bool = False) -> Kappa | None:
    """Kappa of the pairs of values that two coders gave; None when it is not defined.

    Pairs in which a value is None count for nothing. With ``ordered`` the values are ranks and
    disagreements count by their squared distance in ranks (quadratic weights).

    >>> kappa([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]).value
    0.5
    """
    known = [(one, other) for one, other in pairs if one is not None and other is not None]
    values = {value for pair in known for value in pair}
    categories = sorted(values) if ordered else sorted(values, key=str)
    place = {value: i for i, value in enumerate(categories)}
    table = [[0.0] * len(categories) for _ in categories]
    for one, other in known:
        table[place[one]][place[other]] += 1
    return kappa_of(table, quadratic_weights(categories) if ordered else None)


def quadratic_weights(ranks: Sequence[Any]) -> list[list[float]]:
    """The weights 1 − (i − j)² / (r − 1)², by the ranks themselves.

    >>> quadratic_weights([1, 2, 3])[0]
    [1.0, 0.75, 0.0]
    """
    span = float(ranks[-1] - ranks[0]) if ranks else 0.0
    return [[1 - (float(i - j) / span) ** 2 if span else 1.0 for j in ranks] for i in ranks]


def kappa_of(table: Table, weights: Table | None = None) -> Kappa | None:
    """Kappa of a square table of counts, rows the first coder's; ``weights`` are of agreement, 0 to 1.

    None when it is not defined. Raises ValueError when table or weights are not square and alike.
    """
    size = range(len(table))
    if any(len(row) != len(table) for row in table):
        raise ValueError("the table is not square")
    if weights and (len(weights) != len(table) or any(len(row) != len(table) for row in weights)):
        raise ValueError("the weights do not fit the table")
    n = sum(map(sum, table))
    if not n:
        return None
    p = [[count / n for count in row] for row in table]
    w = weights or [[float(i == j) for j in size] for i in size]
    rows = [sum(p[i]) for i in size]
    columns = [sum(p[i][j] for i in size) for j in size]
    cells = [(i, j) for i in size for j in size]
    p_o = sum(w[i][j] * p[i][j] for i, j in cells)
    p_e = sum(w[i][j] * rows[i] * columns[j] for i, j in cells)
    if 1 - p_e < 1e-12:
        return None
    value = (p_o - p_e) / (1 - p_e)
    of_row = [sum(w[i][j] * columns[j] for j in size) for i in size]
    of_column = [sum(w[i][j] * rows[i] for i in size) for j in size]
    spread = sum(
        p[i][j] * (w[i][j] * (1 - p_e) - (of_row[i] + of_column[j]) * (1 - p_o)) ** 2
        for i, j in cells
    )
    error = _root(spread - (p_o * p_e - 2 * p_e + p_o) ** 2) / (sqrt(n) * (1 - p_e) ** 2)
    chance = sum(
        rows[i] * columns[j] * (w[i][j] - (of_row[i] + of_column[j])) ** 2 for i, j in cells
    )
    null_error = _root(chance - p_e**2) / (sqrt(n) * (1 - p_e))
    half = _NORMAL_95 * error
    return Kappa(value, error, null_error, max(-1.0, value - half), min(1.0, value + half))


def _root(square: float) -> float:
    """The root of what is never negative but for rounding."""
    return sqrt(max(0.0, square))
