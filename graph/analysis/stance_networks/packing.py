"""A lower bound of frustration: contradictory cycles that share no weight.

A cycle with an odd number of negative ties holds a frustrated tie whichever way its nodes are put on two
sides. Cycles that take their share of weight from each tie, and no more than it has, therefore bound the
frustration from below by the sum of their shares (Aref, Mason and Wilson 2018, "Computing the line index
of balance using integer programming optimisation", use the same cycles as constraints).
"""

from collections import deque
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_EPSILON: Final = 1e-9


def packed_cycles(neighbours: Sequence[dict[int, float]]) -> float:
    """The bound for a signed network given as, for each node, its neighbours and their weights.

    1. Grow trees, breadth first, over ties with weight left; they give each node a sign.
    2. Each other tie that contradicts the signs closes a cycle with the tree: take from all its ties
       the least weight left on one of them.
    3. Repeat until no tie contradicts.

    >>> packed_cycles([{1: -1.0, 2: -1.0}, {0: -1.0, 2: -1.0}, {0: -1.0, 1: -1.0}])
    1.0
    """
    left = {
        (node, other): abs(weight)
        for node, others in enumerate(neighbours)
        for other, weight in others.items()
        if node < other
    }
    bound = 0.0
    found = True
    while found:
        found = False
        parent, sign = _trees(neighbours, left)
        for (one, other), rest in list(left.items()):
            agrees = sign[one] * sign[other] * neighbours[one][other] > 0
            if agrees or rest <= _EPSILON:
                continue
            cycle = [(one, other), *_path(one, other, parent)]
            share = min(left[edge] for edge in cycle)
            if share > _EPSILON:
                bound += share
                found = True
                for edge in cycle:
                    left[edge] -= share
    return bound


def _trees(
    neighbours: Sequence[dict[int, float]], left: dict[tuple[int, int], float]
) -> tuple[list[int], list[int]]:
    parent = [-1] * len(neighbours)
    sign = [0] * len(neighbours)
    for root in range(len(neighbours)):
        if sign[root]:
            continue
        sign[root] = 1
        waiting = deque([root])
        while waiting:
            node = waiting.popleft()
            for other, weight in neighbours[node].items():
                if not sign[other] and left[_edge(node, other)] > _EPSILON:
                    parent[other] = node
                    sign[other] = sign[node] if weight > 0 else -sign[node]
                    waiting.append(other)
    return parent, sign


def _path(one: int, other: int, parent: Sequence[int]) -> list[tuple[int, int]]:
    """The ties of the tree between two nodes of it."""
    above = []
    node = one
    while node >= 0:
        above.append(node)
        node = parent[node]
    place = {node: index for index, node in enumerate(above)}
    path = []
    while other not in place:
        path.append(_edge(other, parent[other]))
        other = parent[other]
    ups = above[: place[other] + 1]
    return path + [_edge(low, high) for low, high in pairwise(ups)]


def _edge(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)
