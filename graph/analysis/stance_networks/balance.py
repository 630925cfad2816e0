"""Structural balance: how far parties are from two camps, friends within and foes between.

The frustration index, or line index of balance (Harary 1959, "On the measurement of structural
balance", Behavioral Science 4; Aref and Wilson 2019, "Balance and frustration in signed networks",
Journal of Complex Networks 7): over all ways to put nodes on two sides, the least total of

    positive ties between the sides + negative ties within a side

counted as ties, or by weight. 0 is a balanced network (Cartwright and Harary 1956). Beside it stands
the share of balanced triangles, those with an even number of negative ties; cheaper and blind to longer
cycles.

Steps, for each block (biconnected component; the index adds up over blocks):
1. Lower bound: pack cycles with an odd number of negative ties that share no weight; each must hold
   one frustrated tie.
2. Upper bound: switch single nodes while that helps, from several starts.
3. Where they differ, branch and bound over the sides of one node after another, with the optimum of the
   nodes not yet placed as part of the bound ("Russian doll search", Verfaillie, Lemaître and Schiex
   1996), until both meet or ``effort`` branchings are spent.

Limits: finding the index is NP-hard; what comes back has ``lower`` and ``upper``, and is exact where they
are equal. The two sides are one of possibly several best ways, and no claim that parties form camps.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from random import Random
from typing import Final, cast

import networkx as nx

from detente.graph.analysis.stance_networks.network import StanceNetwork, Tie
from detente.graph.analysis.stance_networks.packing import packed_cycles

_EPSILON: Final = 1e-9
_STARTS: Final = 20
# Larger blocks are out of the search's reach, and of the stack's.
_SEARCHED: Final = 300

Edge = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Balance:
    """``lower`` ≤ frustration ≤ ``upper``; the sides and frustrated ties are those of ``upper``.

    ``balanced_triangles`` of all ``triangles``.
    """

    lower: float
    upper: float
    total: float
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[Tie, ...]
    triangles: int
    balanced_triangles: int

    @property
    def exact(self) -> bool:
        """Whether no better way exists."""
        return self.upper - self.lower <= _EPSILON

    @property
    def balanced(self) -> bool:
        """Whether nothing is frustrated."""
        return self.upper <= _EPSILON


def balance(network: StanceNetwork, *, weighted: bool = False, effort: int = 200_000) -> Balance:
    """The frustration of a signed one-mode network; ties of weight 0 have no sign and are left out.

    ``weighted`` adds up weights, else each tie counts 1. ``total`` is what all ties add up to.

    >>> signs = (("a", "b", 1), ("b", "c", 1), ("a", "c", -1))
    >>> ties = tuple(Tie(one, other, sign, 0, 0, ()) for one, other, sign in signs)
    >>> found = balance(StanceNetwork("subtract", "none", ("a", "b", "c"), ("a", "b", "c"), ties))
    >>> found.upper, found.exact, found.total
    (1.0, True, 3.0)
    """
    signed = [tie for tie in network.ties if tie.weight]
    names = sorted({*network.rows, *(end for tie in signed for end in (tie.one, tie.other))})
    number = {name: index for index, name in enumerate(names)}
    edges: list[Edge] = []
    for tie in signed:
        size = abs(tie.weight) if weighted else 1.0
        edges.append((number[tie.one], number[tie.other], size if tie.weight > 0 else -size))
    lower, side = _solved(len(names), edges, effort)
    frustrated = tuple(
        tie
        for tie, (one, other, sign) in zip(signed, edges, strict=True)
        if side[one] * side[other] * sign < 0
    )
    upper = sum(abs(sign) for one, other, sign in edges if side[one] * side[other] * sign < 0)
    first, second = (tuple(name for name in names if side[number[name]] == s) for s in (1, -1))
    if not first or (second and (-len(second), second) < (-len(first), first)):
        first, second = second, first
    total = sum(abs(sign) for *_, sign in edges)
    signs = _triangles(edges)
    return Balance(
        min(lower, upper),
        float(upper),
        float(total),
        (first, second),
        frustrated,
        len(signs),
        sum(sign > 0 for sign in signs),
    )


def _triangles(edges: Sequence[Edge]) -> list[float]:
    """The product of the signs of each triangle."""
    after: dict[int, dict[int, float]] = {}
    for one, other, weight in edges:
        low, high = sorted((one, other))
        after.setdefault(low, {})[high] = 1.0 if weight > 0 else -1.0
    return [
        sign * last * after[middle][end]
        for others in after.values()
        for middle, sign in others.items()
        for end, last in others.items()
        if end in after.get(middle, ())
    ]


def _solved(size: int, edges: Sequence[Edge], effort: int) -> tuple[float, list[int]]:
    """A lower bound and the best sides found, block by block."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(edges)
    lower = 0.0
    tree: nx.Graph[Hashable] = nx.Graph()
    best: list[dict[int, int]] = []
    # Sets of nodes, whatever the type stubs say.
    found = cast("Iterable[Iterable[int]]", nx.biconnected_components(graph))
    for block in sorted(sorted(nodes) for nodes in found):
        bound, placed = _block(graph, block, effort)
        lower += bound
        tree.add_edges_from((node, ("block", len(best))) for node in block)
        best.append(placed)
    # Blocks meet in single nodes: turn each so that it agrees with the one it hangs on.
    side = [0] * size
    for start in range(size):
        if side[start]:
            continue
        side[start] = 1
        for node, reached in nx.bfs_edges(tree, start) if start in tree else ():
            if isinstance(reached, tuple) and isinstance(node, int):
                placed = best[reached[1]]
                turn = side[node] * placed[node]
                for inner, value in placed.items():
                    side[inner] = turn * value
    return lower, side


def _block(
    graph: "nx.Graph[int]", block: Sequence[int], effort: int
) -> tuple[float, dict[int, int]]:
    order = _ordered(graph, block)
    index = {node: place for place, node in enumerate(order)}
    neighbours: list[dict[int, float]] = [
        {index[other]: graph[node][other]["weight"] for other in graph[node] if other in index}
        for node in order
    ]
    side, upper = _switched(neighbours)
    lower = packed_cycles(neighbours)
    if upper - lower > _EPSILON and len(block) <= _SEARCHED:
        lower, upper, side = _Search(neighbours, effort).run(lower, upper, side)
    return lower, {node: side[place] for place, node in enumerate(order)}


def _ordered(graph: "nx.Graph[int]", block: Sequence[int]) -> list[int]:
    """Each node next to those it is most tied to, so that contradictions show early."""
    left = set(block)
    pull = dict.fromkeys(block, 0.0)
    order: list[int] = []
    while left:
        node = max(left, key=lambda one: (pull[one], graph.degree(one), -one))
        left.remove(node)
        order.append(node)
        for other in graph[node]:
            if other in left:
                pull[other] += abs(graph[node][other]["weight"])
    return order


def _switched(neighbours: Sequence[dict[int, float]]) -> tuple[list[int], float]:
    """The best sides by switching single nodes, from several starts that are the same every time."""
    random = Random(0)  # noqa: S311 - starts that differ, not secrets
    best, found = inf, [1] * len(neighbours)
    for start in range(_STARTS):
        side = [random.choice((1, -1)) if start else 1 for _ in neighbours]
        moved = True
        while moved:
            moved = False
            for node, others in enumerate(neighbours):
                gain = sum(weight * side[other] for other, weight in others.items()) * side[node]
                if gain < -_EPSILON:
                    side[node], moved = -side[node], True
        cost = _cost(neighbours, side)
        if cost < best - _EPSILON:
            best, found = cost, side
    return found, best


def _cost(neighbours: Sequence[dict[int, float]], side: Sequence[int]) -> float:
    return sum(
        abs(weight)
        for node, others in enumerate(neighbours)
        for other, weight in others.items()
        if node < other and side[node] * side[other] * weight < 0
    )


class _Search:
    """Branch and bound over one block: first for its last nodes, then for ever more of them."""

    def __init__(self, neighbours: Sequence[dict[int, float]], effort: int) -> None:
        self.size = len(neighbours)
        self.later = [
            [(other, weight) for other, weight in sorted(others.items()) if other > node]
            for node, others in enumerate(neighbours)
        ]
        self.neighbours = neighbours
        self.left = effort
        self.optimum = [0.0] * (self.size + 1)
        self.side = [1] * self.size

    def run(self, lower: float, upper: float, side: list[int]) -> tuple[float, float, list[int]]:
        """Bounds on the whole block and its best sides, given bounds to start from."""
        inner = [1] * self.size
        for first in range(self.size - 1, -1, -1):
            # The sides of the part solved before, with the new node where it costs less.
            pull = sum(weight * inner[other] for other, weight in self.later[first])
            inner[first] = 1 if pull >= 0 else -1
            cost = self.optimum[first + 1] + sum(
                abs(weight)
                for other, weight in self.later[first]
                if inner[first] * inner[other] * weight < 0
            )
            if not first and upper < cost:
                inner, cost = list(side), upper
            self.best, self.found, self.target = cost, list(inner), self.optimum[first + 1]
            if not first:
                self.target = max(self.target, lower)
            self.side[first] = 1
            costs = [[0.0, 0.0] for _ in range(self.size)]
            for other, weight in self.later[first]:
                costs[other][weight > 0] = abs(weight)
            if not self._place(first + 1, 0.0, costs):
                return max(lower, self.optimum[first + 1]), upper, side
            self.optimum[first], inner = self.best, self.found
        return self.best, self.best, self.found

    def _place(self, node: int, cost: float, costs: list[list[float]]) -> bool:
        """Tries both sides of a node; False when the effort is spent.

        ``costs[n]`` is what it would cost to put n on the first side and on the second.
        """
        if self.best <= self.target + _EPSILON:
            return True
        bound = cost + self.optimum[node] + sum(min(costs[n]) for n in range(node, self.size))
        if bound >= self.best - _EPSILON:
            return True
        if node == self.size:
            self.best = cost
            self.found = list(self.side)
            return True
        if self.left <= 0:
            return False
        self.left -= 1
        first = 0 if costs[node][0] <= costs[node][1] else 1
        for which in (first, 1 - first):
            self.side[node] = 1 if which == 0 else -1
            after = [list(pair) for pair in costs]
            for other, weight in self.later[node]:
                # Together on a side costs a negative tie, apart a positive one.
                after[other][which if weight < 0 else 1 - which] += abs(weight)
            if not self._place(node + 1, cost + costs[node][which], after):
                return False
        return True
