"""What a party expects of challenging another: votes, chance of success, expected utility, risk.

Positions x are on a scale from 0 to 1, weights w = s · c add up to 1. With R the range, a_ij = |x_i − x_j|/R:

1. ``chances``: P_ij = Σ_k max(v_k, 0) / divisor, where v_k = w_k (|x_k − x_j|^e − |x_k − x_i|^e)/R^e is how k
   votes between i and j. The divisor is Σ_k |v_k| for this pair, or the sum of that over all pairs; e is 1 or
   k's risk exponent. A challenge that nobody votes for has no chance.
2. ``expected``: E_ij = s_j (P_ij u_s + (1 − P_ij) u_f) + (1 − s_j) u_s − u_q, with the utilities of success
   u_s = 2 − 4(½ − ½a_ij)^r, of failure u_f = 2 − 4(½ + ½a_ij)^r and of the status quo u_q = 2 − 4·½^r, which
   is taken to be certain.
3. ``exponents``: r_i = (1 − R_i/3)/(1 + R_i/3), with R_i the security of i put on −1 to 1 between the least
   and the greatest; R_i = 0 where all are the same.

Scholz, Calbert and Smith 2011, after Bueno de Mesquita 1985 (The War Trap Revisited).
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

Matrix = list[list[float]]

# Expectations are compared to this many digits, so that equals are equal in whatever order they were added.
_DIGITS = 10


def chances(
    x: Sequence[float],
    weights: Sequence[float],
    span: float,
    bends: Sequence[float],
    *,
    all_pairs: bool,
) -> Matrix:
    """P_ij for all i and j.

    Who stands nearer to i votes for i, so the votes for i are those on its side of the middle between i and
    j: a difference of two sums up to there. ``sums[i][m]`` adds w_k |x_k − x_i|^e over the m lowest voters.

    >>> chances([0, 1], [0.25, 0.75], 1, [1, 1], all_pairs=False)
    [[0.0, 0.25], [0.75, 0.0]]
    """
    order = sorted(range(len(x)), key=x.__getitem__)
    rising = [x[k] for k in order]
    sums = [
        list(
            accumulate((weights[k] * (abs(x[k] - at) / span) ** bends[k] for k in order), initial=0)
        )
        for at in x
    ]
    everything = 0.0
    ayes = [[0.0] * len(x) for _ in x]
    divisors = [[0.0] * len(x) for _ in x]
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            if x[i] == x[j]:
                continue
            middle = bisect_left(rising, (x[i] + x[j]) / 2)
            below, above = sums[i], sums[j]
            ayes[i][j] = max(above[middle] - below[middle], 0)
            ayes[j][i] = max(below[-1] - below[middle] - above[-1] + above[middle], 0)
            divisors[i][j] = divisors[j][i] = ayes[i][j] + ayes[j][i]
            everything += 2 * divisors[i][j]
    return [
        [
            aye / total if (total := everything if all_pairs else divisor) else 0.0
            for aye, divisor in zip(*rows, strict=True)
        ]
        for rows in zip(ayes, divisors, strict=True)
    ]


def expected(chance: float, apart: float, resistance: float, risk: float) -> float:
    """E of challenging a party that is ``apart`` (0 to 1) and whose salience is its ``resistance``.

    >>> expected(chance=0.25, apart=1, resistance=1, risk=1)
    -1.0
    """
    won: float = 2 - 4 * (0.5 - 0.5 * apart) ** risk
    lost: float = 2 - 4 * (0.5 + 0.5 * apart) ** risk
    fought = resistance * (chance * won + (1 - chance) * lost)
    status_quo: float = 2 - 4 * 0.5**risk
    return round(fought + (1 - resistance) * won - status_quo, _DIGITS)


def exponents(security: Sequence[float]) -> list[float]:
    """r_i from 2 for the least to ½ for the greatest.

    >>> [round(it, 3) for it in exponents([0, 1, 2])]
    [2.0, 1.0, 0.5]
    """
    least, greatest = min(security), max(security)
    if greatest - least < 10**-_DIGITS:
        return [1.0] * len(security)
    scaled = [(2 * it - greatest - least) / (greatest - least) for it in security]
    return [(1 - it / 3) / (1 + it / 3) for it in scaled]
