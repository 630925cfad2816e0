"""The smallest sets of conditions whose waiver breaks every loop.

A minimum feedback arc set in which arcs that carry the same condition go together and arcs of entailment
cannot go (Karp 1972, Reducibility among combinatorial problems, lists it as hard; no fast way is known).
Knots, groups of nodes that loops tie together, are solved apart: a set for the whole is one for each.

1. Find a shortest loop that is left. Without one, what is waived suffices.
2. Every sufficient set waives a condition of that loop: try each in turn, with one fewer to go.
3. Begin with none and allow one more until a set is found; then finish that size, so that all are found.

Limits: exact up to ``effort`` steps of search a knot. Beyond that one set is given that is found greedily
and from which nothing can be left out, and ``exact`` is False: a smaller one may exist.
"""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx

from detente.graph.analysis.linkage import Linkage, entailments, linkage_of, links
from detente.graph.graph import Graph

EFFORT = 5_000

# From, to, and the condition; None where the first entails the second.
Arc = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True)
class Knot:
    """Nodes tied by loops, and the sets of conditions, each as small as can be, that untie them."""

    nodes: tuple[str, ...]
    waivers: tuple[tuple[str, ...], ...]
    exact: bool = True


class _TooMuchError(Exception):
    """The search is longer than allowed."""


def knots(arcs: Iterable[Arc], effort: int = EFFORT) -> tuple[Knot, ...]:
    """The knots of a network of arcs, each with its smallest waivers.

    >>> knots([("talks", "truce", "a"), ("truce", "talks", "b"), ("talks", "truce", "a")])[0].waivers
    (('a',), ('b',))
    """
    whole = sorted(set(arcs), key=str)
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from((first, then) for first, then, _ in whole)
    block_of = {
        node: number
        for number, block in enumerate(nx.strongly_connected_components(network))
        for node in block
    }
    inside = [it for it in whole if block_of[it[0]] == block_of[it[1]]]
    # A condition in two blocks ties them into one knot.
    together: nx.Graph[object] = nx.Graph()
    for first, _, condition in inside:
        together.add_node(block_of[first])
        if condition is not None:
            together.add_edge(block_of[first], f"condition {condition}")
    found = []
    for group in nx.connected_components(together):
        own = [it for it in inside if block_of[it[0]] in group]
        if _loop(own) is not None:
            nodes = tuple(sorted({it[0] for it in own}))
            found.append(Knot(nodes, *_smallest(own, effort)))
    return tuple(sorted(found, key=lambda it: it.nodes))


def waivers(linkage: Linkage, waived: Iterable[str] = (), effort: int = EFFORT) -> tuple[Knot, ...]:
    """The knots of a linkage, when some conditions are waived already."""
    return knots(arcs_of(linkage, waived), effort)


def waivers_of(graph: Graph) -> tuple[Knot, ...]:
    """The knots of a graph.

    >>> import detente
    >>> waivers_of(detente.open("tramway-strike"))[0].waivers
    (('as-long-as-talks-go-on',), ('as-long-as-trams-run',))
    """
    return waivers(linkage_of(graph))


def arcs_of(linkage: Linkage, waived: Iterable[str] = ()) -> list[Arc]:
    """The links of a linkage and what its options entail, as arcs."""
    conditional: list[Arc] = [(it.first, it.then, it.condition) for it in links(linkage, waived)]
    return [*conditional, *((one, other, None) for one, other in entailments(linkage))]


def _smallest(arcs: Sequence[Arc], effort: int) -> tuple[tuple[tuple[str, ...], ...], bool]:
    try:
        left = [effort]
        size = 0
        while True:
            found: set[frozenset[str]] = set()
            _search(arcs, frozenset(), size, found, set(), left)
            if found:
                return tuple(sorted(tuple(sorted(it)) for it in found)), True
            size += 1
    except _TooMuchError:
        return (_greedy(arcs),), False


def _search(
    arcs: Sequence[Arc],
    waived: frozenset[str],
    more: int,
    found: set[frozenset[str]],
    seen: set[frozenset[str]],
    left: list[int],
) -> None:
    if waived in seen:
        return
    seen.add(waived)
    left[0] -= 1
    if left[0] < 0:
        raise _TooMuchError
    loop = _loop([it for it in arcs if it[2] not in waived])
    if loop is None:
        found.add(waived)
    elif more:
        for condition in loop:
            _search(arcs, waived | {condition}, more - 1, found, seen, left)


def _greedy(arcs: Sequence[Arc]) -> tuple[str, ...]:
    """Waive what most arcs carry of a loop that is left; then take back what was not needed."""
    waived: list[str] = []
    carried = Counter(it[2] for it in arcs)
    while loop := _loop([it for it in arcs if it[2] not in waived]):
        waived.append(max(loop, key=lambda it: (carried[it], it)))
    for condition in list(waived):
        fewer = [it for it in waived if it != condition]
        if _loop([it for it in arcs if it[2] not in fewer]) is None:
            waived = fewer
    return tuple(sorted(waived))


def _loop(arcs: Sequence[Arc]) -> list[str] | None:
    """The conditions of a loop with as few arcs as any; None when there is no loop with one."""
    onward: dict[str, list[Arc]] = {}
    for it in arcs:
        onward.setdefault(it[0], []).append(it)
    best: list[Arc] | None = None
    for start in arcs:
        if start[2] is None:
            continue
        path = _path(onward, start, len(best) if best else None)
        if path is not None:
            best = path
            if len(path) <= 2:
                break
    return sorted({it[2] for it in best if it[2] is not None}) if best else None


def _path(onward: dict[str, list[Arc]], start: Arc, shorter_than: int | None) -> list[Arc] | None:
    """The fewest arcs from an arc's end back to its beginning, that arc first."""
    back: dict[str, Arc] = {}
    waiting = deque([(start[1], 1)])
    while waiting:
        node, length = waiting.popleft()
        if shorter_than is not None and length >= shorter_than:
            return None
        if node == start[0]:
            path = []
            while node != start[1]:
                path.append(back[node])
                node = back[node][0]
            return [start, *reversed(path)]
        for arc in onward.get(node, ()):
            if arc[1] not in back and arc[1] != start[1]:
                back[arc[1]] = arc
                waiting.append((arc[1], length + 1))
    return None
