"""Nash's product over lotteries for three and more parties, by iteration.

Maximises Σ_k log g_k with g_k = Σ_i p_i g_ik over chances p. Steps (pairwise Frank–Wolfe; Lacoste-Julien and
Jaggi 2015, On the global linear convergence of Frank–Wolfe optimization variants):
1. the pull of outcome i is Σ_k g_ik / g_k;
2. if no pull exceeds n (1 + 10⁻¹⁰), stop: at the optimum the largest is n, the number of parties, and
   log Π g is never further from its maximum than the largest pull is from n;
3. move chance from the outcome of the lottery with the least pull to the one with the most, as far as
   the sum of logarithms rises.

Only the four basic operations are used, in a fixed order, so that every machine gives the same. What is left
of error is of the order of 10⁻¹⁰ in the logarithm, and more where the iteration ends at its limit.
"""

_STEPS = 20_000
_TOLERANCE = 1e-10


def largest_product(gains: list[list[float]], chances: list[float]) -> list[float]:
    """Chances that maximise the product of expected gains, reached from chances that give every party some.

    ``gains[i][k]`` is what party k gains in outcome i.

    >>> [round(it, 6) for it in largest_product([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0.8, 0.1, 0.1])]
    [0.333333, 0.333333, 0.333333]
    """
    chances = list(chances)
    parties = range(len(gains[0]))
    for _ in range(_STEPS):
        expected = [
            sum(p * g[k] for p, g in zip(chances, gains, strict=True) if p) for k in parties
        ]
        pull = [sum(g[k] / expected[k] for k in parties) for g in gains]
        best = max(range(len(gains)), key=lambda index: pull[index])
        if pull[best] <= len(parties) * (1 + _TOLERANCE):
            break
        worst = min((index for index, p in enumerate(chances) if p), key=lambda index: pull[index])
        change = [gains[best][k] - gains[worst][k] for k in parties]
        move = _far(expected, change, chances[worst])
        chances[best] += move
        chances[worst] = 0.0 if move == chances[worst] else chances[worst] - move
    return chances


def _far(gains: list[float], change: list[float], most: float) -> float:
    """How far to go, at most ``most``, for the largest sum of logarithms: where its slope is nought."""

    def rises(far: float) -> bool:
        values = [g + far * c for g, c in zip(gains, change, strict=True)]
        return min(values) > 0 and sum(c / v for c, v in zip(change, values, strict=True)) > 0

    if rises(most):
        return most
    low, high = 0.0, most
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) else (low, middle)
    return low
