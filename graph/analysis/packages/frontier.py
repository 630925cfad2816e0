"""Pareto frontiers: the outcomes on which no party can gain without another losing."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

Point = tuple[Fraction, ...]
P = TypeVar("P", bound=tuple[Any, ...])


def dominates(one: Sequence[Fraction | int], other: Sequence[Fraction | int]) -> bool:
    """Whether ``one`` is at least as good for every party and better for some."""
    pairs = list(zip(one, other, strict=True))
    return all(a >= b for a, b in pairs) and any(a > b for a, b in pairs)


def undominated(points: Iterable[P]) -> list[P]:
    """The distinct points that no other dominates, from the first party's best to its worst.

    >>> undominated([(1, 4), (2, 3), (4, 1), (1, 3), (4, 1)])
    [(4, 1), (2, 3), (1, 4)]
    """
    # In falling order a point can only be dominated by one that came before it.
    kept: list[P] = []
    for point in sorted(set(points), reverse=True):
        if not any(_no_worse(other, point) for other in reversed(kept)):
            kept.append(point)
    return kept


def _no_worse(one: tuple[Fraction | int, ...], other: tuple[Fraction | int, ...]) -> bool:
    return all(a >= b for a, b in zip(one, other, strict=True))
