"""Krippendorff's alpha: agreement of two or more coders beyond chance, at the variable's own level.

Units are sequences of the values that the coders gave, None where a coder gave none. With o_ck the
coincidences of the values c and k, n_c = Σ_k o_ck the marginals and n = Σ_c n_c all pairable values::

    o_ck  = Σ_u (pairs c–k in unit u) / (m_u − 1)       m_u: number of values in unit u
    D_o   = Σ_c Σ_k o_ck δ²_ck / n                      observed disagreement
    D_e   = Σ_c Σ_k n_c n_k δ²_ck / (n (n − 1))         expected disagreement
    alpha = 1 − D_o / D_e

with the difference δ² of the level of measurement::

    nominal   0 if c = k, else 1
    ordinal   (n_c/2 + Σ_{c<g<k} n_g + n_k/2)²
    interval  (c − k)²
    ratio     ((c − k) / (c + k))²

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (University of Pennsylvania,
2011); A. F. Hayes and K. Krippendorff, "Answering the Call for a Standard Reliability Measure for
Coding Data", Communication Methods and Measures 1 (2007) 77–89.

Limits. Alpha is not defined when only one value occurs: without variation nothing shows that the
coders can tell things apart. It says nothing about which coder is right. A ratio scale has a true
zero and no negative values. Few units give wide intervals, and a rare value can pull alpha down
although the coders nearly always agree.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

Coincidences = Mapping[tuple[Any, Any], float]
Difference = Callable[[Any, Any], float]

LEVELS = ("nominal", "ordinal", "interval", "ratio")
SAMPLES = 1000
SEED = 1970  # fixed: the same data give the same interval; the year of Krippendorff's first alpha


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with the bounds of its 95 % confidence interval; bounds None if there are none."""

    value: float
    low: float | None = None
    high: float | None = None


def alpha(units: Iterable[Sequence[Any]], level: str = "nominal") -> float | None:
    """Krippendorff's alpha of ``units``; None when it is not defined.

    1 is perfect agreement, 0 what chance gives, below 0 systematic disagreement. Values are anything
    hashable for the nominal level and numbers for the others.
    Raises ValueError for an unknown level.

    >>> round(alpha(zip("aabbdcccedda", "babbbcccedd" + "d")), 3)
    0.692
    """
    return alpha_of(coincidences(units), level)


def alpha_with_interval(
    units: Iterable[Sequence[Any]],
    level: str = "nominal",
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Estimate | None:
    """Alpha with a bootstrapped 95 % confidence interval; None when alpha is not defined.

    Each of ``samples`` resamples draws M pairs of values with replacement from the observed
    coincidences, cell c–k with probability o_ck / n, and takes alpha from their mean δ² over the
    original D_e, which stays as it is. M is the number of pairs behind the coincidences,
    (m − 1) n / 2 with m the largest m_u, but at most 25 Q, Q being the number of different pairs
    that occur. The bounds are the 2.5 % and 97.5 % quantiles.

    Source: K. Krippendorff, "Algorithm for bootstrapping a distribution of c-alpha" (manuscript,
    2006, revised 2011), the procedure of Hayes and Krippendorff (2007). Left out is its last step,
    a correction of the frequency of alpha = 1 for resamples without variation: where no disagreement
    was observed the interval is the point 1, however few the units.
    """
    units = [tuple(unit) for unit in units]
    counted = coincidences(units)
    value = alpha_of(counted, level)
    if value is None:
        return None
    marginals = _marginals(counted)
    n = sum(marginals.values())
    different = _differences(marginals, level)
    expected = _expected(marginals, different)
    cells = sorted(counted, key=lambda cell: (different(*cell), str(cell)))
    differences = [different(*cell) for cell in cells]
    cumulated = list(accumulate(counted[cell] for cell in cells))
    m = max(sum(given is not None for given in unit) for unit in units)
    q = len({frozenset(cell) for cell in cells})
    draws = max(1, min(25 * q, round((m - 1) * n / 2)))
    random = Random(seed)  # noqa: S311 - resampling, not secrecy
    drawn = sorted(
        1 - sum(random.choices(differences, cum_weights=cumulated, k=draws)) / draws / expected
        for _ in range(samples)
    )
    return Estimate(value, _quantile(drawn, 0.025), _quantile(drawn, 0.975))


def coincidences(units: Iterable[Sequence[Any]]) -> dict[tuple[Any, Any], float]:
    """The coincidence matrix o_ck as a mapping; units with fewer than two values count for nothing.

    >>> coincidences([("a", "b"), ("a", None)])
    {('a', 'b'): 1.0, ('b', 'a'): 1.0}
    """
    counted: defaultdict[tuple[Any, Any], float] = defaultdict(float)
    for unit in units:
        values = [given for given in unit if given is not None]
        for i, c in enumerate(values):
            for j, k in enumerate(values):
                if i != j:
                    counted[c, k] += 1 / (len(values) - 1)
    return dict(counted)


def alpha_of(counted: Coincidences, level: str = "nominal") -> float | None:
    """Alpha of a coincidence matrix; None when it is not defined."""
    if level not in LEVELS:
        raise ValueError(f"unknown level '{level}': one of {', '.join(LEVELS)}")
    marginals = _marginals(counted)
    different = _differences(marginals, level)
    expected = _expected(marginals, different)
    if not expected:
        return None
    n = sum(marginals.values())
    observed = sum(count * different(*cell) for cell, count in counted.items()) / n
    return 1 - observed / expected


def _marginals(counted: Coincidences) -> dict[Any, float]:
    marginals: defaultdict[Any, float] = defaultdict(float)
    for (c, _), count in counted.items():
        marginals[c] += count
    return dict(marginals)


def _differences(marginals: Mapping[Any, float], level: str) -> Difference:
    """δ² of the level as a function of c and k."""
    if level == "nominal":
        return lambda c, k: float(c != k)
    if level == "interval":
        return lambda c, k: (float(c) - float(k)) ** 2
    if level == "ratio":
        return lambda c, k: ((float(c) - float(k)) / (float(c) + float(k))) ** 2 if c != k else 0.0
    ordered = sorted(marginals)
    below = dict(zip(ordered, accumulate(marginals[c] for c in ordered), strict=True))

    def ordinal(c: Any, k: Any) -> float:
        low, high = min(c, k), max(c, k)
        # From the middle of the lower value's cases to the middle of the higher's.
        return float((below[high] - marginals[high] / 2 - (below[low] - marginals[low] / 2)) ** 2)

    return ordinal


def _expected(marginals: Mapping[Any, float], different: Difference) -> float:
    n = sum(marginals.values())
    if n <= 1:
        return 0.0
    total = sum(a * b * different(c, k) for c, a in marginals.items() for k, b in marginals.items())
    return total / (n * (n - 1))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the ordered values lie, interpolated between neighbours."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])
