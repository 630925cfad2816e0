"""Loops of preconditions: "ceasefire first" against "talks first".

A loop is a closed walk that visits no node twice over the links of the linkage, and over what options
entail (Johnson 1975, Finding all the elementary circuits of a directed graph, SIAM Journal on Computing
4, as networkx does it). At least one of its steps is a condition.

A loop need not block anything: one party may hold out the same without the condition, or an option may
carry out both ends at once. Whether it does block, the sequence says.

Limits: the number of loops can grow exponentially; ``most`` are listed, and it is said that there are more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import networkx as nx

from detente.graph.analysis.linkage import Link, Linkage, entailments, linkage_of, links
from detente.graph.graph import Graph

MOST = 200


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a loop: ``then`` hangs on ``first`` by each of ``links``; by none if it entails it."""

    first: str
    then: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Loops:
    """The loops, the shortest first; ``complete`` unless there are more."""

    loops: tuple[tuple[Step, ...], ...]
    complete: bool = True


def loops(linkage: Linkage, waived: Iterable[str] = (), most: int = MOST) -> Loops:
    """The loops that are left when some conditions are waived.

    >>> from detente.graph.analysis.linkage import Condition, Held
    >>> a = Held("a", "union", "offer", "for", "suspend", ("talks-first",))
    >>> b = Held("b", "company", "offer", "for", "talks", ("trams-first",))
    >>> first = {"talks-first": Condition("talks-first", "", "talks"),
    ...          "trams-first": Condition("trams-first", "", "suspend")}
    >>> both = Linkage({"a": a, "b": b}, first)
    >>> [step.then for step in loops(both).loops[0]], loops(both, ["trams-first"]).loops
    (['talks', 'suspend'], ())
    """
    joined: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for it in links(linkage, waived):
        joined[it.first, it.then].append(it)
    for pair in entailments(linkage):
        joined.setdefault(pair, [])
    network: nx.DiGraph[str] = nx.DiGraph()
    network.add_edges_from(sorted(joined))
    found = list(islice(nx.simple_cycles(network), most + 1))
    turned = sorted((_from_least(nodes) for nodes in found[:most]), key=lambda it: (len(it), it))
    return Loops(
        tuple(tuple(_steps(nodes, joined)) for nodes in turned), complete=len(found) <= most
    )


def loops_of(graph: Graph, waived: Iterable[str] = ()) -> Loops:
    """The loops of a graph.

    >>> import detente
    >>> [[step.then for step in loop] for loop in loops_of(detente.open("tramway-strike")).loops]
    [['strike-suspended', 'pay-talks']]
    """
    return loops(linkage_of(graph), waived)


def _from_least(nodes: list[str]) -> tuple[str, ...]:
    at = nodes.index(min(nodes))
    return (*nodes[at:], *nodes[:at])


def _steps(nodes: tuple[str, ...], joined: dict[tuple[str, str], list[Link]]) -> Iterator[Step]:
    for first, then in zip(nodes, (*nodes[1:], nodes[0]), strict=True):
        yield Step(first, then, tuple(joined[first, then]))
